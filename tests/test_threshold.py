"""The one threshold: less certain statements stay in the store and come back when it is lowered."""

import pytest

from kg.model import Document, Entity, Evidence, Extraction, Link, Mention, Span, Statement
from kg.resolution.across import merge
from kg.resolution.readings import METHOD
from kg.store import open_store


def mention(start, stop, kind):
    text = "Асан Уулу, врач, живёт в Оше"
    return Mention("d", Span(start, stop), text[start:stop], kind, "name", text[start:stop], 0)


def statement(predicate, target, confidence, *, basis="text"):
    span = None if basis == "reference" else Span(0, 28)
    quote = None if span is None else "Асан Уулу, врач, живёт в Оше"
    proof = Evidence("d", span, quote, span and Span(0, 9), span and Span(11, 15), "m", "asserted", confidence)
    return Statement("d#1", predicate, target, (proof,), basis=basis)


EXTRACTION = Extraction(
    Document("d", "Асан Уулу, врач, живёт в Оше"),
    (Entity("d#1", "Person", "Асан Уулу"), Entity("d#2", "Position", "врач"), Entity("d#3", "City", "Ош")),
    (
        Link(mention(0, 9, "Person"), "d#1", 1.0, "name"),
        Link(mention(11, 15, "Position"), "d#2", 0.9, METHOD),
        Link(mention(25, 28, "City"), "d#3", 0.9, "name"),
    ),
    (
        statement("worksAs", "d#2", 0.4),
        statement("residesIn", "d#3", 0.8),
        statement("placeOfBirth", "d#3", 0.1, basis="reference"),
    ),
)


def predicates(corpus):
    return sorted(item.predicate for item in corpus.statements)


def test_everything_is_there_without_a_threshold():
    corpus = merge([EXTRACTION])
    assert predicates(corpus) == ["placeOfBirth", "residesIn", "worksAs"]
    assert len(corpus.entities) == len(corpus.links) == 3


def test_what_is_less_certain_goes_with_what_only_the_models_saw_for_it():
    corpus = merge([EXTRACTION], threshold=0.5)
    assert predicates(corpus) == ["placeOfBirth", "residesIn"]
    assert sorted(entity.name for entity in corpus.entities) == ["Асан Уулу", "Ош"]
    assert [link.mention.text for link in corpus.links] == ["Асан Уулу", "Оше"]


def test_mentions_of_the_document_itself_stay():
    corpus = merge([EXTRACTION], threshold=0.9)
    assert predicates(corpus) == ["placeOfBirth"]
    assert sorted(entity.name for entity in corpus.entities) == ["Асан Уулу", "Ош"]


@pytest.mark.parametrize(("given", "kept"), [(None, 0.5), (0.7, 0.7), (0.0, 0.0)])
def test_a_store_keeps_its_threshold(tmp_path, given, kept):
    with open_store(tmp_path, threshold=given) as store:
        assert store.threshold == kept
    with open_store(tmp_path) as store:
        assert store.threshold == kept


def test_another_threshold_asks_for_a_new_graph(tmp_path):
    with open_store(tmp_path) as store:
        store.put(EXTRACTION, "x")
        store.publish(merge(store.extractions(), threshold=store.threshold))
        assert not store.stale
    with open_store(tmp_path, threshold=0.3) as store:
        assert store.stale
        store.publish(merge(store.extractions(), threshold=store.threshold))
        assert predicates(store.corpus()) == ["placeOfBirth", "residesIn", "worksAs"]
