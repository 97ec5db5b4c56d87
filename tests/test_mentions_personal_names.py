"""Personal names in every case come back to the nominative."""

import csv
from pathlib import Path

import pytest

from kg.analysis import load_morphology
from kg.mentions.people import familiar_nominatives
from kg.mentions.personal_names import nominative_name
from kg.reference import load

with (Path(__file__).parent / "linking" / "people_normal.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["form"], row["normal"], row["gender"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("form", "normal", "gender"), ROWS, ids=[row[0] for row in ROWS])
def test_name_is_put_into_the_nominative(form: str, normal: str, gender: str) -> None:
    words = form.split()
    name = nominative_name(words, load_morphology(), also=familiar_nominatives(words, load()))
    assert (name.text, name.gender) == (normal, gender)


def test_unknown_name_follows_its_endings_without_the_reference() -> None:
    assert nominative_name(["Йорисом", "Ванденбергом"], load_morphology()).text == "Йорис Ванденберг"


def test_gender_of_the_verb_decides_a_lone_surname() -> None:
    morphology = load_morphology()
    assert nominative_name(["Бектурова"], morphology, gender="f").text == "Бектурова"
    assert nominative_name(["Бектурова"], morphology, cases=["Gen"]).text == "Бектуров"


def test_nominatives_of_the_text_decide_between_readings() -> None:
    name = nominative_name(["Кисиды"], load_morphology(), known=frozenset({"кисида"}))
    assert name.text == "Кисида"


def test_hyphenated_given_name_declines_where_both_parts_do() -> None:
    assert nominative_name(["Жана-Клода", "Ренара"], load_morphology()).text == "Жан-Клод Ренар"
