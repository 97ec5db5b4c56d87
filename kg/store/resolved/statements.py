"""From the documents that a change reaches to links and statements, joined over all documents."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import BELIEVED, Contradiction, Entity, Extraction, Link, Statement
from kg.rdf.quads import methods_of
from kg.resolution.across import joined_statement, links_of, statements_of
from kg.resolution.contradictions import HOLDING, contradictions_among, group_of
from kg.resolution.holders import ENDED
from kg.resolution.sources import with_source
from kg.store.codec import decode, encode
from kg.store.resolved.tables import key_bytes, to_bytes, to_text

Triple = tuple[str, str, str, str | None]
Read = Callable[[str], Extraction | None]


@dataclass
class Change:
    """What differs from the state before: each list has things as they were and as they are, None where there is none.

    Attributes:
        whole: Whether so much has changed that the rest is not told: everything is to be written anew.
        documents: Ids of those whose graphs may differ.
        plain: A statement of each triple with the graph that the triple was in and the one it is in.
    """

    whole: bool = False
    documents: set[str] = field(default_factory=set)
    entities: list[tuple[Entity | None, Entity | None]] = field(default_factory=list)
    statements: list[tuple[Statement | None, Statement | None]] = field(default_factory=list)
    plain: dict[Triple, tuple[Statement, str | None, str | None]] = field(default_factory=dict)
    contradictions: list[tuple[Contradiction | None, Contradiction | None]] = field(default_factory=list)
    methods: list[tuple[str | None, str | None]] = field(default_factory=list)
    reprints: list[tuple[tuple[str, str] | None, tuple[str, str] | None]] = field(default_factory=list)


def retell(db: sqlite3.Connection, documents: Iterable[bytes], read: Read, change: Change) -> set[str]:
    """Write the links and statements of documents by the present names; return the ids of statements to join anew."""
    methods = _methods(db)
    reached: set[str] = set()
    for document in sorted(documents):
        reached.update(row[0] for row in db.execute("SELECT statement FROM part WHERE document = ?", (document,)))
        for table in ("part", "method"):
            db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        extraction = read(to_text(document))
        if extraction is None:
            db.execute("DELETE FROM document WHERE id = ?", (document,))
            db.execute("DELETE FROM content WHERE id = ?", (document,))
        else:
            reached.update(_tell(db, document, extraction))
        if not change.whole:
            change.documents.add(to_text(document))
    after = _methods(db)
    change.methods += [(name, None) for name in sorted(methods - after)] + [(None, name) for name in after - methods]
    return reached


def _methods(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT DISTINCT name FROM method")}


def _tell(db: sqlite3.Connection, document: bytes, extraction: Extraction) -> Iterator[str]:
    query = "SELECT ident, name FROM member JOIN cluster ON member.cluster = cluster.key WHERE document = ?"
    ids = {to_text(ident): to_text(name) for ident, name in db.execute(query, (document,))}
    links, parts = tuple(links_of(extraction, ids)), tuple(statements_of(extraction, ids))
    db.execute("INSERT OR REPLACE INTO content VALUES (?, ?, ?)", (
        document, encode(extraction.document), encode(Links(links)),
    ))  # fmt: skip
    db.executemany("INSERT INTO method VALUES (?, ?)", [(name, document) for name in sorted(methods_of(links, parts))])
    for at, part in enumerate(parts):
        db.execute("INSERT INTO part VALUES (?, ?, ?, ?)", (part.id, document, at, encode(part)))
        yield part.id


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a document, in text order."""

    links: tuple[Link, ...]


