"""What a date pattern's match means: a reading, not yet placed in a year."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.mentions.lexicon import date_words
from kg.model import Span

QUALIFIERS = ("before", "last", "this", "next")
STREETS = re.compile(
    r"(?:\b(?:улиц\w*|ул\.|площад\w*|пл\.|проспект\w*|пр-т\w*|бульвар\w*|переул\w*|станци\w*|парк\w*|завод\w*|имени|им\.)\s+)$",
    re.IGNORECASE,
)
"""«на улице 8 Марта» names no day."""
HALF_YEAR = ("полгода", "полгодика")
TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50}


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as written.

    Attributes:
        span: Range in the sentence.
        kind: "day", "month", "year", "season", "quarter", "half", "week", "weekend", "weekday" or "shift".
        year: None where the text does not say; the same for `month` and `day`.
        end: Year, month and day of the last day of a range (day 0 for a range of months), None for a single date.
        end_year: Last year of a range of years.
        qualifier: "before", "last", "this", "next" («позапрошлого», «прошлого года», «в следующий вторник») or "".
        amount: Weekday (Monday is 0), number of a quarter or half, or how many units to go («два дня назад» is -2).
        weekday: Weekday that stands with a day («в пятницу, 29 ноября»), None where none does.
        until: Last weekday of a range («с понедельника по среду»), None for one day.
        unit: Unit of a shift: "day", "week", "month" or "year"; "week" for a weekday of «на прошлой неделе».
        today: Whether «сегодня» stands with the date («сегодня, 21 мая»).
        attribute: Whether it is an adjective («июльский саммит»).
    """

    span: Span
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: tuple[int | None, int, int] | None = None
    end_year: int | None = None
    qualifier: str = ""
    amount: int = 0
    weekday: int | None = None
    until: int | None = None
    unit: str = ""
    today: bool = False
    attribute: bool = False


Match = re.Match[str]
Builder = Callable[[Match], Reading | None]


def _group(match: Match, name: str) -> str:
    """Return what a group caught, in lower case; "" where it caught nothing or the pattern has no such group."""
    return (match.groupdict().get(name) or "").lower()


def _span(match: Match, *first: str) -> Span:
    """Return the range from the first named group that is there (prepositions stay outside)."""
    start = min((match.start(name) for name in first if _group(match, name)), default=match.start())
    return Span(start, match.start() + len(match[0].rstrip(" ,")))


def _month_number(form: str) -> int:
    return next(number for number, forms in enumerate(date_words()["months"], 1) if form.lower().rstrip(".") in forms)


def _qualifier(match: Match) -> str:
    if _group(match, "own"):
        return "this"  # «с. г.»
    return _qualifier_of(_group(match, "q"))


def _qualifier_of(word: str) -> str:
    return next((name for name in QUALIFIERS if word in date_words()[name]), "")


def _number(match: Match, name: str) -> int | None:
    value = _group(match, name)
    return int(value) if value else None


def _is_name(match: Match, group: str) -> bool:
    """Return whether a month is written as a name: «Марта», «Май», «улица 8 Марта»; months are written small."""
    if STREETS.search(match.string[: match.start()]):
        return True
    opens = match.start(group) == 0 and _number(match, "y") is not None  # «Июнь 2016 года стал …»
    return match[group][0].isupper() and not match[0].isupper() and not opens


def numeric(match: Match) -> Reading | None:
    """Read «28.11.2024», «2024-11-28» and «28.11.24»."""
    year = int(match["y"])
    return Reading(_span(match), "day", year if year > 99 else 2000 + year, int(match["m"]), int(match["d"]))


def day(match: Match) -> Reading | None:
    """Read «28 ноября», «пятницу, 29 ноября», «сегодня, 28 ноября 2024 года»."""
    if STREETS.search(match.string[: match.start()]):
        return None
    named = _weekday_number(match["wd"]) if _group(match, "wd") else None
    return Reading(
        _span(match, "wd", "now", "d"), "day", _number(match, "y"), _month_number(match["m"]), int(match["d"]),
        qualifier=_qualifier(match), weekday=named, today=_group(match, "now") == "сегодня",
    )  # fmt: skip


