"""Each rule family on its marked sentences (`tests/rules/<family>.txt`)."""

from pathlib import Path

import pytest
from marked import Example, link_marks, read_examples, read_marks

from kg.mentions.dates import find_dates
from kg.reference import load
from kg.relations import RULES, DocumentView, find_statements

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "rules"
EXAMPLES = [example for path in sorted(FOLDER.glob("*.txt")) for example in read_examples(path)]


def family(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.where)
def test_family_states_what_the_example_expects(example: Example, analyze):
    analysis = analyze(example.document())
    view = DocumentView(link_marks(analysis, example.marks), load(), find_dates(analysis), example.published)
    rules = [rule for rule in RULES if family(rule.name) == family(example.where.replace(":", "."))]
    found = {(stmt.status, stmt.subject, stmt.predicate, stmt.object) for stmt in find_statements(view, rules)}
    assert found == example.expected


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.where)
def test_rule_finds_nothing_where_it_says_that_it_need_not_look(example: Example, analyze):
    analysis = analyze(example.document())
    view = DocumentView(link_marks(analysis, example.marks), load(), find_dates(analysis), example.published)
    skipped = [(sent, rule) for sent in view.sentences for rule in RULES if not rule.may_find(sent)]
    assert not [rule.name for sent, rule in skipped if any(True for _ in rule.find(sent))]


def test_every_family_has_examples():
    assert {path.stem for path in FOLDER.glob("*.txt")} >= {family(rule.name) for rule in RULES}


def test_rule_names_are_unique():
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_marks_may_nest():
    text, marks = read_marks("глава [МИД [РФ|Country:Q159:abbreviation]|Organization:mid] прибыл")
    assert text == "глава МИД РФ прибыл"
    assert [(mark.span.of(text), mark.entity, mark.form) for mark in marks] == [
        ("МИД РФ", "mid", "name"),
        ("РФ", "Q159", "abbreviation"),
    ]
