"""Sorted quads as bytes in each RDF format: the same quads give the same bytes."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import ConfigError
from kg.files import write_atomic
from kg.rdf.iris import Iris
from kg.rdf.namespaces import PREFIXES
from kg.rdf.ontology import ontology_path

# Name on the command line → format; the first is the main one
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}
WITH_GRAPHS = frozenset({"nq", "trig", "jsonld"})
# Documents have no prefix: `<…/document/ID#char=0,29>` reads better than the escapes of a local name
_KINDS = {"entity": "e", "statement": "s", "evidence": "ev", "mention": "m", "method": "by"}
_ORDER = ("entity", "statement", "evidence", "mention", "document", "method")


def render(quads: Sequence[Quad], name: str, iris: Iris) -> bytes:
    """Return quads in a format: `ttl`, `nt`, `rdfxml` hold the union, `nq`, `trig`, `jsonld` the graphs.

    Args:
        quads: Sorted quads, as `corpus_quads` gives them.
        name: A key of `FORMATS`.
        iris: Maker of the data's IRIs, for short prefixes.

    Raises:
        ConfigError: The format is unknown.
    """
    if name not in FORMATS:
        raise ConfigError(f"unknown RDF format '{name}', expected one of {', '.join(FORMATS)}")
    if name not in WITH_GRAPHS:
        return _sorted_header(_bytes(_union(quads, iris), name, iris))
    # a graph at a time, as TriG and JSON-LD group by graph
    grouped = sorted(quads, key=lambda quad: str(quad.graph_name))
    if name == "jsonld":
        return _compact(_bytes(grouped, name, iris))
    return _sorted_header(_bytes(grouped, name, iris))


def write_graph(path: str | Path, quads: Sequence[Quad], name: str, iris: Iris) -> None:
    """Write quads to a file, atomically.

    Raises:
        ConfigError: The format is unknown.
        StoreError: The file cannot be written; the old one is untouched.
    """
    write_atomic(path, render(quads, name, iris))


def prefixes(iris: Iris) -> dict[str, str]:
    """Return the prefixes of the vocabulary and of the data's kinds of IRIs."""
    return dict(sorted((PREFIXES | {short: iris.namespace(kind) for kind, short in _KINDS.items()}).items()))


def _union(quads: Sequence[Quad], iris: Iris) -> list[Triple]:
    """Return the triples of all graphs: entities first, then statements and what proves them."""
    rank = subject_rank(iris)
    ranks: dict[object, int] = {}

    def rank_of(triple: Triple) -> int:
        if triple.subject not in ranks:
            ranks[triple.subject] = rank(triple.subject)
        return ranks[triple.subject]

    return sorted(dict.fromkeys(quad.triple for quad in quads), key=rank_of)


def subject_rank(iris: Iris) -> Callable[[object], int]:
    """Return what tells the place of a subject in a union: entities first, then statements and what proves them."""
    spaces = [iris.namespace(kind) for kind in _ORDER]

    def rank(subject: object) -> int:
        text = str(subject)
        return next((at for at, space in enumerate(spaces) if text.startswith(space, 1)), len(spaces))

    return rank


def _sorted_header(data: bytes) -> bytes:
    """Return Turtle or TriG with its prefixes in order: the library writes them in an order of chance.

    A blank line parts the subjects; the library escapes line ends in literals, so a line that is not
    indented begins a subject, or a graph. N-Triples and RDF/XML have no prefixes and stay as they are.
    """
    lines = data.split(b"\n")
    end = next((place for place, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    if not end:
        return data
    body = [b"\n" + line if line and not line.startswith((b"\t", b"}")) else line for line in lines[end:]]
    return b"\n".join([*sorted(lines[:end]), *body])


def _bytes(items: Sequence[Quad] | Sequence[Triple], name: str, iris: Iris) -> bytes:
    data = serialize(items, format=FORMATS[name], prefixes=prefixes(iris))
    return data if data is not None else b""


def _compact(data: bytes) -> bytes:
    """Return expanded JSON-LD with the terms of `ontology/context.jsonld` as keys and that context on top."""
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    names = {value["@id"]: term for term, value in context.items() if isinstance(value, dict)}
    graph = [_renamed(item, names) for item in json.loads(data)]
    return (json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, names) for item in node]
    if isinstance(node, dict):
        return {names.get(key, key): _renamed(value, names) for key, value in node.items()}
    return node
