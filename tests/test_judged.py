"""The core model beside the rules: candidates, hints, and what becomes a statement."""

from dataclasses import replace

import numpy as np
import pytest
from marked import link_marks, read_marks

from kg.mentions.dates import find_dates
from kg.model import Document, Evidence, Span, Statement
from kg.neural import load_models
from kg.reference import load
from kg.relations import DocumentView
from kg.relations.candidates import core_mentions, hints
from kg.relations.judged import FLOOR, LEAST, Judged, core_statements, grouped, judge

pytestmark = pytest.mark.model

LINE = (
    "[ЭР-РИЯД|City:Q3692], 5 января. [Саммит|Summit:x#e1] [ОДКБ|Organization:Q318693] прошёл в "
    "[Астане|City:Q1520] 28 ноября 2024 года. Туда приехал [Садыр Жапаров|Person:Q4167563]."
)


def view(analyze, line):
    text, marks = read_marks(line)
    analysis = analyze(Document("x", text))
    return DocumentView(link_marks(analysis, marks), load(), find_dates(analysis))


@pytest.fixture(scope="module")
def doc(analyze):
    return view(analyze, LINE)


def statement(subject, predicate, target, *, status="asserted", basis="text", confidence=0.9, datatype=None):
    evidence = Evidence("x", Span(0, 5), "ЭР-РИ", Span(0, 1), Span(1, 2), "family.rule", status, confidence)
    return Statement(subject, predicate, target, (evidence,), datatype, basis)


def test_mentions_are_those_of_entities_and_dates_without_the_dateline(doc):
    mentions = core_mentions(doc)
    seen = [(item.span.of(doc.document.content), item.type) for item in mentions.ranges]
    assert ("Саммит", "EVENT") in seen and ("Астане", "CITY") in seen and ("28 ноября 2024 года", "DATE") in seen
    assert ("ЭР-РИЯД", "CITY") not in seen
    assert dict(zip(mentions.owners, mentions.types, strict=True))["2024-11-28"] == "Date"


def test_hints_tell_what_rules_state_and_doubt_and_what_the_reference_knows():
    said = [
        statement("a", "visits", "b"),
        statement("a", "signs", "c", status="denied"),
        statement("a", "leaderOf", "b", basis="reference"),
        statement("b", "meetsWith", "a"),
        statement("a", "worksAs", "b"),
    ]
    table = hints([("a", "b"), ("a", "c")], ("visits", "signs", "leaderOf", "meetsWith"), said)
    assert table[0].tolist() == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    assert table[1].tolist() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_the_best_pair_of_mentions_speaks_for_two_entities(doc):
    mentions = core_mentions(doc)
    owners = mentions._replace(owners=("a", "b", "a", "c")[: len(mentions.owners)])
    scores = np.array([[1.0, 5.0], [3.0, 2.0], [9.0, 9.0]], dtype=np.float32)
    pairs, best, place = grouped(owners, np.array([0, 2, 0]), np.array([1, 1, 2]), scores)
    assert pairs == [("a", "b")]
    assert best.tolist() == [[3.0, 5.0]] and place.tolist() == [[1, 0]]


def test_the_model_finds_place_and_date_of_a_summit(doc):
    models = load_models()
    found = {(j.subject, j.predicate, j.object): j for j in judge(doc, models, models.core, ())}
    assert found["x#e1", "takesPlaceIn", "Q1520"].probability > LEAST
    assert found["x#e1", "eventDate", "2024-11-28"].probability > 0.5
    assert found["x#e1", "takesPlaceIn", "Q1520"].object_span.of(doc.document.content) == "Астане"
    assert not any(predicate == "memberOf" and subject == "Q4167563" for subject, predicate, _ in found)


def test_what_a_rule_states_makes_it_likelier(doc):
    models = load_models()
    key = "Q4167563", "participatesIn", "x#e1"

    def chance(*said):
        return next(
            j.probability for j in judge(doc, models, models.core, said) if (j.subject, j.predicate, j.object) == key
        )

    assert chance(statement(*key)) > chance() > chance(statement(*key, status="denied"))


def judged(subject, predicate, target, probability):
    return Judged(subject, predicate, target, probability, Span(32, 38), Span(61, 67))


def test_a_rules_statement_takes_the_models_confidence_but_not_too_little(doc):
    likely, unlikely = statement("a", "visits", "b"), statement("a", "signs", "c")
    denied = statement("a", "invites", "c", status="denied", confidence=0.8)
    says = [judged("a", "visits", "b", 0.97), judged("a", "signs", "c", 0.01), judged("a", "invites", "c", 0.01)]
    found = list(core_statements(doc, says, [likely, unlikely, denied]))
    assert [item.evidence[0].confidence for item in found] == [0.97, FLOOR, 0.8]
    assert [item.evidence[0].method for item in found] == ["family.rule"] * 3


def test_the_model_alone_states_what_it_finds_likely_once(doc):
    says = [judged("Q2", "meetsWith", "Q1", 0.9), judged("Q1", "meetsWith", "Q2", 0.9), judged("Q1", "signs", "d", 0.1)]
    assert LEAST > 0.1
    (found,) = core_statements(doc, says, [])
    assert (found.subject, found.predicate, found.object) == ("Q2", "meetsWith", "Q1")
    (proof,) = found.evidence
    assert proof.method == "neural.core" and proof.confidence == 0.9
    assert proof.span.of(doc.document.content) == proof.quote


def test_a_rule_that_knows_better_is_not_contradicted(doc):
    said = statement("a", "visits", "b", status="denied")
    assert list(core_statements(doc, [judged("a", "visits", "b", 0.99)], [said])) == [
        replace(said, evidence=said.evidence)
    ]


def test_a_date_is_a_literal(doc):
    (found,) = core_statements(doc, [judged("x#e1", "eventDate", "2024-11-28", 0.9)], [])
    assert found.datatype == "date"


def test_what_the_sentence_denies_is_not_stated(analyze):
    doc = view(analyze, "[Саммит|Summit:x#e1] в [Астане|City:Q1520] не состоится.")
    says = [Judged("x#e1", "takesPlaceIn", "Q1520", 0.9, Span(0, 6), Span(9, 15))]
    assert list(core_statements(doc, says, [])) == []
