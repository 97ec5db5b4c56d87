from dataclasses import replace
from datetime import date

import pytest
from corpus import CORPUS, DENIAL, RETOLD, RUMOUR, SUMMIT, evidence

from kg.model import Evidence, Span, Statement
from kg.resolution.contradictions import contradictions
from kg.views.disagreements import contradiction_rows

BODY = "Q318693"


def said(document, status="asserted", **fields):
    """Return evidence of a document that says a thing somehow, its words not mattering."""
    made = Evidence(document.id, Span(0, 5), document.content[:5], None, None, "test", status, 0.9)
    return replace(made, issued=document.published, **fields) if "issued" not in fields else replace(made, **fields)


def kinds(*statements):
    return [item.kind for item in contradictions(replace(CORPUS, statements=statements))]


def held(subject, predicate, target, *items, **fields):
    return Statement(subject, predicate, target, items, **fields)


def test_two_cities_that_different_texts_give_contradict():
    one = held("sammit-odkb-2024", "takesPlaceIn", "Q1520", said(SUMMIT))
    assert kinds(one, held("sammit-odkb-2024", "takesPlaceIn", "Q9361", said(RETOLD))) == ["city"]
    assert kinds(one, held("sammit-odkb-2024", "takesPlaceIn", "Q9361", said(SUMMIT))) == []
    assert kinds(one, held("sammit-odkb-2024", "takesPlaceIn", "Q232", said(RETOLD))) == []
    assert kinds(one, held("sammit-odkb-2024", "takesPlaceIn", "Q9361", said(RETOLD, "denied"))) == []


def test_speakers_of_one_text_contradict_each_other():
    one = held("sammit-odkb-2024", "takesPlaceIn", "Q1520", said(SUMMIT, speaker="Q7747"))
    other = held("sammit-odkb-2024", "takesPlaceIn", "Q9361", said(SUMMIT, speaker="erik-muldabaev"))
    assert kinds(one, other) == ["city"]


@pytest.mark.parametrize(
    ("first", "second", "status", "last", "expected"),
    [
        ("2024-11-10", "2024-11-28", "asserted", None, ["date"]),
        ("2024-11-10", "2024-11-28", "asserted", "2024-11-30", []),
        ("2024-11", "2024-11-28", "asserted", None, []),
        ("2024", "2025-11-28", "asserted", None, ["date"]),
        ("2024-11-27", "2024-11-28", "asserted", None, []),
        ("2024-11-27", "2024-11-28", "planned", None, ["date"]),
    ],
)
def test_dates_contradict_unless_they_agree_or_are_days_of_one_event(first, second, status, last, expected):
    one = held("sammit-odkb-2024", "eventDate", first, said(SUMMIT, status, valid_until=last), datatype="date")
    other = held("sammit-odkb-2024", "eventDate", second, said(RETOLD, status), datatype="date")
    assert kinds(other, one) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2024-01-10",), ("2024-01-10",), ["leader"]),
        (("2024-01-10", "2024-03-01"), ("2024-02-01",), ["leader"]),
        (("2024-01-10",), ("2024-02-01",), []),
        (("2024-01-10", "2026-03-01"), ("2025-02-01",), []),
    ],
)
def test_one_holder_after_the_other_is_a_handover(first, second, expected):
    def leader(person, document, days):
        return held(person, "leaderOf", BODY, *(said(document, issued=date.fromisoformat(day)) for day in days))

    one, other = leader("Q7747", SUMMIT, first), leader("nikol-pashinyan", RETOLD, second)
    assert kinds(one, other) == expected
    assert kinds(one, other, held("Q7747", "formerLeaderOf", BODY, said(RUMOUR))) == []
    ended = replace(one, evidence=tuple(replace(item, valid_until="2023-12-31") for item in one.evidence))
    assert kinds(ended, other) == []


def test_head_of_state_and_head_of_government_are_told_apart():
    one = held("Q7747", "leaderOf", "Q159", said(SUMMIT, office="head_of_state"))
    for office, expected in (("head_of_state", ["leader"]), ("head_of_government", []), (None, [])):
        other = held("nikol-pashinyan", "leaderOf", "Q159", said(RETOLD, office=office, issued=SUMMIT.published))
        assert kinds(one, other) == expected


