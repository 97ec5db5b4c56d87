"""The files that a build writes beside its store, each of them whole or not at all."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.files import write_atomic
from kg.model import Corpus
from kg.rdf import FORMATS, render
from kg.review import Judgement
from kg.sources import Skipped
from kg.store import Store
from kg.views.brat import FOLDER as BRAT
from kg.views.brat import brat_files
from kg.views.graphml import edge_table, gexf, graphml, node_table
from kg.views.network import build_network
from kg.views.page import render_page
from kg.views.report import report
from kg.views.rows import GraphRows, load_rows
from kg.views.tables import mention_lines, statement_lines

EXTRA_FORMATS = (*(name for name in FORMATS if name != "ttl"), "gexf", "csv", "brat")
_FILE_NAMES = {"rdfxml": "graph.rdf", "csv": "nodes.csv", "brat": BRAT}


def check_formats(formats: Sequence[str]) -> None:
    """Accept names of further formats.

    Raises:
        ConfigError: A name is unknown.
    """
    for name in formats:
        if name not in EXTRA_FORMATS:
            raise ConfigError(f"unknown format '{name}', expected one of {', '.join(EXTRA_FORMATS)}")


def write_views(
    store: Store,
    corpus: Corpus,
    skipped: Sequence[Skipped],
    output: Path,
    *,
    formats: Sequence[str] = (),
    gone: Sequence[tuple[Judgement, str]] = (),
) -> list[Path]:
    """Write every export of the graph that the store last published.

    A further format that stands in the folder from an earlier build is written anew too: no file may show
    another graph than the others, least of all a document that was forgotten.

    Args:
        store: The open store.
        corpus: What it published.
        skipped: Inputs left out, for the report.
        output: Folder of the files.
        formats: Further formats, of `EXTRA_FORMATS`.
        gone: Judgements about what is not in the graph, and the cause of each, for the report.

    Returns:
        The files, in order of writing.

    Raises:
        ConfigError: A format is unknown; nothing is written.
        StoreError: A file cannot be written.
    """
    check_formats(formats)
    wanted = [name for name in EXTRA_FORMATS if name in formats or (output / file_name(name)).exists()]
    written = []
    for name, data in _contents(store, corpus, skipped, wanted, gone):
        write_atomic(output / name, data)
        written.append(output / name)
    if "brat" in wanted:
        _remove_others(output / BRAT, written)
    return written


def _remove_others(folder: Path, written: Sequence[Path]) -> None:
    """Remove the pages of documents that the graph no longer holds."""
    for path in sorted(folder.glob("*")):
        if path.suffix in (".ann", ".txt") and path not in written:
            path.unlink()


def _contents(
    store: Store,
    corpus: Corpus,
    skipped: Sequence[Skipped],
    formats: Sequence[str],
    gone: Sequence[tuple[Judgement, str]],
) -> Iterator[tuple[str, bytes | str]]:
    """Yield the name and content of each file, one at a time so that only one is held."""
    quads = store.quads()
    rows = load_rows(store)
    yield "graph.ttl", render(quads, "ttl", store.iris)
    yield "graph.html", render_page(rows)
    yield "graph.graphml", graphml(build_network(rows))
    yield "mentions.jsonl", _joined(mention_lines(corpus, lambda name: store.iris.entity(name).value))
    yield "statements.jsonl", _joined(statement_lines(corpus, lambda name: store.iris.entity(name).value))
    yield "report.md", report(corpus, [(item.source, item.cause) for item in skipped], gone)
    for name in EXTRA_FORMATS:
        if name in FORMATS and name in formats:
            yield file_name(name), render(quads, name, store.iris)
    yield from _networks(rows, formats)
    if "brat" in formats:
        yield from _standoff(store, corpus)


def format_files(store: Store, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield the name and content of each file of a format that is no RDF: graphml, gexf, csv or brat."""
    if name == "brat":
        yield from _standoff(store, store.corpus())
    else:
        yield from _networks(load_rows(store), (name,))


def _standoff(store: Store, corpus: Corpus) -> Iterator[tuple[str, bytes | str]]:
    return brat_files(corpus, {item.document.id: item.reading for item in store.extractions()})


def _networks(rows: GraphRows, formats: Sequence[str]) -> Iterator[tuple[str, bytes | str]]:
    if "graphml" in formats:
        yield file_name("graphml"), graphml(build_network(rows))
    if "gexf" in formats:
        yield file_name("gexf"), gexf(build_network(rows))
    if "csv" in formats:
        net = build_network(rows)
        yield file_name("csv"), node_table(net)
        yield "edges.csv", edge_table(net)


def file_name(form: str) -> str:
    """Return the name of a format's file, of its first one where there are two."""
    return _FILE_NAMES.get(form, f"graph.{form}")


def _joined(lines: Iterator[str]) -> bytes:
    return "".join(lines).encode("utf-8")
