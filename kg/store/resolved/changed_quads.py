"""The quads of the tables: all of them, or those that a change removes and adds."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pyoxigraph import Quad

from kg.model import Contradiction, Document, Statement
from kg.rdf import Iris
from kg.rdf.quads import (
    contradiction_quads,
    document_quads,
    entity_quads,
    method_quads,
    plain_quad,
    reprint_quad,
    statement_quads,
)
from kg.store.codec import decode
from kg.store.resolved.statements import Change, Links, plain_statements
from kg.store.resolved.tables import entity_of, to_bytes, to_text

Unit = TypeVar("Unit")


def all_quads(db: sqlite3.Connection, iris: Iris) -> Iterator[Quad]:
    """Yield all quads of the tables, some more than once, in no order, without holding them."""
    for (ident,) in db.execute("SELECT id FROM document"):
        yield from own_quads(db, to_text(ident), iris)
    for (record,) in db.execute("SELECT entity FROM cluster"):
        yield from entity_quads(entity_of(record), iris)
    for (record,) in db.execute("SELECT record FROM statement"):
        yield from statement_quads(decode(Statement, record), iris)
    for statement, graph in plain_statements(db):
        yield plain_quad(statement, graph, iris)
    for copy, original in db.execute("SELECT id, original FROM document WHERE original IS NOT NULL"):
        yield reprint_quad(to_text(copy), to_text(original), iris)
    for (record,) in db.execute("SELECT record FROM contradiction"):
        yield from contradiction_quads(decode(Contradiction, record), iris)
    for (name,) in db.execute("SELECT DISTINCT name FROM method"):
        yield from method_quads(name, iris)


def own_quads(db: sqlite3.Connection, document_id: str, iris: Iris) -> set[Quad]:
    """Return the quads of a document's own graph, none for a document that is not there."""
    ident = to_bytes(document_id)
    row = db.execute("SELECT record, links FROM content WHERE id = ?", (ident,)).fetchone()
    if row is None:
        return set()
    parts = db.execute("SELECT record FROM part WHERE document = ? ORDER BY statement, at", (ident,))
    statements = (decode(Statement, part) for (part,) in parts)
    return document_quads(decode(Document, row[0]), decode(Links, row[1]).links, statements, iris)


def difference(db: sqlite3.Connection, change: Change, iris: Iris) -> tuple[set[Quad], set[Quad]]:
    """Return the quads of the graphs of the whole data set that a change removes, and those that it adds.

    Those of the documents' own graphs are not among them: `own_quads` gives such a graph.
    """
    removed: set[Quad] = set()
    added: set[Quad] = set()
    _of(change.entities, lambda entity: entity_quads(entity, iris), removed, added)
    _of(change.statements, lambda statement: statement_quads(statement, iris), removed, added)
    _of(change.contradictions, lambda item: contradiction_quads(item, iris), removed, added)
    _of(change.methods, lambda name: method_quads(name, iris), removed, added)
    _of(change.reprints, lambda pair: {reprint_quad(*pair, iris)}, removed, added)
    for statement, before, after in change.plain.values():
        removed |= {plain_quad(statement, before, iris)} if before else set()
        added |= {plain_quad(statement, after, iris)} if after else set()
    # what was one IRI of two entities is still said of the other
    for old, _ in change.entities:
        if old:
            rows = db.execute("SELECT entity FROM cluster WHERE name = ?", (to_bytes(old.id),))
            added.update(quad for (record,) in rows for quad in entity_quads(entity_of(record), iris))
    return removed - added, added


def _of(
    pairs: Iterable[tuple[Unit | None, Unit | None]],
    quads: Callable[[Unit], set[Quad]],
    removed: set[Quad],
    added: set[Quad],
) -> None:
    for old, new in pairs:
        if old is not None:
            removed |= quads(old)
        if new is not None:
            added |= quads(new)
