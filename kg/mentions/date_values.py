"""What a reading covers, placed by the day of writing, the full dates of the text and the tense."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kg.mentions.date_builders import Reading

EARLY = 1000
MIDDLE = 15
WEEK = 7
FAR = 300
NEAR = 8
"""Days between which a day without a year is sooner the near one than what its tense says."""
STEPS = {"before": -2, "last": -1, "next": 1}
SEASONS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 2)}
"""First and last month; winter ends in the next year."""
MIDYEAR = 6
LENGTHS = {"quarter": 3, "half": 6}


@dataclass(frozen=True, slots=True)
class Context:
    """What undated readings are placed by: the day of writing, if known, and the full dates of the text."""

    anchor: date | None
    full: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading with its sentence, the tense of its clause and the year named before it in the sentence."""

    reading: Reading
    sentence: int
    tense: str
    year_before: int | None


@dataclass(frozen=True, slots=True)
class Value:
    """What a date covers, ISO dates, whole or partial; --11-28 and --11 where no year can be told.

    `start` and `end` say it as the date of an event, no more exact than a reader would («весной 2023
    года» is 2023, «на этой неделе» is 2024-11); `first` and `last` say what the words cover (2023-03
    to 2023-05, Monday to Sunday).
    """

    start: str
    end: str | None = None
    first: str = ""
    last: str | None = None

    @property
    def covers(self) -> tuple[str, str | None]:
        """Return the first day, month or year, and the last one of what is longer."""
        return (self.first, self.last) if self.first else (self.start, self.end)


def value_of(item: Placed, context: Context) -> Value | None:
    """Return what a reading covers, or None where nothing tells («вчера» in a text without a date)."""
    try:
        return _FINDERS[item.reading.kind](item, context)
    except (OverflowError, ValueError):
        return None  # «999 лет назад», a year that the calendar does not have


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None for one that does not exist («31 февраля»)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
        return anchor.year + _step(reading.qualifier)
    twins = {other.year for other in context.full if (other.month, other.day) == (reading.month, reading.day)}
    if len(twins) == 1:
        return twins.pop()
    if not anchor:
        return _only_year(reading, context.full)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before  # «в 2014 году … 18 марта подписали»
    days = [day_of(anchor.year + step, reading.month or 1, reading.day or 1) for step in (-1, 0, 1)]
    known = [day for day in days if day and reading.weekday in (None, day.weekday())]
    best = _likeliest(known or [day for day in days if day], anchor, item.tense)
    return best.year if best else None


def _likeliest(days: list[date], anchor: date, tense: str) -> date | None:
    """Return the day that the tense asks for, unless that is nearly a year away and another one is near.

    A text that means a day of last year says so; «прибудет с визитом, впервые после июля, 27 ноября» only looks past.
    """
    best, near = _nearest(days, anchor, tense), _nearest(days, anchor, "")
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
        return Value(_shifted(context.anchor, _step(reading.qualifier), "month"))
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
        return anchor.year + _step(reading.qualifier)
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before
    if reading.month == anchor.month:
        return anchor.year
    days = [day_of(anchor.year + step, reading.month, MIDDLE) for step in (-1, 0, 1)]
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


def _year(item: Placed, context: Context) -> Value | None:
    reading, anchor = item.reading, context.anchor
    if reading.year and reading.year >= EARLY:
        later = reading.end_year and reading.end_year > reading.year
        return Value(str(reading.year), str(reading.end_year) if later else None)
    year = _qualified_year(reading, anchor)
    return Value(f"{year:04}") if year else None


def _qualified_year(reading: Reading, anchor: date | None) -> int | None:
    """Return the year of «прошлого года», «этой», None without a qualifier or a day of writing."""
    if not anchor or not reading.qualifier:
        return None
    year = anchor.year + _step(reading.qualifier)
    return year if MINYEAR <= year <= MAXYEAR else None


def _step(qualifier: str) -> int:
    return STEPS.get(qualifier, 0)


def _season(item: Placed, context: Context) -> Value | None:
    """Return the months of a season; «зимой 2023 года» may begin or end the year and stays a year."""
    reading, anchor = item.reading, context.anchor
    first, last = SEASONS[reading.amount]
    if reading.year and reading.end_year:
        return _of_months(reading.year, first, last)
    if reading.year and last < first:
        return Value(str(reading.year))
    year = reading.year or _qualified_year(reading, anchor)
    if last < first and year and anchor:
        year = _winter(reading, anchor)
    year = year or _season_year(item, anchor)
    if not year:
        return None
    return _of_months(year, first, last)


