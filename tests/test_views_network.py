import networkx as nx
import pytest
from corpus import CORPUS

from kg.errors import ConfigError
from kg.store import open_store
from kg.views import build_network, load_rows
from kg.views.rows import Edge, GraphRows, Node

E = "https://w3id.org/kgnews/entity/"


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("store")) as store:
        store.publish(CORPUS)
        return load_rows(store)


def edge(subject, object_, predicate="meetsWith", **fields):
    known = {"statement": f"{subject}-{object_}", "status": "asserted", "basis": "text", "confidence": 0.9}
    return Edge(subject=subject, predicate=predicate, object=object_, **(known | fields))


def test_each_entity_is_a_node_with_its_names_and_counts(rows):
    net = build_network(rows)
    assert net.nodes[E + "Q7747"] == {
        "label": "Владимир Путин", "type": "Person", "name_en": "Vladimir Putin", "wikidata": "Q7747",
        "documents": 3, "mentions": 3,
    }  # fmt: skip
    assert len(net) == len(CORPUS.entities)


def test_an_event_keeps_its_most_specific_class(rows):
    assert build_network(rows).nodes[E + "sammit-odkb-2024"]["type"] == "Summit"


def test_a_date_is_an_attribute_and_no_node(rows):
    net = build_network(rows)
    assert net.nodes[E + "sammit-odkb-2024"]["eventDate"] == "2024-11-28"
    assert all(iri.startswith(E) for iri in net)


def test_an_edge_tells_weight_days_and_statements(rows):
    data = build_network(rows).edges[E + "sammit-odkb-2024", E + "Q318693", "organizedBy"]
    (statement,) = (one for one in CORPUS.statements if one.predicate == "organizedBy")
    assert data == {
        "label": "организатор", "weight": 2, "first_seen": "2024-11-28", "last_seen": "2024-11-29",
        "status": "asserted", "basis": "text", "confidence": 0.945, "statements": statement.id,
    }  # fmt: skip


def test_a_text_and_the_background_share_an_edge(rows):
    data = build_network(rows).edges[E + "kasym-zhomart-tokaev", E + "Q232", "leaderOf"]
    assert data["basis"] == "text reference"
    assert len(data["statements"].split()) == 2


def test_denied_and_hypothetical_statements_are_no_edges(rows):
    net = build_network(rows)
    assert not net.has_edge(E + "Q7747", E + "nikol-pashinyan")
    assert not net.has_edge(E + "kasym-zhomart-tokaev", E + "Q1953")


def test_a_planned_statement_is_an_edge_that_says_so(rows):
    data = build_network(rows).edges[E + "sammit-odkb-2025", E + "Q9361", "takesPlaceIn"]
    assert data["status"] == "planned"


@pytest.mark.parametrize("basis", ["text", "reference"])
def test_one_basis_leaves_out_the_other(rows, basis):
    net = build_network(rows, basis=basis)
    assert {data["basis"] for _, _, data in net.edges(data=True)} == {basis}
    assert len(net) == len(CORPUS.entities)


def test_an_unknown_basis_names_the_known_ones(rows):
    with pytest.raises(ConfigError, match="unknown basis 'hearsay', expected one of all, text, reference"):
        build_network(rows, basis="hearsay")


def test_the_strongest_status_of_an_edge_wins():
    nodes = (Node("a", "А", "Person"), Node("b", "Б", "Person"))
    held = (edge("a", "b", status="planned", statement="1"), edge("a", "b", status="past", statement="2"))
    data = build_network(GraphRows(nodes, held)).edges["a", "b", "meetsWith"]
    assert data["status"] == "past"


def test_statements_of_two_predicates_are_two_edges():
    nodes = (Node("a", "А", "Person"), Node("b", "Б", "Country"))
    net = build_network(GraphRows(nodes, (edge("a", "b", "visits"), edge("a", "b", "leaderOf"))))
    assert isinstance(net, nx.MultiDiGraph)
    assert set(net["a"]["b"]) == {"leaderOf", "visits"}
