"""Questions of the tables `tests/ask/*.tsv`, asked of the graph of `tests/ask/graph.tsv`.

A line of a table: the question, the expected query (empty: not understood), its parameters by the names of what they
mean. `graph.tsv`: id, class, name, aliases, articles, organizers, places, dates of each entity.
"""

from datetime import date
from pathlib import Path

import pytest

from kg.ask import Graph, Known, load_language, understand
from kg.store import named_query

FOLDER = Path(__file__).parent / "ask"
TODAY = date(2025, 10, 1)
BASE = "https://w3id.org/kgnews/entity/"
pytestmark = pytest.mark.model


def lines(name):
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def cases():
    return [
        pytest.param(*(cells + ["", ""])[:3], id=cells[0])
        for name in ("questions.tsv", "more_questions.tsv", "fresh_questions.tsv")
        for cells in lines(name)
    ]


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
