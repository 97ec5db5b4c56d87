import pytest

from kg.errors import QueryError
from kg.views import build_network, find_node, measure, shortest_path
from kg.views.rows import Edge, GraphRows, Node, Proof, Source, Words


def edge(subject, object_, predicate="meetsWith", basis="text", documents=1):
    return Edge(
        f"{subject}{object_}{predicate}", subject, predicate, object_, "asserted", basis, 0.9, documents=documents
    )


def graph(*edges, names="abcdefgh"):
    return GraphRows(tuple(Node(name, name.upper(), "Person", documents=1) for name in names), edges)


def ranks(*edges, names="abcdefgh"):
    return {item.iri: item.pagerank for item in measure(build_network(graph(*edges, names=names)))}


def test_pagerank_adds_up_to_one_and_prefers_who_has_many_neighbours():
    found = ranks(edge("a", "c"), edge("b", "c"), edge("c", "d"))
    assert sum(found.values()) == pytest.approx(1, abs=1e-5)
    assert found["c"] > found["a"] == found["b"] == found["d"] > found["e"]


def test_pagerank_does_not_hang_on_the_direction():
    assert ranks(edge("a", "b"), edge("c", "b")) == ranks(edge("b", "a"), edge("b", "c"))


def test_pagerank_follows_what_more_articles_say():
    found = ranks(edge("a", "b", documents=9), edge("a", "c"))
    assert found["b"] > found["c"]


def test_pagerank_of_a_ring_is_even():
    found = ranks(edge("a", "b"), edge("b", "c"), edge("c", "a"), names="abc")
    assert found == pytest.approx(dict.fromkeys("abc", 1 / 3), abs=1e-5)


def test_pagerank_agrees_with_its_definition():
    # two nodes that point at each other and one alone: the lone one's rank is spread over all three
    found = ranks(edge("a", "b"), names="abc")
    lone = 0.05 / (1 - 0.85 / 3)
    assert found["c"] == pytest.approx(lone, abs=1e-5)
    assert found["a"] == found["b"] == pytest.approx((1 - lone) / 2, abs=1e-5)


def test_betweenness_is_highest_for_the_bridge():
    rows = graph(edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("d", "e"), names="abcde")
    found = {item.iri: item.betweenness for item in measure(build_network(rows))}
    assert max(found, key=found.get) == "c"
    assert found["a"] == 0


def test_two_dense_groups_are_two_communities_the_larger_first():
    one = [edge(a, b) for a in "abcd" for b in "abcd" if a < b]
    two = [edge(a, b) for a in "efg" for b in "efg" if a < b]
    found = {
        item.iri: item.community for item in measure(build_network(graph(*one, *two, edge("d", "e"), names="abcdefg")))
    }
    assert [found[name] for name in "abcdefg"] == [1, 1, 1, 1, 2, 2, 2]


def test_an_empty_graph_has_no_measures():
    assert measure(build_network(GraphRows((), ()))) == ()


def test_measures_come_by_pagerank():
    found = measure(build_network(graph(edge("a", "b"), edge("c", "b"))))
    assert found[0].iri == "b"
    assert found[0].degree == 2


def test_path_goes_along_edges_in_both_directions_and_quotes_them():
    proof = Proof(
        "cbvisits", "doc", Words("В прибыл к Б.", "doc", 0), Words("", "", 0), Words("", "", 0), "asserted", 0.9, "r"
    )
    rows = graph(edge("a", "b"), edge("c", "b", "visits"), edge("c", "d"), names="abcd")
    rows = GraphRows(rows.nodes, rows.edges, (proof,), (Source("doc", "новость"),))
    first, second = shortest_path(rows, build_network(rows), "a", "c")
    assert (first.start, first.predicates, first.end) == ("a", (("meetsWith", True),), "b")
    assert (first.status, first.basis, first.quote) == ("asserted", "text", "")
    assert (second.predicates, second.quote, second.document) == ((("visits", False),), "В прибыл к Б.", "новость")


def test_of_two_paths_the_one_told_by_texts_is_taken():
    rows = graph(edge("a", "b", basis="reference"), edge("b", "d"), edge("a", "c"), edge("c", "d"), names="abcd")
    assert [step.end for step in shortest_path(rows, build_network(rows), "a", "d")] == ["c", "d"]


def test_no_path_is_said_by_names():
    rows = graph(edge("a", "b"), names="abc")
    with pytest.raises(QueryError, match="no path connects 'A' and 'C'"):
        shortest_path(rows, build_network(rows), "a", "c")


PEOPLE = (
    Node("1", "Пётр Семёнов", "Person", aliases=("Семёнов",), documents=2),
    Node("2", "Анна Семёнова", "Person", documents=9),
    Node("3", "Беларусь", "Country", aliases=("Белоруссия", "РБ")),
    Node("4", "Переговоры Семёнова и Анны", "Negotiation", documents=20),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("пётр семёнов", "1"),
        ("ПЕТР СЕМЕНОВ", "1"),
        ("семенов", "1"),
        ("Петра Семенова", "1"),
        ("Белоруссию", "3"),
        ("рб", "3"),
        ("анна", "2"),
        ("«Беларусь»", "3"),
    ],
)
def test_a_name_is_found_in_other_letters_and_cases(name, found):
    assert find_node(PEOPLE, name).iri == found


@pytest.mark.parametrize("name", ["Бел", "Иванов", "", "«»"])
def test_an_unknown_name_is_refused(name):
    with pytest.raises(QueryError, match="nothing is called"):
        find_node(PEOPLE, name)


def test_an_unknown_name_is_answered_with_similar_ones():
    with pytest.raises(QueryError, match="similar names: Беларусь"):
        find_node(PEOPLE, "Бэларусь")
