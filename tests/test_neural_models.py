"""The shipped models on sentences of our own."""

import pytest

from kg.model import Document
from kg.neural import load_models
from kg.neural.models import DATA, FILE, JOINT
from kg.neural.types import ENTITY_TYPES, RELATION_TYPES

pytestmark = pytest.mark.model
TEXT = "Президент Казахстана Касым-Жомарт Токаев прибыл 28 ноября в Бишкек на саммит ОДКБ."


@pytest.fixture(scope="module")
def models():
    return load_models()


def found(models, analyze, text):
    return {(item.type, item.span.of(text)) for item in models.entities(analyze(Document("x", text)))}


def test_names_posts_dates_and_events_are_found(models, analyze):
    assert found(models, analyze, TEXT) >= {
        ("PERSON", "Касым-Жомарт Токаев"),
        ("COUNTRY", "Казахстана"),
        ("CITY", "Бишкек"),
        ("DATE", "28 ноября"),
        ("ORGANIZATION", "ОДКБ"),
    }


def test_a_headline_in_capitals_is_read(models, analyze):
    text = "ВЛАДИМИР ПУТИН ПРИБЫЛ В АСТАНУ"
    assert {("PERSON", "ВЛАДИМИР ПУТИН"), ("CITY", "АСТАНУ")} <= found(models, analyze, text)


def test_entities_nest_and_never_cross(models, analyze):
    spans = [item.span for item in models.entities(analyze(Document("x", TEXT)))]
    for one in spans:
        for other in spans:
            assert not one.overlaps(other) or one.contains(other) or other.contains(one)


def test_relations_join_given_entities(models, analyze):
    analysis = analyze(Document("x", TEXT))
    entities = models.entities(analysis)
    relations = {
        (item.type, entities[item.subject].span.of(TEXT), entities[item.object].span.of(TEXT))
        for item in models.relations(analysis, entities)
    }
    assert ("WORKPLACE", "Касым-Жомарт Токаев", "Казахстана") in relations
    assert {kind for kind, *_ in relations} <= set(RELATION_TYPES)


def test_entities_and_relations_are_decided_together(models, analyze):
    analysis = analyze(Document("x", TEXT))
    entities, relations = models.read(analysis)
    assert set(models.entities(analysis)) <= {item._replace(wikidata=None) for item in entities}
    for item in relations:
        ends = entities[item.subject], entities[item.object]
        assert JOINT <= item.probability <= min(end.probability for end in ends)
    kinds = {(item.type, entities[item.subject].type, entities[item.object].type) for item in relations}
    assert ("WORKPLACE", "PERSON", "COUNTRY") in kinds
    strict = models.read(analysis, threshold=0.9)
    assert len(strict.relations) < len(relations)


def test_the_order_of_given_entities_changes_only_the_numbers(models, analyze):
    analysis = analyze(Document("x", TEXT))
    entities = models.entities(analysis)
    backward = entities[::-1]
    one = {
        (r.type, entities[r.subject], entities[r.object], r.probability) for r in models.relations(analysis, entities)
    }
    other = {
        (r.type, backward[r.subject], backward[r.object], r.probability) for r in models.relations(analysis, backward)
    }
    assert one == other


def test_a_lower_threshold_gives_more(models, analyze):
    analysis = analyze(Document("x", TEXT))
    few, many = (models.entities(analysis, threshold=value) for value in (0.9, 0.05))
    assert set(few) < set(many)
    assert all(0.05 <= item.probability <= 1 and item.type in ENTITY_TYPES for item in many)


def test_features_are_computed_once_a_document(models, analyze):
    analysis = analyze(Document("x", TEXT))
    first = models.features(analysis)
    models.relations(analysis, models.entities(analysis))
    assert models.features(analysis) is first


@pytest.mark.parametrize("text", ["", " \n ", ".", "—", "Да", "я" * 5000, "слово " * 1500])
def test_odd_texts_are_read(models, analyze, text):
    analysis = analyze(Document("x", text))
    models.relations(analysis, models.entities(analysis))


def test_the_file_is_small():
    assert (DATA / FILE).stat().st_size <= 12_000_000