def day_range(match: Match) -> Reading:
    """Read «19–21 мая», «с 19 по 21 мая», «8, 9 июля»."""
    year, month = _number(match, "y"), _month_number(match["m"])
    end = (year, month, int(match["d2"]))
    return Reading(_span(match, "d"), "day", year, month, int(match["d"]), end, qualifier=_qualifier(match))


def month_crossing(match: Match) -> Reading:
    """Read «с 30 июня по 2 июля», «30 декабря 2019 года – 8 января 2020 года»."""
    year, first, last = _number(match, "y"), _month_number(match["m"]), _month_number(match["m2"])
    own = _number(match, "y1") or (year - 1 if year and first > last else year)
    return Reading(
        _span(match, "d"), "day", own, first, int(match["d"]), (year, last, int(match["d2"])),
        qualifier=_qualifier(match),
    )  # fmt: skip


def worded_day(match: Match) -> Reading:
    """Read «двадцать первого мая»."""
    number = date_words()["day_words"][match["dw"].lower()]
    number += {"двадцать": 20, "тридцать": 30}.get(_group(match, "tens"), 0)
    return Reading(
        _span(match, "tens", "dw"), "day", _number(match, "y"), _month_number(match["m"]), number,
        qualifier=_qualifier(match),
    )  # fmt: skip


def month(match: Match) -> Reading | None:
    """Read «в ноябре», «ноябрь 2024 года», «ноябре прошлого года»."""
    if _is_name(match, "m"):
        return None
    return Reading(
        _span(match, "m"), "month", _number(match, "y"), _month_number(match["m"]), qualifier=_qualifier(match)
    )


def months(match: Match) -> Reading | None:
    """Read «с марта по июнь 2024 года», «в мае–июне», «с ноября 2023 по март 2024 года»."""
    if _is_name(match, "m"):
        return None
    year, first, last = _number(match, "y"), _month_number(match["m"]), _month_number(match["m2"])
    own = _number(match, "y1") or (year - 1 if year and first > last else year)
    return Reading(_span(match, "m"), "month", own, first, end=(year, last, 0), qualifier=_qualifier(match))


def adjective_month(match: Match) -> Reading | None:
    """Read «июльский саммит»."""
    if match["ms"][0].isupper() and match.start():
        return None  # «Октябрьская площадь»
    number = date_words()["month_stems"].index(match["ms"].lower()) + 1
    return Reading(_span(match), "month", month=number, attribute=True)


def season(match: Match) -> Reading | None:
    """Read «весной 2023 года», «прошлой осенью», «осенью прошлого года», «летом»."""
    word, year, later = _group(match, "season"), _number(match, "y"), _number(match, "y2")
    if not (year or _qualifier(match)) and word[-1] in "ыаи":
        return None  # «в разгар лета» names no term
    number = next(number for number, stem in enumerate(("весн", "лет", "осен", "зим"), 1) if word.startswith(stem))
    return Reading(_span(match, "season"), "season", year, amount=number, end_year=later, qualifier=_qualifier(match))


def own_season(match: Match) -> Reading | None:
    """Read «прошлой осенью», «этим летом»."""
    found = season(match)
    return replace(found, span=_span(match, "q")) if found else None


def part(match: Match) -> Reading | None:
    """Read «третьем квартале 2022 года», «втором полугодии», «первой половине года»."""
    ordinals = date_words()["ordinals"]
    word = _group(match, "no")
    number = ordinals.get(word) or next((ordinals[stem] for stem in ordinals if word.startswith(stem)), 0)
    kind = "quarter" if match["part"].lower().startswith("кварт") else "half"
    if kind == "half" and number > 2:
        return None
    return Reading(_span(match, "no", "q0"), kind, _number(match, "y"), amount=number, qualifier=_part_qualifier(match))


