"""How dates are written: every expression of a sentence as a reading that is not yet placed in a year."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.mentions.lexicon import date_words
from kg.model import Span

FULL_FORMS = 3
"""An abbreviated month («ноя») has no more letters; it needs a day before it."""
UNLOWERED = re.compile("[\u1c80-\u1c88]")
"""Variants of Cyrillic letters: a pattern without case takes them for «в», «д», «о», but they have no capitals."""
ABBREVIATIONS = ("февр", "сент", "нояб")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as written.

    Attributes:
        span: Range in the sentence.
        kind: "day", "month", "year", "season", "week", "weekday" or "shift".
        year: None where the text does not say; the same for `month` and `day`.
        end: Year, month and day of the last day of a range, None for a single date.
        qualifier: "last", "this", "next" («прошлого года», «в следующий вторник») or "".
        amount: Weekday (Monday is 0) or how many units to go («два дня назад» is -2).
        unit: Unit of a shift: "day", "month" or "year".
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
    unit: str = ""
    today: bool = False
    attribute: bool = False


@lru_cache(maxsize=1_000)  # a sentence is read for its dates, its events and its words
def read_dates(text: str) -> tuple[Reading, ...]:
    """Return the date expressions of a sentence in text order; the longer reading wins where two overlap."""
    held = _hints_in(text)
    found: list[Reading] = []
    for pattern, build, needed in _patterns():
        if not needed <= held:
            continue
        for match in pattern.finditer(text):
            reading = build(match)
            if reading and not any(reading.span.overlaps(other.span) for other in found):
                found.append(reading)
    return tuple(sorted(found, key=lambda reading: reading.span))


def _hints_in(text: str) -> frozenset[str]:
    """Return which kinds of word the patterns may find in a text; all where letters hide from lower case."""
    hints = _hints()
    if UNLOWERED.search(text):
        return frozenset(hints)
    lower = text.lower()
    return frozenset([name for name, pattern in hints.items() if pattern.search(lower)])


@cache
def _hints() -> dict[str, "re.Pattern[str]"]:
    """Return for each kind of word a pattern that is found wherever one of its words stands."""
    words = date_words()
    kinds = {
        "month": [*(form for forms in words["months"] for form in forms), *words["month_stems"]],
        "ordinal": words["day_words"],
        "season": words["seasons"],
        "qualifier": [form for name in ("last", "this", "next") for form in words[name]],
        "weekday": [form for forms in words["weekdays"] for form in forms],
        "day": [*words["days"], *words["day_adjectives"]],
        "last": ["прошлогодн"],
        "ago": ["назад"],
        "ahead": ["через"],
    }
    digits = {"digit": re.compile(r"\d"), "year": re.compile(r"\d{4}")}
    return digits | {kind: re.compile(_shortest(forms)) for kind, forms in kinds.items()}


def _shortest(forms: Iterable[str]) -> str:
    """Return a pattern of the forms that hold no other form: «янв» stands for «января» too."""
    every = set(forms)
    return "|".join(sorted(form for form in every if not any(other in form for other in every - {form})))


Builder = Callable[["re.Match[str]"], Reading | None]


@cache
def _patterns() -> tuple[tuple["re.Pattern[str]", Builder, frozenset[str]], ...]:
    """Return the patterns, most specific first, each with the kinds of word without which it finds nothing."""
    parts = _parts()
    sources: tuple[tuple[str, Builder, tuple[str, ...]], ...] = (
        (r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _numeric, ("year",)),
        (r"(?<![\d.])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?![\d])", _numeric, ("year",)),
        (r"(?<![\d.])(?:(?:с|со)\s+)?(?P<d>\d{1,2})(?:-?го)?\s+{month}(?:\s+{year1})?\s*(?:[–—‑-]|по|до|и)\s*"
         r"(?P<d2>\d{1,2})(?:-?[её]|-?го)?\s+{month2}{tail}", _month_range, ("digit", "month")),
        (r"(?<![\d.])(?P<d>\d{1,2})(?:-?го)?(?:\s*(?:[–—‑-]|,|\bи\b|\bпо\b)\s*\d{1,2}){0,6}"
         r"\s*(?:[–—‑-]|,|\bи\b|\bпо\b)\s*(?P<d2>\d{1,2})(?:-?[её]|-?го)?\s+{month}{tail}",
         _day_range, ("digit", "month")),
        (r"(?<![\d.,:])(?<!№ )(?:(?:{weekday}|(?P<now>сегодня|вчера|завтра))\s*,?\s+)?"
         r"(?P<d>\d{1,2})(?:-?го|-?е)?\s+{month}{tail}", _day, ("digit", "month")),
        (r"\b(?:(?P<tens>двадцать|тридцать)\s+)?(?P<dw>{day_words})\s+{full}{tail}", _worded_day, ("ordinal", "month")),
        (r"(?<![-\w]){full}(?P<tailed>\s+(?:{year}|{qyear}))", _month, ("month",)),
        (r"\b(?:в|во|на|с|к|до|по|за|начале|середине|конце|начала|середины|концу|началу|половине|числах)\s+{full}(?!\s+\d)",
         _month, ("month",)),
        (r"\b{qualifier}\s+(?P<season>{seasons})(?!\w)", _this_season, ("qualifier", "season")),
        (r"\b(?P<season>{seasons}){tail}", _season, ("season",)),
        (r"\b(?:с\s+)?(?P<y>(?:1[0-9]|20)\d\d)(?:\s+года?)?\s*(?:[–—‑-]|по|до|и)\s*(?P<y2>(?:1[0-9]|20)\d\d)"
         r"(?:-?й|-?м)?\s+(?:год[ауы]?|годах|годов|гг\.?)(?!\w)", _years, ("year",)),
        (r"(?<![-–\w]){year_word}", _year, ("year",)),
        (r"\b(?:в|во|с|до|к|на|после)\s+(?P<y>(?:19|20)\d\d)-?(?:м|го|му|й)\b", _year, ("year",)),
        (r"\b{qualifier}\s+(?:календарн\w+\s+)?(?P<unit>год(?:у|а|ом)?)(?!\w)", _qualified, ("qualifier",)),
        (r"\b{qualifier}\s+(?P<unit>недел[еию]|месяц[еа]?)(?!\w)", _qualified, ("qualifier",)),
        (r"\b{qualifier}\s+(?:{weekends})(?!\w)", _weekend, ("qualifier",)),
        (r"(?<![-\w]){month_stem}(?:ь|ов)?ск{adjective}", _adjective_month, ("month",)),
        (r"(?<![-\w])прошлогодн{soft}", _last_year, ("last",)),
        (r"(?<![-\w])(?P<stem>{day_stems}){soft}(?!\s+(?:день|дня|дню|дне|днём))", _adjective_day, ("day",)),
        (r"\b(?:в|во|на|к|с|со|до|вечером|утром|днём|днем)\s+(?:{qualifier}\s+)?{weekday}(?!\w)",
         _weekday, ("weekday",)),
        (r"(?<![-\w])(?P<rel>{days})(?!\w)", _relative, ("day",)),
        (r"\b(?:(?P<n>\d{1,3}|{numbers})\s+)?{unit}\s+(?P<ago>назад)\b", _shift, ("ago",)),
        (r"\bчерез\s+(?:(?P<n>\d{1,3}|{numbers})\s+)?{unit}\b", _shift, ("ahead",)),
    )  # fmt: skip
    return tuple(
        (re.compile(_fill(source, parts), re.IGNORECASE), build, frozenset(needed)) for source, build, needed in sources
    )


def _parts() -> dict[str, str]:
    words = date_words()
    months = [form for forms in words["months"] for form in forms]
    full = [form for form in months if len(form) > FULL_FORMS or form in words["months"][4]]
    full = [form for form in full if form not in ABBREVIATIONS]
    short = rf"(?:{_any(full)})(?!\w)|(?:{_any(form for form in months if form not in full)})(?!\w)\.?"
    qualifier = _any(form for name in ("last", "this", "next") for form in words[name])
    year = r"(?P<y>(?:1[0-9]|20)\d\d)(?![\d:.]\d)(?:-?го)?(?:\s*(?:год[ау]?|г\.)(?!\w))?"
    qyear = rf"(?P<q>{qualifier})\s+(?:календарного\s+)?года"
    return {
        "full": rf"(?P<m>{_any(full)})(?!\w)",
        "month": rf"(?P<m>{short})",
        "month2": rf"(?P<m2>{short})",
        "year": year,
        "year1": year.replace("<y>", "<y1>"),
        "year_word": r"(?P<y>(?:1[0-9]|20)\d\d)(?:-?(?:й|го|му|м|ом))?\s*(?:год[ауе]?|годом|г\.)(?!\w)",
        "qyear": qyear,
        "tail": rf"(?:,?\s+(?:{year}|{qyear}))?",
        "weekday": rf"(?P<wd>{_any(form for forms in words['weekdays'] for form in forms)})",
        "qualifier": rf"(?P<q>{qualifier})",
        "seasons": _any(words["seasons"]),
        "days": _any(words["days"]),
        "weekends": _any(words["weekends"]),
        "day_words": _any(words["day_words"]),
        "day_stems": _any(words["day_adjectives"]),
        "month_stem": rf"(?P<ms>{_any(words['month_stems'])})",
        "adjective": r"(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)(?!\w)",
        "soft": r"(?:ий|его|ему|им|ем|яя|ей|юю|ее|ие|их)(?!\w)",
        "unit": r"(?P<unit>день|дня|дней|неделю|недели|недель|месяц|месяца|месяцев|год|года|лет)",
        "numbers": _any(words["numbers"]),
    }


def _any(forms: Iterator[str] | list[str] | dict[str, int]) -> str:
    return "|".join(sorted(set(forms), key=lambda form: (-len(form), form)))


def _fill(source: str, parts: dict[str, str]) -> str:
    """Return a pattern with its parts filled in; spaces are bounded, since a hostile text may have a million."""
    filled = re.sub(r"\{([a-z_]+\d?)\}", lambda match: parts[match[1]], source)
    return filled.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}")


def _span(match: "re.Match[str]", *first: str) -> Span:
    """Return the range from the first named group that is there (prepositions stay outside)."""
    start = min((match.start(name) for name in first if match[name] is not None), default=match.start())
    return Span(start, match.start() + len(match[0].rstrip(" ,")))


def _month_number(form: str) -> int:
    return next(number for number, forms in enumerate(date_words()["months"], 1) if form.lower().rstrip(".") in forms)


def _qualifier(match: "re.Match[str]") -> str:
    word = (match.groupdict().get("q") or "").lower()
    return next((name for name in ("last", "this", "next") if word in date_words()[name]), "")


def _number(match: "re.Match[str]", name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _numeric(match: "re.Match[str]") -> Reading:
    return Reading(_span(match), "day", int(match["y"]), int(match["m"]), int(match["d"]))


def _day(match: "re.Match[str]") -> Reading:
    today = (match["now"] or "").lower() == "сегодня"
    span = _span(match, "wd", "now", "d")
    return Reading(
        span, "day", _number(match, "y"), _month_number(match["m"]), int(match["d"]),
        qualifier=_qualifier(match), today=today,
    )  # fmt: skip


def _day_range(match: "re.Match[str]") -> Reading:
    year, month = _number(match, "y"), _month_number(match["m"])
    end = (year, month, int(match["d2"]))
    return Reading(_span(match, "d"), "day", year, month, int(match["d"]), end, qualifier=_qualifier(match))


def _month_range(match: "re.Match[str]") -> Reading:
    year = _number(match, "y")
    end = (year, _month_number(match["m2"]), int(match["d2"]))
    first = _number(match, "y1") or year
    return Reading(
        _span(match, "d"), "day", first, _month_number(match["m"]), int(match["d"]), end, qualifier=_qualifier(match)
    )


def _month(match: "re.Match[str]") -> Reading | None:
    if match["m"][0].isupper() and not match[0].isupper():
        return None  # «Марта», «Май» are names: months are written small
    return Reading(
        _span(match, "m"), "month", _number(match, "y"), _month_number(match["m"]), qualifier=_qualifier(match)
    )


def _season(match: "re.Match[str]") -> Reading | None:
    year = _number(match, "y")
    tailed = year or match["q"]
    if not tailed and match["season"].lower()[-1] in "ыаи":
        return None  # «в разгар лета» names no term
    return Reading(_span(match, "season"), "season", year, qualifier=_qualifier(match))


def _this_season(match: "re.Match[str]") -> Reading:
    return Reading(_span(match, "q"), "season", qualifier=_qualifier(match))


def _weekend(match: "re.Match[str]") -> Reading:
    return Reading(_span(match, "q"), "week", qualifier=_qualifier(match))


def _worded_day(match: "re.Match[str]") -> Reading:
    day = date_words()["day_words"][match["dw"].lower()]
    day += {"двадцать": 20, "тридцать": 30}.get((match["tens"] or "").lower(), 0)
    return Reading(
        _span(match, "tens", "dw"),
        "day",
        _number(match, "y"),
        _month_number(match["m"]),
        day,
        qualifier=_qualifier(match),
    )


def _adjective_month(match: "re.Match[str]") -> Reading | None:
    if match["ms"][0].isupper() and match.start():
        return None  # «Октябрьская площадь»
    month = date_words()["month_stems"].index(match["ms"].lower()) + 1
    return Reading(_span(match), "month", month=month, attribute=True)


def _adjective_day(match: "re.Match[str]") -> Reading:
    amount = date_words()["day_adjectives"][match["stem"].lower()]
    return Reading(_span(match), "shift", amount=amount, unit="day")


def _last_year(match: "re.Match[str]") -> Reading:
    return Reading(_span(match), "year", qualifier="last")


def _years(match: "re.Match[str]") -> Reading:
    return Reading(_span(match, "y"), "year", int(match["y"]), end_year=int(match["y2"]))


def _year(match: "re.Match[str]") -> Reading:
    return Reading(_span(match, "y"), "year", int(match["y"]))


def _qualified(match: "re.Match[str]") -> Reading:
    unit = match["unit"].lower()
    kind = "year" if unit.startswith("год") else "week" if unit.startswith("недел") else "month"
    return Reading(_span(match, "q"), kind, qualifier=_qualifier(match))


def _weekday(match: "re.Match[str]") -> Reading:
    form = match["wd"].lower()
    number = next(number for number, forms in enumerate(date_words()["weekdays"]) if form in forms)
    return Reading(_span(match, "q", "wd"), "weekday", qualifier=_qualifier(match), amount=number)


def _relative(match: "re.Match[str]") -> Reading:
    word = match["rel"].lower()
    return Reading(_span(match, "rel"), "shift", amount=date_words()["days"][word], unit="day", today=word == "сегодня")


def _shift(match: "re.Match[str]") -> Reading:
    written = (match["n"] or "1").lower()
    count = int(written) if written.isdigit() else date_words()["numbers"][written]
    unit = match["unit"].lower()
    names = {"де": "day", "дн": "day", "не": "week", "ме": "month"}
    name = names.get(unit[:2], "year")
    return Reading(_span(match), "shift", amount=-count if "ago" in match.groupdict() else count, unit=name)
