"""From documents to clusters: the blocks that changed documents touch are resolved anew, the others stand."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Extraction
from kg.resolution.blocks import Member, block_keys, resolve_block
from kg.resolution.event_names import told_by
from kg.store.codec import encode
from kg.store.resolved.tables import entity_of, key_bytes, to_bytes, to_text

_END = b"\xff"  # stands in no UTF-8


@dataclass
class Touched:
    """What a change of documents reaches.

    Attributes:
        documents: Changed ones, then those of which an entity has become another.
        keys: Of the blocks to resolve.
        clusters: Keys of the clusters that have lost, gained or changed a member.
        idents: Ids that entities have within the documents whose entities changed.
    """

    documents: set[bytes] = field(default_factory=set)
    keys: set[bytes] = field(default_factory=set)
    clusters: set[bytes] = field(default_factory=set)
    idents: set[bytes] = field(default_factory=set)


def take_in(db: sqlite3.Connection, document: bytes, extraction: Extraction | None, touched: Touched) -> None:
    """Put the members of a document in the place of those that it had; None for one that is forgotten."""
    touched.documents.add(document)
    for ident, keys, cluster in db.execute("SELECT ident, keys, cluster FROM member WHERE document = ?", (document,)):
        touched.idents.add(ident)
        touched.clusters.add(cluster)
        touched.keys.update(keys.split(_END))
        for key in keys.split(_END):
            db.execute("DELETE FROM block WHERE key = ? AND document = ? AND ident = ?", (key, document, ident))
    db.execute("DELETE FROM member WHERE document = ?", (document,))
    if extraction is None:
        return
    told = told_by(extraction)
    for entity in extraction.entities:
        ident = to_bytes(entity.id)
        keys = [key_bytes(key) for key in block_keys(Member(extraction.document.id, entity))]
        touched.idents.add(ident)
        touched.keys.update(keys)
        row = (document, ident, encode(entity), _END.join(keys), json.dumps(told.get(entity.id, {})).encode(), None)
        db.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?, ?)", row)
        db.executemany("INSERT OR REPLACE INTO block VALUES (?, ?, ?)", [(key, document, ident) for key in keys])


def resolve_touched(db: sqlite3.Connection, touched: Touched) -> None:
    """Resolve the blocks of the touched keys, and note the clusters and documents that this changes."""
    seen: set[bytes] = set()
    for key in sorted(touched.keys):
        if key not in seen:
            _resolve(db, dict(_reached(db, key, seen)), touched)


def _resolve(db: sqlite3.Connection, held: dict[Member, bytes | None], touched: Touched) -> None:
    for cluster in resolve_block(list(held)):
        key = key_bytes(cluster.key)
        for member in cluster.members:
            before = held[member]
            if before == key:
                continue
            document, ident = to_bytes(member.document), to_bytes(member.entity.id)
            db.execute("UPDATE member SET cluster = ? WHERE document = ? AND ident = ?", (key, document, ident))
            touched.clusters.update({key} if before is None else {before, key})
            touched.idents.add(ident)
            touched.documents.add(document)


def _reached(db: sqlite3.Connection, first: bytes, seen: set[bytes]) -> Iterator[tuple[Member, bytes | None]]:
    """Yield the members of the block of a key, each with its present cluster; the block's keys go into `seen`."""
    seen.add(first)
    ahead, found = [first], set()
    query = (
        "SELECT document, ident, record, keys, cluster FROM block JOIN member USING (document, ident) "
        "WHERE block.key = ?"
    )
    while ahead:
        for document, ident, record, keys, cluster in db.execute(query, (ahead.pop(),)).fetchall():
            if (document, ident) in found:
                continue
            found.add((document, ident))
            yield Member(to_text(document), entity_of(record)), cluster
            new = [key for key in keys.split(_END) if key not in seen]
            seen.update(new)
            ahead.extend(new)
