"""The published RDF dataset on disk: a folder a generation, never changed once it stands.

A generation is built beside the one in use, from it where little differs, and takes its place last, so readers see the
old dataset or the new one. A reader holds a shared lock on the generation it reads; the writer removes an old
generation only when nobody holds it.
"""

import hashlib
import mmap
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.files import sync_folder, write_atomic
from kg.store.lock import FileLock

# Counted up when the same corpus gives other quads: datasets of an older layout are built anew
LAYOUT = 2
ADDRESS_SPACE = 700_000_000
"""Bytes that Oxigraph's threads reserve, mostly untouched: where it gets less it ends the process."""
_CURRENT = "current"
_MARK = "graphs"
_FILES = "oxigraph"


class Dataset:
    """An open generation of the dataset, read only.

    Args:
        root: Folder of the store.
        name: Name of the generation.

    Raises:
        StoreError: The generation is damaged.
        MemoryError: The process may not take what Oxigraph needs.
    """

    def __init__(self, root: Path, name: str) -> None:
        _check_address_space()
        self.name = name
        folder = root / name
        self._lock: FileLock | None = None
        try:
            self._lock = FileLock(folder / _MARK, shared=True)
            self.store = ox.Store.read_only(str(folder / _FILES))
            graphs = sum(1 for _ in self.store.named_graphs())
            expected = int((folder / _MARK).read_text(encoding="ascii"))
            if graphs != expected:
                raise ValueError(f"{graphs} graphs of {expected}")
        except (OSError, RuntimeError, ValueError) as error:
            self.close()
            raise StoreError(f"{root}: dataset damaged ({_line(error)}); build again to put it right") from error

    def close(self) -> None:
        """Give the generation free."""
        if hasattr(self, "store"):
            del self.store
        if self._lock is not None:
            self._lock.close()


def current(root: Path) -> str | None:
    """Return the name of the generation in use, or None."""
    try:
        name = (root / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name.startswith("dataset-") and (root / name / _MARK).is_file() else None


def open_current(root: Path) -> Dataset | None:
    """Open the generation in use, or return None when there is none: a reader's way in beside a writer.

    Raises:
        StoreError: The generation is damaged.
    """
    name = current(root)
    while name is not None:
        try:
            return Dataset(root, name)
        except StoreError:
            # a writer may have put another in its place in between
            before, name = name, current(root)
            if name == before:
                raise
    return None


def dataset_name(digest: str, base: str) -> str:
    """Return the name of the generation that holds a corpus, by its digest, under a base IRI."""
    return "dataset-" + hashlib.sha256(f"{LAYOUT} {digest} {base}".encode()).hexdigest()[:16]


def write_dataset(root: Path, name: str, quads: Iterable[ox.Quad]) -> None:
    """Build a generation beside the one in use; `use` makes it that.

    Args:
        root: Folder of the store.
        name: Name of the generation.
        quads: All quads.

    Raises:
        StoreError: The folder cannot be written.
        MemoryError: The process may not take what Oxigraph needs.
    """

    def made(folder: Path) -> ox.Store:
        store = ox.Store(str(folder))
        store.bulk_extend(quads)
        return store

    _build(root, name, made)


@dataclass(frozen=True)
class Edit:
    """How a generation differs from another.

    Attributes:
        removed: Quads of the graphs of the whole data set.
        added: Such quads.
        graphs: The new content of other graphs, none for one that is gone.
    """

    removed: Collection[ox.Quad]
    added: Collection[ox.Quad]
    graphs: Iterable[tuple[ox.NamedNode, Collection[ox.Quad]]]


def edit_dataset(root: Path, base: str, name: str, edit: Edit) -> None:
    """Build a generation as another one with an edit: their unchanged files are shared.

    Args:
        root: Folder of the store.
        base: Name of the other generation.
        name: Name of the generation.
        edit: What differs.

    Raises:
        StoreError: The folder cannot be written.
        MemoryError: The process may not take what Oxigraph needs.
    """

    def made(folder: Path) -> ox.Store:
        _copy(root / base / _FILES, folder)
        store = ox.Store(str(folder))
        _apply(store, edit)
        return store

    _build(root, name, made)


def use(root: Path, name: str) -> None:
    """Make a generation the one in use."""
    write_atomic(root / _CURRENT, name)


def _build(root: Path, name: str, make: Callable[[Path], ox.Store]) -> None:
    _check_address_space()
    folder = root / name
    try:
        # the mark is written last: a folder without it was left by a build that was killed
        if not (folder / _MARK).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            store = make(folder / _FILES)
            store.flush()
            graphs = sum(1 for _ in store.named_graphs())
            del store
            write_atomic(folder / _MARK, str(graphs))
            sync_folder(folder)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{root}: dataset cannot be written: {_line(error)}") from error


def _copy(source: Path, target: Path) -> None:
    """Copy a closed database: RocksDB never changes a table once written, so that its file is shared."""
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.suffix == ".sst":
            try:
                os.link(file, target / file.name)
                continue
            except OSError:  # a file system without links
                pass
        if file.is_file() and file.name != "LOCK":
            shutil.copyfile(file, target / file.name)


def _apply(store: ox.Store, edit: Edit) -> None:
    added = list(edit.added)
    for quad in edit.removed:
        store.remove(quad)
    for graph, quads in edit.graphs:
        before = set(store.quads_for_pattern(None, None, None, graph))
        for quad in before.difference(quads):
            store.remove(quad)
        if not quads:
            store.remove_graph(graph)
        added += set(quads) - before
    store.extend(added)
    for left in {quad.graph_name for quad in edit.removed}:
        if isinstance(left, ox.NamedNode) and next(store.quads_for_pattern(None, None, None, left), None) is None:
            store.remove_graph(left)


def _check_address_space() -> None:
    """Raise MemoryError where a limit (ulimit -v) leaves Oxigraph too little: it would abort, not raise."""
    if sys.platform == "win32":
        return
    try:
        mmap.mmap(-1, ADDRESS_SPACE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ).close()
    except OSError as error:
        raise MemoryError(f"the store needs {ADDRESS_SPACE // 1_000_000} MB of memory to be free") from error


def discard_current(root: Path) -> None:
    """Remove a damaged generation, so that it can be built anew from the ledger."""
    name = current(root)
    if name is not None:
        (root / _CURRENT).unlink(missing_ok=True)
        shutil.rmtree(root / name, ignore_errors=True)


def sweep(root: Path) -> None:
    """Remove the generations that are neither in use nor held by a reader."""
    kept = current(root)
    for folder in sorted(root.glob("dataset-*")):
        if folder.name != kept:
            with suppress(OSError):
                _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a generation that nobody reads.

    Raises:
        OSError: A reader holds it.
    """
    mark = folder / _MARK
    lock = FileLock(mark) if mark.exists() else None
    try:
        shutil.rmtree(folder)
    finally:
        if lock:
            lock.close()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
