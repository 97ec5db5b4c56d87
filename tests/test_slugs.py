import pytest

from kg.slugs import make_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ерик Мулдабаев", "erik-muldabaev"),
        ("Щёлково", "shchelkovo"),
        ("  «Пан» – Ги/Мун ", "pan-gi-mun"),
        ("Réunion 2024", "reunion-2024"),
        ("../../etc", "etc"),
        ("Вла\u00adди\u200bмир", "vladimir"),
    ],
)
def test_name_becomes_readable_latin(name, slug):
    assert make_slug(name) == slug


@pytest.mark.parametrize("name", ["🔥", "", "首脑会议", "\ud800"])
def test_name_without_letters_gets_a_hash(name):
    assert make_slug(name).isalnum()


def test_name_that_looks_like_a_wikidata_id_is_kept_apart_from_it():
    assert make_slug("Q7747") not in ("q7747", "Q7747")


def test_long_names_that_begin_alike_stay_apart():
    assert make_slug("а" * 100 + "б") != make_slug("а" * 100 + "в")
