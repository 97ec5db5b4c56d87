from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from corpus import CORPUS
from rdflib.namespace import SH

from kg.rdf import Iris, corpus_quads, ontology_path
from kg.rdf.validate import graph_violations, violations

FOLDER = Path(__file__).parent / "shapes"
SHORT = {
    "s": "statement",
    "ev": "evidence",
    "m": "mention",
    "by": "method",
    "d": "document",
    "e": "entity",
    "c": "contradiction",
}


def found_in(path):
    """The violations of a file, without the values found."""
    lines = graph_violations(rdflib.Graph().parse(path, format="turtle"))
    return sorted({line.partition(" (found ")[0] for line in lines})


def expected_by(path):
    lines = (
        line.removeprefix("# violates: ")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# v")
    )
    for line in lines:
        node, _, message = line.partition(" ")
        kind, _, name = node.partition("/")
        yield f"https://w3id.org/kgnews/{SHORT[kind]}/{name}: {message}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ok.ttl")), ids=lambda path: path.name)
def test_sound_graph_passes(path):
    assert found_in(path) == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.bad.ttl")), ids=lambda path: path.name)
def test_each_fault_is_named(path):
    assert found_in(path) == sorted(expected_by(path))


def test_every_message_of_the_shapes_is_provoked_by_a_file():
    shapes = rdflib.Graph().parse(ontology_path("shapes.ttl"), format="turtle")
    provoked = {line.partition(": ")[2] for path in FOLDER.glob("*.bad.ttl") for line in expected_by(path)}
    assert {str(message) for message in shapes.objects(None, SH.message)} == provoked


def test_graph_of_a_corpus_is_valid():
    assert violations(corpus_quads(CORPUS, Iris())) == []


def test_statement_without_evidence_in_a_corpus_is_found():
    bare = replace(CORPUS, statements=(replace(CORPUS.statements[-1], evidence=(), basis="text"),))
    assert any("from a text has evidence" in line for line in violations(corpus_quads(bare, Iris())))
