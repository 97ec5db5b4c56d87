"""Bringing the tables up to date with the extractions, and reading the corpus from them."""

import hashlib
import sqlite3
from functools import cache, lru_cache
from pathlib import Path

import kg
from kg.model import Corpus, Document, Extraction, Statement
from kg.resolution.across import certain
from kg.resolution.sources import outlet
from kg.store.codec import decode
from kg.store.resolved.members import Touched, resolve_touched, take_in
from kg.store.resolved.naming import Naming
from kg.store.resolved.reprints import update_reprints
from kg.store.resolved.statements import Change, Joining, Links, Read, retell
from kg.store.resolved.tables import clear, entity_of, to_bytes, to_text

_CODE = ("model", "types.py", "slugs.py", "mentions", "reference", "resolution", "store")
_KINDS = frozenset({".py", ".txt", ".tsv", ".json"})
_LATELY = 500

MOST = 0.5
"""Share of the documents up to which a change is told; beyond it everything is written anew."""


def update(db: sqlite3.Connection, read: Read, threshold: float) -> Change:
    """Resolve what has changed since the last time; the caller holds a transaction.

    Args:
        db: The ledger, with the tables of `SCHEMA`.
        read: Gives the extraction of a document id, None where there is none.
        threshold: Least confidence of what a text says.
    """
    if _meta(db, "resolved by") != _code():
        clear(db)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('resolved by', ?)", (_code(),))
    digests = _changed(db, threshold)
    (held,) = db.execute("SELECT COUNT(*) FROM document").fetchone()
    change = Change(whole=len(digests) > MOST * held)
    if not digests:
        return change

    @lru_cache(maxsize=_LATELY)
    def certainly(document_id: str) -> Extraction | None:
        extraction = read(document_id)
        return certain(extraction, threshold) if extraction else None

    touched = Touched()
    for ident, digest in digests.items():
        extraction = certainly(to_text(ident))
        take_in(db, ident, extraction, touched)
        if extraction:
            _keep(db, ident, digest, extraction.document)
    resolve_touched(db, touched)
    naming = Naming(db, touched)
    naming.run()
    if not change.whole:
        change.entities = naming.pairs
    for key in naming.renamed:
        touched.documents.update(
            row[0] for row in db.execute("SELECT DISTINCT document FROM member WHERE cluster = ?", (key,))
        )

    def document(ident: bytes) -> Document | None:
        extraction = certainly(to_text(ident))
        return extraction.document if extraction else None

    originals = update_reprints(db, list(digests), document)
    reached = retell(db, touched.documents, certainly, change)
    for copy, (before, after) in originals.items():
        old, new = ((copy, original) if original is not None else None for original in (before, after))
        change.reprints.append((old, new))
        reached.update(row[0] for row in db.execute("SELECT statement FROM part WHERE document = ?", (to_bytes(copy),)))
    Joining(db, change, naming.pairs).run(reached)
    return change


def _changed(db: sqlite3.Connection, threshold: float) -> dict[bytes, str]:
    """Return the ids of the documents that came, changed or went, each with the digest that it has now."""
    query = (
        "SELECT extraction.id, extraction.digest || ?1 FROM extraction LEFT JOIN document USING (id) "
        "WHERE document.digest IS NOT extraction.digest || ?1 "
        "UNION ALL SELECT id, '' FROM document WHERE id NOT IN (SELECT id FROM extraction) ORDER BY 1"
    )
    return dict(db.execute(query, (f" {threshold!r}",)).fetchall())


def _keep(db: sqlite3.Connection, ident: bytes, digest: str, document: Document) -> None:
    db.execute(
        "INSERT INTO document VALUES (?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET "
        "digest = excluded.digest, outlet = excluded.outlet",
        (ident, digest, to_bytes(outlet(document))),
    )


def state(db: sqlite3.Connection) -> str:
    """Return a digest of the state of the tables: equal ones hold equal corpora."""
    found = hashlib.sha256(_meta(db, "resolved by").encode())
    for ident, digest in db.execute("SELECT id, digest FROM document ORDER BY id"):
        found.update(ident + b"\0" + digest.encode() + b"\0")
    return found.hexdigest()


def corpus(db: sqlite3.Connection) -> Corpus:
    """Return the corpus that the tables hold."""
    contents = db.execute("SELECT record, links FROM content ORDER BY id").fetchall()
    reprints = db.execute("SELECT id, original FROM document WHERE original IS NOT NULL ORDER BY id")
    order = "subject, predicate, object, basis, id"
    return Corpus(
        documents=tuple(decode(Document, record) for record, _ in contents),
        entities=tuple(entity_of(record) for (record,) in db.execute("SELECT entity FROM cluster ORDER BY name, key")),
        links=tuple(link for _, links in contents for link in decode(Links, links).links),
        statements=tuple(
            decode(Statement, record) for (record,) in db.execute(f"SELECT record FROM statement ORDER BY {order}")
        ),
        reprints=tuple((to_text(copy), to_text(original)) for copy, original in reprints),
    )


def _meta(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


@cache
def _code() -> str:
    """Return a digest of the code and the data that resolution depends on: tables of another one are made anew."""
    found = hashlib.sha256()
    root = Path(kg.__file__).parent
    for name in _CODE:
        files = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        for file in files:
            if file.suffix in _KINDS and file.is_file():
                found.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    return found.hexdigest()
