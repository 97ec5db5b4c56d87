import csv
import io

import networkx as nx
import pytest
from corpus import CORPUS

from kg.store import open_store
from kg.views import build_network, load_rows, table
from kg.views.graphml import edge_table, gexf, graphml, node_table


@pytest.fixture(scope="module")
def net(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("store")) as store:
        store.publish(CORPUS)
        return build_network(load_rows(store))


def hostile():
    net = nx.MultiDiGraph()
    net.add_node("a", label="нуль\x00 и \ud800 <b>&amp;", type="Person", documents=1, mentions=1)
    net.add_node("b", label='=HYPERLINK("http://x")', type="Person", documents=1, mentions=1)
    net.add_edge("a", "b", key="meetsWith", label="встречается с", weight=1)
    return net


def test_graphml_gives_back_nodes_attributes_and_edges(net):
    back = nx.read_graphml(io.BytesIO(graphml(net)), force_multigraph=True)
    assert {iri: data["label"] for iri, data in back.nodes(data=True)} == dict(net.nodes(data="label"))
    assert sorted((s, o, data["predicate"]) for s, o, data in back.edges(data=True)) == sorted(net.edges(keys=True))


def test_graphml_numbers_its_edges(net):
    back = nx.read_graphml(io.BytesIO(graphml(net)), force_multigraph=True)
    assert len({key for _, _, key in back.edges(keys=True)}) == net.number_of_edges()


def test_graphml_drops_what_xml_cannot_carry():
    back = nx.read_graphml(io.BytesIO(graphml(hostile())), force_multigraph=True)
    assert back.nodes["a"]["label"] == "нуль и  <b>&amp;"


def test_gexf_reads_back_and_has_no_time_of_writing(net):
    data = gexf(net)
    assert nx.read_gexf(io.BytesIO(data)).number_of_edges() == net.number_of_edges()
    assert b"lastmodified" not in data


def test_writing_leaves_the_network_alone(net):
    before = [dict(data) for _, _, data in net.edges(data=True)]
    graphml(net)
    assert [dict(data) for _, _, data in net.edges(data=True)] == before


def test_tables_have_a_row_for_each_node_and_edge(net):
    nodes = list(csv.DictReader(io.StringIO(node_table(net))))
    edges = list(csv.DictReader(io.StringIO(edge_table(net))))
    assert [row["id"] for row in nodes] == list(net)
    assert [(row["source"], row["target"], row["predicate"]) for row in edges] == list(net.edges(keys=True))


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@sum", "\tx"])
def test_a_formula_becomes_a_text(text):
    (row,) = list(csv.reader(io.StringIO(table(("name",), [[text]]))))[1:]
    assert row == ["'" + text]


def test_a_negative_number_stays_a_number():
    assert table(("n",), [[-1.5]]) == "n\n-1.5\n"
