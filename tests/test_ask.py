"""Questions of the tables `tests/ask/*.tsv`, asked of the graph of `tests/ask/graph.tsv`.

A line of a table: the question, the expected query (empty: not understood), its parameters by the names of what they
mean. `graph.tsv`: id, class, name, aliases, articles, organizers, places, dates of each entity.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from corpus import CORPUS, ELSEWHERE, NO_MEETING, TAKING_PART

from kg.ask import Graph, Known, Proof, answer, answerable, load_graph, load_language, understand
from kg.ask.answer import with_statement
from kg.ask.tables import patterns
from kg.cli import main
from kg.errors import QueryError
from kg.store import named_query, open_store
from kg.types import PARENTS

FOLDER = Path(__file__).parent / "ask"
TABLES = ("questions.tsv", "more_questions.tsv", "fresh_questions.tsv")
TODAY = date(2025, 10, 1)
BASE = "https://w3id.org/kgnews/entity/"
pytestmark = pytest.mark.model


def lines(name):
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def cases():
    return [pytest.param(*[*cells, "", ""][:3], id=cells[0]) for name in TABLES for cells in lines(name)]


def several(cell):
    return tuple(cell.split("|")) if cell else ()


def known(ident, kind, name, aliases="", documents="0", organizers="", places="", dates="", leaders=""):
    return Known(
        BASE + ident,
        name,
        kind,
        several(aliases),
        int(documents),
        tuple(BASE + item for item in several(organizers)),
        tuple(BASE + item for item in several(places)),
        dates=several(dates),
        leaders=tuple(BASE + item for item in several(leaders)),
    )


@pytest.fixture(scope="module")
def graph():
    return Graph([known(*cells) for cells in lines("graph.tsv")], load_language(), TODAY)


def asked(question, graph):
    found = understand(question, graph)
    names = {name: graph.known[v].name if v in graph.known else v for name, v in found.parameters.items()}
    return found.query, names


@pytest.mark.parametrize(("question", "query", "parameters"), cases())
def test_question_asks_this(graph, question, query, parameters):
    wanted = dict(part.strip().split("=", 1) for part in parameters.split(";") if part.strip())
    assert asked(question, graph) == (query or None, wanted)
    if query:
        assert set(wanted) <= {parameter.name for parameter in named_query(query).parameters}


# what is not understood, and what a reader must be told


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Какой курс доллара?", "непонятно: «курс», «доллара»"),
        ("Кто был на саммите ШОС в Минске?", "в графе нет такого события: «саммите ШОС в Минске»"),
        ("Кто возглавлял Кению в 2024 году?", "в графе нет: «Кению»"),
        ("Какая столица Казахстана в 2024 году?", "вопрос «Столицы стран» не бывает о: «2024 году»"),
        ("С кем встречался Мирзоев?", "непонятно: «Мирзоев»; похоже на: Шавкат Мирзиёев"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said(graph, question, reason):
    found = understand(question, graph)
    assert (found.query, found.reason) == (None, reason)


def test_what_was_understood_is_said_too(graph):
    (only,) = understand("Сколько лет Токаеву?", graph).reading
    assert (only.words, only.meaning) == ("Токаеву", "Касым-Жомарт Токаев")


def test_words_that_make_no_difference_are_named(graph):
    assert understand("Кто был первым президентом Казахстана?", graph).skipped == ("первым",)


def test_other_meanings_are_named(graph):
    (event,) = understand("Где был саммит БРИКС в Казани?", graph).reading
    assert (event.meaning, event.others) == ("Саммит БРИКС, Казань, октябрь 2024", ("Саммит БРИКС, Казань",))
    (person,) = understand("Куда ездил Путин?", graph).reading
    assert (person.meaning, person.others) == ("Владимир Путин", ("Роман Путин",))


@pytest.mark.parametrize("question", ["", "   ", "\n", "а" * 501])
def test_no_question_is_an_error(graph, question):
    with pytest.raises(QueryError, match="expected 1 to 500"):
        understand(question, graph)


@pytest.mark.parametrize("question", ["?", "\x1b[31m", "}", "ё" * 500, "Кто \u202e Путин", "а кто", "🙂", "кто " * 100])
def test_odd_questions_are_not_understood_and_break_nothing(graph, question):
    assert understand(question, graph).query is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Кто участвовал в саммите ОДКБ в Астане?", "в саммите одкб в астане участвовал кто"),
        ("Кто пригласил Зеленского?", "ЗЕЛЕНСКОГО КТО ПРИГЛАСИЛ?"),
        ("Где прошёл саммит ШОС в Самарканде?", "а где прошел саммит шос в самарканде"),
        ("С кем встречался Токаев 5 мая 2024 года?", "5 мая 2024 года Токаев с кем встречался"),
    ],
)
def test_order_case_and_yo_make_no_difference(graph, one, other):
    assert asked(one, graph)[0]
    assert asked(one, graph) == asked(other, graph)


def test_dates_count_from_the_day(graph):
    assert asked("Кто руководил НАТО в прошлом году?", graph)[1]["on"] == "2024"


# the tables


def test_every_pattern_gives_parameters_that_its_query_has():
    for pattern in patterns():
        known_names = {parameter.name for parameter in named_query(pattern.query).parameters}
        given = {slot.name for slot in pattern.slots} | {name for name, _ in pattern.fixed}
        assert given <= known_names, pattern.query
        for slot in pattern.slots:
            assert slot.classes in (("date",), ("class",)) or set(slot.classes) <= {*PARENTS, "Outlet"}, slot


def test_every_answerable_query_is_asked_by_a_question_of_the_tables():
    queries = {cells[1] for name in TABLES for cells in lines(name) if len(cells) > 1}
    assert set(answerable()) <= queries


# answers


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with open_store(folder / "store") as store:
        store.publish(CORPUS)
    return folder


@pytest.fixture(scope="module")
def store(built):
    with open_store(built / "store", read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def small(store):
    return load_graph(store, load_language(), TODAY)


def test_each_row_has_its_proofs(store, small):
    found = answer(understand("Кто участвовал в саммите ОДКБ в Астане?", small), store)
    names = [row[found.columns.index("participantName")].value for row in found.rows]
    assert names == ["Армения", "Беларусь", "Владимир Путин", "Касым-Жомарт Токаев", "Россия"]
    assert found.proofs[names.index("Россия")] == (
        Proof(TAKING_PART, "summit", "2024-11-28", "asserted"),
        Proof(ELSEWHERE, "retold/2", "2024-11-29", "asserted"),
    )


def test_background_is_told_from_what_texts_say(store, small):
    found = answer(understand("Кто возглавляет Россию?", small), store)
    assert found.proofs == ((Proof(),),)
    assert found.proofs[0][0].is_background


def test_row_that_quotes_its_passage_is_its_own_proof(store, small):
    found = answer(understand("Что опроверг Мулдабаев?", small), store)
    assert Proof(NO_MEETING, "слух №3", "", "denied", "Ерик Мулдабаев") in {
        proof for row in found.proofs for proof in row
    }


def test_every_named_query_gives_the_same_rows_with_its_statements(store):
    for name in answerable():
        named = named_query(name)
        plain = [tuple(row[c] for c in named.columns) for row in store.query(named.text)]
        proved = [tuple(row[c] for c in named.columns) for row in store.query(with_statement(named.text, named))]
        assert list(dict.fromkeys(proved)) == list(dict.fromkeys(plain)), name


def test_question_that_is_not_understood_has_no_answer(store, small):
    with pytest.raises(QueryError, match="not understood"):
        answer(understand("Какая погода?", small), store)


# the command


@pytest.fixture
def ask(built, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["ask", *arguments, "-o", str(built)])
        return stop.value.code, *capsys.readouterr()

    return run


def test_command_shows_reading_query_rows_and_proofs(ask):
    code, out, err = ask("кто участвовал в саммите одкб в астане")
    assert (code, err) == (0, "")
    assert "event: «саммите ОДКБ в Астане» — Саммит ОДКБ (2024)" in out
    assert "VALUES ?event { <https://w3id.org/kgnews/entity/sammit-odkb-2024> }" in out
    assert f"«{TAKING_PART}» — summit, 2024-11-28, утверждается" in out


def test_command_leaves_with_3_when_it_does_not_understand(ask):
    code, out, err = ask("Какой курс доллара?")
    assert (code, err) == (3, "")
    assert out.startswith("Вопрос не понят: непонятно: «курс», «доллара».")
    assert "Кто участвовал в событии" in out


def test_command_gives_everything_as_json(ask):
    code, out, _ = ask("Кто пригласил Токаева?", "-f", "json")
    found = json.loads(out)
    assert code == 0
    assert found["query"] == "invitations"
    assert found["rows"][0]["hostName"] == "Владимир Путин"
    assert found["rows"][0]["evidence"][0]["document"] == "retold/2"
    code, out, _ = ask("Какой курс доллара?", "-f", "json")
    assert (code, json.loads(out)["query"]) == (3, None)


def test_empty_question_is_one_line(ask):
    code, out, err = ask(" ")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
