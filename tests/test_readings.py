"""What the models read, in the terms of a document: its own entities, new ones, wide statements."""

import pytest
from marked import link_marks, read_marks

from kg.model import Document, EntitySpan, NamedSpan, Reading, ScoredRelation, Span
from kg.neural.names import outermost_names
from kg.reference import load
from kg.relations import DocumentView
from kg.relations.readings import reading_statements
from kg.resolution.readings import place_reading

pytestmark = pytest.mark.model


def read(text, *ranges, relations=()):
    found = []
    for words, kind, *wikidata in ranges:
        start = text.index(words)
        found.append(EntitySpan(Span(start, start + len(words)), kind, 0.9, *wikidata))
    return Reading(tuple(found), tuple(ScoredRelation(kind, one, other, 0.8) for kind, one, other in relations))


def place(analyze, line, *ranges, relations=()):
    text, marks = read_marks(line)
    analysis = analyze(Document("x", text))
    view = DocumentView(link_marks(analysis, marks), load())
    reading = read(text, *ranges, relations=relations)
    return view, reading, place_reading(view.linked, reading, analyze.morphology)


def test_a_range_is_the_documents_own_entity_where_one_is_mentioned(analyze):
    _, _, placed = place(analyze, "В [Баку|City:Q9248] прибыл посол.", ("Баку", "CITY"), ("посол", "PROFESSION"))
    city, office = placed.ends
    assert (city.entity, city.type) == ("Q9248", "City")
    assert office.type == "Position" and office.entity not in ("Q9248",)
    assert [link.mention.text for link in placed.links] == ["посол"]


def test_equal_names_are_one_new_entity_in_the_nominative(analyze):
    _, _, placed = place(analyze, "Взрыв произошёл утром. О взрыве сообщили.", ("Взрыв", "EVENT"), ("взрыве", "EVENT"))
    one, other = placed.ends
    assert one.entity == other.entity
    (entity,) = placed.entities
    assert entity.name.lower() == "взрыв" and entity.type == "Occurrence"


def test_a_naming_relation_joins_a_name_to_a_known_entity(analyze):
    line = "[Объединённые Арабские Эмираты|Country:Q878] (страна оазисов) ждут гостей."
    ranges = ("Объединённые Арабские Эмираты", "COUNTRY"), ("страна оазисов", "COUNTRY")
    _, _, placed = place(analyze, line, *ranges, relations=[("ALTERNATIVE_NAME", 0, 1)])
    assert [end.entity for end in placed.ends] == ["Q878", "Q878"]


def test_a_bare_adjective_is_no_entity(analyze):
    _, _, placed = place(analyze, "Африканский союз расширен.", ("Африканский", "LOCATION"))
    assert placed.ends == (None,) and not placed.entities


def test_an_unknown_entity_takes_the_id_of_its_name(analyze):
    line = "[ФБР|Organization:x#1] ведёт дело [ЦРУ|Organization:Q37230]."
    _, _, placed = place(analyze, line, ("ФБР", "ORGANIZATION", "Q8333"), ("ЦРУ", "ORGANIZATION", "Q1"))
    assert {entity.id: entity.wikidata for entity in placed.entities} == {"x#1": "Q8333", "Q37230": "Q37230"}


def test_relations_become_wide_statements_with_evidence(analyze):
    line = "[Олег Хван|Person:x#1] работает журналистом в [Баку|City:Q9248]."
    ranges = ("Олег Хван", "PERSON"), ("журналистом", "PROFESSION"), ("Баку", "CITY")
    relations = [("WORKS_AS", 0, 1), ("WORKPLACE", 0, 2), ("SPOUSE", 0, 2), ("TAKES_PLACE_IN", 0, 2)]
    view, reading, placed = place(analyze, line, *ranges, relations=relations)
    found = list(reading_statements(view, reading, placed.ends))
    assert [(item.predicate, item.object == "Q9248") for item in found] == [("worksAs", False), ("worksAt", True)]
    (proof,) = found[0].evidence
    assert (proof.method, proof.confidence, proof.status) == ("neural.relations", 0.8, "asserted")
    assert proof.subject_span.of(view.document.content) == "Олег Хван"


def test_a_relation_that_the_sentence_denies_is_denied(analyze):
    line = "[Олег Хван|Person:x#1] не работает журналистом."
    ranges = ("Олег Хван", "PERSON"), ("журналистом", "PROFESSION")
    view, reading, placed = place(analyze, line, *ranges, relations=[("WORKS_AS", 0, 1)])
    (found,) = reading_statements(view, reading, placed.ends)
    assert found.status == "denied"


def test_what_a_core_statement_says_is_not_said_again(analyze):
    line = "[Саммит|Summit:x#e1] прошёл в [Астане|City:Q1520]."
    ranges = ("Саммит", "EVENT"), ("Астане", "CITY")
    view, reading, placed = place(analyze, line, *ranges, relations=[("TAKES_PLACE_IN", 0, 1)])
    (wide,) = reading_statements(view, reading, placed.ends)
    assert wide.predicate == "happensIn"
    from dataclasses import replace

    core = replace(wide, predicate="takesPlaceIn")
    assert not list(reading_statements(view, reading, placed.ends, [core]))


def test_names_for_the_rules_are_the_outermost_and_likeliest():
    entities = [
        EntitySpan(Span(0, 20), "ORGANIZATION", 0.9),
        EntitySpan(Span(10, 20), "COUNTRY", 0.99),
        EntitySpan(Span(25, 30), "PERSON", 0.5),
        EntitySpan(Span(25, 30), "CITY", 0.6),
        EntitySpan(Span(40, 45), "PROFESSION", 0.9),
    ]
    assert outermost_names(entities) == (NamedSpan(Span(0, 20), "ORG"), NamedSpan(Span(25, 30), "LOC"))
