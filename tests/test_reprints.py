import random
from dataclasses import replace
from datetime import date

import pytest
from corpus import CORPUS, MEETING, RETOLD, SUMMIT, evidence

from kg.model import Document
from kg.resolution.reprints import reprints
from kg.resolution.sources import with_sources
from kg.samples import path
from kg.sources import read

LONG = 300


@pytest.fixture(scope="module")
def articles():
    found = [item for item in read([path()]) if isinstance(item, Document)]
    return [item for item in found if not item.id.endswith("perepechatka")]


def edited(text, share, seed):
    """Return a text with a share of its words left out, changed or followed by another."""
    chance = random.Random(seed)
    words = []
    for word in text.split(" "):
        drawn = chance.random() / share
        words += [] if drawn < 1 / 3 else ["иначе"] if drawn < 2 / 3 else [word, "также"] if drawn < 1 else [word]
    return " ".join(words)


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_lightly_edited_articles_are_reprints_of_their_originals_alone(articles, share):
    long = [item for item in articles if len(item.text) > LONG]
    copies = [Document(f"zz-{item.id}", edited(item.text, share, item.id)) for item in long]
    found = dict(reprints([*articles, *copies]))
    assert found == {f"zz-{item.id}": item.id for item in long}


def test_articles_on_one_event_are_no_reprints(articles):
    assert reprints(articles) == ()


def test_the_original_is_the_earliest_then_the_smallest_id(articles):
    text = articles[0].text
    late, early, undated = (
        Document("a", text, published=date(2024, 2, 2)),
        Document("b", text, published=date(2024, 2, 1)),
        Document("0", text),
    )
    assert reprints([late, early, undated]) == (("0", "b"), ("a", "b"))
    assert reprints([undated, Document("1", text)]) == (("1", "0"),)


def test_no_order_of_documents_matters(articles):
    documents = [*articles, *(replace(item, id=f"zz-{item.id}") for item in articles)]
    shuffled = random.Random(7).sample(documents, len(documents))
    assert reprints(documents) == reprints(shuffled)


def test_headlines_alone_are_not_compared():
    assert reprints([Document("a", "Саммит открылся"), Document("b", "Саммит открылся")]) == ()


def statement(*items):
    return replace(CORPUS.statements[0], evidence=items)


def sources(first, second, copies=(), documents=(SUMMIT, RETOLD)):
    (found,) = with_sources([statement(first, second)], documents, copies)
    return found.sources, found.confidence


def proofs(**fields):
    one = evidence(SUMMIT, MEETING, "Токаев", "Путин")
    return replace(one, **fields), replace(one, document_id=RETOLD.id, **fields)


def test_two_outlets_are_surer_than_one():
    assert sources(*proofs(confidence=0.8)) == (2, pytest.approx(0.88))
    assert statement(proofs(confidence=0.8)[0]).confidence == 0.8


def test_agreement_alone_makes_nothing_certain():
    one, other = proofs(confidence=0.985)
    assert sources(one, other) == (2, 0.99)
    assert sources(replace(one, confidence=0.995), other) == (2, 0.995)


def test_a_reprint_counts_once():
    assert sources(*proofs(confidence=0.8), copies=((RETOLD.id, SUMMIT.id),)) == (1, 0.8)


def test_one_publisher_counts_once():
    documents = SUMMIT, replace(RETOLD, publisher="вестник")
    assert sources(*proofs(confidence=0.8), documents=documents) == (1, 0.8)


def test_the_words_of_one_speaker_count_once_and_of_two_speakers_twice():
    one, other = proofs(confidence=0.8, speaker="Q7747")
    assert sources(one, other) == (1, 0.8)
    assert sources(one, replace(other, speaker="erik-muldabaev"))[0] == 2
    assert sources(one, replace(other, speaker=None))[0] == 2


def test_background_knowledge_is_one_source():
    one, other = (replace(item, span=None, quote=None, confidence=0.85) for item in proofs())
    assert sources(one, other) == (1, 0.85)


def test_what_is_denied_lends_no_confidence_to_what_is_said():
    one, other = proofs(confidence=0.8)
    assert sources(one, replace(other, status="denied")) == (1, 0.8)
