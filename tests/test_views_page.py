import json
import re
from dataclasses import replace

import hostile
import numpy as np
import pytest
from corpus import CORPUS

from kg.errors import ConfigError
from kg.store import open_store
from kg.views import load_rows
from kg.views.page import data as page_data_module
from kg.views.page import layout as layout_module
from kg.views.page import render_page
from kg.views.page.data import kind, page_data
from kg.views.page.layout import Box, Watch, place, spread
from kg.views.page.quotes import elsewhere, pieces
from kg.views.rows import Edge, GraphRows, Node, Proof, Words

NOTHING = Words("", "", 0)


def rows_of(corpus, folder):
    with open_store(folder) as store:
        store.publish(corpus)
        return load_rows(store)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return rows_of(CORPUS, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def page(rows):
    return render_page(rows).decode("utf-8")


def part(page, name):
    (found,) = re.findall(rf'<script type="application/json" id="data-{name}">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def proof(quote="Б принял В.", subject=NOTHING, target=NOTHING):
    return Proof("s", "doc", Words(quote, "doc", 10), subject, target, "asserted", 0.9, "rule")


def test_the_same_rows_give_the_same_page(rows, page):
    assert render_page(rows).decode("utf-8") == page


def test_the_page_links_to_nothing_outside(page):
    assert not re.findall(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//""", page)
    assert "@import" not in page
    assert "sourceMappingURL" not in page


def test_the_page_is_russian_and_has_a_title(page):
    assert '<html lang="ru">' in page
    assert "<title>Граф знаний: политические новости</title>" in page


def test_an_unknown_language_names_the_known_ones(rows):
    with pytest.raises(ConfigError, match="unknown language 'xx', expected one of ru"):
        render_page(rows, language="xx")


def test_every_node_and_statement_of_the_store_is_in_the_page(rows, page):
    model = part(page, "model")
    assert {node["iri"] for node in model["nodes"]} == {node.iri for node in rows.nodes}
    assert len(model["statements"]) == len(rows.edges)
    assert len(part(page, "nodes")) == len(rows.nodes)


def test_a_denied_statement_keeps_its_speaker_and_quote(page):
    model = part(page, "model")
    (denied,) = (one for one in model["statements"] if one["status"] == "denied" and one["predicate"] == "meetsWith")
    (given,) = denied["proofs"]
    assert model["nodes"][given["speaker"]]["name"] == "Ерик Мулдабаев"
    assert ["Путиным", 1] in given["quote"]


def test_background_names_its_articles_and_its_term(page):
    model = part(page, "model")
    (known,) = (one for one in model["statements"] if one["basis"] == "reference" and one["from"] == "2012-05-07")
    assert [model["sources"][number]["id"] for number in known["sources"]] == ["retold/2", "summit"]


def test_hostile_texts_stay_inside_their_script_element(tmp_path):
    page = render_page(rows_of(hostile.CORPUS, tmp_path)).decode("utf-8")
    assert part(page, "model")["nodes"][0]["name"] in hostile.ATTACKS
    assert page.count("</script>") == 7
    for name in ("nodes", "edges", "model"):
        (raw,) = re.findall(rf'id="data-{name}">(.*?)</script>', page, re.DOTALL)
        assert "<" not in raw
        assert "onerror" in raw or name == "edges"


def test_the_policy_allows_only_the_scripts_of_the_page(page):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/=]+' 'sha256-[\w+/=]+'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]+'", rules["style-src"])


def test_an_empty_graph_gives_a_page():
    assert "Граф знаний" in render_page(GraphRows((), ())).decode("utf-8")


def test_words_of_both_ends_are_marked_in_the_quote():
    given = proof(subject=Words("Б", "doc", 10), target=Words("В", "doc", 19))
    assert pieces(given) == [["Б", 1], [" принял ", 0], ["В", 2], [".", 0]]


def test_words_that_both_ends_share_are_marked_so():
    given = proof("оба", Words("оба", "doc", 10), Words("ба", "doc", 11))
    assert pieces(given) == [["о", 1], ["ба", 3]]


def test_words_of_another_sentence_are_told_apart():
    given = proof(subject=Words("Б", "doc", 2), target=Words("В", "doc/title", 19))
    assert pieces(given) == [["Б принял В.", 0]]
    assert elsewhere(given) == [["Б", 1], ["В", 2]]


@pytest.mark.parametrize(
    ("type_", "group"),
    [("Summit", "Event"), ("City", "Place"), ("Country", "Country"), ("Treaty", "Document"), ("Position", "Other")],
)
def test_classes_have_their_group_in_the_legend(type_, group):
    assert kind(type_) == group


def test_nodes_come_by_importance_and_unconnected_ones_are_not_drawn(rows):
    data = page_data(rows)
    assert data.model["nodes"][0]["name"] in ("ОДКБ", "Владимир Путин", "Саммит ОДКБ (2024)", "Касым-Жомарт Токаев")
    drawn = {data.model["nodes"][mark["id"]]["name"] for mark in data.nodes if "x" in mark}
    assert "Визит в Ереван" not in drawn
    assert {"Владимир Путин", "Астана", "Казахстан"} <= drawn


def test_at_most_so_many_nodes_are_drawn(rows, monkeypatch):
    monkeypatch.setattr(page_data_module, "DRAWN", 5)
    assert sum("x" in mark for mark in page_data(rows).nodes) == 5


def test_an_organization_with_a_long_name_shows_its_abbreviation():
    name = "Организация Договора о коллективной безопасности"
    nodes = (Node("a", name, "Organization", aliases=("CSTO", "ОДКБ")), Node("b", "Россия", "Country"))
    edge = Edge("s", "b", "memberOf", "a", "asserted", "text", 1.0)
    data = page_data(GraphRows(nodes, (edge,)))
    assert {mark["label"] for mark in data.nodes} == {"ОДКБ", "Россия"}
    assert data.model["nodes"][0]["name"] == name


def test_connected_nodes_lie_nearer_than_others():
    points = place(20, [(i, j, 1.0) for i in range(10) for j in range(i)] + [(10, 11, 1.0)], 1000)
    distance = lambda a, b: abs(points[a][0] - points[b][0]) + abs(points[a][1] - points[b][1])  # noqa: E731
    assert distance(0, 1) < distance(0, 11)
    assert max(abs(x) for x, _ in points) == pytest.approx(500)


@pytest.mark.parametrize("count", [0, 1])
def test_a_graph_of_no_edges_has_a_place(count):
    assert spread(place(count, [], 100), [Box(10, 10, 5)] * count) == [(0, 0)] * count


def test_labels_are_moved_apart():
    boxes = [Box(100, 20, 10)] * 12
    points = spread([(i % 3, i % 4) for i in range(12)], boxes)
    for i, (x1, y1) in enumerate(points):
        for x2, y2 in points[:i]:
            assert abs(x1 - x2) >= 100 or abs(y1 - y2) >= 20


def test_places_do_not_hang_on_how_many_rows_are_summed_at_a_time(monkeypatch):
    edges = [(number, number * 7 % 50, 1.0) for number in range(1, 50)]
    whole = place(50, edges, 500.0)
    monkeypatch.setattr(layout_module, "_BLOCK", 150)
    assert place(50, edges, 500.0) == whole


def test_watched_boxes_are_all_that_touch_wherever_they_go():
    random = np.random.default_rng(1)
    x, y = random.uniform(0, 600, (2, 40))
    wide, high = random.uniform(10, 80, (2, 40))
    watch = Watch(x, y, (wide, high))
    for _ in range(60):
        found = [pair[:2] for pair in watch.touching(x, y)]
        assert found == [
            (one, other)
            for one in range(40)
            for other in range(one + 1, 40)
            if (wide[one] + wide[other]) / 2 + 6 > abs(x[one] - x[other])
            and (high[one] + high[other]) / 2 + 6 > abs(y[one] - y[other])
        ]
        moved = random.choice(40, 10, replace=False)
        x[moved] += random.normal(0, 30, 10)
        y[moved] += random.normal(0, 30, 10)


def test_words_of_the_ends_are_read_from_ranges(rows):
    (meeting,) = (one for one in rows.proofs if one.passage.text == "Токаев и Путин провели двустороннюю встречу.")
    assert (meeting.subject.text, meeting.object.text) == ("Токаев", "Путин")


def test_an_end_in_another_sentence_is_read_from_its_mention(tmp_path):
    (meeting,) = (one for one in CORPUS.statements if one.predicate == "meetsWith" and one.object == "Q7747")
    far = next(link.mention.span for link in CORPUS.links if link.mention.text == "Касым-Жомарт Токаев")
    moved = replace(meeting, evidence=(replace(meeting.evidence[0], subject_span=far),))
    corpus = replace(CORPUS, statements=tuple(moved if one is meeting else one for one in CORPUS.statements))
    (given,) = (one for one in rows_of(corpus, tmp_path).proofs if one.statement == meeting.id)
    assert elsewhere(given) == [["Касым-Жомарт Токаев", 1]]
