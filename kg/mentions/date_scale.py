"""A reading placed in a text, what it covers, and the arithmetic of years and months that places it."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from kg.mentions.date_builders import Reading

STEPS = {"before": -2, "last": -1, "next": 1}


@dataclass(frozen=True, slots=True)
class Context:
    """What undated readings are placed by: the day of writing, if known, the full dates of the text, those so far."""

    anchor: date | None
    full: tuple[Reading, ...]
    before: tuple[Reading, ...] = ()


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


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None for one that does not exist («31 февраля»)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(days: list[date], anchor: date, tense: str) -> date | None:
    """Return the day that the tense asks for: the last one up to the anchor, the next one from it, or the nearest."""
    fitting = days
    if tense == "past":
        fitting = [day for day in days if day <= anchor]
    elif tense == "future":
        fitting = [day for day in days if day >= anchor]
    return min(fitting or days, key=lambda day: (abs((day - anchor).days), day), default=None)


def qualified_year(reading: Reading, anchor: date | None) -> int | None:
    """Return the year of «прошлого года», «этой», None without a qualifier or a day of writing."""
    if not anchor or not reading.qualifier:
        return None
    year = anchor.year + step(reading.qualifier)
    return year if MINYEAR <= year <= MAXYEAR else None


def step(qualifier: str) -> int:
    """Return how many units a qualifier goes: «прошлый» -1, «позапрошлый» -2, «следующий» 1, else 0."""
    return STEPS.get(qualifier, 0)


def months_on(day: date, amount: int) -> date:
    """Return the first day of the month some months on; beyond the calendar it raises ValueError."""
    months = day.year * 12 + day.month - 1 + amount
    return date(months // 12, months % 12 + 1, 1)
