"""Seasons, quarters and halves of a year as the months that they cover."""

from datetime import date

from kg.mentions.date_builders import Reading
from kg.mentions.date_scale import Context, Placed, Value, months_on, nearest, qualified_year, step

MIDYEAR = 6
SEASONS = {1: (3, 5), 2: (6, 8), 3: (9, 11), 4: (12, 2)}
"""First and last month; winter ends in the next year."""
LENGTHS = {"quarter": 3, "half": 6}


def season(item: Placed, context: Context) -> Value | None:
    """Return the months of a season; «зимой 2023 года» may begin or end the year and stays a year."""
    reading, anchor = item.reading, context.anchor
    first, last = SEASONS[reading.amount]
    if reading.year and reading.end_year:
        return _of_months(reading.year, first, last)
    if reading.year and last < first:
        return Value(str(reading.year))
    year = reading.year or qualified_year(reading, anchor)
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


def part(item: Placed, context: Context) -> Value | None:
    """Return the months of a quarter or half; one without a year is of the year of writing, or as the tense asks."""
    reading, anchor = item.reading, context.anchor
    length = LENGTHS[reading.kind]
    if reading.amount == 0:
        return _own_part(reading, anchor, length)
    year = reading.year or qualified_year(reading, anchor)
    first = length * (reading.amount - 1) + 1
    if not year and anchor:
        starts = [date(anchor.year + shift, first, 1) for shift in (-1, 0, 1)]
        best = nearest(starts, anchor, "past") if item.tense == "past" else None
        ahead = [day for day in starts if months_on(day, length) > anchor]
        best = best or (ahead[0] if item.tense == "future" else date(anchor.year, first, 1))
        year = best.year
    return _of_months(year, first, first + length - 1) if year else None


def _own_part(reading: Reading, anchor: date | None, length: int) -> Value | None:
    """Return the months of «в прошлом квартале», «в этом полугодии»."""
    if not anchor:
        return None
    begun = date(anchor.year, (anchor.month - 1) // length * length + 1, 1)
    first = months_on(begun, length * step(reading.qualifier))
    last = months_on(first, length - 1)
    return Value(f"{first.year:04}", None, first.isoformat()[:7], last.isoformat()[:7])
