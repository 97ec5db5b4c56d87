"""Readings of one word of a personal name: which nominative, gender and cases it may stand for.

Foreign names are not in the dictionary, so endings decide: «Столтенбергом» may be «Столтенберг»
(masculine, instrumental); «Захаровой» is «Захарова» (feminine) in four cases.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.analysis import Morphology
from kg.mentions.phrases import like

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
VOWELS = frozenset("аеёиоуыэюя")
HISSING = frozenset("жшчщц")
VELAR = frozenset("гкх")
NOT_CONSONANT = VOWELS | frozenset("йьъ")
PARTICLES = frozenset(
    "нгуен фон ван дер ден тен де ди да дос душ дель делла дю ла ле лос эль аль ас аз ан ар ат аш ад ибн бин бен "
    "бинт абу абд абдель абдул абдуль оглы кызы улы уулу оол сен святой и".split()
)
KNOWN, LIKELY, POSSIBLE, LAST_RESORT = 3.0, 1.0, 0.7, 0.15


class Reading(NamedTuple):
    """A nominative that a form may come from; `gender` is "m" or "f", `cases` a subset of the six."""

    base: str
    gender: str
    cases: frozenset[str]
    weight: float


class Paradigm(NamedTuple):
    """Endings with their cases, and the first of the nominative."""

    gender: str
    nominative: str
    endings: tuple[tuple[str, str], ...]
    weight: float

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the endings alone."""
        return tuple(dict.fromkeys(ending for _, ending in self.endings))


def _paradigm(gender: str, endings: str, weight: float = LIKELY) -> Paradigm:
    """Return a paradigm of endings in the six cases, nominative first; variants are divided by «~», «0» is none."""
    cells = ["" if cell == "0" else cell for cell in endings.split()]
    pairs = [(case, ending) for case, cell in zip(CASES, cells, strict=True) for ending in cell.split("~")]
    return Paradigm(gender, pairs[0][1], tuple(pairs), weight)


POSSESSIVE = tuple(
    _paradigm(gender, endings.replace("*", suffix), 1.2)
    for suffix in ("ов", "ев", "ёв", "ин", "ын")
    for gender, endings in (("m", "* *а *у *а *ым~*ом *е"), ("f", "*а *ой *ой *у *ой *ой"))
)
ADJECTIVAL = (
    _paradigm("m", "ский ского скому ского ским ском", 1.2),
    _paradigm("m", "цкий цкого цкому цкого цким цком", 1.2),
    *(_paradigm("m", f"{x}ий {x}его {x}ему {x}его {x}им {x}ем", 1.1) for x in ("щ", "ш", "ж", "ч", "н")),
    _paradigm("m", "кий кого кому кого ким ком", 0.9),
    _paradigm("m", "ой ого ому ого ым~им ом", 0.8),
    _paradigm("m", "ый ого ому ого ым ом", 0.8),
    _paradigm("f", "ская ской ской скую ской ской", 1.2),
    _paradigm("f", "цкая цкой цкой цкую цкой цкой", 1.2),
    _paradigm("f", "ая ой ой ую ой ой", 0.8),
)
CONSONANT = _paradigm("m", "0 а у а ом~ем е")
SOFT = (
    _paradigm("m", "й я ю я ем е"),
    _paradigm("m", "ий ия ию ия ием ии"),
    _paradigm("m", "ь я ю я ем е"),
    _paradigm("m", "ец ца цу ца цем~цом це", 0.6),
    _paradigm("m", "ёк ька ьку ька ьком ьке", 0.5),
)
A_STEM = tuple(
    _paradigm(gender, endings, POSSIBLE)
    for gender in ("f", "m")
    for endings in ("а ы~и е у ой~ей е", "я и е ю ей е", "ия ии ии ию ией ии")
)
# A couple's surname («Эмин и Лейла Алиевы») is read as each one's own.
FAMILY = tuple(
    _paradigm(gender, f"{own}~{suffix}ы {suffix}ых {suffix}ым {suffix}ых {suffix}ыми {suffix}ых", 0.9)
    for suffix in ("ов", "ев", "ёв", "ин", "ын")
    for gender, own in (("m", suffix), ("f", suffix + "а"))
)
PARADIGMS = tuple((item.suffixes, item) for item in (*FAMILY, *POSSESSIVE, *ADJECTIVAL, *SOFT, *A_STEM))
"""The paradigms, each with the endings of which a word must have one."""
UNCHANGED = {"о": 1.2, "э": 1.2, "ё": 1.2, "и": 0.75, "е": 0.65, "у": 0.6, "ю": 0.6, "ы": 0.1}
RARELY_UNCHANGED = (("ого", 0.2), ("его", 0.2), ("жи", 0.5), ("ши", 0.5), ("чи", 0.5), ("гу", 0.75), ("ху", 0.75))
ALL_CASES = frozenset(CASES)
OBLIQUE_LOOK = ("ом", "ем", "ым", "ой", "ей", "ою")


