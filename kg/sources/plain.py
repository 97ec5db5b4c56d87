"""The text as analysis reads it, and the way back to the text as the user has it.

The text of a record is kept code point for code point, so that exported offsets hold in the user's own
record. So it may hide words from every later stage: «Пу\u00adтин» with a soft hyphen, «За\u0301падный» with a
stress mark, «й» as two code points. Analysis gets the text without all that; what it finds is translated back.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.model import Document, Evidence, Extraction, Link, Reading, Span, Statement
from kg.sources.clean import clean_text

CLUSTER = re.compile("\r\n|.[\u0300-\u036f]*", re.DOTALL)
"""A line end, or a character with its combining marks, which may become one code point."""


@dataclass(frozen=True, slots=True)
class PlainView:
    """A document as analysis reads it.

    Attributes:
        original: The document as exports show it.
        document: The same with a clean title and text; the very same where nothing had to be cleaned.
        places: For each code point of the clean content its range in the original one; empty where they are the same.
    """

    original: Document
    document: Document
    places: tuple[Span, ...]

    def restored(self, extraction: Extraction) -> Extraction:
        """Return what was extracted from the clean document as found in the original: its offsets, its quotes."""
        if not self.places:
            return extraction
        entities, relations = extraction.reading
        return Extraction(
            self.original,
            extraction.entities,
            tuple(map(self._link, extraction.links)),
            tuple(map(self._statement, extraction.statements)),
            Reading(tuple(item._replace(span=self._span(item.span)) for item in entities), relations),
        )

    def _link(self, link: Link) -> Link:
        span = self._span(link.mention.span)
        return replace(link, mention=replace(link.mention, span=span, text=span.of(self.original.content)))

    def _statement(self, statement: Statement) -> Statement:
        return replace(statement, evidence=tuple(map(self._evidence, statement.evidence)))

    def _evidence(self, item: Evidence) -> Evidence:
        passage = self._span(item.span) if item.span else None
        return replace(
            item,
            span=passage,
            quote=passage.of(self.original.content) if passage else None,
            subject_span=self._span(item.subject_span) if item.subject_span else None,
            object_span=self._span(item.object_span) if item.object_span else None,
        )

    def _span(self, span: Span) -> Span:
        return Span(self.places[span.start].start, self.places[span.stop - 1].stop)


def plain_view(document: Document) -> PlainView:
    """Return a document with clean title and text and the way back; the text of files is clean already."""
    title, text = document.title or "", document.text
    if clean_text(title) == title and clean_text(text) == text:
        return PlainView(document, document, ())
    offset = document.text_offset
    clean_title, title_places = _cleaned(title, 0)
    clean, places = _cleaned(text, offset)
    if clean_title:
        places = [*title_places, Span(offset - 1, offset), *places]
    return PlainView(document, replace(document, title=clean_title or None, text=clean), tuple(places))


def _cleaned(text: str, offset: int) -> tuple[str, list[Span]]:
    """Return the clean text and the range, counted from `offset`, that each of its code points comes from."""
    pieces: list[str] = []
    places: list[Span] = []
    for match in CLUSTER.finditer(text):
        piece = _clean_cluster(match.group())
        pieces.append(piece)
        places += [Span(offset + match.start(), offset + match.end())] * len(piece)
    return "".join(pieces), places


@lru_cache(maxsize=10_000)
def _clean_cluster(cluster: str) -> str:
    return clean_text(cluster)
