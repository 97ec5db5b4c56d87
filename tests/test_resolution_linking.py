"""Mentions in sentences of our own find their type and their row of the reference (`linking/cases.csv`)."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from kg.mentions import find_mentions
from kg.model import Document, LinkedDocument
from kg.reference import load
from kg.resolution import resolve

pytestmark = pytest.mark.model

with (Path(__file__).parent / "linking" / "cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="session")
def linked(analyze):
    @cache
    def link(text: str, published: str = "") -> LinkedDocument:
        day = date.fromisoformat(published) if published else None
        analysis = analyze(Document("d", text, published=day))
        mentions = find_mentions(analysis, load(), analyze.morphology)
        return resolve(analysis, mentions, load())

    return link


@pytest.mark.parametrize("case", CASES, ids=[f"{row['category']}: {row['mention']}" for row in CASES])
def test_case(linked, case: dict[str, str]) -> None:
    doc = linked(case["text"], case["published"])
    entities = {entity.id: entity for entity in doc.entities}
    found = {
        (entities[link.entity].type, link.mention.form, entities[link.entity].reference or "")
        for link in doc.links
        if link.mention.text == case["mention"]
    }
    wanted = {(case["type"], case["form"], case["id"])} if case["type"] else set()
    assert found == wanted


def test_one_entity_gathers_all_forms_of_a_name(linked) -> None:
    doc = linked(
        "Президент Владимир Владимирович Путин прибыл. В. В. Путин выступил. Путина благодарили. "
        "С Владимиром Владимировичем простились.",
        "2019-03-01",
    )
    people = [entity for entity in doc.entities if entity.type == "Person"]
    assert [entity.id for entity in people] == ["Q7747"]
    assert len([link for link in doc.links if link.entity == "Q7747"]) == 4


def test_unknown_people_keep_ids_of_the_document(linked) -> None:
    doc = linked("Лесник Арсений Кедровский нашёл гнездо. Кедровский позвал Игната Дубова.")
    assert {entity.id: entity.name for entity in doc.entities} == {"d#1": "Арсений Кедровский", "d#2": "Игнат Дубов"}
    assert [link.entity for link in doc.links] == ["d#1", "d#1", "d#2"]


def test_introduced_abbreviation_means_the_name_before_it(linked) -> None:
    doc = linked("Создана Ассоциация северных портов (АСП). В АСП вошли пять стран.")
    bodies = {link.entity for link in doc.links if "АСП" in link.mention.text or "Ассоциация" in link.mention.text}
    assert len(bodies) == 1


def test_media_and_ministries_have_classes_of_their_own(linked) -> None:
    doc = linked("Министерство обороны Франции опровергло сообщение, пишет Reuters.")
    types = {link.mention.text: link.mention.type for link in doc.links}
    assert types["Reuters"] == "Outlet"
    assert types["Министерство обороны"] == "Authority"


def test_every_link_names_an_entity_and_its_text(linked) -> None:
    text = "Премьер-министр Армении Никол Пашинян посетил Тбилиси. Ереван и Тбилиси подписали договор."
    doc = linked(text, "2023-05-01")
    ids = {entity.id for entity in doc.entities}
    assert all(link.entity in ids and link.mention.span.of(text) == link.mention.text for link in doc.links)


def test_links_stand_in_text_order_and_repeat_exactly(analyze) -> None:
    text = "Лидеры Китая и России обсудили ШОС. Си Цзиньпин и Владимир Путин подписали заявление."
    analysis = analyze(Document("d", text, published=date(2024, 5, 16)))
    runs = [resolve(analysis, find_mentions(analysis, load(), analyze.morphology), load()) for _ in range(2)]
    assert runs[0] == runs[1]
    starts = [link.mention.span.start for link in runs[0].links]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", " \n ", "…", "«»", "— — —", "А.", "\u0301", "ПУТИН" * 50])
def test_odd_texts_give_a_linked_document(analyze, text: str) -> None:
    analysis = analyze(Document("d", text))
    assert resolve(analysis, find_mentions(analysis, load(), analyze.morphology), load()).analysis is analysis
