import pytest
from corpus import SUMMIT
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import ConfigError
from kg.model import Span
from kg.rdf import Iris, make_segment

IRIS = Iris()


def test_entity_iri_carries_its_identity():
    assert IRIS.entity("Q7747") == NamedNode("https://w3id.org/kgnews/entity/Q7747")
    assert IRIS.entity("erik-muldabaev").value == "https://w3id.org/kgnews/entity/erik-muldabaev"


@pytest.mark.parametrize(
    ("document_id", "expected"),
    [
        ("a-b_c.txt", "a-b_c.txt"),
        ("a/b", "a%2Fb"),
        ("2024 №3", "2024%20%E2%84%963"),
        ('<x>"{}|\\^`', "%3Cx%3E%22%7B%7D%7C%5C%5E%60"),
        ("a#b?c%d", "a%23b%3Fc%25d"),
    ],
)
def test_segment_percent_encodes_what_is_not_a_letter_or_digit(document_id, expected):
    assert make_segment(document_id) == expected


@pytest.mark.parametrize(
    "document_id", ["", ".", "..", "а\u200bб", "a\x00b", "\ud800", "e\u0301", "\u202eтекст", "д" * 10_000]
)
def test_segment_of_a_dubious_id_ends_in_a_hash(document_id):
    segment = make_segment(document_id)
    assert "~" in segment and len(segment) < 250
    assert segment.isascii() and NamedNode("https://example.org/" + segment)


def test_segment_of_a_natural_id_cannot_look_like_a_hashed_one():
    assert make_segment(make_segment("..")) != make_segment("..")


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_different_ids_give_different_segments(first, second):
    assert (make_segment(first) == make_segment(second)) == (first == second)


def test_passage_counts_in_the_text_and_a_title_has_a_string_of_its_own():
    start = SUMMIT.content.index("Президент")
    assert IRIS.passage(SUMMIT, Span(start, start + 9)).value.endswith("/document/summit#char=0,9")
    assert IRIS.passage(SUMMIT, Span(0, 6)).value.endswith("/document/summit/title#char=0,6")


def test_no_document_id_can_take_the_place_of_a_title():
    assert IRIS.document("summit/title") != IRIS.context("summit", "title")


@pytest.mark.parametrize("base", ["https://data.example/x/", "urn:kg:", "http://localhost:8000/"])
def test_base_may_be_another(base):
    assert Iris(base).entity("Q1").value.startswith(base)


@pytest.mark.parametrize(
    "base",
    ["", "data/", "https://x.org", "https://x.org/#", "https://x.org/a b/", "javascript:alert(1)/", "http://e/<>/"],
)
def test_base_that_is_no_iri_is_refused(base):
    with pytest.raises(ConfigError, match="base"):
        Iris(base)
