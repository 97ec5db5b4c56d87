import time
from datetime import date

import pytest

from kg.sources import Skipped, read
from kg.sources.markup import attributes, depth, pieces, stated_date, visible_lines

FIRST = "Министр транспорта Ерлан Сагинтаев в среду прибыл в Ташкент с рабочим визитом."
SECOND = "Стороны обсудили строительство дороги, заявил он журналистам после переговоров. Работы начнутся летом."
MENU = "".join(f'<li><a href="/{n}">Раздел номер {n}</a></li>' for n in range(15))


def page(head="", body=f"<h1>Визит в Ташкент</h1><p>{FIRST}</p><p>{SECOND}</p>"):
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><ul>{MENU}</ul></nav>"
        f"<article>{body}</article><footer>© 2019 Вести. Все права защищены.</footer></body></html>"
    )


def result(tmp_path, markup, name="a.html", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode(encoding))
    (one,) = read([path])
    return one


def test_page_gives_the_article_without_the_menu(tmp_path):
    text = result(tmp_path, page()).text
    assert FIRST in text and SECOND in text
    assert "Раздел" not in text and "права" not in text


def test_page_gives_what_its_header_states(tmp_path):
    head = (
        "<title>Визит в Ташкент - Вести</title><meta property='og:site_name' content='Вести'>"
        "<link rel='canonical' href='https://news.example/a/1'>"
        "<meta property='article:published_time' content='2024-11-28T00:10:00+03:00'>"
    )
    doc = result(tmp_path, page(head))
    assert (doc.published, doc.url, doc.publisher) == (date(2024, 11, 28), "https://news.example/a/1", "Вести")


def test_page_title_that_begins_the_text_is_not_repeated(tmp_path):
    doc = result(tmp_path, page("<title>Визит в Ташкент</title>"))
    assert doc.title is None
    assert doc.text.startswith("Визит в Ташкент\n")


def test_page_title_that_the_text_lacks_is_kept_apart(tmp_path):
    doc = result(tmp_path, page("<title>Дорога на юг</title>", f"<p>{FIRST}</p><p>{SECOND}</p>"))
    assert doc.title == "Дорога на юг"
    assert doc.text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("encoding", "claim"),
    [("cp1251", "windows-1251"), ("koi8-r", "windows-1251"), ("utf-8", "windows-1251"), ("cp1251", "utf-8")],
)
def test_page_is_decoded_whatever_it_claims(tmp_path, encoding, claim):
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    markup = f'<html><head><meta charset="{claim}"></head><body>{body}</body></html>'
    assert FIRST in result(tmp_path, markup, encoding=encoding).text


def test_page_with_an_xml_declaration_is_read(tmp_path):
    markup = f'<?xml version="1.0" encoding="windows-1251"?><html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>'
    assert SECOND in result(tmp_path, markup, encoding="cp1251").text


@pytest.mark.parametrize(
    "body",
    [
        f"<nav><ul>{MENU}</ul></nav><footer>© 2024 ООО «Вести». Все права защищены.</footer>",
        "<div>Главная</div><div>Политика</div><div>Экономика и финансы</div>",
        '<div id="root"></div><noscript>Пожалуйста, включите поддержку скриптов в браузере и снова.</noscript>',
        '<script>var text = "Президент прибыл в столицу соседней страны с официальным визитом сегодня.";</script>',
        "",
    ],
)
def test_page_without_an_article_is_left_out(tmp_path, body):
    one = result(tmp_path, f"<html><head><title>Лента</title></head><body>{body}</body></html>")
    assert one == Skipped(str(tmp_path / "a.html"), "no article text found in the page")


def test_page_that_is_only_a_headline_is_an_article(tmp_path):
    one = result(tmp_path, f"<html><body><ul>{MENU}</ul><h1>Сагинтаев прибыл в Ташкент</h1></body></html>")
    assert one.text == "Сагинтаев прибыл в Ташкент"


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<div>" * 5_000 + f"<p>{FIRST}</p><p>{SECOND}</p>",
        "<html><body>" + "<p><b><i>" * 20_000 + f"{FIRST} {SECOND}",
        "<html><body>" + "<!--" * 100_000 + f"<p>{FIRST} {SECOND}</p>",
        "<html><body>" + "<script>" * 50_000 + f"<p>{FIRST} {SECOND}</p>",
        f"<html><head><title>Визит<body><div><p>{FIRST}<p>{SECOND}",
    ],
    ids=["deep", "unclosed", "comments", "scripts", "title"],
)
def test_page_that_breaks_parsers_is_read_in_time(tmp_path, markup):
    started = time.process_time()
    assert FIRST in result(tmp_path, markup).text
    assert time.process_time() - started < 10


def test_page_that_is_plain_text_is_refused(tmp_path):
    assert result(tmp_path, FIRST).cause == "is not HTML (name it .txt to read it as text)"


def test_text_file_that_holds_a_page_is_read_as_a_page(tmp_path):
    assert "<p>" not in result(tmp_path, page(), name="a.txt").text


def test_markup_in_visible_text_stays_text(tmp_path):
    body = f"<p>{FIRST} Он написал: &lt;script&gt;alert(1)&lt;/script&gt;.</p><p onclick='x()'>{SECOND}</p>"
    text = result(tmp_path, page(body=body)).text
    assert "<script>alert(1)</script>" in text
    assert "onclick" not in text


@pytest.mark.parametrize(
    "markup",
    [
        '<meta itemprop="datePublished" content="2024-11-28">',
        '<meta content="Thu, 28 Nov 2024 10:00:00 +0300" name="PubDate">',
        '<script type="application/ld+json">{"datePublished": "2024-11-28T10:00"}</script>',
        '<time datetime="2020-01-01"></time><h1>Визит</h1><time datetime="2024-11-28T10:00">утром</time>',
        '<meta name="date" content="2020-01-01"><meta property="article:published_time" content="2024-11-28">',
        '<span itemprop="datePublished" content="2024-11-28"></span>',
    ],
)
def test_stated_date_is_found(markup):
    assert stated_date(markup) == date(2024, 11, 28)


@pytest.mark.parametrize(
    "markup", ["<p>28 ноября 2024</p>", "<footer>© 2019</footer>", '<meta name="date" content="скоро">']
)
def test_stated_date_is_not_guessed(markup):
    assert stated_date(markup) is None


def test_pieces_skip_comments_and_scripts():
    assert [piece.name or piece.content for piece in pieces("а<!-- <b> --><SCRIPT>1<2</script>б<br/>в < г")] == [
        "а",
        "script",
        "/script",
        "б",
        "br",
        "в ",
    ]


def test_visible_lines_tell_links_from_text():
    lines = list(visible_lines("<li><a href=x>Политика и <b>право</b></a></li><p>Он <i>сказал</i> это &amp; ушёл</p>"))
    assert [(line.text, line.linked, line.block) for line in lines] == [
        ("Политика и право", True, "li"),
        ("Он сказал это & ушёл", False, "p"),
    ]


def test_depth_counts_what_stays_open():
    assert depth("<div><p>а<p>б<br><section></section></div><div></div>") == 2


def test_attributes_of_a_hostile_tag_take_no_time():
    started = time.process_time()
    assert attributes("a" * 1_000_000 + ' b="1"') == {}
    assert time.process_time() - started < 1
