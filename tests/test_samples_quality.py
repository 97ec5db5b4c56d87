"""A guard over the extraction: what the sample articles say is found, what they do not say is not claimed."""

import pytest

from kg.evaluation.collection import score_build
from kg.evaluation.news import CORE
from kg.evaluation.samples import annotated

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def result():
    return score_build(annotated())


def test_no_trap_is_asserted(result):
    assert result.traps.gold > 100
    assert result.traps.right == 0


def test_articles_without_diplomacy_state_nothing(result):
    assert result.empty == 3
    assert result.on_empty == 0


def test_facts_are_found_and_right(result):
    precision, recall, _ = result.facts()
    assert precision >= 0.9
    assert recall >= 0.8


def test_core_facts_are_found_and_right(result):
    precision, recall, _ = result.facts(CORE)
    assert precision >= 0.95
    assert recall >= 0.9


def test_people_and_places_are_linked(result):
    assert result.linking.recall >= 0.98
