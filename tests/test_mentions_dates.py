from datetime import date

import pytest

from kg.mentions.date_patterns import _hints_in, _patterns, read_dates
from kg.mentions.dates import document_date, find_dates
from kg.model import Document

pytestmark = pytest.mark.model

THURSDAY = date(2024, 11, 28)


@pytest.fixture(scope="module")
def dates_of(analyze):
    def find(text, published=THURSDAY):
        analysis = analyze(Document("d", text, published=published))
        return [(found.mention.text, found.mention.normal) for found in find_dates(analysis)]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Саммит прошёл 28 ноября 2024 года в Астане.", ("28 ноября 2024 года", "2024-11-28")),
        ("Саммит прошёл 28.11.2024 в Астане.", ("28.11.2024", "2024-11-28")),
        ("Встреча прошла 20 ноя. в Минске.", ("20 ноя.", "2024-11-20")),
        ("Саммит пройдёт 19–21 мая в Астане.", ("19–21 мая", "2025-05-19/2025-05-21")),
        ("Саммит пройдёт с 19 по 21 мая 2026 года.", ("19 по 21 мая 2026 года", "2026-05-19/2026-05-21")),
        ("Учения пройдут с 30 июня по 2 июля 2026 года.", ("30 июня по 2 июля 2026 года", "2026-06-30/2026-07-02")),
        ("Форум продлится два дня, 17 и 18 февраля.", ("17 и 18 февраля", "2025-02-17/2025-02-18")),
        ("Лидеры встретились в ноябре прошлого года.", ("ноябре прошлого года", "2023-11")),
        ("Саммит примет Бишкек в следующем году.", ("следующем году", "2025")),
        ("Саммит примет Бишкек в будущем году.", ("будущем году", "2025")),
        ("Осенью 2023 года прошёл форум.", ("Осенью 2023 года", "2023-09/2023-11")),
        ("Договор подписали в 2014-м.", ("2014-м", "2014")),
        ("Он правил в 1995–2002 годах.", ("1995–2002 годах", "1995/2002")),
        ("Год назад они поссорились.", ("Год назад", "2023")),
        ("Два дня назад он прилетел.", ("Два дня назад", "2024-11-26")),
        ("Вчера он прилетел в Астану.", ("Вчера", "2024-11-27")),
        ("Сегодня, 28 ноября, прошёл саммит.", ("Сегодня, 28 ноября", "2024-11-28")),
        ("На майском саммите решили спор.", ("майском", "2024-05")),
        ("Вчерашний саммит решил спор.", ("Вчерашний", "2024-11-27")),
        ("Прошлогодний саммит решил спор.", ("Прошлогодний", "2023")),
        ("Двадцать первого мая прошёл саммит.", ("Двадцать первого мая", "2024-05-21")),
        ("Саммит прошёл 8, 9 июля в Вашингтоне.", ("8, 9 июля", "2024-07-08/2024-07-09")),
        ("Две недели назад прошёл саммит.", ("Две недели назад", "2024-11-14")),
        ("В минувшие выходные прошёл саммит.", ("минувшие выходные", "2024-11-23/2024-11-24")),
        ("Этой весной прошёл саммит.", ("Этой весной", "2024-03/2024-05")),
        ("В ночь на субботу стороны договорились.", ("субботу", "2024-11-23")),
    ],
)
def test_dates_are_read_and_placed(dates_of, text, expected):
    assert dates_of(text) == [expected]


def test_weekday_of_a_past_clause_is_the_last_one(dates_of):
    assert dates_of("В пятницу министры подписали соглашение.") == [("пятницу", "2024-11-22")]


def test_weekday_of_a_plan_is_the_next_one(dates_of):
    assert dates_of("Саммит пройдёт в пятницу в Астане.") == [("пятницу", "2024-11-29")]


def test_participle_of_planning_makes_a_weekday_future(dates_of):
    assert dates_of("Заседание, намеченное на вторник, ведёт президент.") == [("вторник", "2024-12-03")]


