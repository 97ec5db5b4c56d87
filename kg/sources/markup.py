"""A plain scan of HTML: linear in the size of the page, whatever its depth or its faults.

It finds what the page says of itself (dates, charset), tells prose from menus, and stands in for the
article extractor on pages that this cannot take.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import NamedTuple

from kg.sources.dates import parse_published

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
ATTRIBUTE = re.compile(r"(?<![\w:.-])([a-z][\w:.-]*+)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
TAG_NAME = re.compile(r"/?([a-z][a-z0-9:-]*)", re.IGNORECASE)
RAW = frozenset({"script", "style", "textarea", "noscript", "template", "iframe", "svg", "select", "object"})
INLINE = frozenset("a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s small span strong sub sup u".split())
SELF_CLOSING = frozenset(
    "p li dt dd td th tr tbody thead option br hr img meta link input wbr col source area base embed".split()
)
"""Elements that HTML closes by itself, so that a missing end does not nest."""
SENTENCE = re.compile(r"[.!?…][»”\"')\]]*$")
BOILERPLATE = re.compile("©|все права защищены|файлы cookie|javascript", re.IGNORECASE)
MIN_WORDS = 4
MIN_PROSE = 60
DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "mediator_published_time",
    "published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.date",
    "date",
)
"""Names of meta fields that state the day of publication, the surest first."""
LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


class Piece(NamedTuple):
    """A tag (`name` in lower case, `/name` for its end) with its raw attributes, or text (no name)."""

    name: str
    content: str


class Line(NamedTuple):
    """A line of visible text: its words, whether it is mostly a link, and the block it stands in."""

    text: str
    linked: bool
    block: str


def declared_charset(data: bytes) -> str | None:
    """Return the charset that a page claims in its first kilobytes, or None."""
    head = data[:4_096]
    match = CHARSET.search(head) or XML_ENCODING.match(head)
    return match[1].decode("ascii", "replace").lower() if match else None


def pieces(markup: str) -> Iterator[Piece]:
    """Yield tags and text in order, without comments and without the content of scripts and the like."""
    folded = markup.lower() if len(markup.lower()) == len(markup) else markup
    at, end = 0, len(markup)
    unclosed: set[str] = set()
    while at < end:
        opening = markup.find("<", at)
        if opening < 0:
            opening = end
        if opening > at:
            yield Piece("", markup[at:opening])
        if opening == end:
            return
        if markup.startswith("<!--", opening):
            at = _after(markup, "-->", opening + 4, unclosed)
            continue
        match = TAG_NAME.match(markup, opening + 1)
        closing = markup.find(">", opening)
        if closing < 0:
            return
        at = closing + 1
        if match:
            name = markup[opening + 1 : match.end()].lower()
            yield Piece(name, markup[match.end() : closing])
            if name in RAW and markup[closing - 1] != "/":
                at = _after(folded, f"</{name}", at, unclosed)


def _after(markup: str, ending: str, at: int, unclosed: set[str]) -> int:
    """Return where text goes on after an ending; without one the element is taken as empty.

    Each missing ending is searched once, so that thousands of open comments stay cheap.
    """
    found = -1 if ending in unclosed else markup.find(ending, at)
    if found < 0:
        unclosed.add(ending)
        return at
    return found + (len(ending) if ending == "-->" else 0)


def depth(markup: str) -> int:
    """Return how deep elements nest at most, counting those that are never closed."""
    deepest = now = 0
    for name, content in pieces(markup):
        if not name or name.lstrip("/") in SELF_CLOSING or content.endswith("/"):
            continue
        now = max(0, now - 1) if name.startswith("/") else now + 1
        deepest = max(deepest, now)
    return deepest


def visible_lines(markup: str) -> Iterator[Line]:
    """Yield the lines that a reader sees, a block a line."""
    words: list[str] = []
    linked = 0
    block, in_link, in_head = "", False, False
    for name, content in pieces(markup):
        if not name:
            words.append(content)
            linked += len(content.strip()) if in_link else 0
            continue
        if name in ("a", "/a"):
            in_link = name == "a"
        if name.lstrip("/") in INLINE:
            continue
        line = _line(words, linked, "title" if in_head else block)
        if line:
            yield line
        words, linked, in_link = [], 0, False
        block, in_head = name, name == "title"
    line = _line(words, linked, block)
    if line:
        yield line


def _line(words: list[str], linked: int, block: str) -> Line | None:
    text = "".join(words)
    shown = " ".join(unescape(text).split())
    return Line(shown, linked * 2 > len(text.strip()), block) if shown else None


def is_prose(line: str) -> bool:
    """Return whether a line reads like a sentence of an article, not like a menu or a footer."""
    return len(line.split()) >= MIN_WORDS and bool(SENTENCE.search(line)) and not BOILERPLATE.search(line)


def has_prose(text: str) -> bool:
    """Return whether a text has enough sentences to be an article."""
    return sum(len(line) for line in map(str.strip, text.split("\n")) if is_prose(line)) >= MIN_PROSE


def stated_date(markup: str) -> date | None:
    """Return the day of publication that the page states in its metadata or next to its headline."""
    stated: dict[str, date] = {}
    after_headline: date | None = None
    seen_headline = False
    for name, content in pieces(markup):
        seen_headline = seen_headline or name == "h1"
        if name not in ("meta", "time", "span", "div", "p"):
            continue
        fields = attributes(content)
        key = (fields.get("property") or fields.get("itemprop") or fields.get("name") or "").lower()
        day = parse_published(fields.get("content") or fields.get("datetime"))
        if day is None:
            continue
        if key in DATE_NAMES:
            stated.setdefault(key, day)
        elif name == "time" and seen_headline and after_headline is None:
            after_headline = day
    for key in DATE_NAMES[:3]:
        if key in stated:
            return stated[key]
    match = LINKED_DATA.search(markup)
    linked = parse_published(match[1]) if match else None
    return linked or next((stated[key] for key in DATE_NAMES if key in stated), after_headline)


def attributes(content: str) -> dict[str, str]:
    """Return the attributes of a tag by name in lower case; the first of two wins."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(content[:4_000]):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
