"""Check a graph against the shapes of `ontology/shapes.ttl`."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Quad, RdfFormat, serialize
from rdflib import RDF, Graph, Namespace

from kg.rdf.ontology import ontology_path

_SH = Namespace("http://www.w3.org/ns/shacl#")


def violations(quads: Iterable[Quad]) -> list[str]:
    """Return what breaks the shapes: sorted lines "node: message"; none means that the graph is valid.

    Args:
        quads: Quads of a corpus; their union is checked.
    """
    triples = dict.fromkeys(quad.triple for quad in quads)
    data = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return graph_violations(Graph().parse(data=data, format="nt"))


def graph_violations(graph: Graph) -> list[str]:
    """Return what breaks the shapes in an rdflib graph, which stays as it is."""
    import pyshacl  # takes half a second, and only a check needs it

    _, report, _ = pyshacl.validate(
        graph, shacl_graph=_ontology("shapes.ttl"), ont_graph=_ontology("kg.ttl"), inference="none", inplace=False
    )
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        node = report.value(result, _SH.focusNode)
        value = report.value(result, _SH.value)
        message = report.value(result, _SH.resultMessage)
        found.add(f"{node}: {message}" + (f" (found {value})" if value is not None and value != node else ""))
    return sorted(found)


@cache
def _ontology(name: str) -> Graph:
    return Graph().parse(ontology_path(name), format="turtle")
