"""Tables of what resolution over all documents gave, so that a change redoes what it touches and no more.

Texts are kept as bytes: an id may have a lone surrogate, which SQLite's text cannot hold, and bytes sort as texts do.
"""

import sqlite3
from functools import lru_cache

from kg.model import Entity
from kg.store.codec import decode

Key = tuple[str, ...]

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id BLOB PRIMARY KEY, digest TEXT NOT NULL, outlet BLOB NOT NULL, original BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS content (id BLOB PRIMARY KEY, record BLOB NOT NULL, links BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS member (
    document BLOB, ident BLOB, record BLOB NOT NULL, keys BLOB NOT NULL, told BLOB NOT NULL, cluster BLOB,
    PRIMARY KEY (document, ident)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_ident ON member (ident, cluster);
CREATE INDEX IF NOT EXISTS member_last ON member (ident, document);
CREATE INDEX IF NOT EXISTS member_cluster ON member (cluster, ident);
CREATE TABLE IF NOT EXISTS block (key BLOB, document BLOB, ident BLOB, PRIMARY KEY (key, document, ident))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cluster (
    key BLOB PRIMARY KEY, merged BLOB NOT NULL, named_key BLOB, named BLOB, wanted BLOB, name BLOB, type TEXT,
    entity BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS cluster_named ON cluster (named_key, key);
CREATE INDEX IF NOT EXISTS cluster_wanted ON cluster (wanted, key, name);
CREATE INDEX IF NOT EXISTS cluster_name ON cluster (name, key, type);
CREATE TABLE IF NOT EXISTS value (value BLOB, cluster BLOB, event INTEGER NOT NULL, PRIMARY KEY (value, cluster))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS value_cluster ON value (cluster);
CREATE TABLE IF NOT EXISTS local (ident BLOB PRIMARY KEY, known BLOB, name BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (
    statement TEXT, document BLOB, at INTEGER, record BLOB NOT NULL, PRIMARY KEY (statement, document, at))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS part_document ON part (document, statement);
CREATE TABLE IF NOT EXISTS method (name TEXT, document BLOB, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS method_document ON method (document);
CREATE TABLE IF NOT EXISTS statement (
    id TEXT PRIMARY KEY, subject BLOB NOT NULL, predicate TEXT NOT NULL, object BLOB NOT NULL, datatype TEXT NOT NULL,
    basis TEXT NOT NULL, believed INTEGER NOT NULL, kin BLOB NOT NULL, record BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS statement_order ON statement (subject, predicate, object, basis, id);
CREATE INDEX IF NOT EXISTS statement_object ON statement (object, predicate);
CREATE INDEX IF NOT EXISTS statement_kin ON statement (kin);
CREATE TABLE IF NOT EXISTS contradiction (kin BLOB, record BLOB, PRIMARY KEY (kin, record)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (
    document BLOB PRIMARY KEY, place BLOB NOT NULL, equal BLOB NOT NULL, shingles BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS text_equal ON text (equal, place, document);
CREATE INDEX IF NOT EXISTS text_place ON text (place);
CREATE TABLE IF NOT EXISTS shingle (value INTEGER, place BLOB, PRIMARY KEY (value, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS near (one BLOB, other BLOB, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS near_other ON near (other);
"""

TABLES = (
    "document", "content", "member", "block", "cluster", "value", "local", "part", "method", "statement",
    "contradiction", "text", "shingle", "near",
)  # fmt: skip


def clear(db: sqlite3.Connection) -> None:
    """Empty all tables: the next resolution starts from nothing."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")


def to_bytes(text: str) -> bytes:
    """Return a text as it is kept; bytes sort as the texts do."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """Return a text that was kept."""
    return data.decode("utf-8", "surrogatepass")


def key_bytes(key: Key) -> bytes:
    """Return a key as bytes that sort as the keys do: parts end in NUL, which no part holds unescaped."""
    return b"\0".join(to_bytes(part).replace(b"\1", b"\1\2").replace(b"\0", b"\1\1") for part in key)


def bytes_key(data: bytes) -> Key:
    """Return the key of `key_bytes`."""
    return tuple(to_text(part.replace(b"\1\1", b"\0").replace(b"\1\2", b"\1")) for part in data.split(b"\0"))


@lru_cache(maxsize=100_000)
def entity_of(record: bytes) -> Entity:
    """Return an entity; what many documents know alike is read once."""
    return decode(Entity, record)
