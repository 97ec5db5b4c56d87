"""What was extracted from each document, and the corpus last made of it: the store's source of truth.

An SQLite file, a transaction a document. `version` counts its changes; the corpus names the version
that it was made of. It is kept in tables (`kg.store.resolved`), or as one record where people have judged it.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Quad

from kg.errors import StoreError
from kg.model import THRESHOLD, Corpus, Extraction
from kg.rdf import Iris, corpus_quads
from kg.store import resolved
from kg.store.codec import FORMAT, decode, encode
from kg.store.resolved import Change

Record = TypeVar("Record")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS extraction (
    id BLOB PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corpus (one INTEGER PRIMARY KEY CHECK (one = 1), digest TEXT NOT NULL, record BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS extraction_digest ON extraction (id, digest);
"""


class Ledger:
    """The open ledger of a store.

    Args:
        path: The SQLite file.
        read_only: Whether the file is only read and must exist.

    Raises:
        StoreError: The file is missing, damaged or of another format.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        try:
            self._open(read_only)
            found = self._meta("format", str(FORMAT))
            if found != str(FORMAT):
                raise StoreError(f"{path.parent}: written in format {found}, this version reads {FORMAT}; build anew")
            if not read_only:
                self._set("format", found)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise self._damaged(error) from error
        except StoreError:
            self.close()
            raise

    def documents(self) -> tuple[str, ...]:
        """Return the ids of all documents, sorted."""
        return tuple(sorted(_text(row[0]) for row in self._rows("SELECT id FROM extraction")))

    def source(self, document_id: str) -> str | None:
        """Return the fingerprint under which a document was put, or None."""
        rows = self._rows("SELECT source FROM extraction WHERE id = ?", _key(document_id))
        return str(rows[0][0]) if rows else None

    def get(self, document_id: str) -> Extraction | None:
        """Return what a document contributed, or None."""
        rows = self._rows("SELECT digest, record FROM extraction WHERE id = ?", _key(document_id))
        return self._read(Extraction, *rows[0]) if rows else None

    def extractions(self) -> Iterator[Extraction]:
        """Yield every extraction, sorted by document id."""
        for document_id in self.documents():
            extraction = self.get(document_id)
            if extraction is not None:
                yield extraction

    def put(self, extraction: Extraction, source: str) -> bool:
        """Add or replace a document's extraction; return whether anything changed."""
        record = encode(extraction)
        row = (source, _digest(record))
        key = _key(extraction.document.id)
        if self._rows("SELECT source, digest FROM extraction WHERE id = ?", key) == [row]:
            return False
        self._change("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?)", key, *row, record)
        return True

    def forget(self, document_id: str) -> bool:
        """Remove a document's extraction; return whether there was one."""
        if self.source(document_id) is None:
            return False
        self._change("DELETE FROM extraction WHERE id = ?", _key(document_id))
        return True

    @property
    def version(self) -> int:
        """Return how many changes the extractions have seen."""
        return int(self._meta("version", "0"))

    @property
    def published(self) -> tuple[int, str]:
        """Return the version that the corpus was made of (-1 for none) and the corpus's digest."""
        return int(self._meta("published", "-1")), self._meta("corpus", "")

    @property
    def base(self) -> str:
        """Return what the IRIs of the store begin with, an empty string before the first writer."""
        return self._meta("base", "")

    @base.setter
    def base(self, base: str) -> None:
        if base != self.base:
            try:
                self._set("base", base)
            except sqlite3.Error as error:
                raise self._failed(error) from error

    @property
    def threshold(self) -> float:
        """Return the least confidence of a statement of the graph, in [0, 1]."""
        return float(self._meta("threshold", str(THRESHOLD)))

    @threshold.setter
    def threshold(self, least: float) -> None:
        if least != self.threshold:
            self._change("INSERT OR REPLACE INTO meta VALUES ('threshold', ?)", str(least))

    def corpus(self) -> Corpus:
        """Return the corpus last published, empty when there is none."""
        with self._unchanging():
            rows = self._rows("SELECT digest, record FROM corpus")
            if rows:
                return self._read(Corpus, *rows[0])
            if self.published[0] < 0:
                return Corpus((), (), (), ())
            try:
                return resolved.corpus(self.db)
            except (sqlite3.Error, ValueError) as error:
                raise self._damaged(error) from error

    def quads(self, iris: Iris) -> Iterable[Quad]:
        """Return the quads of the corpus last published, in no order."""
        if self._rows("SELECT 1 FROM corpus"):
            return corpus_quads(self.corpus(), iris)
        return resolved.all_quads(self.db, iris)

    def resolve(self, prepare: Callable[[str, str, Change], None]) -> str:
        """Resolve what has changed, and keep the corpus as made of the present version; return its digest.

        Args:
            prepare: Called with the digest before, the digest after and the change, before anything is kept: where it
                fails all stays as it was.
        """
        self._begin()
        try:
            before = resolved.state(self.db)
            change = resolved.update(self.db, self.get, self.threshold)
            digest = resolved.state(self.db)
            prepare(before, digest, change)
            self.db.execute("DELETE FROM corpus")
            self._set_published(digest, reviewed=False)
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed(error) from error
        except BaseException:
            with suppress(sqlite3.Error):
                self.db.execute("ROLLBACK")
            raise
        return digest

    @property
    def reviewed(self) -> bool:
        """Return whether judgements went into the corpus last published."""
        return bool(self._meta("reviewed", ""))

    def publish(self, corpus: Corpus, *, reviewed: bool = False) -> str:
        """Keep a corpus as made of the present version; return its digest."""
        record = encode(corpus)
        digest = _digest(record)
        self._begin()
        try:
            self.db.execute("INSERT OR REPLACE INTO corpus VALUES (1, ?, ?)", (digest, record))
            self._set_published(digest, reviewed=reviewed)
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed(error) from error
        return digest

    def _set_published(self, digest: str, *, reviewed: bool) -> None:
        self._set("published", str(self.version))
        self._set("corpus", digest)
        self._set("reviewed", "yes" if reviewed else "")

    @contextmanager
    def _unchanging(self) -> Iterator[None]:
        """Let several reads see one state, whatever a writer does meanwhile."""
        if self.db.in_transaction:
            yield
            return
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._rows("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        if hasattr(self, "db"):
            self.db.close()

    def _open(self, read_only: bool) -> None:
        uri = f"{self._path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        self.db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA busy_timeout = 10000")
        if not read_only:
            # a commit survives the death of the process, at a tenth of the cost of a full sync
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.executescript(_SCHEMA + resolved.SCHEMA)

    def _change(self, statement: str, *values: object) -> None:
        self._begin()
        try:
            self.db.execute(statement, values)
            self._set("version", str(self.version + 1))
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _begin(self) -> None:
        try:
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise StoreError(f"{self._path.parent}: cannot be written: {error}") from error

    def _meta(self, key: str, default: str) -> str:
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0][0]) if rows else default

    def _set(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        try:
            return self.db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _read(self, kind: type[Record], digest: object, record: object) -> Record:
        if not isinstance(record, bytes) or _digest(record) != digest:
            raise self._damaged("a record does not match its digest")
        try:
            return decode(kind, record)
        except ValueError as error:
            raise self._damaged(error) from error

    def _failed(self, error: sqlite3.Error) -> StoreError:
        """Take a broken transaction back and say why."""
        with suppress(sqlite3.Error):
            self.db.execute("ROLLBACK")
        return StoreError(f"{self._path.parent}: cannot be written: {error}")

    def _damaged(self, cause: object) -> StoreError:
        if isinstance(cause, sqlite3.OperationalError | OSError):  # a full disk, no permission: the data is sound
            return StoreError(f"{self._path.parent}: cannot be opened: {cause}")
        return StoreError(f"{self._path.parent}: damaged ({cause}); remove the folder and build anew")


def _key(document_id: str) -> bytes:
    # bytes, as an id may have a lone surrogate, which SQLite's text cannot hold
    return document_id.encode("utf-8", "surrogatepass")


def _text(key: object) -> str:
    return bytes(key).decode("utf-8", "surrogatepass") if isinstance(key, bytes) else str(key)


def _digest(record: bytes) -> str:
    return hashlib.sha256(record).hexdigest()
