"""Answers of the engine as bytes of a media type, cut at a number of rows."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of the answers to SELECT and ASK, the preferred first."""
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""Media types of the answers to CONSTRUCT and DESCRIBE, the preferred first."""
_WITHOUT_ASK = ("text/csv", "text/tab-separated-values")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Answer(NamedTuple):
    """An answer: its media type, its bytes, and whether it was cut."""

    media_type: str
    data: bytes
    cut: bool


def answer(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    results_type: str,
    graph_type: str,
    rows: int,
    prefixes: dict[str, str],
) -> Answer:
    """Return results as bytes.

    Args:
        results: What the engine gave; read up to `rows`.
        results_type: A key of `RESULTS`, for rows and truth values.
        graph_type: A key of `GRAPHS`, for triples.
        rows: Most rows or triples.
        prefixes: Prefixes of Turtle and RDF/XML.
    """
    if isinstance(results, ox.QueryBoolean):
        kind = "application/sparql-results+json" if results_type in _WITHOUT_ASK else results_type
        return Answer(kind, results.serialize(format=RESULTS[kind]) or b"", cut=False)
    if isinstance(results, ox.QueryTriples):
        triples = list(islice(results, rows + 1))
        data = ox.serialize(triples[:rows], format=GRAPHS[graph_type], prefixes=prefixes)
        return Answer(graph_type, data or b"", cut=len(triples) > rows)
    names = [variable.value for variable in results.variables]
    found = list(islice(results, rows + 1))
    data = _table(names, found[:rows])
    if results_type != "application/sparql-results+json":
        # the library writes the other forms; it takes rows only from a form that it has read
        again = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        data = again.serialize(format=RESULTS[results_type]) or b""
    return Answer(results_type, data, cut=len(found) > rows)


def _table(names: list[str], rows: Iterable[ox.QuerySolution]) -> bytes:
    bindings = [{name: _term(row[name]) for name in names if row[name] is not None} for row in rows]
    table = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _term(term: Term | None) -> dict[str, object]:
    """Return a term in the form of SPARQL 1.1 Query Results JSON."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        return dict(_literal(term))
    assert isinstance(term, ox.Triple)
    parts = {"subject": _term(term.subject), "predicate": _term(term.predicate), "object": _term(term.object)}
    return {"type": "triple", "value": parts}


def _literal(term: ox.Literal) -> Iterator[tuple[str, object]]:
    yield "type", "literal"
    yield "value", term.value
    if term.language:
        yield "xml:lang", term.language
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        yield "datatype", term.datatype.value