class Joining:
    """One pass over the statements that a change reaches, and the contradictions that hang on them."""

    def __init__(
        self, db: sqlite3.Connection, change: Change, entities: Iterable[tuple[Entity | None, Entity | None]]
    ) -> None:
        self._db = db
        self._change = change
        self._entities = entities
        self._kin: set[bytes] = set()
        documents = db.execute("SELECT id, outlet, original FROM document").fetchall()
        self._outlets = {to_text(ident): to_text(name) for ident, name, _ in documents if name}
        self._originals = {to_text(ident): to_text(first) for ident, _, first in documents if first is not None}

    def run(self, reached: Iterable[str]) -> None:
        """Join the statements of these ids anew, then find the contradictions of their groups."""
        for ident in sorted(reached):
            self._join(ident)
        for old, new in self._entities:
            if (old and old.type) != (new and new.type):
                self._kin.update(self._groups_about(old or new))
        for kin in sorted(self._kin):
            self._contradict(kin)

    def _join(self, ident: str) -> None:
        rows = self._db.execute("SELECT record FROM part WHERE statement = ? ORDER BY document, at", (ident,))
        parts = [decode(Statement, record) for (record,) in rows]
        new = with_source(joined_statement(parts), self._originals, self._outlets) if parts else None
        row = self._db.execute("SELECT record FROM statement WHERE id = ?", (ident,)).fetchone()
        record = encode(new) if new else None
        if record == (row[0] if row else None):
            return
        old = decode(Statement, row[0]) if row else None
        either = new or old
        assert either is not None
        before = None if self._change.whole else self._plain_graph(either)
        self._keep(ident, new, record)
        for statement in (old, new):
            if statement:
                self._kin.update(_kin(statement))
        if not self._change.whole:
            self._change.statements.append((old, new))
            after = self._plain_graph(either)
            # of the statements of one triple, of a text and of the reference, the first saw how it was before all
            triple = (either.subject, either.predicate, either.object, either.datatype)
            _, first, _ = self._change.plain.get(triple, (either, before, after))
            self._change.plain[triple] = either, first, after

    def _keep(self, ident: str, new: Statement | None, record: bytes | None) -> None:
        if new is None:
            self._db.execute("DELETE FROM statement WHERE id = ?", (ident,))
            return
        self._db.execute("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            ident, to_bytes(new.subject), new.predicate, to_bytes(new.object), new.datatype or "", new.basis,
            new.status in BELIEVED, key_bytes(group_of(new)), record,
        ))  # fmt: skip

    def _plain_graph(self, statement: Statement) -> str | None:
        """Return the graph that the plain triple of a statement stands in now, None where nothing believed says it."""
        rows = self._db.execute(
            "SELECT basis FROM statement "
            "WHERE subject = ? AND predicate = ? AND object = ? AND datatype = ? AND believed",
            (to_bytes(statement.subject), statement.predicate, to_bytes(statement.object), statement.datatype or ""),
        ).fetchall()
        if not rows:
            return None
        return "facts" if any(basis != "reference" for (basis,) in rows) else "reference"

    def _groups_about(self, entity: Entity | None) -> set[bytes]:
        assert entity is not None
        name = to_bytes(entity.id)
        rows = self._db.execute("SELECT kin FROM statement WHERE subject = ?1 UNION SELECT kin FROM statement "
                                "WHERE object = ?1 AND datatype = ''", (name,))  # fmt: skip
        return {kin for (kin,) in rows}

    def _contradict(self, kin: bytes) -> None:
        """Find the contradictions of a group and keep them in the place of those before."""
        own = self._statements("kin = ?", kin)
        among = list(own)
        if own and own[0].predicate in HOLDING:
            for predicate in ENDED:
                among += self._statements("object = ? AND predicate = ?", to_bytes(own[0].object), predicate)
        ids = {statement.id for statement in own}
        found = {item for item in contradictions_among(among, self._types(among)) if item.first in ids}
        rows = self._db.execute("SELECT record FROM contradiction WHERE kin = ?", (kin,)).fetchall()
        before = {decode(Contradiction, row[0]) for row in rows}
        for item in before - found:
            self._db.execute("DELETE FROM contradiction WHERE kin = ? AND record = ?", (kin, encode(item)))
            self._change.contradictions.append((item, None))
        for item in found - before:
            self._db.execute("INSERT INTO contradiction VALUES (?, ?)", (kin, encode(item)))
            self._change.contradictions.append((None, item))

    def _statements(self, where: str, *values: object) -> list[Statement]:
        rows = self._db.execute(
            f"SELECT record FROM statement WHERE {where} ORDER BY subject, predicate, object, basis, id", values
        ).fetchall()
        return [decode(Statement, record) for (record,) in rows]

    def _types(self, statements: Iterable[Statement]) -> dict[str, str]:
        found = {}
        for name in {end for item in statements for end in (item.subject, *(() if item.datatype else (item.object,)))}:
            row = self._db.execute(
                "SELECT type FROM cluster WHERE name = ? ORDER BY key DESC LIMIT 1", (to_bytes(name),)
            ).fetchone()
            if row:
                found[name] = row[0]
        return found


def _kin(statement: Statement) -> set[bytes]:
    """Return the groups whose contradictions a statement has to do with."""
    kin = {key_bytes(group_of(statement))}
    if statement.predicate in ENDED:
        kin |= {key_bytes((predicate, statement.object)) for predicate in HOLDING}
    return kin


def plain_statements(db: sqlite3.Connection) -> Iterator[tuple[Statement, str]]:
    """Yield a statement for each plain triple, with the graph that the triple stands in."""
    rows = db.execute(
        "SELECT record, MAX(basis != 'reference') FROM statement WHERE believed "
        "GROUP BY subject, predicate, object, datatype"
    )
    for record, told in rows:
        yield decode(Statement, record), "facts" if told else "reference"
