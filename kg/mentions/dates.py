"""Dates of a document, resolved against its publication, the text around them and the tense."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.analysis import Tree, trees_of
from kg.mentions.date_patterns import read_dates
from kg.mentions.date_scale import Context, Placed, Value, day_of
from kg.mentions.date_values import value_of
from kg.mentions.tense import date_tense
from kg.model import Analysis, Mention, Span

DATELINE_SENTENCES = 3
DATELINE_WORDS = 6
KINDS = ("month", "year", "season", "quarter", "half", "week")
YEARLESS = "--"
BOUND = re.compile(r"\b(?:с|со|до|по|после|от)\s+(?:начала\s+|середины\s+|конца\s+)?$", re.IGNORECASE)
"""What makes a year the bound of a term, not the frame of what follows."""
MARGIN = 20


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    Attributes:
        mention: The place in the text; `normal` is the ISO value of what it covers, «first/last» for a range.
        start: First day as the date of an event, whole or partial ISO, no more exact than the words.
        end: Last day of a range of days, months or years, else None.
        kind: "day", "month", "year", "season", "quarter", "half" (known to the year) or "week" (known to the month).
        explicit: Whether the text itself names the year.
        first: First day, month or year that the words cover («весной 2023 года» is 2023-03), --11-28 without a year.
        last: Last one of what is longer than one day, month or year, else None.
    """

    mention: Mention
    start: str
    end: str | None
    kind: str
    explicit: bool
    first: str
    last: str | None


def find_dates(analysis: Analysis) -> tuple[DateMention, ...]:
    """Return the dates of a document in text order.

    A date whose year neither the text nor the publication settles is left out; `written_dates` has it too.
    """
    return tuple(found for found in written_dates(analysis) if not found.start.startswith(YEARLESS))


def written_dates(analysis: Analysis) -> tuple[DateMention, ...]:
    """Return the dates of a document in text order, also those that no year is known of (--11-28)."""
    placed = tuple(_placed(analysis))
    whole = [bool(item.reading.year and item.reading.month) for item in placed]
    full = tuple(item.reading for item, full in zip(placed, whole, strict=True) if full)
    anchor = _anchor(analysis, placed)
    values = (
        (item, value_of(item, Context(anchor, full, full[: sum(whole[:number])]))) for number, item in enumerate(placed)
    )
    return tuple(_mention(analysis, item, value) for item, value in values if value)


def document_date(analysis: Analysis, dates: tuple[DateMention, ...]) -> str | None:
    """Return the day on which a document was written as an ISO date, or None where nothing tells.

    Args:
        analysis: The document; its `published` goes first.
        dates: Its dates; one with a year in the dateline or beside «сегодня» comes next.
    """
    if analysis.document.published:
        return analysis.document.published.isoformat()
    for found in dates:
        is_day = found.kind == "day" and len(found.start) == 10
        if is_day and found.explicit and _is_dateline(analysis, found.mention.sentence, found.mention.text):
            return found.start
    return None


def _placed(analysis: Analysis) -> Iterator[Placed]:
    text = analysis.document.content
    for number, tree in enumerate(trees_of(analysis)):
        sentence = tree.sentence
        year: int | None = None
        for reading in read_dates(sentence.span.of(text)):
            span = Span(reading.span.start + sentence.span.start, reading.span.stop + sentence.span.start)
            top = tree.top(span)
            if reading.kind == "shift" and reading.unit == "day" and _governs_noun(tree, span):
                continue
            tense = date_tense(tree, tree.inside(span), top) if top >= 0 else ""
            before = text[max(span.start - 8, 0) : span.start].lower()
            if before.endswith("на ") and not before.endswith("ночь на ") and not reading.attribute:
                tense = "future"  # «созван на 17 июля», «перенесли на сентябрь»
            yield Placed(reading, number, tense, year)
            bound = BOUND.search(text[max(span.start - MARGIN, 0) : span.start])
            year = (None if bound else reading.year) or year  # «возглавлявший страну с 2008 года, 23 апреля ушёл»


def _governs_noun(tree: Tree, span: Span) -> bool:
    """Return whether a genitive follows: «накануне саммита» is no date, «накануне» is."""
    inside = tree.inside(span)
    if not inside or tree[inside[0]].text.lower() != "накануне" or inside[-1] + 1 >= len(tree):
        return False
    following = tree[inside[-1] + 1]
    return following.upos in ("NOUN", "PROPN", "ADJ", "DET") and following.feat("Case") == "Gen"


def _anchor(analysis: Analysis, placed: tuple[Placed, ...]) -> date | None:
    if analysis.document.published:
        return analysis.document.published
    text = analysis.document.content
    for item in placed:
        reading = item.reading
        span = analysis.sentences[item.sentence].span
        written = reading.span.of(span.of(text))
        if reading.year and reading.day and (reading.today or _is_dateline(analysis, item.sentence, written)):
            return day_of(reading.year, reading.month or 1, reading.day)
    return None


def _is_dateline(analysis: Analysis, sentence: int, written: str) -> bool:
    """Return whether a date is the document's own: «АСТАНА, 28 ноября 2024.» at the top, or «сегодня»."""
    if written.lower().startswith("сегодня"):
        return True
    tokens = analysis.sentences[sentence].tokens
    if any(token.feat("VerbForm") == "Fin" for token in tokens):
        return False  # «Раньше, 1 марта 2018 года, это сделало Того.» tells of another day
    words = sum(any(char.isalpha() for char in token.text) for token in tokens)
    return sentence < DATELINE_SENTENCES and words <= DATELINE_WORDS


def _mention(analysis: Analysis, item: Placed, value: Value) -> DateMention:
    offset = analysis.sentences[item.sentence].span.start
    span = Span(item.reading.span.start + offset, item.reading.span.stop + offset)
    first, last = value.covers
    mention = Mention(
        document_id=analysis.document.id,
        span=span,
        text=span.of(analysis.document.content),
        type="Date",
        form="name",
        normal=f"{first}/{last}" if last else first,
        sentence=item.sentence,
    )
    return DateMention(mention, value.start, value.end, _kind(item, value), item.reading.year is not None, first, last)


def _kind(item: Placed, value: Value) -> str:
    kind = {"weekend": "week"}.get(item.reading.kind, item.reading.kind)
    return kind if kind in KINDS else {4: "year", 7: "month"}.get(len(value.start), "day")
