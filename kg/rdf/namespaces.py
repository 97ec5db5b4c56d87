"""Namespaces and the terms that the code writes; the vocabulary's own list is checked against `ontology/kg.ttl`."""

from pyoxigraph import NamedNode

from kg.errors import OntologyError
from kg.rdf.ontology import KG as KG_BASE
from kg.rdf.vocabulary import vocabulary

DATA_BASE = "https://w3id.org/kgnews/"

PREFIXES = {
    "kg": KG_BASE,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Namespace:
    """A namespace whose attributes are IRIs; a closed one knows its terms and refuses others.

    Args:
        base: IRI that the local names follow.
        terms: Known local names, or None for an open namespace.
    """

    def __init__(self, base: str, terms: frozenset[str] | None = None) -> None:
        self.base = base
        self.terms = terms
        self._made: dict[str, NamedNode] = {}

    def __getitem__(self, name: str) -> NamedNode:
        """Return the IRI of a local name.

        Raises:
            OntologyError: The namespace is closed and has no such term.
        """
        term = self._made.get(name)
        if term is None:
            if self.terms is not None and name not in self.terms:
                raise OntologyError(f"unknown term kg:{name}; ontology/kg.ttl does not define it")
            term = self._made[name] = NamedNode(self.base + name)
        return term

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self.__dict__[name] = self[name]  # the next access does not come here
        return term


KG = Namespace(KG_BASE, vocabulary().terms)
NIF = Namespace(PREFIXES["nif"])
OWL = Namespace(PREFIXES["owl"])
PROV = Namespace(PREFIXES["prov"])
RDF = Namespace(PREFIXES["rdf"])
RDFS = Namespace(PREFIXES["rdfs"])
SCHEMA = Namespace(PREFIXES["schema"])
SKOS = Namespace(PREFIXES["skos"])
WD = Namespace(PREFIXES["wd"])
XSD = Namespace(PREFIXES["xsd"])
