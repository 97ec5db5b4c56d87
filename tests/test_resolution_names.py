"""Parts and spellings of names, walks of life, and what makes two sayings agree."""

import pytest

from kg.mentions.spelling import alike, name_key, same_given
from kg.resolution.known import is_common
from kg.resolution.name_parts import is_patronymic, name_parts
from kg.resolution.spheres import spheres_of
from kg.resolution.traits import Traits, agree, contradict, single_out, traits_of


@pytest.mark.parametrize(
    ("name", "given", "patronymic", "surname"),
    [
        ("Владимир Владимирович Путин", "Владимир", "Владимирович", "Путин"),
        ("Путин Владимир Владимирович", "Владимир", "Владимирович", "Путин"),
        ("В. В. Путин", "В.", "В.", "Путин"),
        ("Путин В. В.", "В.", "В.", "Путин"),
        ("Сергей Викторович", "Сергей", "Викторович", ""),
        ("Виктор Янукович", "Виктор", "", "Янукович"),
        ("Нурсултан Абишевич Назарбаев", "Нурсултан", "Абишевич", "Назарбаев"),
        ("Ильхам Гейдар оглы Алиев", "Ильхам", "", "Алиев"),
        ("Си Цзиньпин", "Цзиньпин", "", "Си"),
        ("Ван И", "И", "", "Ван"),
        ("Ян Непомнящий", "Ян", "", "Непомнящий"),
        ("Юн Сок Ёль", "Сок Ёль", "", "Юн"),
        ("Урсула фон дер Ляйен", "Урсула", "", "фон дер Ляйен"),
        ("Мухаммед ибн Салман Аль Сауд", "Мухаммед ибн Салман", "", "Аль Сауд"),
        ("Путин", "", "", "Путин"),
    ],
)
def test_name_parts(name, given, patronymic, surname) -> None:
    parts = name_parts(name)
    assert (" ".join(parts.given), parts.patronymic, parts.surname) == (given, patronymic, surname)


@pytest.mark.parametrize("word", ["Ильич", "Кузьминична", "Юрьевич", "Яковлевна", "Львович", "Павловна"])
def test_patronymics(word) -> None:
    assert is_patronymic(word)


@pytest.mark.parametrize("word", ["Вучич", "Янукович", "Милошевич", "Николич", "Маркович-Дедов"])
def test_surnames_that_look_like_patronymics(word) -> None:
    assert not is_patronymic(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Путин", "Putin"), ("Токаев", "Tokayev"), ("Мирзиёев", "Mirziyoyev"), ("Зеленский", "Zelenskyy"),
     ("Макрон", "Macron"), ("Мирзиёев", "Мирзиеев"), ("бен", "ибн")],
)  # fmt: skip
def test_keys_of_one_word_are_equal(one, other) -> None:
    assert name_key(one) == name_key(other)


def test_spellings_and_short_names() -> None:
    assert alike("Гутерриш", "Гутерреш") and alike("Эммануэль", "Эмманюэль")
    assert not alike("Хан", "Ван") and not alike("Путин", "Пушков")
    assert same_given("Уильям", "Билл") and same_given("Наталья", "Наталия")
    assert not same_given("Билл", "Боб")


def test_common_names() -> None:
    assert is_common("Сергей Иванов") and is_common("А. Смирнова")
    assert not is_common("Сергей Борисович Иванов") and not is_common("Владимир Путин")
    assert not is_common("Мехрибан Алиева")


def test_walks_of_life() -> None:
    assert spheres_of("краевед") == {"science"} and spheres_of("экс-министр") == {"politics"}
    assert spheres_of("победитель") == frozenset()


MINISTER = traits_of((("office", "министр оборона"), ("trade", "министр"), ("country", "Q232")))
ABROAD = MINISTER._replace(countries=frozenset({"Q184"}))
DEPUTY = traits_of((("office", "депутат"), ("trade", "депутат")))
COACH = traits_of((("trade", "тренер"),))


def test_office_singles_out_where_countries_do_not_differ() -> None:
    assert single_out(MINISTER, MINISTER._replace(countries=frozenset()))
    assert not single_out(MINISTER, ABROAD)
    assert not single_out(DEPUTY, DEPUTY)


def test_sayings_contradict_by_country_and_walk_of_life() -> None:
    assert contradict(MINISTER, ABROAD, common=False)
    assert contradict(MINISTER, COACH, common=False)
    assert not contradict(MINISTER, Traits(), common=True)
    assert not contradict(DEPUTY, MINISTER, common=False)
    assert contradict(DEPUTY, MINISTER, common=True)
    assert agree(MINISTER, MINISTER._replace(offices=frozenset({"советник"}), trades=frozenset({"советник"})))


def test_traits_come_back_from_features() -> None:
    assert traits_of(MINISTER.features) == MINISTER
    assert not Traits()
