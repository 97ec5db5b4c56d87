"""The kinds of request that the SPARQL 1.1 Protocol gives as examples (section 3.1), over a few people."""

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.server import create_app
from kg.store import open_store
from kg.store.dataset import use, write_dataset

FOAF = "http://xmlns.com/foaf/0.1/"
CARDS = "http://people.example/cards/"
PREFIXES = f"PREFIX foaf: <{FOAF}> PREFIX c: <{CARDS}> "
NAMES = PREFIXES + "SELECT ?who ?name WHERE { ?who foaf:name ?name } ORDER BY ?name"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
DATA = f"""
GRAPH <{CARDS}anna> {{ <{CARDS}a> <{FOAF}name> "Анна" ; <{FOAF}knows> <{CARDS}b> . }}
GRAPH <{CARDS}boris> {{ <{CARDS}b> <{FOAF}name> "Борис" . }}
GRAPH <{CARDS}notes> {{ <{CARDS}a> <{FOAF}nick> "Аня" . }}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cards")
    with open_store(folder / "store"):
        pass
    quads = list(ox.parse(DATA.replace("GRAPH ", ""), format=ox.RdfFormat.TRIG))
    write_dataset(folder / "store", "dataset-cards", quads)
    use(folder / "store", "dataset-cards")
    with TestClient(create_app(folder)) as client:
        yield client


def names(answer):
    assert answer.status_code == 200, answer.text
    return [row["name"]["value"] for row in answer.json()["results"]["bindings"]]


def get(client, accept=JSON, **parameters):
    parameters = {name.replace("_", "-"): value for name, value in parameters.items()}
    return client.get("/sparql", params=parameters, headers={"Accept": accept})


def test_select_over_the_dataset_of_the_service(client):
    assert names(get(client, query=NAMES)) == ["Анна", "Борис"]


def test_select_over_one_graph_that_the_request_names(client):
    assert names(get(client, query=NAMES, default_graph_uri=f"{CARDS}boris")) == ["Борис"]


def test_select_over_the_merge_of_two_graphs(client):
    both = [f"{CARDS}anna", f"{CARDS}boris"]
    assert names(get(client, query=NAMES, default_graph_uri=both)) == ["Анна", "Борис"]


def test_select_over_a_default_graph_and_named_ones(client):
    query = PREFIXES + "SELECT ?name ?nick ?g WHERE { ?who foaf:name ?name GRAPH ?g { ?who foaf:nick ?nick } }"
    named = [f"{CARDS}notes", f"{CARDS}boris"]
    answer = get(client, query=query, default_graph_uri=f"{CARDS}anna", named_graph_uri=named)
    assert names(answer) == ["Анна"]
    assert names(get(client, query=query, default_graph_uri=f"{CARDS}anna", named_graph_uri=f"{CARDS}boris")) == []


def test_ask_construct_and_describe(client):
    assert get(client, query=PREFIXES + "ASK { c:a foaf:knows c:b }").json()["boolean"] is True
    turtle = get(client, accept="text/turtle", query=PREFIXES + "CONSTRUCT { ?b foaf:knows ?a } { ?a foaf:knows ?b }")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert f"<{CARDS}b>" in turtle.text.split("knows")[0]
    described = get(client, accept="application/rdf+xml", query=PREFIXES + "DESCRIBE c:a")
    assert "Анна" in described.text


def test_a_query_whose_text_names_its_dataset_is_refused(client):
    answer = get(client, query=f"{PREFIXES} SELECT ?name FROM <{CARDS}anna> {{ ?who foaf:name ?name }}")
    assert answer.status_code == 400
    assert "FROM" in answer.text


def test_a_malformed_query(client):
    answer = get(client, accept=XML, query="SELECT ?name WHERE { ?x foaf:name ?name ORDER BY ?name }")
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_long_query_by_post_with_graphs_in_the_form_or_the_address(client):
    text = NAMES + "\n# " + "long " * 2_000
    form = {"query": text, "default-graph-uri": f"{CARDS}anna"}
    assert names(client.post("/sparql", data=form, headers={"Accept": JSON})) == ["Анна"]
    kind = {"Content-Type": "application/sparql-query", "Accept": JSON}
    answer = client.post("/sparql", params={"default-graph-uri": f"{CARDS}boris"}, content=text.encode(), headers=kind)
    assert names(answer) == ["Борис"]


def test_a_query_in_other_scripts(client):
    assert names(get(client, query=PREFIXES + 'SELECT ?name { ?who foaf:name ?name FILTER(?name = "Борис") }')) == [
        "Борис"
    ]
    assert (
        get(client, query='SELECT ("食べる" AS ?name) {}').json()["results"]["bindings"][0]["name"]["value"] == "食べる"
    )
