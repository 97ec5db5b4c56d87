import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from corpus import CORPUS

from kg.errors import ConfigError, StoreError
from kg.model import Corpus, Document, Entity, Evidence, Span, Statement
from kg.rdf import FORMATS, Iris, corpus_quads, render, write_graph

IRIS = Iris()
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
WITH_GRAPHS = ("nq", "trig", "jsonld")

HOSTILE = (
    "кавычки \"\"\" и ''', \\ в конце\\",
    "</script><b>&amp;]]>",
    "табуляция\tи\nстроки\r\u2028\u0085",
    "\x00\x1b\ud800",
    "😀 e\u0301 \u202e",
)
HOSTILE_CORPUS = Corpus(
    (
        Document(
            "<x y>/..\\", HOSTILE[0] + HOSTILE[3], title=HOSTILE[1], url="javascript:alert('<>')", publisher=HOSTILE[2]
        ),
    ),
    tuple(Entity(f"x{place}", "Person", text, aliases=(text + "!",)) for place, text in enumerate(HOSTILE)),
    (),
    (
        Statement(
            "x0",
            "meetsWith",
            "x1",
            (Evidence("<x y>/..\\", Span(0, 40), None, None, None, 'правило "1"', "asserted", 0.5),),
        ),
        Statement("x0", "eventDate", "2024-02-31", (), "date", "reference"),
    ),
)


@pytest.fixture(scope="module", params=["small", "hostile"])
def quads(request):
    return corpus_quads(CORPUS if request.param == "small" else HOSTILE_CORPUS, IRIS)


def plain(term):
    """A term of either library as comparable text."""
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return f"<{term.value if isinstance(term, ox.NamedNode) else term}>"
    if isinstance(term, ox.Literal):
        return term.value, term.language, None if term.language else term.datatype.value
    kind = str(term.datatype) if term.datatype else "http://www.w3.org/2001/XMLSchema#string"
    return str(term), term.language, None if term.language else kind


def expected(quads, name):
    if name in WITH_GRAPHS:
        return {tuple(map(plain, (q.subject, q.predicate, q.object, q.graph_name))) for q in quads}
    return {tuple(map(plain, (q.subject, q.predicate, q.object))) for q in quads}


@pytest.mark.parametrize("name", FORMATS)
def test_oxigraph_reads_back_what_was_written(quads, name):
    found = {
        tuple(map(plain, (q.subject, q.predicate, q.object, q.graph_name)[: 4 if name in WITH_GRAPHS else 3]))
        for q in ox.parse(io.BytesIO(render(quads, name, IRIS)), format=FORMATS[name])
    }
    assert found == expected(quads, name)


# rdflib warns of calls of its own
@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_back_what_was_written(quads, name):
    data = render(quads, name, IRIS)
    if name in WITH_GRAPHS:
        dataset = rdflib.Dataset()
        dataset.parse(data=data, format=RDFLIB[name])
        found = {tuple(map(plain, quad)) for quad in dataset.quads()}
    else:
        found = {tuple(map(plain, triple)) for triple in rdflib.Graph().parse(data=data, format=RDFLIB[name])}
    assert found == expected(quads, name)


def test_bytes_depend_neither_on_hash_seed_nor_on_the_order_of_the_input():
    program = """
import hashlib, random, sys
from corpus import CORPUS
from kg.model import Corpus
from kg.rdf import FORMATS, Iris, corpus_quads, render
parts = [list(part) for part in (CORPUS.documents, CORPUS.entities, CORPUS.links, CORPUS.statements)]
for part in parts:
    random.Random(int(sys.argv[1])).shuffle(part)
quads = corpus_quads(Corpus(*map(tuple, parts)), Iris())
print([hashlib.sha256(render(quads, name, Iris())).hexdigest() for name in FORMATS])
"""
    here = Path(__file__).parent
    printed = {
        subprocess.run(
            [sys.executable, "-c", program, seed],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}", "LC_ALL": "C"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


def test_turtle_is_readable_prefixes_first_then_entities():
    lines = render(corpus_quads(CORPUS, IRIS), "ttl", IRIS).decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) == lines[: len(prefixes)]
    assert lines[len(prefixes)] == ""
    assert lines[len(prefixes) + 1].startswith("e:Q1520 a kg:City ;")
    assert not any(line.rstrip() != line for line in lines)


def test_jsonld_brings_its_context_and_short_keys():
    data = json.loads(render(corpus_quads(CORPUS, IRIS), "jsonld", IRIS))
    assert data["@context"]["leaderOf"]["@type"] == "@id"
    nodes = [node for graph in data["@graph"] for node in graph["@graph"]]
    assert any("leaderOf" in node for node in nodes)
    assert not any(key.startswith("https://w3id.org/kgnews/ontology#") for node in nodes for key in node)


def test_unknown_format_names_the_known_ones():
    with pytest.raises(ConfigError, match="expected one of ttl, nt"):
        render([], "n3", IRIS)


def test_failed_write_leaves_the_old_file(tmp_path):
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    (tmp_path / "file").write_text("")
    write_graph(target, corpus_quads(CORPUS, IRIS), "ttl", IRIS)
    assert target.read_bytes() == render(corpus_quads(CORPUS, IRIS), "ttl", IRIS)
    with pytest.raises(StoreError, match="cannot be written"):
        write_graph(tmp_path / "file" / "graph.ttl", [], "ttl", IRIS)
