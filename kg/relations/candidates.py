"""Pairs of entities that a core predicate may join, as the core model sees them, and what is known of each."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import BELIEVED, EntitySpan, Statement
from kg.neural.core import HINTS
from kg.relations.stage import dateline_of
from kg.relations.view import DocumentView
from kg.types import kind_of

TYPES = {
    "Person": "PERSON", "Organization": "ORGANIZATION", "Country": "COUNTRY", "City": "CITY",
    "Region": "STATE_OR_PROVINCE", "Facility": "FACILITY", "Location": "LOCATION", "Event": "EVENT", "Document": "LAW",
    "Date": "DATE",
}  # fmt: skip
"""The NEREL type that a mention of an entity of a class is marked with."""

Pair = tuple[str, str]


class Mentions(NamedTuple):
    """The mentions and dates of a document that take part in core statements.

    Attributes:
        ranges: Where each stands, with the NEREL type of its entity.
        owners: Id of its entity; the ISO value of a date.
        types: Class of its entity; Date for a date.
    """

    ranges: tuple[EntitySpan, ...]
    owners: tuple[str, ...]
    types: tuple[str, ...]


def core_mentions(doc: DocumentView) -> Mentions:
    """Return the mentions of a document, then its dates.

    Where the article was written («ЭР-РИЯД, 5 января.») says nothing of what it tells: rules judge that.
    """
    line = dateline_of(doc)
    written = {link.mention for link in line.places} if line and not line.of_event else set()
    rows = [
        (EntitySpan(link.mention.span, TYPES[kind], 1.0), link.entity, doc.entities[link.entity].type)
        for link in doc.linked.links
        if link.mention not in written and (kind := kind_of(doc.entities[link.entity].type)) in TYPES
    ]
    rows += [(EntitySpan(item.mention.span, "DATE", 1.0), item.start, "Date") for item in doc.dates]
    ranges, owners, types = zip(*rows, strict=True) if rows else ((), (), ())
    return Mentions(ranges, owners, types)


def hints(pairs: Sequence[Pair], predicates: Sequence[str], statements: Iterable[Statement]) -> NDArray[np.float32]:
    """Return what statements say of pairs of entities, float32 [pairs, len(HINTS) × predicates].

    Args:
        pairs: Subject and object; a date is its ISO value.
        predicates: The core model's predicates.
        statements: Of the rules and of the reference.
    """
    table = np.zeros((len(pairs), len(HINTS) * len(predicates)), dtype=np.float32)
    rows = {pair: number for number, pair in enumerate(pairs)}
    columns = {name: number for number, name in enumerate(predicates)}
    for statement in statements:
        if statement.predicate not in columns:
            continue
        kind = "known" if statement.basis == "reference" else "stated" if statement.status in BELIEVED else "denied"
        column = HINTS.index(kind) * len(predicates) + columns[statement.predicate]
        for pair in _directions(statement):
            if pair in rows:
                table[rows[pair], column] = 1
    return table


def _directions(statement: Statement) -> tuple[Pair, ...]:
    pair = statement.subject, statement.object
    return (pair, pair[::-1]) if statement.predicate == "meetsWith" else (pair,)
