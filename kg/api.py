"""What a program imports: `from kg import build, open_graph`."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

    from kg.pipeline import Report


def build(inputs: list[str | Path], output: str | Path = "output", **options: Any) -> Report:
    """Read articles into the graph in `output` and write every export.

    Args:
        inputs: Files, folders, archives, or "-" for standard input.
        output: Folder of the exports and the store.
        options: As `kg.pipeline.build` has them: base, formats, encoding, extractor, progress.

    Raises:
        KGError: The output cannot be written, or an option is wrong.
    """
    from kg import pipeline

    return pipeline.build(inputs, Path(output), **options)


def open_graph(output: str | Path = "output") -> rdflib.Dataset:
    """Return the graph of a build as an rdflib Dataset over the store; its default graph is the union of all.

    Raises:
        StoreError: There is no store, or it is damaged.
    """
    from kg.store import STORE_FOLDER, open_store

    store = open_store(Path(output) / STORE_FOLDER, read_only=True)
    graph = store.rdflib()
    # the caller knows the graph alone: its files are closed when it goes
    weakref.finalize(graph, store.close)
    return graph
