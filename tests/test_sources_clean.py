from datetime import date

import pytest

from kg.sources.clean import clean_id, clean_line, clean_record_text, clean_record_title, clean_text, clean_url
from kg.sources.contract import printable
from kg.sources.dates import parse_published


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("раз\r\nдва\rтри\u2028четыре\u2029пять\u0085шесть", "раз\nдва\nтри\nчетыре\nпять\nшесть"),
        ("\ufeffРим", "Рим"),
        ("Ри\x00м\x07\ud800", "Рим"),
        ("Влади\u00adмир \u202eПетров\u202c\u200b", "Владимир Петров"),
        ("5\u00a0мая\u2009года", "5 мая года"),
        ("Сергеи\u0306 Е\u0308лкин", "Сергей Ёлкин"),
        ("Каза\u0301нь", "Казань"),
        ("табуляция\tостаётся", "табуляция\tостаётся"),
        ("г\u0301", "ѓ"),
    ],
)
def test_clean_text_removes_what_readers_do_not_see(raw, clean):
    assert clean_text(raw) == clean


@pytest.mark.parametrize(
    "raw",
    ["а\r\nб\rв\u2028г", "Ри\x00м\ud800\uffff", "Влади\u00adмир\u200b", "5\u00a0мая", "Сергеи\u0306", "\ufeffРим"],
)
def test_clean_record_text_keeps_every_offset(raw):
    assert len(clean_record_text(raw)) == len(raw)


def test_clean_record_text_changes_only_what_formats_cannot_hold():
    raw = "Сергеи\u0306 при\u00adбыл\u00a0в\r\nРим"
    assert clean_record_text(raw) == raw
    assert clean_record_text("а\x00б\ud800в\u2028г") == "а б\ufffdв\nг"


def test_clean_record_title_is_one_line_of_equal_length():
    assert clean_record_title("Визит\r\nв Рим") == "Визит  в Рим"


def test_clean_line_folds_blanks():
    assert clean_line("  Вести\n недели ") == "Вести недели"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" https://news.example/1\n2 ", "https://news.example/12"),
        ("javascript:alert(1)", None),
        ("\tdata:text/html,x", None),
        ("/relative", None),
        ("http://" + "a" * 3000, None),
    ],
)
def test_clean_url_keeps_only_web_addresses(raw, clean):
    assert clean_url(raw) == clean


def test_clean_id_has_no_invisible_characters():
    assert clean_id(" a\nb\u202ec\udcff ") == "a_b_c_"


def test_printable_is_one_line():
    assert printable("а\nб\u202e\udcff.txt") == "а\\nб\\u202e\\udcff.txt"


@pytest.mark.parametrize(
    "value",
    [
        "2024-11-28",
        "2024-11-28T00:30:00+03:00",
        "2024-11-28 23:59",
        "20241128",
        "20241128T100000Z",
        "2024/11/28",
        "28.11.2024",
        "28.11.2024 10:15",
        "28 ноября 2024 года",
        "Thu, 28 Nov 2024 23:30:00 -0500",
        "28 Nov 2024 10:00:00 GMT",
    ],
)
def test_parse_published_reads_the_day_as_written(value):
    assert parse_published(value) == date(2024, 11, 28)


@pytest.mark.parametrize(
    "value",
    [None, 20241128, "", "вчера", "2024-13-01", "31.02.2024", "0001-01-01", "2024", "9" * 100, "1 2 3 2024 5 6 7"],
)
def test_parse_published_gives_none_for_anything_else(value):
    assert parse_published(value) is None
