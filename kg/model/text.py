"""A document and what its analysis tells: spans, tokens, sentences, names."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points; spans sort by start, then stop."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """Return the number of code points."""
        return self.stop - self.start

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share a code point."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: "Span") -> bool:
        """Return whether the other span lies inside this one (equal counts)."""
        return self.start <= other.start and other.stop <= self.stop

    def of(self, text: str) -> str:
        """Return the text under the span."""
        return text[self.start : self.stop]


@dataclass(frozen=True)
class Document:
    """An article as it was read: clean text and what is known about its publication.

    `title` is set only when the headline came apart from the text (a field of a record, a page's
    header); the headline of a plain file is the first line of `text`.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    source: str = ""
    lang: str = "ru"

    @cached_property
    def content(self) -> str:
        """Return title and text as one string, the title on a line of its own."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def text_offset(self) -> int:
        """Return where `text` begins in `content`."""
        return len(self.title) + 1 if self.title else 0

    def locate(self, span: Span) -> tuple[str, Span]:
        """Return the field ("title" or "text") of a span of `content` and its offsets in that field."""
        offset = self.text_offset
        if span.start >= offset:
            return "text", Span(span.start - offset, span.stop - offset)
        return "title", span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its Universal Dependencies analysis.

    `head` is the index of the governing token in the sentence, -1 for the root. `feats` is sorted
    by name. `lemma` is lower case, ё kept.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    deprel: str

    def feat(self, name: str) -> str:
        """Return the value of a feature ("Case" → "Gen"), or an empty string."""
        for key, value in self.feats:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in the content and its tokens in order."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name as the general recogniser sees it; `label` is PER, ORG or LOC."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its sentences and recognised names, both in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    names: tuple[NamedSpan, ...]
