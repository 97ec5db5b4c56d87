import logging

import pytest

from kg.errors import ConfigError, SourceError
from kg.sources.charset import best_code_page, check_encoding, decode, decode_file
from kg.sources.letter_pairs import count_pairs
from kg.sources.mojibake import repaired

NEWS = (
    "Министр транспорта Ерлан Сагинтаев прибыл в Ташкент. Стороны обсудили «дорожную карту» — "
    "она рассчитана на 2024 год. Южный коридор откроют в июне, заявил он."
)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866", "mac-cyrillic"],
)
def test_decode_finds_the_encoding_of_an_article(encoding):
    text = NEWS.replace("«", '"').replace("»", '"').replace("—", "-")
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
@pytest.mark.parametrize(
    "phrase", ["Послы вернулись в Бишкек", "заседание перенесли на май", "Глава МИД Кубы в Минске"]
)
def test_decode_needs_only_a_headline(encoding, phrase):
    assert decode(phrase.encode(encoding), "a.txt").text == phrase


def test_decode_takes_cp1251_that_begins_like_a_utf16_mark():
    assert decode("яюродный текст о выборах в парламент".encode("cp1251"), "a.txt").charset == "cp1251"


def test_decode_ignores_ascii_markup_around_the_letters():
    page = b"<div class='x'>" * 500 + "Переговоры в Душанбе завершены".encode("koi8-r") + b"</div>" * 500
    assert decode(page, "a.html").charset == "koi8-r"


def test_decode_obeys_the_user():
    assert decode("Вена".encode("cp866"), "a.txt", encoding="cp866").text == "Вена"


def test_decode_believes_bytes_more_than_the_declaration():
    assert decode(NEWS.encode("utf-8"), "a.html", hint="windows-1251").text == NEWS
    assert decode(NEWS.encode("koi8-r", "ignore"), "a.html", hint="windows-1251").charset == "koi8-r"


def test_decode_uses_the_declaration_for_text_without_russian():
    text = "Le président français a été reçu à Genève."
    assert decode(text.encode("latin-1"), "a.html", hint="iso-8859-1").text == text


def test_decode_keeps_both_halves_of_a_mixed_file(caplog):
    first, second = "Первая часть сохранена верно.\n", "Вторую дописали на старом компьютере."
    with caplog.at_level(logging.WARNING):
        assert decode_file(first.encode() + second.encode("cp1251"), "mixed.txt") == first + second
    assert "mixed.txt: UTF-8 is partly cp1251 from byte" in caplog.text


def test_decode_drops_a_character_that_is_cut_at_the_end():
    decoded = decode("Саммит завершён".encode() + b"\xd0", "a.txt")
    assert decoded.text == "Саммит завершён"
    assert decoded.note is not None


def test_decode_marks_a_stray_byte_inside():
    assert decode("Саммит ".encode() + b"\xff" + " завершён".encode(), "a.txt").text == "Саммит \ufffd завершён"


def test_decode_keeps_text_with_zero_bytes_between_words():
    assert decode(NEWS.replace(" ", "\0 ", 5).encode(), "a.txt").charset == "utf-8"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a PNG image, not text"),
        (b"%PDF-1.7 ...", "is a PDF file, not text"),
        (bytes(range(256)) * 20, "is binary, not text"),
        (bytes(range(128, 256)) * 20, "is not text in a known encoding (--encoding names one)"),
    ],
)
def test_decode_refuses_what_is_not_text(data, cause):
    with pytest.raises(SourceError) as caught:
        decode(data, "photo.txt")
    assert str(caught.value) == f"photo.txt: {cause}"


def test_best_code_page_prefers_the_declared_one_on_a_tie():
    data = "тот кто".encode("cp1251")  # these letters have the same bytes on a Mac
    assert best_code_page(data)[0] == "cp1251"
    assert best_code_page(data, "x-mac-cyrillic")[0] == "mac-cyrillic"


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64"])
def test_check_encoding_refuses_what_is_no_text_encoding(name):
    with pytest.raises(ConfigError, match=name):
        check_encoding(name)


def test_check_encoding_accepts_none_and_known_names():
    check_encoding(None)
    check_encoding("windows-1251")


@pytest.mark.parametrize("wrong", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "latin-1"])
def test_repaired_undoes_double_encoding(wrong):
    text = "Послы двух стран встретились в Баку и обсудили границу"
    assert repaired(text.encode().decode(wrong, "replace").replace("\ufffd", "")) == text


def test_repaired_undoes_a_code_page_read_as_western():
    text = "Послы двух стран встретились в Баку"
    assert repaired(text.encode("cp1251").decode("cp1252")) == text


@pytest.mark.parametrize(
    "text", [NEWS, "Élysée: le président à Genève, où a été signé l'accord", "Plain words", "РС РС РС РС"]
)
def test_repaired_leaves_sound_text_alone(text):
    assert repaired(text) is None


def test_count_pairs_counts_letters_and_classes():
    assert count_pairs(["да, 5"]) == {"да": 1, "аP": 1, "PS": 1, "SD": 1}
