"""The passage that proves a match, and which of several proofs a reader should see first."""

from collections.abc import Iterable

from kg.model import Evidence, Span
from kg.relations.view import DocumentView, SentenceView

LONGEST = 500
"""Code points of a passage of several sentences; a longer one proves less than its one sentence."""


def passage(sent: SentenceView, ends: Iterable[Span | None]) -> Span:
    """Return the sentence, widened to the sentences that name its ends where they stand near.

    A lead-in and its list are one proof: «На саммит съезжаются лидеры.» … «🔸 Президент Кении Уильям Руто».
    """
    span = sent.sentence.span
    wide = span
    for end in ends:
        if end is None or span.contains(end):
            continue
        for other in sent.doc.linked.analysis.sentences:
            if other.span.contains(end):
                wide = Span(min(wide.start, other.span.start), max(wide.stop, other.span.stop))
    boundary = sent.doc.document.text_offset
    return wide if wide.length <= LONGEST and not wide.start < boundary <= wide.stop else span


def best_first(doc: DocumentView, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with the fullest proof first: both ends in the passage, the body before the headline."""
    return tuple(sorted(items, key=lambda item: _rank(doc, item)))


def _rank(doc: DocumentView, item: Evidence) -> tuple[int, bool, int, str]:
    span = item.span or Span(0, 0)
    absent = sum(end is None or not span.contains(end) for end in (item.subject_span, item.object_span))
    return absent, is_headline(doc, span), span.start, item.method


def is_headline(doc: DocumentView, span: Span) -> bool:
    """Return whether a passage is a headline: the title, or a first line that does not end as a sentence does."""
    document = doc.document
    if document.title:
        return document.locate(span)[0] == "title"
    text = document.content
    before, line, after = text[: span.start], span.of(text), text[span.stop :]
    return not before.strip() and after[:1] == "\n" and not line.endswith((".", "!", "?", "…"))