def test_chairs_of_one_class_contradict():
    one = held("Q232", "chairs", BODY, said(SUMMIT))
    assert kinds(one, held("Q399", "chairs", BODY, said(RETOLD, issued=SUMMIT.published))) == ["chair"]
    assert kinds(one, held("Q7747", "chairs", BODY, said(RETOLD, issued=SUMMIT.published))) == []


def test_two_capitals_and_two_seats_contradict():
    capitals = held("Q1520", "capitalOf", "Q232", said(SUMMIT)), held("Q9361", "capitalOf", "Q232", said(RETOLD))
    seats = held(BODY, "headquarteredIn", "Q649", said(SUMMIT)), held(BODY, "headquarteredIn", "Q9361", said(RETOLD))
    assert kinds(*capitals, *seats) == ["capital", "seat"]


def test_a_denial_contradicts_what_another_voice_says():
    def meeting(*items):
        return held("Q7747", "meetsWith", "nikol-pashinyan", *items)

    assert kinds(meeting(said(SUMMIT), said(RUMOUR, "denied", speaker="erik-muldabaev"))) == ["denied"]
    assert kinds(meeting(said(SUMMIT, "hypothetical"), said(RUMOUR, "denied"))) == []
    assert kinds(meeting(said(SUMMIT), said(SUMMIT, "denied"))) == []
    assert kinds(meeting(said(SUMMIT), said(SUMMIT, "denied", speaker="erik-muldabaev"))) == ["denied"]
    long_ago = said(SUMMIT, issued=date(2019, 1, 1))
    assert kinds(meeting(long_ago, said(RUMOUR, "denied"))) == []
    taking_part = held("Q7747", "participatesIn", "sammit-odkb-2024", long_ago, said(RUMOUR, "denied"))
    assert kinds(taking_part) == ["denied"]


def test_a_text_contradicts_reference_knowledge():
    background = Evidence(SUMMIT.id, None, None, None, None, "reference", "asserted", 0.97)
    text = held("erik-muldabaev", "leaderOf", "Q232", said(SUMMIT, office="head_of_state"))
    denial = held("erik-muldabaev", "leaderOf", "Q232", replace(background, status="denied"), basis="reference")
    known = held(
        "kasym-zhomart-tokaev", "leaderOf", "Q232", replace(background, office="head_of_state"), basis="reference",
        valid_from="2019-03-20",
    )  # fmt: skip
    (found,) = contradictions(replace(CORPUS, statements=(text, denial, known)))
    assert (found.kind, found.about, found.first, found.second) == ("reference", "Q232", text.id, known.id)
    (alone,) = contradictions(replace(CORPUS, statements=(text, denial)))
    assert alone.second == denial.id


def test_the_order_of_statements_does_not_matter():
    other = evidence(RETOLD, DENIAL, "Армения", "ОДКБ")
    statements = (*CORPUS.statements, held("Q184", "chairs", BODY, other), held("Q399", "chairs", BODY, said(RUMOUR)))
    found = contradictions(replace(CORPUS, statements=statements))
    assert found == contradictions(replace(CORPUS, statements=statements[::-1]))
    assert found


def test_the_report_gives_both_sides_with_quotes_and_documents():
    (first, second) = contradiction_rows(CORPUS)
    assert first[:4] == ("два города", "Саммит ОДКБ (2024)", "проходит в: Астана", "утверждается")
    assert "summit, Вестник" in first[4] and "открыл 28 ноября" in first[5]
    assert second[2] == "проходит в: Бишкек" and "retold/2, Обозрение" in second[4]


def test_a_text_that_gives_a_date_of_both_sides_tells_of_two_times():
    day = held("sammit-odkb-2024", "eventDate", "2023-08-22", said(SUMMIT), datatype="date")
    month = held("sammit-odkb-2024", "eventDate", "2023-08", said(RETOLD), datatype="date")
    other = held("sammit-odkb-2024", "eventDate", "2024-10", said(RETOLD), datatype="date")
    assert kinds(day, month, other) == []
    assert kinds(day, other) == ["date"]