def test_weekday_with_its_day_is_one_date(dates_of):
    assert dates_of("Во вторник, 3 декабря, пройдёт саммит.") == [("вторник, 3 декабря", "2024-12-03")]


def test_last_weekday_goes_back_a_week_from_that_very_day(dates_of):
    assert dates_of("В минувший четверг лидеры встретились.") == [("минувший четверг", "2024-11-21")]


def test_month_of_a_past_clause_goes_back_over_the_new_year(dates_of):
    assert dates_of("Договорились об этом в декабре.", date(2025, 1, 20)) == [("декабре", "2024-12")]


def test_day_takes_the_year_that_the_text_gives_the_same_day(dates_of):
    text = "Саммит пройдёт 14 июня.\nСаммит пройдёт 14 июня 2021 года в Брюсселе."
    assert ("14 июня", "2021-06-14") in dates_of(text, None)


def test_day_without_any_year_is_left_out(dates_of):
    assert dates_of("Саммит пройдёт 14 июня в Брюсселе.", None) == []


def test_eve_of_something_is_no_date(dates_of):
    assert dates_of("Накануне саммита он прилетел в Астану.") == []
    assert dates_of("Накануне он прилетел в Астану.") == [("Накануне", "2024-11-27")]


def test_name_written_like_a_month_is_no_date(dates_of):
    assert dates_of("Он надеется на Марта Лаара.") == []


def test_day_that_no_calendar_has_is_left_out(dates_of):
    assert dates_of("Это случится 31 февраля 2024 года.") == []


def test_huge_shift_is_left_out(dates_of):
    assert dates_of("Это было 999 месяцев назад, или 999 лет назад.")[1:] in ([], [("999 лет назад", "1025")])


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_edges_of_the_calendar_raise_nothing(dates_of, published):
    text = (
        "Саммит прошёл в мае, 31 декабря, в прошлом году, год назад, вчера, завтра, в следующий вторник, через месяц."
    )
    assert all(len(normal) <= 10 for _, normal in dates_of(text, published))


def test_document_date_comes_from_a_dateline(analyze):
    analysis = analyze(Document("d", "АСТАНА, 28 ноября 2024 года. /Новости/. Вчера открылся саммит."))
    dates = find_dates(analysis)
    assert document_date(analysis, dates) == "2024-11-28"
    assert ("Вчера", "2024-11-27") in [(found.mention.text, found.start) for found in dates]


def test_document_date_is_unknown_where_nothing_tells(analyze):
    analysis = analyze(Document("d", "Саммит лидеров пройдёт в столице Казахстана 28 ноября 2026 года."))
    assert document_date(analysis, find_dates(analysis)) is None


def test_overlapping_patterns_give_one_reading():
    readings = read_dates("с 19 по 21 мая 2026 года")
    assert [(reading.day, reading.end) for reading in readings] == [(19, (2026, 5, 21))]


@pytest.mark.parametrize("text", ["Парад прошёл на Октябрьской площади.", "На сегодняшний день спора нет."])
def test_adjectives_that_name_no_date_give_none(dates_of, text):
    assert dates_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Саммит пройдёт 19–21 мая, 2024-11-28, 28.11.2024, с 30 декабря по 2 января 2025 года, 20 НОЯ. в Минске.",
        "Двадцать восьмого ноября, в ноябре прошлого года, прошлым летом, весной 2030 года, в 2014–2016 годах.",
        "В 2030-м, в следующем календарном году, на этой неделе, в ближайшие выходные, июльский, прошлогодний саммит.",
        "Сегодняшняя встреча, во вторник, Послезавтра, накануне; два года назад, через 3 месяца, ЧЕРЕЗ НЕДЕЛЮ.",
        "Встреча прошла 5 \u1c80еваля и 5 де\u1c80абря, 28 \u1c82ктября 2024 года.",
    ],
)
def test_no_pattern_is_left_out_where_it_finds_something(text):
    hints = _hints_in(text)
    assert not [pattern.pattern for pattern, _, needed in _patterns() if pattern.search(text) and not needed <= hints]