def surname_readings(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    """Return the readings of a surname or an unknown given name, in a fixed order."""
    return _surname_readings(word, morphology)


def given_readings(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    """Return the readings of a given name or patronymic: the dictionary's first, then those by ending."""
    return _given_readings(word, morphology)


@lru_cache(maxsize=20_000)
def _surname_readings(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    if word.lower() in PARTICLES or not word[-1:].isalpha():
        return _fixed(word, LIKELY)
    head, dash, last = word.rpartition("-")
    found: dict[tuple[str, str, frozenset[str]], Reading] = {}
    for reading in (*_by_ending(last), *_from_dictionary(last, morphology, "Surn")):
        key = (reading.base, reading.gender, reading.cases)
        if key not in found or found[key].weight < reading.weight:
            found[key] = reading
    return tuple(_prefixed(head + dash, reading) for reading in found.values())


@lru_cache(maxsize=20_000)
def _given_readings(word: str, morphology: Morphology) -> tuple[Reading, ...]:
    head, dash, last = word.rpartition("-")
    known = (*_from_dictionary(last, morphology, "Name"), *_from_dictionary(last, morphology, "Patr"))
    readings = (*known, *_monosyllable(last), *_surname_readings(last, morphology))
    if not dash:
        return readings
    return tuple(_joined(head, last, reading, morphology) for reading in readings)


def _monosyllable(word: str) -> Iterator[Reading]:
    """Yield the unchanged reading that the first parts of East Asian names have: «Ким Чен Ына», «Ли Кэцяна»."""
    if sum(letter in VOWELS for letter in word.lower()) == 1 and len(word) <= 5 and word[-1] not in VOWELS:
        yield from _fixed(word, KNOWN)


def _joined(head: str, last: str, reading: Reading, morphology: Morphology) -> Reading:
    """Return «Жан-Клод» for «Жана-Клода», but «Касым-Жомарт» for «Касым-Жомарта»."""
    both = reading.base != last and head[-1:] == last[-1:]
    by_ending = _surname_readings(head, morphology) if both else ()
    fitting = [
        first
        for first in (*_from_dictionary(head, morphology, "Name"), *by_ending)
        if first.gender == reading.gender and first.cases & reading.cases
    ]
    base = fitting[0].base if fitting else head
    return reading._replace(base=f"{base}-{reading.base}")


def _prefixed(head: str, reading: Reading) -> Reading:
    return reading._replace(base=head + reading.base) if head else reading


def _fixed(word: str, weight: float) -> tuple[Reading, ...]:
    return tuple(Reading(word, gender, ALL_CASES, weight) for gender in ("m", "f"))


def _from_dictionary(word: str, morphology: Morphology, tag: str) -> Iterator[Reading]:
    """Yield the dictionary's readings; a woman's surname is left to the endings, its lemma being the man's."""
    merged: dict[tuple[str, str], set[str]] = {}
    for parse in morphology.parses(word):
        gender = {"Masc": "m", "Fem": "f"}.get(parse.gender, "")
        if not parse.known or tag not in parse.name_tags or parse.number == "Plur" or not parse.case:
            continue
        if not gender or (tag == "Surn" and gender == "f"):
            continue
        base = _patronymic(word, gender) if tag == "Patr" else like(word, parse.lemma)
        merged.setdefault((base, gender), set()).add(parse.case)
    weight = 1.5 if tag == "Surn" else KNOWN
    for (base, gender), cases in merged.items():
        yield Reading(base, gender, frozenset(cases), weight)


def _patronymic(word: str, gender: str) -> str:
    """Return «Григорьевич» for «Григорьевича», «Ильинична» for «Ильиничну»; the dictionary's lemmas are other words."""
    end = word.lower().rfind("ич" if gender == "m" else "н")
    if end <= 0:
        return word
    return word[: end + 2] if gender == "m" else f"{word[: end + 1]}{'А' if word.isupper() else 'а'}"


def _by_ending(word: str) -> Iterator[Reading]:
    lower = word.lower()
    yield from _unchanged(word, lower)
    for suffixes, paradigm in PARADIGMS:
        if lower.endswith(suffixes):
            yield from _undo(word, lower, paradigm)
    yield from _undo_consonant(word, lower)


def _unchanged(word: str, lower: str) -> Iterator[Reading]:
    """Yield the readings in which the word is its own nominative."""
    last = lower[-1]
    if lower.endswith(("ых", "их", "аго", "ово")):
        yield from _fixed(word, LIKELY)
    elif last in UNCHANGED:
        hiatus = last in "уюыи" and lower[-2:-1] in VOWELS
        weight = next((held for ending, held in RARELY_UNCHANGED if lower.endswith(ending)), UNCHANGED[last])
        yield from _fixed(word, LIKELY if hiatus else weight)
    elif last in VOWELS or lower.endswith(OBLIQUE_LOOK):
        yield from _fixed(word, LAST_RESORT)
    else:
        yield Reading(word, "f", ALL_CASES, 0.85)
        yield Reading(word, "m", ALL_CASES, LAST_RESORT)


def _undo(word: str, lower: str, paradigm: Paradigm) -> Iterator[Reading]:
    by_stem: dict[str, set[str]] = {}
    for case, ending in paradigm.endings:
        if lower.endswith(ending):
            stem = lower[: len(lower) - len(ending)]
            if _fits(stem, ending, paradigm.nominative):
                by_stem.setdefault(stem, set()).add(case)
    for stem, cases in by_stem.items():
        base = like(word, stem + paradigm.nominative)
        weight = 0.5 if cases == {"Nom"} and lower.endswith("ой") else paradigm.weight
        yield Reading(base, paradigm.gender, frozenset(cases), weight)


def _fits(stem: str, ending: str, nominative: str) -> bool:
    """Return whether a stem can take the ending: at least two letters, spelling rules kept."""
    if len(stem) < 2 or not any(letter in VOWELS for letter in stem + nominative):
        return False
    last = stem[-1]
    if nominative in ("а", "ой", "ый"):
        if (ending == "ы" and last in VELAR | HISSING - {"ц"}) or (ending == "и" and last not in VELAR | HISSING):
            return False
        if (ending == "ей" and last not in HISSING) or last in VOWELS - set("аеиоуэю"):
            return False
    if nominative == "й":
        return last in VOWELS and last != "и"
    if nominative in ("ь", "я"):
        return last not in VOWELS | HISSING | VELAR | set("йьъ") if nominative == "ь" else last not in "и"
    return True


def _undo_consonant(word: str, lower: str) -> Iterator[Reading]:
    for case, ending in CONSONANT.endings:
        stem = lower[: len(lower) - len(ending)]
        if not lower.endswith(ending) or len(stem) < 2 or stem[-1] in NOT_CONSONANT:
            continue
        if ending == "ем" and stem[-1] not in HISSING:
            continue
        weight = 0.5 if case == "Nom" and len(lower) >= 4 and lower.endswith(OBLIQUE_LOOK) else LIKELY
        yield Reading(like(word, stem), "m", frozenset({case}), weight)
