"""Each named query on the small corpus, with exact rows, in Oxigraph and in rdflib.

`tests/queries/NAME[.CASE].tsv`: a line of parameters (`# on=2015-01-01`), the columns, the rows; IRIs
without their namespace, an empty cell for an unbound variable; `NAME.more….tsv` is asked of the corpus with
the statements of `MORE` added. `python tests/test_queries.py` writes
the rows anew; review the difference.
"""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from corpus import CORPUS, DENIAL, OPENING, RETOLD, SUMMIT, evidence, known

from kg.errors import OntologyError, QueryError
from kg.model import Statement
from kg.rdf import Iris, corpus_quads, ontology_path
from kg.store import named_queries, named_query
from kg.store.guard import check_query
from kg.store.queries import parse_query

FOLDER = Path(__file__).parent / "queries"
CASES = sorted(FOLDER.glob("*.tsv"))
IRIS = Iris()
SHORT = ("https://w3id.org/kgnews/entity/", "https://w3id.org/kgnews/ontology#", "https://w3id.org/kgnews/")
MORE = (
    Statement("Q863", "observerIn", "Q318693", (evidence(RETOLD, DENIAL, "Армения", "ОДКБ"),)),
    Statement("Q399", "formerObserverIn", "Q318693", (evidence(RETOLD, DENIAL, "Армения", "ОДКБ", status="past"),)),
    Statement("Q318693", "headquarteredIn", "Q649", (known(SUMMIT),), basis="reference"),
    Statement("erik-muldabaev", "formerLeaderOf", "Q232", (evidence(RETOLD, DENIAL, "Ерик Мулдабаев", None),)),
    Statement(
        "nikol-pashinyan",
        "leaderOf",
        "Q232",
        (known(RETOLD),),
        basis="reference",
        valid_from="1990",
        valid_until="1991",
    ),
)


@pytest.fixture(scope="module")
def store():
    return filled()


@pytest.fixture(scope="module")
def stores(store):
    return {False: store, True: filled(MORE)}


@pytest.fixture(scope="module")
def datasets(stores):
    return {more: plain_graph(store) for more, store in stores.items()}


def plain_graph(store):
    from oxrdflib import OxigraphStore

    graph = rdflib.Graph()
    for triple in rdflib.Dataset(store=OxigraphStore(store=store), default_union=True):
        graph.add(triple[:3])
    return graph


def filled(more=()):
    store = ox.Store()
    store.extend(corpus_quads(replace(CORPUS, statements=CORPUS.statements + more), IRIS))
    return store


def wants_more(path):
    return "more" in path.name.split(".")


def cell(term):
    text = (
        ""
        if term is None
        else str(term.value)
        if hasattr(term, "value") and isinstance(term, ox.NamedNode | ox.Literal)
        else str(term)
    )
    for space in SHORT:
        text = text.removeprefix(space)
    return text


def rows_in_oxigraph(store, query, parameters):
    found = store.query(query.bind(parameters, IRIS), use_default_graph_as_union=True)
    assert tuple(variable.value for variable in found.variables) == query.columns
    return [tuple(cell(row[name]) for name in query.columns) for row in found]


def rows_in_rdflib(graph, query, parameters):
    return [tuple(cell(row[name]) for name in query.columns) for row in graph.query(query.bind(parameters, IRIS))]


def read_case(path):
    first, header, *rows = path.read_text(encoding="utf-8").splitlines()
    parameters = dict(part.split("=", 1) for part in first.removeprefix("#").split())
    return parameters, tuple(header.split("\t")), [tuple(row.split("\t")) for row in rows]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_query_gives_exactly_these_rows(stores, path):
    parameters, columns, rows = read_case(path)
    query = named_query(path.name.partition(".")[0])
    assert query.columns == columns
    assert rows_in_oxigraph(stores[wants_more(path)], query, parameters) == rows
    assert rows


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_query_gives_the_same_rows_in_rdflib(datasets, path):
    parameters, _, rows = read_case(path)
    query = named_query(path.name.partition(".")[0])
    assert rows_in_rdflib(datasets[wants_more(path)], query, parameters) == rows


def test_every_query_has_a_case_and_every_parameter_is_used_in_one():
    used = {}
    for path in CASES:
        used.setdefault(path.name.partition(".")[0], set()).update(read_case(path)[0])
    assert {name: {item.name for item in query.parameters} for name, query in named_queries().items()} == used


def test_every_query_passes_the_guard():
    for query in named_queries().values():
        check_query(query.text)


