"""Dates of a document, resolved against its publication, the text around them and the tense."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kg.analysis import Tree, trees_of
from kg.mentions.date_patterns import Reading, read_dates
from kg.mentions.tense import clause_tense
from kg.model import Analysis, Mention, Span

DATELINE_SENTENCES = 3
DATELINE_WORDS = 6
EARLY = 1000
MIDDLE = 15


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text.

    Attributes:
        mention: The place in the text; `normal` is the ISO value, «start/end» for a range.
        start: First day, whole or partial ISO.
        end: Last day of a range of days or years, else None.
        kind: "day", "month", "year", "season" (known to the year) or "week" (known to the month).
        explicit: Whether the text itself names the year.
    """

    mention: Mention
    start: str
    end: str | None
    kind: str
    explicit: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """What undated readings are placed by: the day of writing, if known, and the full dates of the text."""

    anchor: date | None
    full: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    reading: Reading
    sentence: int
    tense: str
    year_before: int | None


def find_dates(analysis: Analysis) -> tuple[DateMention, ...]:
    """Return the dates of a document in text order.

    A date whose year neither the text nor the publication settles is left out.
    """
    placed = tuple(_placed(analysis))
    full = tuple(item.reading for item in placed if item.reading.year and item.reading.month)
    context = _Context(_anchor(analysis, placed), full)
    found: list[DateMention] = []
    for item in placed:
        value = _value(item, context)
        if value:
            found.append(_mention(analysis, item, *value))
    return tuple(found)


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


def _placed(analysis: Analysis) -> Iterator[_Placed]:
    text = analysis.document.content
    for number, tree in enumerate(trees_of(analysis)):
        sentence = tree.sentence
        year: int | None = None
        for reading in read_dates(sentence.span.of(text)):
            span = Span(reading.span.start + sentence.span.start, reading.span.stop + sentence.span.start)
            top = tree.top(span)
            if reading.kind == "shift" and reading.unit == "day" and _governs_noun(tree, span):
                continue
            tense = clause_tense(tree, top) if top >= 0 else ""
            before = text[max(span.start - 8, 0) : span.start].lower()
            if before.endswith("на ") and not before.endswith("ночь на ") and not reading.attribute:
                tense = "future"  # «созван на 17 июля», «перенесли на сентябрь»
            yield _Placed(reading, number, tense, year)
            year = reading.year or year


def _governs_noun(tree: Tree, span: Span) -> bool:
    """Return whether a genitive follows: «накануне саммита» is no date, «накануне» is."""
    inside = tree.inside(span)
    if not inside or tree[inside[0]].text.lower() != "накануне" or inside[-1] + 1 >= len(tree):
        return False
    following = tree[inside[-1] + 1]
    return following.upos in ("NOUN", "PROPN", "ADJ", "DET") and following.feat("Case") == "Gen"


def _anchor(analysis: Analysis, placed: tuple[_Placed, ...]) -> date | None:
    if analysis.document.published:
        return analysis.document.published
    text = analysis.document.content
    for item in placed:
        reading = item.reading
        span = analysis.sentences[item.sentence].span
        written = reading.span.of(span.of(text))
        if reading.year and reading.day and (reading.today or _is_dateline(analysis, item.sentence, written)):
            return _day(reading.year, reading.month or 1, reading.day)
    return None


def _is_dateline(analysis: Analysis, sentence: int, written: str) -> bool:
    """Return whether a date is the document's own: «АСТАНА, 28 ноября 2024.» at the top, or «сегодня»."""
    if written.lower().startswith("сегодня"):
        return True
    words = sum(any(char.isalpha() for char in token.text) for token in analysis.sentences[sentence].tokens)
    return sentence < DATELINE_SENTENCES and words <= DATELINE_WORDS


def _mention(analysis: Analysis, item: _Placed, start: str, end: str | None) -> DateMention:
    offset = analysis.sentences[item.sentence].span.start
    span = Span(item.reading.span.start + offset, item.reading.span.stop + offset)
    mention = Mention(
        document_id=analysis.document.id,
        span=span,
        text=span.of(analysis.document.content),
        type="Date",
        form="name",
        normal=f"{start}/{end}" if end else start,
        sentence=item.sentence,
    )
    kind = item.reading.kind if item.reading.kind in ("month", "year", "season", "week") else "day"
    kind = {4: "year", 7: "month"}.get(len(start), kind) if kind == "day" else kind
    return DateMention(mention, start, end, kind, item.reading.year is not None)


def _value(item: _Placed, context: _Context) -> tuple[str, str | None] | None:
    """Return the ISO start and end of a reading, or None where its year cannot be told."""
    reading = item.reading
    if reading.kind == "day" and reading.month and reading.day:
        return _day_value(item, context)
    if reading.kind == "month" and reading.month:
        year = reading.year or _month_year(item, context)
        return (f"{year}-{reading.month:02}", None) if year else None
    if reading.kind in ("year", "season"):
        return _year_value(item, context)
    return _relative_value(item, context.anchor) if context.anchor else None


