"""The graph in RDF: vocabulary, IRIs, quads and their serialisations."""

from kg.rdf.iris import Iris, make_segment
from kg.rdf.namespaces import DATA_BASE, KG, PREFIXES
from kg.rdf.ontology import ontology_path, term_labels
from kg.rdf.quads import corpus_quads, sort_key
from kg.rdf.serialize import FORMATS, render, write_graph
from kg.rdf.stream import write_stream
from kg.rdf.vocabulary import ClassTerm, PredicateTerm, Vocabulary, vocabulary

__all__ = [
    "DATA_BASE",
    "FORMATS",
    "KG",
    "PREFIXES",
    "ClassTerm",
    "Iris",
    "PredicateTerm",
    "Vocabulary",
    "corpus_quads",
    "make_segment",
    "ontology_path",
    "render",
    "sort_key",
    "term_labels",
    "vocabulary",
    "write_graph",
    "write_stream",
]