def test_contradictions_of_each_kind_are_found():
    other = evidence(RETOLD, DENIAL, "Армения", "ОДКБ")
    said = evidence(SUMMIT, OPENING, "Казахстана", "ОДКБ")
    more = (
        Statement("sammit-odkb-2024", "eventDate", "2024-11", (other,), "date"),
        Statement("sammit-odkb-2024", "eventDate", "2024-11-10", (other,), "date"),
        Statement("erik-muldabaev", "leaderOf", "Q318693", (other,)),
        Statement("nikol-pashinyan", "leaderOf", "Q318693", (replace(said, issued=other.issued),)),
        Statement("Q184", "chairs", "Q318693", (said, replace(other, status="denied", speaker="erik-muldabaev"))),
    )
    store = ox.Store()
    store.extend(corpus_quads(replace(CORPUS, statements=CORPUS.statements + more), IRIS))
    rows = rows_in_oxigraph(store, named_query("contradictions"), {})
    assert [(row[0], row[5], row[7], row[10], row[12]) for row in rows] == [
        ("city", "Астана", "summit", "Бишкек", "retold/2"),
        ("date", "2024-11-10", "retold/2", "2024-11-28", "summit"),
        ("denied", "Беларусь", "summit", "Беларусь", "retold/2 (Ерик Мулдабаев)"),
        ("leader", "Ерик Мулдабаев", "retold/2", "Никол Пашинян", "summit"),
    ]


@pytest.mark.parametrize("second", [None, "Q1520"])
def test_background_knowledge_is_the_other_side_of_a_text(second):
    said = evidence(RETOLD, DENIAL, "Армения", "ОДКБ")
    background = known(RETOLD)
    statements = [
        Statement("Q9361", "capitalOf", "Q232", (said,)),
        Statement("Q9361", "capitalOf", "Q232", (replace(background, status="denied"),), basis="reference"),
    ]
    if second:
        statements.append(Statement(second, "capitalOf", "Q232", (background,), basis="reference"))
    store = ox.Store()
    store.extend(corpus_quads(replace(CORPUS, statements=tuple(statements)), IRIS))
    (row,) = rows_in_oxigraph(store, named_query("contradictions"), {"only": "reference", "entity": "Q232"})
    assert (row[2], row[5], row[7]) == ("Казахстан", "Бишкек", "retold/2")
    assert row[10:13] == (("Астана", "asserted", "reference") if second else ("Бишкек", "denied", "reference"))


def test_unknown_query_is_answered_with_the_known_ones():
    with pytest.raises(QueryError, match="unknown query 'leader', expected one of attributes, capitals"):
        named_query("leader")


def test_unknown_parameter_is_answered_with_the_known_ones():
    with pytest.raises(QueryError, match="unknown parameter 'day', expected one of on, of"):
        named_query("leaders").bind({"day": "2024"}, IRIS)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("leaders", {"on": "28.11.2024"}, "expected a date"),
        ("leaders", {"on": '2024" } DROP'}, "expected a date"),
        ("evidence", {"predicate": "kg:leads"}, "unknown term"),
        ("events_by_place", {"type": "Summit } #"}, "unknown term"),
        ("leaders", {"of": "https://w3id.org/kgnews/entity/> } #"}, "IRI"),
    ],
)
def test_value_that_does_not_fit_is_one_line(name, parameters, message):
    with pytest.raises(QueryError, match=message) as caught:
        named_query(name).bind(parameters, IRIS)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ['"', '\\" } #', "\n}", "'''", "VALUES ?entity { UNDEF }", "\ud800", "{}", "\\u0022 } SERVICE"]
)
def test_value_never_leaves_its_literal(store, text):
    bound = named_query("documents").bind({"publisher": text, "entity": 'x" } SERVICE <a:b> {'}, IRIS)
    check_query(bound)
    assert list(store.query(bound, use_default_graph_as_union=True)) == []


def test_entity_may_be_given_by_id_or_iri():
    query = named_query("timeline")
    assert query.bind({"entity": "Q7747"}, IRIS) == query.bind({"entity": "https://w3id.org/kgnews/entity/Q7747"}, IRIS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p ?o }", "title-ru"),
        ("# title-ru: а\n# title-en: b\nSELECT * { ?s ?p ?o }", "columns"),
        ("# title-ru: а\n# title-en: b\n# columns: s\n# parameter: x date: д | d\nASK {}", r"VALUES \?x"),
        ("# title-ru: а\n# title-en: b\n# columns: s\n# parameter: x colour: ц | c\nASK {}", "name kind"),
    ],
)
def test_query_file_that_says_too_little_is_an_error(text, message):
    with pytest.raises(OntologyError, match=message):
        parse_query("mine", text)


def test_files_end_with_a_line_end_and_have_no_tabs():
    for path in ontology_path("queries").glob("*.rq"):
        text = path.read_text(encoding="utf-8")
        assert text.endswith("}\n") or "ORDER BY" in text.splitlines()[-1]
        assert "\t" not in text


if __name__ == "__main__":
    for case in CASES:
        given, _, _ = read_case(case)
        asked = named_query(case.name.partition(".")[0])
        found = rows_in_oxigraph(filled(MORE if wants_more(case) else ()), asked, given)
        head = "#" + "".join(f" {key}={value}" for key, value in given.items())
        lines = ["\t".join(row) for row in (asked.columns, *found)]
        case.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
