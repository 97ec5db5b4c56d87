"""What a text says against reference knowledge, from text to statements."""

from datetime import date

import pytest

from kg.extract import load_extractor
from kg.model import Document

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def extract():
    return load_extractor(models=False)


def extraction(extract, text, day="2024-03-14"):
    return extract(Document("a", text, published=date.fromisoformat(day)))


def denied(extract, text, day="2024-03-14"):
    made = extraction(extract, text, day)
    names = {entity.id: entity.name for entity in made.entities}
    return {
        (names[item.subject], item.predicate, names[item.object])
        for item in made.statements
        if item.basis == "reference" and item.status == "denied"
    }


def test_a_member_that_the_reference_does_not_know(extract):
    found = denied(extract, "Норвегия входит в Европейский союз.")
    assert found == {("Норвегия", "memberOf", "Европейский союз")}
    assert denied(extract, "Франция входит в Европейский союз.") == set()


def test_a_membership_soon_to_begin_is_not_denied(extract):
    assert denied(extract, "Финляндия входит в НАТО.", "2023-01-20") == set()
    assert denied(extract, "Финляндия входит в НАТО.", "2010-01-20") == {
        ("Финляндия", "memberOf", "Организация Североатлантического договора")
    }


def test_a_president_beside_whom_the_reference_gives_its_own_with_the_term(extract):
    text = "Президент Казахстана Иван Петровский прибыл в Астану."
    assert denied(extract, text) == {("Иван Петровский", "leaderOf", "Казахстан")}
    made = extraction(extract, text)
    leaders = [item for item in made.statements if item.basis == "reference" and item.predicate == "leaderOf"]
    (known,) = (item for item in leaders if item.status == "asserted")
    assert (known.subject, known.valid_from, known.offices) == ("Q200881", "2019-03-20", ("head_of_state",))
    assert known.subject in {entity.id for entity in made.entities}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Лидер Казахстана Иван Петровский прибыл в Астану.", "2024-03-14"),  # president or premier
        ("Президент Казахстана Иван Токаев прибыл в Астану.", "2024-03-14"),  # the holder's surname
        ("Президент Казахстана Нурсултан Назарбаев прибыл в Астану.", "2024-03-14"),  # he was
        ("Президент Казахстана Иван Петровский прибыл в Астану.", "2019-04-01"),  # near a change
        ("Бывший президент Казахстана Иван Петровский прибыл в Астану.", "2024-03-14"),
    ],
)
def test_the_reference_is_silent_where_it_is_unsure(extract, text, day):
    assert denied(extract, text, day) == set()


def test_the_titles_tell_heads_of_state_and_of_government_apart(extract):
    made = extraction(extract, "Президент Франции Эмманюэль Макрон принял премьер-министра Италии Джорджу Мелони.")
    names = {entity.id: entity.name for entity in made.entities}
    said = [item for item in made.statements if item.basis == "text" and item.predicate == "leaderOf"]
    offices = {names[item.subject]: item.offices for item in said}
    assert offices == {"Эмманюэль Макрон": ("head_of_state",), "Джорджа Мелони": ("head_of_government",)}


def test_the_last_day_of_an_event_stands_beside_the_first(extract):
    made = extraction(extract, "Саммит БРИКС пройдёт в Казани с 22 по 24 октября 2024 года.")
    (dated,) = (item for item in made.statements if item.predicate == "eventDate")
    assert (dated.object, dated.term[1]) == ("2024-10-22", "2024-10-24")


def test_evidence_has_the_day_of_the_dateline(extract):
    made = extract(Document("a", "МОСКВА, 14 марта 2024 года. /Вестник/. Президент Франции Эмманюэль Макрон приехал."))
    assert {item.issued for statement in made.statements for item in statement.evidence} == {date(2024, 3, 14)}


def test_an_office_named_in_passing_is_not_denied_with_the_sentence():
    made = load_extractor()(Document("a", "Президент России Владимир Путин на саммит G20 не поедет."))
    works = [item for item in made.statements if item.predicate in ("worksAs", "worksAt")]
    assert works and {item.status for item in works} == {"asserted"}
