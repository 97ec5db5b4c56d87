"""What a reading covers, placed by the day of writing, the full dates of the text and the tense."""

from collections.abc import Callable
from datetime import date, timedelta

from kg.mentions.date_builders import Reading
from kg.mentions.date_parts import part, season
from kg.mentions.date_scale import Context, Placed, Value, day_of, months_on, nearest, qualified_year, step

EARLY = 1000
MIDDLE = 15
WEEK = 7
FAR = 300
NEAR = 8
"""Days between which a day without a year is sooner the near one than what its tense says."""


def value_of(item: Placed, context: Context) -> Value | None:
    """Return what a reading covers, or None where nothing tells («вчера» in a text without a date)."""
    try:
        return _FINDERS[item.reading.kind](item, context)
    except (OverflowError, ValueError):
        return None  # «999 лет назад», a year that the calendar does not have


def _day(item: Placed, context: Context) -> Value | None:
    reading = item.reading
    if not reading.month or not reading.day:
        return None
    year = reading.year or _year_of(item, context)
    if not year:
        return _yearless(reading)
    start = day_of(year, reading.month, reading.day)
    if not start:
        return None
    if not reading.end:
        return Value(start.isoformat())
    end_year, month, day = reading.end
    end = day_of(end_year or start.year, month, day)
    if end and end < start and not end_year:
        end = day_of(start.year + 1, month, day)  # «с 30 декабря по 2 января»
    return Value(start.isoformat(), end.isoformat() if end and end > start else None)


def _yearless(reading: Reading) -> Value | None:
    """Return a day or month whose year nobody tells: --11-28, --11."""
    if not reading.month:
        return None
    if reading.day and not day_of(2000, reading.month, reading.day):
        return None
    end = None
    if reading.end:
        _, month, day = reading.end
        end = f"--{month:02}-{day:02}" if day else f"--{month:02}"
    own = f"--{reading.month:02}-{reading.day:02}" if reading.day else f"--{reading.month:02}"
    return Value(own, end)


def _year_of(item: Placed, context: Context) -> int | None:
    """Return the year of a day without one: «28 ноября»."""
    reading, anchor = item.reading, context.anchor
    if anchor and reading.qualifier:
        return anchor.year + step(reading.qualifier)
    named = context.full if anchor else context.before  # a year is left out once it was told, not before
    day = (reading.month, reading.day)
    twins = {other.year for other in named if other.year and (other.month, other.day) == day}
    if len(twins) == 1 and (not anchor or abs(min(twins) - anchor.year) <= 1):
        return twins.pop()  # «1 января» in a text of 2024 is not that of «1 января 2019 года»
    if not anchor:
        return _only_year(reading, context.full)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before  # «в 2014 году … 18 марта подписали»
    days = [day_of(anchor.year + shift, reading.month or 1, reading.day or 1) for shift in (-1, 0, 1)]
    known = [day for day in days if day and reading.weekday in (None, day.weekday())]
    best = _likeliest(known or [day for day in days if day], anchor, item.tense)
    return best.year if best else None


def _likeliest(days: list[date], anchor: date, tense: str) -> date | None:
    """Return the day that the tense asks for, unless that is nearly a year away and another one is near.

    A text that means a day of last year says so; «прибудет с визитом, впервые после июля, 27 ноября» only looks past.
    """
    best, near = nearest(days, anchor, tense), nearest(days, anchor, "")
    if best and near and abs((best - anchor).days) > FAR and abs((near - anchor).days) < NEAR:
        return near
    return best


def _only_year(reading: Reading, full: tuple[Reading, ...]) -> int | None:
    """Return the one year that the text's full dates share, when they speak of the same month."""
    years = {other.year for other in full}
    same_month = any(other.month == reading.month for other in full)
    return years.pop() if len(years) == 1 and same_month else None


def _month(item: Placed, context: Context) -> Value | None:
    reading = item.reading
    if not reading.month:
        if not context.anchor:
            return None
        return Value(_shifted(context.anchor, step(reading.qualifier), "month"))
    year = reading.year or _month_year(item, context)
    if not year:
        return _yearless(reading)
    if not reading.end:
        return Value(f"{year:04}-{reading.month:02}")
    end_year, month, _ = reading.end
    end_year = end_year or year + (month < reading.month)
    return Value(f"{year:04}-{reading.month:02}", f"{end_year:04}-{month:02}")


