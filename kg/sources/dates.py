"""The day of publication, as records and pages write it."""

import re
from datetime import date
from email.utils import parsedate_tz

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}\S*)?$")
SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
WORDS = re.compile(r"(\d{1,2})\s+([а-я]{3})[а-я]*\s+(\d{4})(?!\d)")
MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
FIRST_YEAR, LAST_YEAR = 1800, 2200


def parse_published(value: object) -> date | None:
    """Return the day of an ISO, Russian (28.11.2024, 28 ноября 2024) or RFC 2822 date, else None.

    The day is taken as written, in the article's own zone: 00:30+03:00 is not the day before.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()[:80]
    for pattern in (ISO, COMPACT, SLASHED):
        match = pattern.match(text)
        if match:
            return _day(*map(int, match.groups()))
    match = RUSSIAN.match(text)
    if match:
        return _day(*map(int, reversed(match.groups())))
    match = WORDS.match(text.lower())
    if match and match[2] in MONTHS:
        return _day(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    return _mail_day(text)


def _mail_day(text: str) -> date | None:
    """Read «Thu, 28 Nov 2024 10:00:00 +0300»."""
    try:
        parsed = parsedate_tz(text) if re.search(r"\d{4}", text) else None
    except (ValueError, IndexError, TypeError):
        return None
    return _day(parsed[0], parsed[1], parsed[2]) if parsed else None


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
