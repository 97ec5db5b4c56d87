import csv
import re
from pathlib import Path

import pytest

from kg.reference import load

FORMS = Path(__file__).parent / "linking" / "forms.csv"


def split(text: str) -> list[str]:
    return re.findall(r"(?:[^\W\d_]\.-?)|\w+(?:-\w+)*|[^\w\s]", text)


def apart(text: str) -> list[str]:
    """Divide initials as a tokenizer does: «В.» is two tokens, «К.-Ж.» five."""
    pieces: list[str] = []
    for word in split(text):
        pieces += list(word) if "." in word else [word]
    return pieces


def rows(kind: str) -> list[tuple[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        return [(row["form"], row["expected"]) for row in csv.DictReader(file) if row["kind"] == kind]


@pytest.mark.parametrize(("form", "expected"), rows("surname"))
def test_surname_is_known_in_every_case(form: str, expected: str) -> None:
    assert load().people(form)[0].id == expected


@pytest.mark.parametrize(("form", "expected"), rows("person"))
def test_whole_name_is_found(form: str, expected: str) -> None:
    words = ["сообщил", *apart(form), "вчера"]
    (hit,) = load().person_names(words)
    assert (hit.start, hit.stop) == (1, len(words) - 1)
    assert hit.candidates[0] == expected


def test_lower_case_word_is_no_surname() -> None:
    assert load().people("путин") == ()


def test_womans_surname_is_not_taken_for_another_form_of_it() -> None:
    assert load().people("Меркеля") == ()
    assert load().people("Захаровой")[0].name == "Мария Захарова"


def test_initials_of_somebody_else_do_not_fit() -> None:
    assert list(load().person_names(["А", ".", "Путин"])) == []


def test_particles_belong_to_surname() -> None:
    (hit,) = load().person_names(["с", "Урсулой", "фон", "дер", "Ляйен"])
    assert (hit.start, hit.stop, hit.cases) == (1, 5, ("Ins",))


def test_person_has_name_in_parts() -> None:
    person = load().entity("Q7747")
    assert person is not None
    assert (person.given, person.patronymic, person.surname) == ("Владимир", "Владимирович", "Путин")
    assert person.full_name == "Владимир Владимирович Путин"
    assert person.gender == "m" and person.country == "Q159"


def test_common_surname_gives_all_who_have_it() -> None:
    found = {person.name for person in load().people("Жапарова")}
    assert {"Садыр Жапаров", "Акылбек Жапаров"} <= found
