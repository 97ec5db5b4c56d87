"""Declension of Russian names of places and organizations into the six cases."""

import re
from functools import cache

import pymorphy3

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_PREPOSED = frozenset({"Жогорку", "Милли", "Олий"})  # the head noun follows: «Милли меджлиса»
Forms = tuple[str, ...]  # six cells; variants of one case divided by "~"

_MORPH = pymorphy3.MorphAnalyzer()
_SIBILANTS = "жшчщц"
_VELARS = "гкхжшчщ"
_PARTICLES = frozenset("и на де ди да ду дос дас ла ле лас лос эль аль ас сен".split())


def fixed(word: str) -> Forms:
    """Return the paradigm of a word that does not decline («Токио», «Наций»)."""
    return (word,) * len(CASES)


def same_case(word: str, form: str) -> str:
    """Return a form with the capital letters of the word it was made from."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def merge(*paradigms: Forms) -> Forms:
    """Return one paradigm with the variants of several."""
    cells = []
    for variants in zip(*paradigms, strict=True):
        cells.append("~".join(dict.fromkeys(form for cell in variants for form in cell.split("~"))))
    return tuple(cells)


def by_ending(word: str) -> Forms:
    """Return the paradigm of a noun that no dictionary has, by its ending.

    Final -ь may be of either gender: both are given. Vowels other than -а and -я do not decline.
    """
    last, stem = word[-1].lower(), word[:-1]
    before = word[-2:-1].lower()
    if re.search(r"(ово|ево|ёво|ино|ыно)$", word.lower()) and len(word) > 4:
        return merge((word, stem + "а", stem + "у", word, stem + "ом", stem + "е"), fixed(word))
    if last == "а" and before not in "аеёиоуыэюя":
        soft = "и" if before in _VELARS else "ы"
        ins = "ей" if before in _SIBILANTS else "ой"
        return (word, stem + soft, stem + "е", stem + "у", stem + ins, stem + "е")
    if last == "я":
        loc = "и" if before == "и" else "е"
        return (word, stem + "и", stem + loc, stem + "ю", stem + "ей", stem + loc)
    if last == "й":
        loc = "и" if before == "и" else "е"
        return (word, stem + "я", stem + "ю", word, stem + "ем", stem + loc)
    if last == "ь":
        feminine = (word, stem + "и", stem + "и", word, word + "ю", stem + "и")
        return merge((word, stem + "я", stem + "ю", word, stem + "ем", stem + "е"), feminine)
    if last in "аеёиоуыэю":
        return fixed(word)
    ins = "ем" if last in _SIBILANTS else "ом"
    return (word, word + "а", word + "у", word, word + ins, word + "е")


@cache
def noun(word: str, *, tags: str = "") -> Forms | None:
    """Return the paradigm of a noun that the dictionary has in the nominative, or None.

    Args:
        word: One word without a hyphen.
        tags: A grammeme that goes first where the dictionary has it («Geox», «Name»).
    """
    if not _MORPH.word_is_known(word.lower()):
        return None
    parses = [p for p in _MORPH.parse(word) if "NOUN" in p.tag and "nomn" in p.tag and p.is_known]
    if tags:
        parses.sort(key=lambda parse: tags not in parse.tag)
    if not parses:
        return None
    return _inflected(word, parses[0])


def is_name(word: str, gender: str) -> bool:
    """Return whether the dictionary has a given name of this gender."""
    if not _MORPH.word_is_known(word.lower()):
        return False
    wanted = {"m": "masc", "f": "femn"}[gender]
    return any("Name" in p.tag and "nomn" in p.tag and wanted in p.tag for p in _MORPH.parse(word))


def _inflected(word: str, parse: pymorphy3.analyzer.Parse) -> Forms:
    number = "plur" if "plur" in parse.tag else "sing"
    forms = []
    for case in CASES:
        made = parse.inflect({case, number})
        forms.append(same_case(word, made.word) if made else word)
    second = next((form.word for form in parse.lexeme if "loc2" in form.tag and number in form.tag), "")
    if second:
        forms[-1] += "~" + same_case(word, second)  # «в Крыму» beside «о Крыме»
    return tuple(forms)


def adjective(text: str) -> Forms | None:
    """Return the paradigm of an adjective in the nominative of any gender or number, or None."""
    parses = [p for p in _MORPH.parse(text) if ("ADJF" in p.tag or "PRTF" in p.tag) and "nomn" in p.tag]
    ending = re.search(r"(ый|ий|ой|ая|яя|ое|ее|ые|ие)$", text.lower())
    return by_adjective_ending(text, ending.group()) if parses and ending else None


def by_adjective_ending(text: str, ending: str) -> Forms:
    """Return the paradigm of an adjective with a known ending of the nominative."""
    stem = text[:-2]
    last = stem[-1].lower()
    # «большой», «большая» have the stress on the ending: «большой двадцатки», not «большей»
    soft = ending in ("яя", "ее") or (ending == "ий" and last not in "гкх") or (last in "жчщц" and ending == "ая")
    vowel = "и" if last in _VELARS or soft or ending == "ие" else "ы"
    if ending in ("ая", "яя"):
        oblique = stem + ("ей" if soft else "ой")
        return (text, oblique, oblique, stem + ("юю" if ending == "яя" else "ую"), oblique, oblique)
    if ending in ("ые", "ие"):
        return (text, stem + vowel + "х", stem + vowel + "м", text, stem + vowel + "ми", stem + vowel + "х")
    middle = "е" if soft else "о"
    return (text, stem + middle + "го", stem + middle + "му", text, stem + vowel + "м", stem + middle + "м")


def all_adjective_forms(lemma: str) -> Forms:
    """Return six cells with the forms of an adjective in every gender and number."""
    parse = next((p for p in _MORPH.parse(lemma) if "ADJF" in p.tag and "nomn" in p.tag and "masc" in p.tag), None)
    cells: list[list[str]] = [[] for _ in CASES]
    if parse is None or not lemma.endswith(("ий", "ый", "ой")):
        raise ValueError(f"{lemma}: not an adjective")
    for form in parse.lexeme:
        if "ADJF" in form.tag and form.tag.case in CASES and "Supr" not in form.tag:
            cells[CASES.index(form.tag.case)].append(form.word)
    return tuple("~".join(dict.fromkeys(cell)) for cell in cells)


def word(text: str, *, tags: str = "") -> Forms:
    """Return the paradigm of one word, which may have hyphens.

    «Ростов-на-Дону» declines its first part, «Каменск-Уральский» both, «Нью-Йорк» the last.
    """
    if text.isupper() and len(text) > 1:
        return fixed(text)
    if "-" in text:
        return _hyphenated(text, tags)
    known = noun(text, tags=tags)
    if known:
        # Natural speech keeps «в Домодедово» beside «в Домодедове».
        return merge(known, fixed(text)) if re.search(r"(ово|ево|ино|ыно)$", text.lower()) else known
    if re.search(r"(ский|цкий|ная|ный|ское|ская)$", text.lower()):
        found = adjective(text)
        if found:
            return found
    return by_ending(text)


def _hyphenated(text: str, tags: str) -> Forms:
    parts = text.split("-")
    if any(part in _PARTICLES for part in parts[1:-1]):
        rest = "-" + "-".join(parts[1:])
        return tuple(form + rest for form in first(word(parts[0], tags=tags)))
    if re.search(r"(ский|цкий|ная|ный|ское|ская)$", parts[-1]):
        start, last = first(word("-".join(parts[:-1]), tags=tags)), first(word(parts[-1]))
        return tuple(f"{one}-{two}" for one, two in zip(start, last, strict=True))
    head = "-".join(parts[:-1]) + "-"
    return tuple("~".join(head + form for form in cell.split("~")) for cell in word(parts[-1], tags=tags))


def first(forms: Forms) -> Forms:
    """Return the paradigm with the first variant of each case only."""
    return tuple(cell.split("~")[0] for cell in forms)


def phrase(name: str, *, tags: str = "") -> Forms:
    """Return the paradigm of a name of several words.

    Leading adjectives and the head noun decline, and so does a second head after «и»; attributes
    in the genitive and appositions stay («Организации Договора о коллективной безопасности»,
    «Республики Беларусь»). Adjectives without a noun («Большая») decline as such.
    """
    words = name.split(" ")
    if len(words) == 1:
        return word(name, tags=tags)
    forms: list[Forms] = []
    headed = False
    for position, text in enumerate(words):
        starts_part = not headed
        paradigm, is_head = _in_phrase(text, starts_part, tags)
        forms.append(paradigm)
        headed = headed or is_head
        if text == "и" and position + 1 < len(words) and is_nominative(words[position + 1]):
            headed = False
    return tuple(" ".join(cells) for cells in zip(*(first(f) for f in forms), strict=True))


def _in_phrase(text: str, may_decline: bool, tags: str) -> tuple[Forms, bool]:
    if text in _PREPOSED or not may_decline or not text[0].isalpha():
        return fixed(text), False
    found = adjective(text)
    if found and not noun_is_likelier(text):
        return found, False
    return word(text, tags=tags), True


def noun_is_likelier(text: str) -> bool:
    """Return whether a word that may be an adjective is a noun by itself («Гвинея»)."""
    best = _MORPH.parse(text)[0]
    return "NOUN" in best.tag and best.is_known


def is_nominative(text: str) -> bool:
    """Return whether a word may be a noun or an adjective in the nominative."""
    return any("nomn" in p.tag and ("NOUN" in p.tag or "ADJF" in p.tag) for p in _MORPH.parse(text)[:2])
