"""Whom office phrases mean, with the networks."""

from datetime import date

import pytest

from kg.mentions import find_mentions
from kg.model import Document
from kg.reference import load
from kg.resolution import resolve

pytestmark = pytest.mark.model


def meant(analyze, text: str, published: date | None = None) -> dict[str, str]:
    """Return the people that the office phrases of a text mean."""
    analysis = analyze(Document("d", text, published=published))
    linked = resolve(analysis, find_mentions(analysis, load(), analyze.morphology), load())
    names = {entity.id: entity.name for entity in linked.entities}
    return {link.mention.text: names[link.entity] for link in linked.links if link.mention.form == "role"}


def test_role_of_an_undated_text_means_the_person_named_who_holds_the_office(analyze) -> None:
    text = "Гостей встретил Касым-Жомарт Токаев. Казахстанский лидер поблагодарил их за приезд."
    assert meant(analyze, text) == {"Казахстанский лидер": "Касым-Жомарт Токаев"}


def test_role_of_an_undated_text_means_the_one_still_in_office(analyze) -> None:
    text = "В зал вошли Нурсултан Назарбаев и Касым-Жомарт Токаев. Казахстанский лидер выступил первым."
    assert meant(analyze, text) == {"Казахстанский лидер": "Касым-Жомарт Токаев"}


def test_role_of_an_undated_text_means_nobody_whom_the_text_does_not_name(analyze) -> None:
    assert meant(analyze, "Гостей встретил посол. Казахстанский лидер поблагодарил их за приезд.") == {}


def test_office_inside_another_is_not_held_by_the_name_after_it(analyze) -> None:
    text = (
        "Об этом сообщил помощник президента России Олег Мухин. "
        "Владимир Путин прибыл в Астану. Президент России выступит завтра."
    )
    assert meant(analyze, text, date(2024, 11, 27)) == {"Президент России": "Владимир Путин"}


def test_president_is_not_the_supreme_leader(analyze) -> None:
    text = "В Москву приехал гость. Президент Ирана проведёт переговоры."
    assert meant(analyze, text, date(2025, 1, 17)) == {"Президент Ирана": "Масуд Пезешкиан"}
