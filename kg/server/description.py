"""What the endpoint says of itself: SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/."""

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.server.answers import GRAPHS, RESULTS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}


def service_description(endpoint: str, media_type: str) -> bytes:
    """Return the description of the endpoint at an address, in an RDF media type of `GRAPHS`."""
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    graph = ox.NamedNode(f"{endpoint}#union")
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    triples = [
        ox.Triple(service, kind, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, kind, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, kind, _sd("Graph")),
    ]
    triples += [
        ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMES[name])) for name in (*RESULTS, *GRAPHS)
    ]
    data = ox.serialize(triples, format=GRAPHS[media_type], prefixes={"sd": _SD, "formats": _FORMATS})
    return data or b""


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
