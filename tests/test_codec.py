from datetime import date

import pytest
from corpus import CORPUS, SUMMIT
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Corpus, Document, Entity, Evidence, Extraction, Span
from kg.store import decode, encode


def test_corpus_comes_back_equal():
    assert decode(Corpus, encode(CORPUS)) == CORPUS


def test_extraction_comes_back_equal():
    extraction = Extraction(SUMMIT, CORPUS.entities, CORPUS.links, CORPUS.statements)
    back = decode(Extraction, encode(extraction))
    assert back == extraction
    assert isinstance(back.links[0].mention.span, Span) and back.document.published == date(2024, 11, 28)


def test_features_come_back_as_pairs():
    entity = Entity("x", "Summit", "Икс", features=(("date", "2024"), ("place", "Q1")))
    assert decode(Entity, encode(entity)).feature("place") == "Q1"


@given(st.text(alphabet=st.characters(), max_size=50), st.floats(0, 1), st.none() | st.text(max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_text_and_number_survive(text, number, speaker):
    item = Evidence(text, Span(0, 3), text, None, Span(1, 2), text, "asserted", number, speaker, None)
    assert decode(Evidence, encode(item)) == item


def test_lone_surrogate_survives():
    assert decode(Document, encode(Document("\udcff", "а\ud800б"))).id == "\udcff"


def test_same_record_gives_the_same_bytes():
    assert (
        encode(Document("a", "б", published=date(2024, 1, 2)))
        == '["a","б",null,"2024-01-02",null,null,"","ru"]'.encode()
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'["a"]',
        b'["a",1,null,null,null,null,"","ru"]',
        b'["a","b",null,"2024-99-02",null,null,"","ru"]',
        b"\xff",
    ],
)
def test_other_data_is_a_value_error(data):
    with pytest.raises(ValueError):
        decode(Document, data)
