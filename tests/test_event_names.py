"""Names of events after the merge over all documents, in Russian and English."""

import pytest

from kg.extract import load_extractor
from kg.model import Document
from kg.resolution.across import merge
from kg.resolution.event_names import date_en, ordinal_en
from kg.types import is_a

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def named():
    extractor = load_extractor()

    def find(*texts):
        corpus = merge([extractor(Document(f"d{at}", text)) for at, text in enumerate(texts)], threshold=0.5)
        return {
            entity.name: entity for entity in corpus.entities if is_a(entity.type, "Event") and entity.feature("called")
        }

    return find


@pytest.mark.parametrize(
    ("texts", "name", "english"),
    [
        (
            ["Саммит ОДКБ открылся 28 ноября 2024 года.", "В ноябре 2024 года Астана приняла саммит ОДКБ."],
            "Саммит ОДКБ, Астана, 28 ноября 2024",
            "CSTO summit, Astana, 28 November 2024",
        ),
        (
            ["Саммит ШОС прошёл в сентябре 2022 года в Самарканде."],
            "Саммит ШОС, Самарканд, сентябрь 2022",
            "SCO summit, Samarkand, September 2022",
        ),
        (["На саммите ОДКБ 2024 года приняли заявление."], "Саммит ОДКБ, 2024", "CSTO summit, 2024"),
        (
            ["Встреча Владимира Путина и Си Цзиньпина прошла 16 мая 2024 года в Пекине."],
            "Встреча: Владимир Путин – Си Цзиньпин, Пекин, 16 мая 2024",
            "Meeting: Vladimir Putin – Xi Jinping, Beijing, 16 May 2024",
        ),
        (
            ["В Аддис-Абебе 15 февраля 2025 года открылся 38-й саммит АСЕАН."],
            "38-й саммит АСЕАН, Аддис-Абеба, 15 февраля 2025",
            "38th ASEAN summit, Addis Ababa, 15 February 2025",
        ),
        (
            ["Петербургский международный экономический форум открылся в Петербурге 5 июня 2024 года."],
            "Петербургский международный экономический форум, Санкт-Петербург, 5 июня 2024",
            None,
        ),
        (
            ["Выборы президента Молдавии прошли 3 ноября 2024 года."],
            "Выборы президента Молдавии, 3 ноября 2024",
            None,
        ),
    ],
)
def test_names(named, texts, name, english):
    found = named(*texts)
    assert list(found) == [name]
    assert found[name].name_en == english


def test_plain_name_stays_as_alias_and_the_id_is_readable(named):
    (event,) = named("Саммит ОДКБ прошёл 28 ноября 2024 года в Астане.").values()
    assert event.aliases == ("Саммит ОДКБ",)
    assert event.id == "sammit-odkb-astana-28-noyabrya-2024"


@pytest.mark.parametrize(
    ("number", "english"), [("1", "1st"), ("2", "2nd"), ("11", "11th"), ("21", "21st"), ("113", "113th")]
)
def test_english_numbers(number, english):
    assert ordinal_en(number) == english


@pytest.mark.parametrize(
    ("when", "english"), [("2024-11-28", "28 November 2024"), ("2024-11", "November 2024"), ("2024", "2024"), ("", "")]
)
def test_english_dates(when, english):
    assert date_en(when) == english