def _part_qualifier(match: Match) -> str:
    """Return the qualifier of the part itself («в прошлом квартале») or of its year."""
    return _qualifier_of(_group(match, "q0")) or _qualifier(match)


def weekend(match: Match) -> Reading:
    """Read «минувшие выходные»."""
    return Reading(_span(match, "q"), "weekend", qualifier=_qualifier(match))


def last_year(match: Match) -> Reading:
    """Read «прошлогодний»."""
    return Reading(_span(match), "year", qualifier="last")


def years(match: Match) -> Reading | None:
    """Read «1995–2002 годах», «с 2019 по 2024 год», «2023/24 году»."""
    first, last = int(match["y"]), int(match["y2"])
    if last < 100:
        last += first // 100 * 100
    return Reading(_span(match, "y"), "year", first, end_year=last) if first < last else None


def year(match: Match) -> Reading:
    """Read «2014 году», «2014-м»."""
    return Reading(_span(match, "y"), "year", int(match["y"]))


def decade(match: Match) -> Reading | None:
    """Read «1990-х годах», «90-х»; of two digits only those of one century («20-х» may be 1920 or 2020)."""
    first = int(match["y"])
    if first < 100:
        if first == 20 and not _group(match, "century"):
            return None
        first += 1900 if _group(match, "century") or first >= 30 else 2000
    return Reading(_span(match, "y"), "year", first, end_year=first + 9)


def worded_decade(match: Match) -> Reading:
    """Read «девяностые годы», «в нулевых»."""
    first = date_words()["decades"][match["dec"].lower()]
    return Reading(_span(match, "dec"), "year", first, end_year=first + 9)


def qualified(match: Match) -> Reading:
    """Read «в прошлом году», «на следующей неделе», «в этом месяце», «в конце года»."""
    unit = match["unit"].lower()
    kind = "year" if unit.startswith("год") else "week" if unit.startswith("недел") else "month"
    own = "this" if _group(match, "bound") else _qualifier(match)
    return Reading(_span(match, "bound", "q"), kind, qualifier=own)


def weekday(match: Match) -> Reading:
    """Read «в пятницу», «в прошлый четверг», «с понедельника по среду», «во вторник на прошлой неделе»."""
    until = _weekday_number(match["wd2"]) if _group(match, "wd2") else None
    return Reading(
        _span(match, "q", "wd"), "weekday", qualifier=_qualifier(match), amount=_weekday_number(match["wd"]),
        until=until, unit="week" if _group(match, "week") else "",
    )  # fmt: skip


def _weekday_number(form: str) -> int:
    return next(number for number, forms in enumerate(date_words()["weekdays"]) if form.lower() in forms)


def relative(match: Match) -> Reading:
    """Read «вчера», «завтра»."""
    word = match["rel"].lower()
    return Reading(_span(match, "rel"), "shift", amount=date_words()["days"][word], unit="day", today=word == "сегодня")


def adjective_day(match: Match) -> Reading:
    """Read «вчерашний»."""
    amount = date_words()["day_adjectives"][match["stem"].lower()]
    return Reading(_span(match), "shift", amount=amount, unit="day")


def shift(match: Match) -> Reading:
    """Read «три дня назад», «через две недели», «полгода назад», «полтора года назад»."""
    written = _group(match, "n") or "1"
    count = int(written) if written.isdigit() else date_words()["numbers"][written]
    count += TENS.get(_group(match, "tens"), 0)
    unit = match["unit"].lower()
    names = {"де": "day", "дн": "day", "су": "day", "не": "week", "ме": "month"}
    name = names.get(unit[:2], "year")
    if unit in HALF_YEAR:
        name, count = "month", 6 * count
    if written == "полтора" and name == "year":
        name, count = "month", 18
    return Reading(_span(match), "shift", amount=-count if _group(match, "ago") else count, unit=name)
