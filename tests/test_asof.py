"""Who held what on a day: exact rows of the named queries, in Oxigraph and in rdflib.

`tests/time/asof/QUERY.CASE.tsv` are read as the cases of `tests/queries`; `python tests/test_asof.py` writes the rows
anew. The corpus has known terms on both sides of a change, texts with whole, open and partial terms, a text without
one, two terms of one office, acting, elected and designated holders, an exit and a chair that passes on.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from test_queries import read_case, rows_in_oxigraph, rows_in_rdflib

from kg.model import Corpus, Document, Entity, Evidence, Span, Statement
from kg.rdf import Iris, corpus_quads
from kg.rdf.validate import violations
from kg.store import named_query

FOLDER = Path(__file__).parent / "time" / "asof"
CASES = sorted(FOLDER.glob("*.tsv"))
TEXT = "Текст."
ARTICLES = {
    name: Document(name, TEXT, published=day)
    for name, day in (
        ("2018", date(2018, 4, 25)),
        ("2019", date(2019, 11, 5)),
        ("2021", date(2021, 5, 5)),
        ("2024", date(2024, 11, 28)),
        ("undated", None),
    )
}
NAMES = {
    "nazarbaev": ("Person", "Нурсултан Назарбаев"),
    "tokaev": ("Person", "Касым-Жомарт Токаев"),
    "mirziyoev": ("Person", "Шавкат Мирзиёев"),
    "putin": ("Person", "Владимир Путин"),
    "mamytov": ("Person", "Талант Мамытов"),
    "trump": ("Person", "Дональд Трамп"),
    "kuleba": ("Person", "Дмитрий Кулеба"),
    "kazakhstan": ("Country", "Казахстан"),
    "uzbekistan": ("Country", "Узбекистан"),
    "russia": ("Country", "Россия"),
    "kyrgyzstan": ("Country", "Киргизия"),
    "usa": ("Country", "США"),
    "ukraine": ("Country", "Украина"),
    "csto": ("Organization", "ОДКБ"),
}


def text(article, subject, predicate, target, first=None, last=None, status="asserted", capacity=None):
    """A statement that one article makes."""
    document = ARTICLES[article]
    item = Evidence(
        article, Span(0, len(TEXT)), TEXT, None, None, "test.rule", status, 0.9, None, document.published,
        valid_from=first, valid_until=last, capacity=capacity,
    )  # fmt: skip
    return Statement(subject, predicate, target, (item,))


def known(subject, predicate, target, first=None, last=None):
    """A statement of the reference with its term."""
    item = Evidence("2019", None, None, None, None, "reference", "asserted", 0.97)
    return Statement(subject, predicate, target, (item,), basis="reference", valid_from=first, valid_until=last)


STATEMENTS = (
    known("nazarbaev", "leaderOf", "kazakhstan", "1991", "2019-03-20"),
    known("tokaev", "leaderOf", "kazakhstan", "2019-03-20"),
    text("2019", "tokaev", "leaderOf", "kazakhstan"),
    text("2021", "mirziyoev", "leaderOf", "uzbekistan", "2016"),
    replace(
        text("2021", "putin", "formerLeaderOf", "russia", "1999-08-09", "2000-05-07"),
        evidence=(
            *text("2021", "putin", "formerLeaderOf", "russia", "1999-08-09", "2000-05-07").evidence,
            *text("undated", "putin", "formerLeaderOf", "russia", "2008", "2012").evidence,
        ),
    ),
    text("2021", "mamytov", "leaderOf", "kyrgyzstan", capacity="acting"),
    text("2024", "trump", "leaderOf", "usa", "2025-01-20", status="planned", capacity="elected"),
    text("2024", "kuleba", "formerlyHeldPositionIn", "ukraine", "2020-03", "2024-09"),
    text("2018", "kuleba", "holdsPositionIn", "ukraine"),
    text("2021", "uzbekistan", "formerMemberOf", "csto", "2006", "2012-06"),
    text("2018", "kazakhstan", "memberOf", "csto", None, "2019-01-01"),
    known("kyrgyzstan", "memberOf", "csto", "1992-05-15"),
    text("2024", "kazakhstan", "chairs", "csto", "2024-01-01", "2024-12-31"),
    text("2024", "kyrgyzstan", "chairs", "csto", "2025-01-01", status="planned", capacity="designated"),
    text("undated", "russia", "chairs", "csto"),
)  # fmt: skip
CORPUS = Corpus(
    documents=tuple(sorted(ARTICLES.values(), key=lambda item: item.id)),
    entities=tuple(sorted((Entity(ident, kind, name) for ident, (kind, name) in NAMES.items()), key=lambda e: e.id)),
    links=(),
    statements=tuple(sorted(STATEMENTS, key=lambda item: (item.subject, item.predicate, item.object, item.basis))),
)


def filled():
    store = ox.Store()
    store.extend(corpus_quads(CORPUS, Iris()))
    return store


@pytest.fixture(scope="module")
def store():
    return filled()


@pytest.fixture(scope="module")
def graph():
    from oxrdflib import OxigraphStore

    graph = rdflib.Graph()
    for triple in rdflib.Dataset(store=OxigraphStore(store=filled()), default_union=True):
        graph.add(triple[:3])
    return graph


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_query_gives_exactly_these_holders(store, path):
    parameters, columns, rows = read_case(path)
    query = named_query(path.name.partition(".")[0])
    assert query.columns == columns
    assert rows_in_oxigraph(store, query, parameters) == rows


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_query_gives_the_same_holders_in_rdflib(graph, path):
    parameters, _, rows = read_case(path)
    assert rows_in_rdflib(graph, named_query(path.name.partition(".")[0]), parameters) == rows


def test_corpus_of_terms_is_valid():
    assert violations(corpus_quads(CORPUS, Iris())) == []


if __name__ == "__main__":
    for case in CASES:
        given, _, _ = read_case(case)
        asked = named_query(case.name.partition(".")[0])
        found = rows_in_oxigraph(filled(), asked, given)
        head = "#" + "".join(f" {key}={value}" for key, value in given.items())
        lines = ["\t".join(row) for row in (asked.columns, *found)]
        case.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
