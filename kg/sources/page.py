"""Web pages: the article of an HTML file, with what the page states about it. Nothing is fetched or run."""

import logging
import re
from datetime import date
from typing import NamedTuple

from kg.errors import SourceError
from kg.model import Document
from kg.sources.charset import decode_file
from kg.sources.clean import clean_line, clean_text, clean_url
from kg.sources.items import Item
from kg.sources.markup import Line, declared_charset, depth, has_prose, is_prose, stated_date, visible_lines
from kg.sources.mojibake import repaired

MAX_EXTRACTED = 5_000_000
"""Characters of a page above which only the plain scan reads it: the extractor would need half a minute."""
MAX_DEPTH = 250
"""Nesting above which the extractor's parser gives up, after up to half a minute."""
UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DATE_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}

log = logging.getLogger(__name__)
for noisy in ("trafilatura", "htmldate"):
    # They report each odd page as an error of their own; here it becomes one line about the file.
    logging.getLogger(noisy).setLevel(logging.CRITICAL)


class Article(NamedTuple):
    """What was found in a page."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def read_page(data: bytes, item: Item, encoding: str | None) -> Document:
    """Return the document of an HTML file.

    Raises:
        SourceError: It is not HTML, or has no article but menus, a script or nothing.
    """
    text = decode_file(data, item.shown, encoding=encoding, hint=declared_charset(data))
    markup = UNUSABLE.sub("", XML_DECLARATION.sub("", text))
    if "<" not in markup:
        raise SourceError(item.shown, "is not HTML (name it .txt to read it as text)")
    article = _extracted(markup)
    if article is None or not has_prose(article.text):
        article = _scanned(markup, article)
    if article is None:
        raise SourceError(item.shown, "no article text found in the page")
    return _document(article, stated_date(markup), item)


def _document(article: Article, published: date | None, item: Item) -> Document:
    text, title = _tidy(article.text), clean_line(repaired(article.title or "") or article.title or "")
    return Document(
        id=item.name,
        text=text,
        title=title if title and not clean_line(text[: 2 * len(title) + 40]).startswith(title) else None,
        published=published,
        url=clean_url(article.url) if article.url else None,
        publisher=clean_line(article.publisher) or None if article.publisher else None,
        source=item.source,
    )


def _tidy(text: str) -> str:
    lines = (line.strip() for line in clean_text(repaired(text) or text).split("\n"))
    return "\n".join(line for line in lines if line)


def _extracted(markup: str) -> Article | None:
    """Return what the article extractor finds, or None where it gives up."""
    if len(markup) > MAX_EXTRACTED or depth(markup) > MAX_DEPTH:
        return None
    import trafilatura  # takes half a second, and most inputs have no HTML

    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            return None
        for hidden in list(tree.iter("noscript", "template")):
            hidden.drop_tree()
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=DATE_SEARCH
        )
    except Exception as error:  # hostile pages break it in ways that no list holds; the plain scan follows
        log.info("article extractor failed: %s", type(error).__name__)
        return None
    if found is None or isinstance(found, dict) or not found.text:
        return None
    return Article(found.text, found.title, found.url, found.sitename)


def _scanned(markup: str, known: Article | None) -> Article | None:
    """Return the article as the plain scan sees it: sentences outside of links, else a lone headline."""
    lines = [line for line in visible_lines(markup) if not line.linked]
    headline = next((line.text for line in lines if line.block == "h1"), None)
    title = headline or next((line.text for line in lines if line.block == "title"), None)
    body = [line.text for line in lines if _is_body(line)]
    text = "\n".join(body) if has_prose("\n".join(body)) else _flash(headline)
    if not text:
        return None
    if known is None:
        return Article(text, title)
    return known._replace(text=text)


def _is_body(line: Line) -> bool:
    return line.block not in ("title", "h1") and is_prose(line.text)


def _flash(headline: str | None) -> str | None:
    """Return a headline that is all the news there is («Токаев прибыл в Пекин»)."""
    return headline if headline and len(headline.split()) >= 3 else None
