"""The persistent store: what was extracted from each document, and the dataset that is made of it.

store/ledger.sqlite   extractions and the corpus last published (kg.store.ledger)
store/dataset-…       the RDF dataset of that corpus, in Oxigraph's format (kg.store.dataset)
store/lock            held by the one writer
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.files import remove_leftovers
from kg.model import Corpus, Extraction
from kg.rdf import DATA_BASE, Iris, corpus_quads, sort_key
from kg.store.dataset import (
    Dataset,
    Edit,
    current,
    dataset_name,
    discard_current,
    edit_dataset,
    open_current,
    sweep,
    use,
    write_dataset,
)
from kg.store.guard import check_query
from kg.store.ledger import Ledger
from kg.store.lock import FileLock, holder
from kg.store.resolved import Change, all_quads, difference, own_quads

if TYPE_CHECKING:
    import rdflib

STORE_FOLDER = "store"
"""Name of the store in the folder of a build."""
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Value = ox.NamedNode | ox.Literal


def open_store(
    path: str | Path, *, base: str | None = None, threshold: float | None = None, read_only: bool = False
) -> "Store":
    """Open a store, making it when it is missing.

    A writer holds the store alone; readers open it beside a writer and see what was last published.
    What a killed build left half done is put right here.

    Args:
        path: Folder of the store.
        base: What the IRIs of data begin with; None means as when the store was last written.
        threshold: Least confidence of a statement of the graph, in [0, 1]; None means as when the store was last
            written. Less certain ones stay in the store, and come back when it is lowered.
        read_only: Whether only queries are wanted.

    Raises:
        StoreError: Another process writes to the store, it is damaged, or it is missing (read only).
        ConfigError: The base is no IRI.
    """
    if base is not None:
        Iris(base)  # checked before anything is written
    return Store(Path(path), base, threshold, read_only=read_only)


class Store:
    """An open store; use it as a context manager or call `close`."""

    def __init__(self, path: Path, base: str | None, threshold: float | None, *, read_only: bool) -> None:
        self.path = path
        self._dataset: Dataset | None = None
        self._quads: list[ox.Quad] | None = None
        self._lock: FileLock | None = None
        if read_only:
            if not (path / "ledger.sqlite").is_file():
                raise StoreError(f"{path}: no store here; build one first")
        else:
            self._lock = _locked(path)
            remove_leftovers(path)
        try:
            self._ledger = Ledger(path / "ledger.sqlite", read_only=read_only)
            self.iris = Iris(base or self._ledger.base or DATA_BASE)
            if not read_only:
                self._ledger.base = self.iris.base
                self._ledger.threshold = self._ledger.threshold if threshold is None else threshold
            self._open_dataset()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all files and free the lock."""
        if self._dataset is not None:
            self._dataset.close()
            self._dataset = None
        self._quads = None
        if hasattr(self, "_ledger"):
            self._ledger.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def documents(self) -> tuple[str, ...]:
        """Return the ids of all documents, sorted."""
        return self._ledger.documents()

    def get(self, document_id: str) -> Extraction | None:
        """Return what a document contributed, or None."""
        return self._ledger.get(document_id)

    def source(self, document_id: str) -> str | None:
        """Return the fingerprint under which a document was put, or None."""
        return self._ledger.source(document_id)

    def extractions(self) -> Iterator[Extraction]:
        """Yield every extraction, sorted by document id."""
        return self._ledger.extractions()

    def put(self, extraction: Extraction, source: str = "") -> bool:
        """Add or replace what a document contributed, wholly or not at all.

        Args:
            extraction: What the document gave.
            source: Fingerprint of the document and of the extractor, which `source` gives back: a
                document whose fingerprint is the same need not be read again.

        Returns:
            Whether anything changed.

        Raises:
            StoreError: The store cannot be written.
        """
        self._need_writer()
        return self._ledger.put(extraction, source)

    def forget(self, document_id: str) -> bool:
        """Remove what a document contributed; return whether there was anything. Publish afterwards."""
        self._need_writer()
        return self._ledger.forget(document_id)

    @property
    def threshold(self) -> float:
        """Return the least confidence of a statement of the graph, in [0, 1]."""
        return self._ledger.threshold

    @property
    def stale(self) -> bool:
        """Return whether extractions have changed since the last `publish`: resolve and publish again."""
        return self._ledger.published[0] != self._ledger.version

    @property
    def reviewed(self) -> bool:
        """Return whether judgements went into the corpus last published."""
        return self._ledger.reviewed

    def publish(self, corpus: Corpus, *, reviewed: bool = False) -> None:
        """Make a corpus the one that queries see; readers see the old one or the new one.

        Args:
            corpus: The corpus.
            reviewed: Whether judgements went into it.

        Raises:
            StoreError: The store cannot be written.
            OntologyError: The corpus uses a term that the vocabulary does not have.
        """
        self._need_writer()
        quads = corpus_quads(corpus, self.iris)
        digest = self._ledger.publish(corpus, reviewed=reviewed)
        self._replace_dataset(digest, quads)
        self._quads = quads

    def resolve(self) -> None:
        """Resolve the extractions that have changed, and make the corpus of all the one that queries see.

        The work grows with what the changed documents touch; the corpus is that of `kg.resolution.across.merge`.

        Raises:
            StoreError: The store cannot be written, or a record is damaged.
            OntologyError: An extraction uses a term that the vocabulary does not have.
        """
        self._need_writer()
        self._replace_dataset(self._ledger.resolve(self._prepare), ())
        self._quads = None

    def _prepare(self, before: str, digest: str, change: Change) -> None:
        """Build the dataset of a change beside the one in use."""
        base, name = self._name(before), self._name(digest)
        if current(self.path) == name:
            return
        if change.whole or current(self.path) != base:
            write_dataset(self.path, name, all_quads(self._ledger.db, self.iris))
            return
        removed, added = difference(self._ledger.db, change, self.iris)
        graphs = (
            (self.iris.document(document), own_quads(self._ledger.db, document, self.iris))
            for document in sorted(change.documents)
        )
        edit_dataset(self.path, base, name, Edit(removed, added, graphs))

    def corpus(self) -> Corpus:
        """Return the corpus last published, empty when there is none."""
        return self._ledger.corpus()

    def query(self, sparql: str, *, values: Mapping[str, Value] | None = None) -> Results:
        """Answer a SPARQL query over the union of the graphs.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            values: Terms that variables stand for.

        Raises:
            QueryError: The query is malformed or reaches outside the store (SERVICE, FROM, LOAD).
        """
        check_query(sparql)
        substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): value for name, value in (values or {}).items()
        }
        try:
            return self._oxigraph.query(sparql, use_default_graph_as_union=True, substitutions=substitutions or None)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"query: {' '.join(str(error).split())}") from error

    def quads(self) -> list[ox.Quad]:
        """Return all quads, sorted as `kg.rdf.render` wants them."""
        return sorted(self._oxigraph, key=sort_key) if self._quads is None else self._quads

    def stream(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of a graph by its IRI, or all, in an order of the engine's own, without holding them."""
        if graph is None:
            return iter(self._oxigraph)
        return self._oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of all graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._oxigraph.named_graphs()))

    def rdflib(self) -> "rdflib.Dataset":
        """Return the dataset as rdflib sees it; its default graph is the union of all."""
        # only those who ask for it need wait for rdflib
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self._oxigraph), default_union=True)

    @property
    def _oxigraph(self) -> ox.Store:
        return self._dataset.store if self._dataset is not None else ox.Store()

    def _need_writer(self) -> None:
        if self._lock is None:
            raise StoreError(f"{self.path}: opened for reading only")

    def _open_dataset(self) -> None:
        """Open the dataset of the published corpus; a writer builds it when it is another's or missing."""
        version, digest = self._ledger.published
        if version < 0:
            return
        if self._lock is not None and current(self.path) != self._name(digest):
            self._replace_dataset(digest, self._ledger.quads(self.iris))
            return
        try:
            self._dataset = open_current(self.path)
        except StoreError:
            if self._lock is None:
                raise
            discard_current(self.path)
            self._replace_dataset(digest, self._ledger.quads(self.iris))
        if self._dataset is None:
            raise StoreError(f"{self.path}: dataset missing; build again to put it right")
        if self._lock is not None:
            # a writer that was killed once its dataset stood left the one before it behind
            sweep(self.path)

    def _replace_dataset(self, digest: str, quads: Iterable[ox.Quad]) -> None:
        name = self._name(digest)
        if self._dataset is not None and self._dataset.name == name:
            return
        if current(self.path) != name:
            write_dataset(self.path, name, quads)
            use(self.path, name)
        if self._dataset is not None:
            self._dataset.close()
        self._dataset = Dataset(self.path, name)
        sweep(self.path)

    def _name(self, digest: str) -> str:
        """Return the name of the dataset of a corpus, which depends on the base of the IRIs too."""
        return dataset_name(digest, self.iris.base)


def _locked(path: Path) -> FileLock:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made a folder: {error.strerror}") from error
    try:
        return FileLock(path / "lock")
    except BlockingIOError as error:
        process = holder(path / "lock")
        raise StoreError(f"{path}: in use by {f'process {process}' if process else 'another process'}") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