def _month_year(item: Placed, context: Context) -> int | None:
    """Return the year of a month without one: «в ноябре»."""
    reading, anchor = item.reading, context.anchor
    if not anchor or not reading.month:
        return None
    if reading.qualifier:
        return anchor.year + step(reading.qualifier)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before
    if reading.month == anchor.month:
        return anchor.year
    days = [day_of(anchor.year + shift, reading.month, MIDDLE) for shift in (-1, 0, 1)]
    best = nearest([day for day in days if day], anchor, item.tense)
    return best.year if best else None


def _year(item: Placed, context: Context) -> Value | None:
    reading, anchor = item.reading, context.anchor
    if reading.year and reading.year >= EARLY:
        later = reading.end_year and reading.end_year > reading.year
        return Value(str(reading.year), str(reading.end_year) if later else None)
    year = qualified_year(reading, anchor)
    return Value(f"{year:04}") if year else None


def _week(item: Placed, context: Context) -> Value | None:
    if not context.anchor:
        return None
    day = context.anchor + timedelta(days=WEEK * step(item.reading.qualifier))
    monday = day - timedelta(days=day.weekday())
    return Value(day.isoformat()[:7], None, monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def _weekend(item: Placed, context: Context) -> Value | None:
    """Return Saturday and Sunday of «минувшие», «ближайшие выходные»; the tense decides without such a word."""
    anchor, qualifier = context.anchor, item.reading.qualifier
    if not anchor or (not qualifier and item.tense not in ("past", "future")):
        return None
    saturday = anchor + timedelta(days=5 - anchor.weekday() + WEEK * step(qualifier))
    if not step(qualifier) and item.tense == "past" and saturday > anchor:
        saturday -= timedelta(days=WEEK)
    sunday = saturday + timedelta(days=1)
    return Value(saturday.isoformat()[:7], None, saturday.isoformat(), sunday.isoformat())


def _weekday(item: Placed, context: Context) -> Value | None:
    reading, anchor = item.reading, context.anchor
    if not anchor:
        return None
    day = _that_weekday(reading, anchor, item.tense)
    if reading.until is None:
        return Value(day.isoformat())
    last = day + timedelta(days=(reading.until - reading.amount) % WEEK)
    return Value(day.isoformat(), last.isoformat() if last > day else None)


def _that_weekday(reading: Reading, anchor: date, tense: str) -> date:
    """Return the day that «во вторник» means: the last one, or the next one of a plan."""
    ahead = (reading.amount - anchor.weekday()) % WEEK
    if reading.unit == "week":  # «во вторник на прошлой неделе»
        monday = anchor - timedelta(days=anchor.weekday())
        return monday + timedelta(days=WEEK * step(reading.qualifier) + reading.amount)
    if reading.qualifier == "last":
        return anchor + timedelta(days=ahead - WEEK)
    if reading.qualifier == "next":
        return anchor + timedelta(days=WEEK - anchor.weekday() + reading.amount)
    if tense == "future" or ahead == 0:
        return anchor + timedelta(days=ahead)
    return anchor + timedelta(days=ahead - WEEK)


def _shift(item: Placed, context: Context) -> Value | None:
    reading, anchor = item.reading, context.anchor
    if not anchor:
        return None
    if reading.unit == "week":
        day = anchor + timedelta(days=WEEK * reading.amount)
        return Value(day.isoformat()[:7], None, day.isoformat())
    return Value(_shifted(anchor, reading.amount, reading.unit))


def _shifted(anchor: date, amount: int, unit: str) -> str:
    """Return the whole or partial ISO date some units from the anchor; beyond the calendar it raises."""
    if unit == "day":
        return (anchor + timedelta(days=amount)).isoformat()
    if unit == "month":
        return months_on(anchor, amount).isoformat()[:7]
    return date(anchor.year + amount, 1, 1).isoformat()[:4]


_FINDERS: dict[str, Callable[[Placed, Context], Value | None]] = {
    "day": _day,
    "month": _month,
    "year": _year,
    "season": season,
    "quarter": part,
    "half": part,
    "week": _week,
    "weekend": _weekend,
    "weekday": _weekday,
    "shift": _shift,
}
