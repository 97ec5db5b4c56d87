"""Which documents reprint which, kept up as documents come and go; equal to `kg.resolution.reprints` over all.

Of equal texts the first stands for all in an index of word sequences; the texts that a pair of neighbours in the index
compares are known to be alike or not, so that a change compares no more than the neighbours that it makes.
"""

import hashlib
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from kg.model import Document
from kg.resolution.groups import Groups
from kg.resolution.reprints import (
    LEAST,
    NEIGHBOURS,
    Shingles,
    are_alike,
    candidates,
    first_published,
    looked_for,
    shingles,
)
from kg.store.resolved.tables import to_bytes, to_text

Place = bytes
Originals = tuple[str | None, str | None]
Of = Callable[[bytes], Document | None]


def place_of(document: Document) -> Place:
    """Return where a document stands among those that may be its originals, as bytes that sort so."""
    undated, published, ident = first_published(document)
    return f"{int(undated)}{published}\0".encode() + to_bytes(ident)


def update_reprints(db: sqlite3.Connection, changed: Sequence[bytes], of: Of) -> dict[str, Originals]:
    """Take changed documents in; return those whose original changed, with it as it was and as it is.

    Args:
        db: The tables.
        changed: Ids of documents that came, changed or went.
        of: The document of an id, None for one that went.
    """
    texts = db.execute("SELECT COUNT(*) FROM text").fetchone()[0]
    if len(changed) > texts:
        _build(db, changed, of)
    else:
        index = _Index(db)
        for ident in changed:
            index.remove(ident)
            document = of(ident)
            if document is not None:
                index.add(ident, document)
    return _new_originals(db)


def _build(db: sqlite3.Connection, changed: Iterable[bytes], of: Of) -> None:
    """Build the index from nothing, in one pass over all texts."""
    kept = {row[0]: row[1:] for row in db.execute("SELECT document, place, equal, shingles FROM text")}
    for ident in changed:
        kept.pop(ident, None)
        if (document := of(ident)) is not None:
            kept[ident] = _row(document)
    for table in ("text", "shingle", "near"):
        db.execute(f"DELETE FROM {table}")
    db.executemany("INSERT INTO text VALUES (?, ?, ?, ?)", ((ident, *row) for ident, row in kept.items()))
    places = [row[0] for row in db.execute("SELECT place FROM text ORDER BY place")]
    texts = [_unpacked(row[0]) for row in db.execute("SELECT shingles FROM text ORDER BY place")]
    first: dict[Shingles, int] = {}
    for at, text in enumerate(texts):
        if len(text) >= LEAST and first.setdefault(text, at) == at:
            db.executemany("INSERT INTO shingle VALUES (?, ?)", [(value, places[at]) for value in looked_for(text)])
    for one, other in candidates(texts):
        if texts[one] != texts[other] and are_alike(texts[one], texts[other]):
            db.execute("INSERT INTO near VALUES (?, ?)", (places[one], places[other]))


def _row(document: Document) -> tuple[Place, bytes, bytes]:
    found = array("I", sorted(shingles(document.text))).tobytes()
    equal = hashlib.sha256(found).digest()[:16] if len(found) >= LEAST * array("I").itemsize else b""
    return place_of(document), equal, found


def _unpacked(data: bytes) -> Shingles:
    return frozenset(array("I", data))


