import csv
import re
import time
from pathlib import Path

import pytest

from kg.reference import load

FORMS = Path(__file__).parent / "linking" / "forms.csv"


def split(text: str) -> list[str]:
    """Divide as a tokenizer does: hyphenated words stay, signs stand alone, letters and digits part."""
    return re.findall(r"\d+|[^\W\d]+(?:-\w+)*|[^\w\s]", text)


def rows(*kinds: str) -> list[tuple[str, str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as file:
        return [(row["form"], row["expected"], row["kind"]) for row in csv.DictReader(file) if row["kind"] in kinds]


def names(text: str, **options: bool) -> list[tuple[str, str]]:
    words = split(text)
    return [(" ".join(words[hit.start : hit.stop]), hit.candidates[0]) for hit in load().find(words, **options)]


@pytest.mark.parametrize(("form", "expected", "kind"), rows("name", "adjective", "abbreviation"))
def test_case_form_is_found_whole(form: str, expected: str, kind: str) -> None:
    words = ["сегодня", *split(form), "сообщили"]
    hits = list(load().find(words))
    assert [hit.candidates[0] for hit in hits] == [expected]
    assert hits[0].form == kind or hits[0].form == "name" == kind
    assert not hits[0].ambiguous


@pytest.mark.parametrize(("form", "expected", "kind"), rows("none"))
def test_common_word_is_no_name(form: str, expected: str, kind: str) -> None:
    assert list(load().find(["сегодня", *split(form), "сообщили"])) == []


@pytest.mark.parametrize(("form", "expected", "kind"), rows("ambiguous"))
def test_doubtful_name_is_marked(form: str, expected: str, kind: str) -> None:
    hits = list(load().find(["сегодня", *split(form), "сообщили"]))
    assert hits and all(hit.ambiguous for hit in hits)


def test_longest_name_wins() -> None:
    assert names("Заседание Совета коллективной безопасности ОДКБ прошло") == [
        ("Совета коллективной безопасности ОДКБ", "csto-collective-security-council")
    ]


def test_nested_names_are_given_on_demand() -> None:
    found = names("Заседание Совета коллективной безопасности ОДКБ прошло", nested=True)
    assert ("ОДКБ", "Q318693") in found


def test_organ_is_part_of_its_organization() -> None:
    organ = load().entity("csto-collective-security-council")
    assert organ is not None and organ.part_of == "Q318693"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("российско-китайский", ["Q159", "Q148"]),
        ("американо-израильских", ["Q30", "Q801"]),
        ("франко-германское", ["Q142", "Q183"]),
        ("российско-белорусско-казахстанского", ["Q159", "Q184", "Q232"]),
        ("Россия-НАТО", ["Q159", "Q7184"]),
        ("научно-технический", []),
        ("франко-говорящий", []),
    ],
)
def test_compound_names_each_part(word: str, expected: list[str]) -> None:
    assert [hit.candidates[0] for hit in load().find([word])] == expected


def test_first_half_of_compound_stands_alone_before_dash() -> None:
    assert names("российско – китайский форум") == [("российско", "Q159"), ("китайский", "Q148")]


def test_case_of_form_is_known() -> None:
    (hit,) = load().find(["с", "Казахстаном"])
    assert hit.cases == ("Ins",)


def test_place_may_stand_in_second_locative() -> None:
    (hit,) = load().find(["в", "Крыму"])
    assert "Loc" in hit.cases


def test_homograph_is_doubtful_only_where_capital_letter_proves_nothing() -> None:
    reference = load()
    (first,) = reference.find(["Того", "же", "мнения", "эксперты"])
    (later,) = reference.find(["президент", "Того", "прибыл"])
    assert first.ambiguous and not later.ambiguous


def test_country_comes_before_its_namesake_city() -> None:
    (hit,) = load().find(["в", "Алжире"])
    kinds = [load().entity(ident).type for ident in hit.candidates]  # type: ignore[union-attr]
    assert kinds[:2] == ["Country", "City"]


def test_quoted_part_keeps_its_closing_quote() -> None:
    assert names("представители движения «Талибан» прибыли") == [("движения « Талибан »", "Q42418")]


def test_adjective_lookup_takes_forms_and_prefix() -> None:
    reference = load()
    assert reference.adjective("казахстанского") == ("Q232",)
    assert reference.adjective("американо") == ("Q30",)
    assert reference.adjective("зелёный") == ()


def test_empty_sentence_has_no_names() -> None:
    assert list(load().find([])) == []


def test_tables_load_fast() -> None:
    load.cache_clear()
    start = time.process_time()
    reference = load()
    list(reference.find(["Москва"]))
    reference.people("Путин")
    reference.holders("Q159")
    reference.members("Q7779")
    assert time.process_time() - start < 0.6  # twice the promise, for slow machines