def _day_value(item: _Placed, context: _Context) -> tuple[str, str | None] | None:
    reading = item.reading
    if not reading.month or not reading.day:
        return None
    year = reading.year or _year_of(item, context)
    start = _day(year, reading.month, reading.day) if year else None
    if not start:
        return None
    if not reading.end:
        return start.isoformat(), None
    end_year, month, day = reading.end
    end = _day(end_year or start.year, month, day)
    if end and end < start and not end_year:
        end = _day(start.year + 1, month, day)  # «с 30 декабря по 2 января»
    return start.isoformat(), end.isoformat() if end and end > start else None


def _year_of(item: _Placed, context: _Context) -> int | None:
    """Return the year of a day without one: «28 ноября»."""
    reading, anchor = item.reading, context.anchor
    if anchor and reading.qualifier:
        return anchor.year + _step(reading.qualifier)
    twins = {other.year for other in context.full if (other.month, other.day) == (reading.month, reading.day)}
    if len(twins) == 1:
        return twins.pop()
    if not anchor:
        return _only_year(reading, context.full)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before  # «в 2014 году … 18 марта подписали»
    days = [_day(anchor.year + step, reading.month or 1, reading.day or 1) for step in (-1, 0, 1)]
    best = _nearest([day for day in days if day], anchor, item.tense)
    return best.year if best else None


def _only_year(reading: Reading, full: tuple[Reading, ...]) -> int | None:
    """Return the one year that the text's full dates share, when they speak of the same month."""
    years = {other.year for other in full}
    same_month = any(other.month == reading.month for other in full)
    return years.pop() if len(years) == 1 and same_month else None


def _month_year(item: _Placed, context: _Context) -> int | None:
    """Return the year of a month without one: «в ноябре»."""
    reading, anchor = item.reading, context.anchor
    if not anchor or not reading.month:
        return None
    if reading.qualifier:
        return anchor.year + _step(reading.qualifier)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before
    if reading.month == anchor.month:
        return anchor.year
    days = [_day(anchor.year + step, reading.month, MIDDLE) for step in (-1, 0, 1)]
    best = _nearest([day for day in days if day], anchor, item.tense)
    return best.year if best else None


def _nearest(days: list[date], anchor: date, tense: str) -> date | None:
    """Return the day that the tense asks for: the last one up to the anchor, the next one from it, or the nearest."""
    fitting = days
    if tense == "past":
        fitting = [day for day in days if day <= anchor]
    elif tense == "future":
        fitting = [day for day in days if day >= anchor]
    return min(fitting or days, key=lambda day: (abs((day - anchor).days), day), default=None)


def _year_value(item: _Placed, context: _Context) -> tuple[str, str | None] | None:
    reading, anchor = item.reading, context.anchor
    if reading.year and reading.year >= EARLY:
        later = reading.end_year and reading.end_year > reading.year
        return str(reading.year), str(reading.end_year) if later else None
    if not anchor:
        return None
    year = anchor.year + _step(reading.qualifier)
    if reading.qualifier and MINYEAR <= year <= MAXYEAR:
        return f"{year:04}", None
    return None  # «летом» alone may be any summer


def _step(qualifier: str) -> int:
    return {"last": -1, "next": 1}.get(qualifier, 0)


def _relative_value(item: _Placed, anchor: date) -> tuple[str, str | None] | None:
    reading = item.reading
    try:
        if reading.kind == "weekday":
            return _weekday(reading, anchor, item.tense).isoformat(), None
        if reading.kind == "shift":
            return _shifted(anchor, reading.amount, reading.unit), None
        if reading.kind == "month":
            return _shifted(anchor, _step(reading.qualifier), "month"), None
        return (anchor + timedelta(days=7 * _step(reading.qualifier))).isoformat()[:7], None
    except (OverflowError, ValueError):
        return None  # «999 лет назад»


def _weekday(reading: Reading, anchor: date, tense: str) -> date:
    """Return the day that «во вторник» means: the last one, or the next one of a plan."""
    ahead = (reading.amount - anchor.weekday()) % 7
    if reading.qualifier == "last":
        return anchor + timedelta(days=ahead - 7)
    if reading.qualifier == "next":
        return anchor + timedelta(days=7 - anchor.weekday() + reading.amount)
    if tense == "future" or ahead == 0:
        return anchor + timedelta(days=ahead)
    return anchor + timedelta(days=ahead - 7)


def _shifted(anchor: date, amount: int, unit: str) -> str:
    """Return the whole or partial ISO date some units from the anchor; beyond the calendar it raises."""
    if unit == "day":
        return (anchor + timedelta(days=amount)).isoformat()
    if unit == "week":
        return (anchor + timedelta(days=7 * amount)).isoformat()[:7]
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + amount
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    return date(anchor.year + amount, 1, 1).isoformat()[:4]


def _day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None for one that does not exist («31 февраля»)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