def _of_months(year: int, first: int, last: int) -> Value:
    """Return months of a year, as an event's date the year alone; what ends before it begins ends a year later."""
    return Value(f"{year:04}", None, f"{year:04}-{first:02}", f"{year + (last < first):04}-{last:02}")


def _winter(reading: Reading, anchor: date) -> int:
    """Return the year in which «прошлой», «этой», «следующей зимой» begins."""
    begun = anchor.year - (anchor.month < SEASONS[4][0])
    if reading.qualifier == "this":
        return begun if anchor.month == 12 or anchor.month <= MIDYEAR else begun + 1
    inside = anchor.month in (1, 2, 12)
    return begun + {"before": -1, "last": 0, "next": 1}[reading.qualifier] - (inside and reading.qualifier != "next")


def _season_year(item: Placed, anchor: date | None) -> int | None:
    """Return the year of a season that only the tense places: «летом состоится», «весной подписали»."""
    if not anchor or item.tense not in ("past", "future"):
        return None
    if item.year_before and item.year_before < anchor.year and item.tense == "past":
        return item.year_before
    first, last = SEASONS[item.reading.amount]
    if item.tense == "past":
        return anchor.year if date(anchor.year, first, 1) <= anchor else anchor.year - 1
    ends = ((year, date(year + (last < first), last, 28)) for year in (anchor.year - 1, anchor.year, anchor.year + 1))
    return next(year for year, end in ends if end >= anchor)


def _part(item: Placed, context: Context) -> Value | None:
    """Return the months of a quarter or half; one without a year is of the year of writing, or as the tense asks."""
    reading, anchor = item.reading, context.anchor
    length = LENGTHS[reading.kind]
    if reading.amount == 0:
        return _own_part(reading, anchor, length)
    year = reading.year or _qualified_year(reading, anchor)
    first = length * (reading.amount - 1) + 1
    if not year and anchor:
        starts = [date(anchor.year + step, first, 1) for step in (-1, 0, 1)]
        best = _nearest(starts, anchor, "past") if item.tense == "past" else None
        ahead = [day for day in starts if _months_on(day, length) > anchor]
        best = best or (ahead[0] if item.tense == "future" else date(anchor.year, first, 1))
        year = best.year
    return _of_months(year, first, first + length - 1) if year else None


def _own_part(reading: Reading, anchor: date | None, length: int) -> Value | None:
    """Return the months of «в прошлом квартале», «в этом полугодии»."""
    if not anchor:
        return None
    begun = date(anchor.year, (anchor.month - 1) // length * length + 1, 1)
    first = _months_on(begun, length * _step(reading.qualifier))
    last = _months_on(first, length - 1)
    return Value(f"{first.year:04}", None, first.isoformat()[:7], last.isoformat()[:7])


def _months_on(day: date, amount: int) -> date:
    months = day.year * 12 + day.month - 1 + amount
    return date(months // 12, months % 12 + 1, 1)


def _week(item: Placed, context: Context) -> Value | None:
    if not context.anchor:
        return None
    day = context.anchor + timedelta(days=WEEK * _step(item.reading.qualifier))
    monday = day - timedelta(days=day.weekday())
    return Value(day.isoformat()[:7], None, monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def _weekend(item: Placed, context: Context) -> Value | None:
    """Return Saturday and Sunday of «минувшие», «ближайшие выходные»; the tense decides without such a word."""
    anchor, qualifier = context.anchor, item.reading.qualifier
    if not anchor or (not qualifier and item.tense not in ("past", "future")):
        return None
    saturday = anchor + timedelta(days=5 - anchor.weekday() + WEEK * _step(qualifier))
    if not _step(qualifier) and item.tense == "past" and saturday > anchor:
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
        return monday + timedelta(days=WEEK * _step(reading.qualifier) + reading.amount)
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
        return _months_on(anchor, amount).isoformat()[:7]
    return date(anchor.year + amount, 1, 1).isoformat()[:4]


_FINDERS: dict[str, Callable[[Placed, Context], Value | None]] = {
    "day": _day,
    "month": _month,
    "year": _year,
    "season": _season,
    "quarter": _part,
    "half": _part,
    "week": _week,
    "weekend": _weekend,
    "weekday": _weekday,
    "shift": _shift,
}
