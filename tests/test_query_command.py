"""`kg query`: its options, every form of an answer, and values and data that mean harm."""

import csv
import io
import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
from corpus import CORPUS

from kg.cli import main
from kg.model import Entity
from kg.store import named_queries, open_store

HOSTILE = "Злой\x1b]0;имя\x07\u202e\nгород"
BASE = "https://w3id.org/kgnews/entity/"
PREFIX = "PREFIX kg: <https://w3id.org/kgnews/ontology#> PREFIX e: <https://w3id.org/kgnews/entity/> "


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    entities = (*CORPUS.entities, Entity("zloy", "City", HOSTILE), Entity("formula", "City", "=1+2"))
    with open_store(folder / "store") as store:
        store.publish(replace(CORPUS, entities=tuple(sorted(entities, key=lambda item: item.id))))
    return folder


@pytest.fixture
def ask(output, capsys, monkeypatch):
    """Ask, and return exit code, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["query", *arguments, "-o", str(output)])
        written = capsys.readouterr()
        return stop.value.code, written.out, written.err

    return run


def rows(ask, *arguments):
    code, out, err = ask(*arguments, "-f", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


# options


@pytest.mark.parametrize(
    "given",
    [
        ("leaders", "--of", "Казахстан", "--on", "2024-03-01"),
        ("--of=Казахстан", "--on=2024-03-01", "leaders"),
        ("--on", "2024-03-01", "leaders", "-p", "of=Казахстана"),
        ("leaders", "-p", "of=Q232", "-p", "on=2024-03-01"),
    ],
)
def test_parameters_are_options_in_any_place(ask, given):
    assert {row["personName"] for row in rows(ask, *given)} == {"Касым-Жомарт Токаев"}


def test_help_of_a_named_query_lists_its_parameters(ask):
    code, out, _ = ask("participants", "--help")
    assert code == 0
    assert "--event ENTITY" in out
    assert "--participant ENTITY" in out


def test_option_of_another_query_is_one_line(ask):
    code, out, err = ask("leaders", "--event", "Саммит")
    assert (code, out) == (2, "")
    assert err.splitlines() == ["error: No such option '--event'."]


def test_no_parameter_has_the_name_of_an_option_of_the_command():
    own = {"param", "format", "labels", "explain", "output", "verbose", "debug", "help"}
    assert not own & {parameter.name for query in named_queries().values() for parameter in query.parameters}


def test_unknown_entity_is_one_line_with_similar_names(ask):
    code, out, err = ask("leaders", "--of", "Казахастан")
    assert (code, out) == (2, "")
    assert err == "error: nothing is called 'Казахастан'; similar names: Астана, Казахстан\n"


@pytest.mark.parametrize("value", ['"', "\x1b[31m", "x\ny", "} UNION {", "Q1> }", "https://w3id.org/kgnews/entity/> }"])
def test_hostile_value_is_one_plain_line(ask, value):
    code, out, err = ask("leaders", "--of", value)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "\x1b" not in err


def test_query_may_come_from_a_file_and_from_standard_input(ask, tmp_path, monkeypatch):
    text = PREFIX + "SELECT ?city { ?city kg:capitalOf e:Q232 }"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    expected = [{"city": "https://w3id.org/kgnews/entity/Q1520"}]
    assert rows(ask, text) == rows(ask, str(tmp_path / "mine.rq")) == rows(ask, "-") == expected


def test_explain_shows_what_is_asked_and_asks_nothing(ask):
    code, out, _ = ask("leaders", "--of", "Казахстана", "--explain")
    assert code == 0
    assert "Кто чем руководит в этот день" in out
    assert "Who leads what on a day" in out
    assert "--on (date): any" in out
    assert "--of (entity): Казахстана = Казахстан <https://w3id.org/kgnews/entity/Q232>" in out
    assert "columns: person, personName" in out
    assert "  VALUES ?of { <https://w3id.org/kgnews/entity/Q232> }" in out
    assert "# background knowledge tells its term itself" in out
    assert "Токаев" not in out


def test_explain_refuses_what_the_query_would_refuse(ask):
    assert ask("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "--explain")[0] == 2


# forms


def test_csv_and_tsv_have_every_column(ask):
    _, out, _ = ask("capitals", "--country", "Казахстан", "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["city"], row["cityName"]) == ("https://w3id.org/kgnews/entity/Q1520", "Астана")
    _, out, _ = ask("capitals", "--country", "Казахстан", "-f", "tsv")
    head, line = out.splitlines()
    assert dict(zip(head.split("\t"), line.split("\t"), strict=True)) == row


def test_labels_take_the_place_of_iris(ask):
    for form in ("csv", "tsv", "json", "table"):
        _, out, _ = ask("capitals", "--country", "Казахстан", "--labels", "-f", form)
        assert "утверждается" in out
        assert "https:" not in out


@pytest.mark.parametrize(
    ("form", "syntax"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_graphs_come_in_each_form_and_mean_the_same(ask, form, syntax):
    code, out, err = ask(PREFIX + "CONSTRUCT { ?s kg:leaderOf ?o } { ?s kg:leaderOf ?o }", "-f", form)
    assert (code, err) == (0, "")
    found = {(item.subject.value, item.object.value) for item in ox.parse(out, format=syntax)}
    assert found == {(BASE + "kasym-zhomart-tokaev", BASE + "Q232"), (BASE + "Q7747", BASE + "Q159")}


def test_labels_are_added_to_a_graph(ask):
    _, out, _ = ask(PREFIX + "CONSTRUCT { ?s kg:capitalOf ?o } { ?s kg:capitalOf ?o }", "--labels")
    assert 'rdfs:label "Астана"@ru' in out
    assert 'kg:capitalOf rdfs:label "столица"@ru' in out


def test_form_that_does_not_suit_is_one_line(ask):
    code, out, err = ask(PREFIX + "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "csv")
    assert (code, out) == (2, "")
    assert err == "error: format csv: the answer is a graph; take one of ttl, nt, jsonld\n"
    assert ask("ASK { ?s ?p ?o }", "-f", "nt")[0] == 2
    assert ask("leaders", "-f", "ttl")[0] == 2


# data that means harm


NAME = PREFIX + "SELECT ?name { e:zloy <http://www.w3.org/2000/01/rdf-schema#label> ?name }"


@pytest.mark.parametrize("form", ["table", "json"])
def test_no_form_for_people_holds_a_character_that_steers_a_terminal(ask, form):
    code, out, _ = ask(NAME, "-f", form)
    assert code == 0
    assert not [char for char in out if not char.isprintable() and char != "\n"]


def test_json_and_graphs_mean_the_same_with_escapes(ask):
    (row,) = rows(ask, NAME)
    describe = PREFIX + "CONSTRUCT { e:zloy ?p ?name } { e:zloy ?p ?name }"
    for form, syntax in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)):
        _, out, _ = ask(describe, "-f", form)
        assert not [char for char in out if not char.isprintable() and char not in "\n\t"]
        values = {triple.object.value for triple in ox.parse(out, format=syntax)}
        assert row["name"] in values


def test_csv_and_tsv_keep_data_for_programs_and_spare_a_terminal(ask, monkeypatch):
    for form in ("csv", "tsv"):
        _, out, _ = ask(NAME, "-f", form)
        assert "\u202e" in out
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        _, out, _ = ask(NAME, "-f", form)
        assert "\u202e" not in out
        monkeypatch.undo()


def test_no_cell_of_csv_is_a_formula(ask):
    _, out, _ = ask(
        PREFIX + "SELECT ?name { e:formula <http://www.w3.org/2000/01/rdf-schema#label> ?name }", "-f", "csv"
    )
    assert out.splitlines()[1] == "'=1+2"
