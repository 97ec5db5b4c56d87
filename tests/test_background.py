"""Background statements: what the reference adds to a document, and when it keeps silent."""

from datetime import date

import pytest

from kg.model import Analysis, Document, Entity, Evidence, LinkedDocument, Statement
from kg.reference import load
from kg.relations import DocumentView
from kg.relations.background import reference_statements

PUTIN = Entity("p", "Person", "Владимир Путин", wikidata="Q7747", reference="Q7747")
NAZARBAEV = Entity("n", "Person", "Нурсултан Назарбаев", wikidata="Q57394", reference="Q57394")
RUSSIA = Entity("r", "Country", "Россия", wikidata="Q159", reference="Q159")
KAZAKHSTAN = Entity("k", "Country", "Казахстан", wikidata="Q232", reference="Q232")
G8 = Entity("g", "Organization", "Большая восьмёрка", wikidata="Q37143", reference="Q37143")
CSTO = Entity("o", "Organization", "ОДКБ", wikidata="Q318693", reference="Q318693")
MOSCOW = Entity("m", "City", "Москва", wikidata="Q649", reference="Q649")


def known(*entities, issued=None, stated=()):
    linked = LinkedDocument(Analysis(Document("d", "Текст."), (), ()), entities, ())
    found, implied = reference_statements(DocumentView(linked, load(), (), issued), stated)
    return {(s.subject, s.predicate, s.object): s for s in found}, implied


def said(subject, predicate, object_, status):
    evidence = Evidence("d", None, None, None, None, "test", status, 1.0)
    return Statement(subject, predicate, object_, (evidence,))


def test_leader_on_the_day_of_the_text_brings_in_his_country():
    found, implied = known(PUTIN, issued=date(2024, 11, 28))
    statement = found["p", "leaderOf", "Q159"]
    assert [(entity.id, entity.type, entity.name) for entity in implied] == [("Q159", "Country", "Россия")]
    assert statement.basis == "reference"
    assert statement.valid_from == "2012-05-07"
    assert [item.span for item in statement.evidence] == [None]


def test_country_that_the_text_names_is_not_made_anew():
    found, implied = known(PUTIN, RUSSIA, issued=date(2024, 11, 28))
    assert ("p", "leaderOf", "r") in found
    assert implied == ()


def test_former_leader_leads_no_more():
    found, _ = known(NAZARBAEV, KAZAKHSTAN, issued=date(2024, 11, 28))
    assert ("n", "leaderOf", "k") not in found


def test_membership_holds_in_its_term_only():
    assert ("r", "memberOf", "g") in known(RUSSIA, G8, issued=date(2006, 7, 17))[0]
    assert ("r", "memberOf", "g") not in known(RUSSIA, G8, issued=date(2020, 7, 17))[0]


def test_undated_text_takes_the_day_on_which_its_people_were_in_office():
    found, _ = known(PUTIN, NAZARBAEV, RUSSIA, KAZAKHSTAN)
    assert {("p", "leaderOf", "r"), ("n", "leaderOf", "k")} <= found.keys()


@pytest.mark.parametrize("status", ["asserted", "denied", "hypothetical"])
def test_reference_is_silent_where_the_text_speaks(status):
    found, _ = known(RUSSIA, CSTO, issued=date(2024, 1, 1), stated=[said("r", "memberOf", "o", status)])
    assert ("r", "memberOf", "o") not in found


def test_ended_office_of_the_text_silences_the_reference():
    found, _ = known(PUTIN, RUSSIA, issued=date(2024, 1, 1), stated=[said("p", "formerLeaderOf", "r", "asserted")])
    assert ("p", "leaderOf", "r") not in found


def test_capital_and_seat_need_both_ends_in_the_text():
    found, _ = known(RUSSIA, CSTO, MOSCOW, issued=date(2024, 1, 1))
    assert {("m", "capitalOf", "r"), ("o", "headquarteredIn", "m")} <= found.keys()
    assert not any(s.predicate in ("capitalOf", "headquarteredIn") for s in known(RUSSIA, CSTO)[0].values())
