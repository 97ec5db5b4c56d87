"""How dates are written: every expression of a sentence as a reading that is not yet placed in a year."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg.mentions import date_builders as build
from kg.mentions.date_builders import QUALIFIERS, Builder, Reading
from kg.mentions.lexicon import date_words

FULL_FORMS = 3
"""An abbreviated month («ноя») has no more letters; it needs a day before it."""
UNLOWERED = re.compile("[\u1c80-\u1c88]")
"""Variants of Cyrillic letters: a pattern without case takes them for «в», «д», «о», but they have no capitals."""
ABBREVIATIONS = ("февр", "сент", "нояб")
DASH = "[–—‑-]"


@lru_cache(maxsize=1_000)  # a sentence is read for its dates, its events and its words
def read_dates(text: str) -> tuple[Reading, ...]:
    """Return the date expressions of a sentence in text order; the longer reading wins where two overlap."""
    held = _hints_in(text)
    found: list[Reading] = []
    for pattern, made, needed in _patterns():
        if not needed <= held:
            continue
        for match in pattern.finditer(text):
            reading = made(match)
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
        "qualifier": [form for name in QUALIFIERS for form in words[name]],
        "weekday": [form for forms in words["weekdays"] for form in forms],
        "day": [*words["days"], *words["day_adjectives"]],
        "last": ["прошлогодн"],
        "ago": ["назад"],
        "ahead": ["через"],
        "part": ["квартал", "полугоди", "половин"],
        "bound": ["начал", "середин", "кон", "итогам"],
        "decade": words["decades"],
        "weekend": words["weekends"],
    }
    digits = {"digit": re.compile(r"\d"), "year": re.compile(r"\d{4}")}
    return digits | {kind: re.compile(_shortest(forms)) for kind, forms in kinds.items()}


def _shortest(forms: Iterable[str]) -> str:
    """Return a pattern of the forms that hold no other form: «янв» stands for «января» too."""
    every = set(forms)
    return "|".join(sorted(form for form in every if not any(other in form for other in every - {form})))


@cache
def _patterns() -> tuple[tuple["re.Pattern[str]", Builder, frozenset[str]], ...]:
    """Return the patterns, most specific first, each with the kinds of word without which it finds nothing."""
    parts = _parts()
    return tuple(
        (re.compile(_fill(source, parts), re.IGNORECASE), made, frozenset(needed))
        for source, made, needed in (*_days(), *_months(), *_years(), *_relative())
    )


Source = tuple[str, Builder, tuple[str, ...]]


def _days() -> tuple[Source, ...]:
    """Return the patterns of days with a month."""
    return (
        (r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", build.numeric, ("year",)),
        (r"(?<![\d.])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?![\d])", build.numeric, ("year",)),
        (r"(?<![\d.,:])(?P<d>[0-3]\d)\.(?P<m>[01]\d)\.(?P<y>[0-4]\d)(?![\d.,:]\d|\d)", build.numeric, ("digit",)),
        (r"(?<![\d.])(?:(?:с|со)\s+)?(?P<d>\d{1,2})(?:-?го)?\s+{month}(?:\s+{year1})?\s*(?:{dash}|по|до|и)\s*"
         r"(?P<d2>\d{1,2})(?:-?[её]|-?го)?\s+{month2}{tail}", build.month_crossing, ("digit", "month")),
        (r"(?<![\d.])(?P<d>\d{1,2})(?:-?го)?(?:\s*(?:{dash}|,|\bи\b|\bпо\b)\s*\d{1,2}){0,6}"
         r"\s*(?:{dash}|,|\bи\b|\bпо\b)\s*(?P<d2>\d{1,2})(?:-?[её]|-?го)?\s+{month}{tail}",
         build.day_range, ("digit", "month")),
        (r"(?<![\d.,:])(?<!№ )(?:(?:{weekday}|(?P<now>сегодня|вчера|завтра))\s*,?\s+)?"
         r"(?P<d>\d{1,2})(?:-?го|-?е)?\s+{month}{tail}", build.day, ("digit", "month")),
        (r"\b(?:(?P<tens>двадцать|тридцать)\s+)?(?P<dw>{day_words})\s+{full}{tail}",
         build.worded_day, ("ordinal", "month")),
    )  # fmt: skip


def _months() -> tuple[Source, ...]:
    """Return the patterns of months, seasons, quarters and halves of a year."""
    return (
        (r"\b(?:в|во|на|за|между|с|со)\s+{full}(?:\s+{year1})?\s*(?:{dash}|по|до|и)\s*{full2}{tail}",
         build.months, ("month",)),
        (r"(?<![-\w]){full}(?:\s+{year1})?\s*(?:{dash}|по)\s*{full2}(?:\s+(?:{year}|{qyear}|{own}))",
         build.months, ("month",)),
        (r"(?<![-\w]){full}(?P<tailed>\s+(?:{year}|{qyear}|{own}))", build.month, ("month",)),
        (r"\b(?:в|во|на|с|к|до|по|за|от|после|начале|середине|середину|конце|конец|начало|начала|середины|конца|концу|началу"
         r"|половину|половине|числах)\s+{full}(?!\s+\d)", build.month, ("month",)),
        (r"\b{qualifier}\s+(?P<season>{seasons})(?!\w)", build.own_season, ("qualifier", "season")),
        (r"\b(?P<season>{seasons})\s+(?P<y>(?:19|20)\d\d)\s*[/–—-]\s*(?P<y2>\d{2,4})(?:\s+год(?:а|ов))?",
         build.season, ("season", "year")),
        (r"\b(?P<season>{seasons}){tail}", build.season, ("season",)),
        (r"\b(?:(?P<no>{ordinals})(?:\w{0,3}|-\w{1,2})\s+|{qualifier0}\s+)"
         r"(?P<part>квартал\w{0,3}|полугоди\w{1,2}|половин\w{1,2}\s+(?=года|\d{4}|{qualifier2}\s+года)(?:года\b)?)"
         r"(?:,?\s{0,3}(?:{year}|{qyear}|{own}))?", build.part, ("part",)),
        (r"(?<![-\w]){month_stem}(?:ь|ов)?ск{adjective}", build.adjective_month, ("month",)),
    )  # fmt: skip


def _years() -> tuple[Source, ...]:
    """Return the patterns of years and decades."""
    return (
        (r"\b(?:с\s+)?(?P<y>(?:1[0-9]|20)\d\d)(?:-?го)?(?:\s+года?)?\s*(?:{dash}|по|до|и)\s*(?P<y2>(?:1[0-9]|20)\d\d)"
         r"(?:-?й|-?м|-?го|-?е|-?х)?\s+(?:год[ауы]?|годах|годов|гг\.?)(?!\w)", build.years, ("year",)),
        (r"\bс\s+(?P<y>(?:19|20)\d\d)(?:-?го)?\s+(?:по|до)\s+(?P<y2>(?:19|20)\d\d)(?:-?й|-?го)?(?![\w])",
         build.years, ("year",)),
        (r"(?<=\()(?:с\s+)?(?P<y>(?:19|20)\d\d)\s*{dash}\s*(?P<y2>(?:19|20)\d\d)(?=[,;)])", build.years, ("year",)),
        (r"(?<![-–\w])(?P<y>(?:19|20)\d\d)/(?P<y2>\d\d|(?:19|20)\d\d)\s+год(?:а|у|ов|ах)(?!\w)",
         build.years, ("year",)),
        (r"(?<![-–\w.,])(?P<y>(?:1[89]|20)\d0)-?(?:х|е|ми|м)(?!\w)(?:\s+(?:год(?:ы|ов|ам|ах|ами)|гг\.))?",
         build.decade, ("year",)),
        (r"(?<![-–\w.,])(?P<y>[0-9]0)-?(?:х|е)\s+(?:год(?:ы|ов|ам|ах|ами)|гг\.)(?P<century>\s+(?:прошлого|XX|ХХ)\s+века)?",
         build.decade, ("digit",)),
        (r"(?<![-–\w.,])(?:(?<=в )|(?<=конце )|(?<=начале )|(?<=середине ))(?P<y>[0-9]0)-?х(?!\w)",
         build.decade, ("digit",)),
        (r"\b(?:(?:в|конце|начале|середине|конца|начала|середины)\s+(?=\w+(?!\w))|(?=\w+\s+год))(?P<dec>{decades})(?:ые|ых)(?!\w)(?:\s+год(?:ы|ов|ах))?",
         build.worded_decade, ("decade",)),
        (r"(?<![-–\w]){year_word}", build.year, ("year",)),
        (r"\b(?:в|во|с|до|к|на|после|по)\s+(?P<y>(?:19|20)\d\d)-?(?:м|го|му|й)\b", build.year, ("year",)),
        (r"\b{qualifier}\s+(?:календарн\w+\s+)?(?P<unit>год(?:у|а|ом)?)(?!\w)", build.qualified, ("qualifier",)),
        (r"\b(?P<bound>начал[аеу]|середин[аеуы]|кон(?:ец|ца|це|цу)|итогам)\s+(?P<unit>года|месяца|недели)(?!\w)",
         build.qualified, ("bound",)),
        (r"(?<![-\w])прошлогодн{soft}", build.last_year, ("last",)),
    )  # fmt: skip


def _relative() -> tuple[Source, ...]:
    """Return the patterns of weeks, weekdays and distances."""
    return (
        (r"\b(?:в|во|на|к|с|со|до)\s+{weekday}\s+(?:на\s+)?{qualifier}\s+(?P<week>недел[еи])(?!\w)",
         build.weekday, ("weekday", "qualifier")),
        (r"\b{qualifier}\s+(?P<week>неделе)\s*,?\s+(?:в|во)\s+{weekday}(?!\w)",
         build.weekday, ("weekday", "qualifier")),
        (r"\b{qualifier}\s+(?P<unit>недел[еию]|месяц[еа]?)(?!\w)", build.qualified, ("qualifier",)),
        (r"\b{qualifier}\s+(?:{weekends})(?!\w)", build.weekend, ("qualifier",)),
        (r"\b(?:в|на)\s+(?:{weekends})(?!\w)", build.weekend, ("weekend",)),
        (r"(?<![-\w])(?P<stem>{day_stems}){soft}(?!\s+(?:день|дня|дню|дне|днём))", build.adjective_day, ("day",)),
        (r"\b(?:с|со|в|во)\s+(?:{qualifier}\s+)?{weekday}\s*(?:{dash}|по|до|и|,\s*)\s*(?:(?:в|во)\s+)?{weekday2}(?!\w)",
         build.weekday, ("weekday",)),
        (r"\b(?:в|во|на|к|с|со|до|вечером|утром|днём|днем)\s+(?:{qualifier}\s+)?{weekday}(?!\w)",
         build.weekday, ("weekday",)),
        (r"(?<![-\w])(?P<rel>{days})(?!\w)", build.relative, ("day",)),
        (r"\b(?:(?:(?P<tens>{tens})\s+)?(?P<n>\d{1,3}|{numbers})\s+)?{unit}\s+(?P<ago>назад)\b", build.shift, ("ago",)),
        (r"\bчерез\s+(?:(?:(?P<tens>{tens})\s+)?(?P<n>\d{1,3}|{numbers})\s+)?{unit}\b(?!\s+(?:после|со?)\b)",
         build.shift, ("ahead",)),
    )  # fmt: skip


def _parts() -> dict[str, str]:
    words = date_words()
    months = [form for forms in words["months"] for form in forms]
    full = [form for form in months if len(form) > FULL_FORMS or form in words["months"][4]]
    full = [form for form in full if form not in ABBREVIATIONS]
    short = rf"(?:{_any(full)})(?!\w)|(?:{_any(form for form in months if form not in full)})(?!\w)\.?"
    qualifier = _any(form for name in QUALIFIERS for form in words[name])
    weekdays = _any(form for forms in words["weekdays"] for form in forms)
    year = r"(?P<y>(?:1[0-9]|20)\d\d)(?![\d:.]\d)(?:-?го)?(?:\s*(?:год[ау]?|г\.)(?!\w))?"
    qyear = rf"(?P<q>{qualifier})\s+(?:календарного\s+)?года"
    own = r"(?P<own>[ст]\.\s?г\.)"
    return {
        "dash": DASH,
        "full": rf"(?P<m>{_any(full)})(?!\w)",
        "full2": rf"(?P<m2>{_any(full)})(?!\w)",
        "month": rf"(?P<m>{short})",
        "month2": rf"(?P<m2>{short})",
        "year": year,
        "year1": year.replace("<y>", "<y1>"),
        "year_word": r"(?P<y>(?:1[0-9]|20)\d\d)(?:-?(?:й|го|му|м|ом))?\s*(?:год[ауе]?|годом|г\.)(?!\w)",
        "qyear": qyear,
        "own": own,
        "tail": rf"(?:,?\s+(?:{year}|{qyear}|{own}))?",
        "weekday": rf"(?P<wd>{weekdays})",
        "weekday2": rf"(?P<wd2>{weekdays})",
        "qualifier": rf"(?P<q>{qualifier})",
        "qualifier0": rf"(?P<q0>{qualifier})",
        "qualifier2": rf"(?:{qualifier})",
        "seasons": _any(words["seasons"]),
        "ordinals": _any(words["ordinals"]),
        "decades": _any(words["decades"]),
        "days": _any(words["days"]),
        "weekends": _any(words["weekends"]),
        "day_words": _any(words["day_words"]),
        "day_stems": _any(words["day_adjectives"]),
        "month_stem": rf"(?P<ms>{_any(words['month_stems'])})",
        "adjective": r"(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)(?!\w)",
        "soft": r"(?:ий|его|ему|им|ем|яя|ей|юю|ее|ие|их)(?!\w)",
        "unit": r"(?P<unit>день|дня|дней|сутки|суток|неделю|недели|недель|месяц|месяца|месяцев|год|года|лет|полгода)",
        "numbers": _any(words["numbers"]),
        "tens": _any(list(build.TENS)),
    }


def _any(forms: Iterator[str] | list[str] | dict[str, int]) -> str:
    return "|".join(sorted(set(forms), key=lambda form: (-len(form), form)))


def _fill(source: str, parts: dict[str, str]) -> str:
    """Return a pattern with its parts filled in; spaces are bounded, since a hostile text may have a million."""
    filled = re.sub(r"\{([a-z_]+\d?)\}", lambda match: parts[match[1]], source)
    return filled.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}")