class _Index:
    """The index of word sequences, one document at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._texts: dict[Place, Shingles] = {}

    def add(self, ident: bytes, document: Document) -> None:
        """Add a document; it stands for its equals where it is the first of them."""
        place, equal, text = _row(document)
        before = self._first(equal)
        self._db.execute("INSERT INTO text VALUES (?, ?, ?, ?)", (ident, place, equal, text))
        if equal and (before is None or place < before):
            if before is not None:
                self._take_out(before)
            self._put_in(place)

    def remove(self, ident: bytes) -> None:
        """Remove a document; the next of its equals stands for them then."""
        row = self._db.execute("SELECT place, equal FROM text WHERE document = ?", (ident,)).fetchone()
        if row is None:
            return
        place, equal = row
        if equal and self._first(equal) == place:
            self._take_out(place)
            self._db.execute("DELETE FROM text WHERE document = ?", (ident,))
            after = self._first(equal)
            if after is not None:
                self._put_in(after)
        self._db.execute("DELETE FROM text WHERE document = ?", (ident,))
        self._texts.pop(place, None)

    def _first(self, equal: bytes) -> Place | None:
        found: Place | None = self._db.execute("SELECT MIN(place) FROM text WHERE equal = ?", (equal,)).fetchone()[0]
        return found

    def _put_in(self, place: Place) -> None:
        pushed: set[tuple[Place, Place]] = set()
        near: set[Place] = set()
        values = list(looked_for(self._text(place)))
        for value in values:
            before, after = self._around(value, place)
            near.update(before, after)
            pushed.update(_across(before, after))
        self._db.executemany("INSERT INTO shingle VALUES (?, ?)", [(value, place) for value in values])
        for other in near:
            self._compare(*sorted((place, other)))
        for one, other in pushed:
            if self._is_near(one, other) and not self._neighbours(one, other):
                self._db.execute("DELETE FROM near WHERE one = ? AND other = ?", (one, other))

    def _take_out(self, place: Place) -> None:
        pulled: set[tuple[Place, Place]] = set()
        for value in looked_for(self._text(place)):
            pulled.update(_across(*self._around(value, place)))
            self._db.execute("DELETE FROM shingle WHERE value = ? AND place = ?", (value, place))
        self._db.execute("DELETE FROM near WHERE one = ?1 OR other = ?1", (place,))
        for one, other in pulled:
            self._compare(one, other)

    def _around(self, value: int, place: Place) -> tuple[list[Place], list[Place]]:
        """Return the places before and after one that hold a sequence, the nearest first."""
        query = "SELECT place FROM shingle WHERE value = ? AND place {} ? ORDER BY place {} LIMIT ?"
        sides = (("<", "DESC"), (">", "ASC"))
        before, after = (
            [row[0] for row in self._db.execute(query.format(*side), (value, place, NEIGHBOURS))] for side in sides
        )
        return before, after

    def _compare(self, one: Place, other: Place) -> None:
        if not self._is_near(one, other) and are_alike(self._text(one), self._text(other)):
            self._db.execute("INSERT INTO near VALUES (?, ?)", (one, other))

    def _is_near(self, one: Place, other: Place) -> bool:
        return self._db.execute("SELECT 1 FROM near WHERE one = ? AND other = ?", (one, other)).fetchone() is not None

    def _neighbours(self, one: Place, other: Place) -> bool:
        """Return whether any sequence of two texts still has them near each other."""
        query = "SELECT COUNT(*) FROM (SELECT 1 FROM shingle WHERE value = ? AND place > ? AND place <= ? LIMIT ?)"
        shared = set(looked_for(self._text(one))) & set(looked_for(self._text(other)))
        limit = NEIGHBOURS + 1
        return any(self._db.execute(query, (value, one, other, limit)).fetchone()[0] <= NEIGHBOURS for value in shared)

    def _text(self, place: Place) -> Shingles:
        if place not in self._texts:
            row = self._db.execute("SELECT shingles FROM text WHERE place = ?", (place,)).fetchone()
            self._texts[place] = _unpacked(row[0])
        return self._texts[place]


def _across(before: Sequence[Place], after: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs around a place that are neighbours without it and not with it."""
    for number, one in enumerate(before, 1):
        if len(after) > NEIGHBOURS - number:
            yield one, after[NEIGHBOURS - number]


def _new_originals(db: sqlite3.Connection) -> dict[str, Originals]:
    """Write the original of every reprint; return the documents where it changed."""
    groups = Groups[str]()
    pairs = [*db.execute("SELECT one, other FROM near"), *_equals(db)]
    for one, other in pairs:
        groups.join(to_text(one), to_text(other))
    found = {}
    for place in {to_text(place) for pair in pairs for place in pair}:
        if (original := groups.first(place)) != place:
            found[place.partition("\0")[2]] = original.partition("\0")[2]
    before = {to_text(copy): to_text(original) for copy, original in db.execute(
        "SELECT id, original FROM document WHERE original IS NOT NULL"
    )}  # fmt: skip
    changed = {ident for ident in {*found, *before} if found.get(ident) != before.get(ident)}
    for ident in changed:
        now = to_bytes(found[ident]) if ident in found else None
        db.execute("UPDATE document SET original = ? WHERE id = ?", (now, to_bytes(ident)))
    return {ident: (before.get(ident), found.get(ident)) for ident in sorted(changed)}


def _equals(db: sqlite3.Connection) -> Iterator[tuple[Place, Place]]:
    """Yield each text with the one before it that is equal."""
    query = (
        "SELECT equal, place FROM text WHERE equal IN "
        "(SELECT equal FROM text WHERE equal != x'' GROUP BY equal HAVING COUNT(*) > 1) ORDER BY equal, place"
    )
    for (equal, one), (also, other) in pairwise(db.execute(query)):
        if equal == also:
            yield one, other
