"""Declension of people's names: given names, patronymics, surnames, whole names."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from kg.curation import decline
from kg.curation.common import several, supplement
from kg.curation.decline import Forms, fixed, merge
from kg.reference.normal import key_of

if TYPE_CHECKING:
    from kg.curation.offices import Person

SURNAME_FIRST = frozenset("CN KP KR VN TW HK KH SG MO".split())
PARTICLES = frozenset(
    "бен бин ибн бинт аль эль ас аш ад ан ар ат аз де ди да ду дос душ дель делла ла ле ли ван вон фон дер ден тер "
    "тен цу ван-ден и ульд ат-тани Аль Эль Ас Аш Бен Бин Абу Ван Фон Де Ди Да Ду Дер Ла Ле Дель Делла Эд Ат".split()
)
_VOWELS = "аеёиоуыэюя"
_ADJECTIVE = re.compile(r"(ский|цкий|ской|цкой|ный|вый|тый|лый|рый|жий|ший|хий|кий|той|вой|ной|дой)$")


def surname_forms(surname: str, gender: str) -> Forms:
    """Return the paradigm of a surname; particles stay («фон дер Ляйен», «ас-Сиси»)."""
    words = surname.split(" ")
    cells = [fixed(word) if word in PARTICLES else _surname_word(word, gender) for word in words]
    return _joined(cells)


def _surname_word(word: str, gender: str) -> Forms:
    if re.fullmatch(r"[IVXLC]+", word):
        return fixed(word)
    if "-" in word:
        first, last = word.rsplit("-", 1)
        tail = _surname_word(last, gender)
        start = _hyphen_start(first, gender)
        return tuple(
            "~".join(dict.fromkeys(f"{one}-{two}" for one in heads.split("~") for two in tails.split("~")))
            for heads, tails in zip(start, tail, strict=True)
        )
    return _female(word) if gender == "f" else _male(word)


def _hyphen_start(first: str, gender: str) -> Forms:
    """Return the first half of a double surname: declined when it looks Russian, else both ways."""
    if first.lower() in {particle.lower() for particle in PARTICLES} or len(first) < 3:
        return fixed(first)
    return merge(fixed(first), _surname_word(first, gender))


def _male(word: str) -> Forms:
    lower, stem = word.lower(), word[:-1]
    if re.search(r"([ое]в|ёв|ин|ын)$", lower):
        foreign = (word, word + "а", word + "у", word + "а", word + "ом", word + "е")
        return merge((word, word + "а", word + "у", word + "а", word + "ым", word + "е"), foreign)
    if _ADJECTIVE.search(lower) and len(word) > 4:
        cells = decline.by_adjective_ending(word, lower[-2:])
        return (word, cells[1], cells[2], cells[1], cells[4], cells[5])
    if re.search(r"(ых|их)$", lower):
        return fixed(word)
    return _masculine_noun(word, stem)


def _masculine_noun(word: str, stem: str) -> Forms:
    last, before = word[-1].lower(), word[-2:-1].lower()
    if last in "аяьй":
        if last == "а" and before in _VOWELS:
            return fixed(word)
        forms = decline.by_ending(word)
        if last == "ь":
            return (word, stem + "я", stem + "ю", stem + "я", stem + "ем", stem + "е")
        if last == "й":
            return (word, stem + "я", stem + "ю", stem + "я", stem + "ем", forms[5])
        return merge(forms, fixed(word)) if before in "иуэ" else forms
    if last in _VOWELS:
        return fixed(word)
    ins = "ем" if last in "жшчщц" else "ом"
    plain = (word, word + "а", word + "у", word + "а", word + ins, word + "е")
    if word.lower().endswith("ец") and len(word) > 3:
        cut = word[:-2] + ("йц" if word[-3].lower() in _VOWELS else "ц")
        return merge(plain, (word, cut + "а", cut + "у", cut + "а", cut + "ем", cut + "е"))
    return plain


def _female(word: str) -> Forms:
    lower, stem = word.lower(), word[:-1]
    if re.search(r"([ое]ва|ёва|ина|ына)$", lower):
        slavic = (word, stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой")
        foreign = decline.by_ending(word)
        return merge(slavic, foreign) if lower.endswith("ина") and not lower.endswith("кина") else slavic
    if re.search(r"(ая|яя)$", lower):
        return decline.by_adjective_ending(word, lower[-2:])
    if lower.endswith("а") and lower[-2] not in _VOWELS:
        return decline.by_ending(word)
    if lower.endswith("я") and lower[-2] not in "иь":
        return decline.by_ending(word)
    return merge(decline.by_ending(word), fixed(word)) if lower.endswith("ия") else fixed(word)


def given_forms(given: str, gender: str, *, last_only: bool = False) -> Forms:
    """Return the paradigm of one or more given names; with `last_only` all but the last stay («Чен Ын»)."""
    words = given.split(" ")
    cells = []
    for position, word in enumerate(words):
        stays = word in PARTICLES or (last_only and position < len(words) - 1)
        cells.append(fixed(word) if stays else _given_word(word, gender))
    return _joined(cells)


def _given_word(word: str, gender: str) -> Forms:
    if re.fullmatch(r"[IVXLC]+", word) or word.endswith("."):
        return fixed(word)
    if "-" in word:
        first, last = word.rsplit("-", 1)
        start = first + "-"
        return tuple("~".join(start + form for form in cell.split("~")) for cell in _given_word(last, gender))
    known = decline.noun(word, tags="Name")
    if known and decline.is_name(word, gender):
        return known
    lower = word.lower()
    if gender == "f":
        if lower.endswith("ь"):
            return (word, word[:-1] + "и", word[:-1] + "и", word, word + "ю", word[:-1] + "и")
        return decline.by_ending(word) if lower[-1] in "ая" and lower[-2:-1] not in _VOWELS[:5] else _female(word)
    return _masculine_noun(word, word[:-1])


def patronymic_forms(patronymic: str) -> Forms:
    """Return the paradigm of a patronymic; «оглы» and «кызы» stay."""
    words = patronymic.split(" ")
    return _joined([_patronymic_word(word) for word in words])


def _patronymic_word(word: str) -> Forms:
    if word.endswith("ич"):
        return (word, word + "а", word + "у", word + "а", word + "ем", word + "е")
    return decline.by_ending(word) if word.endswith("на") else fixed(word)


def _joined(cells: list[Forms]) -> Forms:
    """Return the paradigm of several words; variants of every word are combined."""
    joined = []
    for variants in zip(*cells, strict=True):
        names = [""]
        for cell in variants:
            names = [f"{name} {form}" if name else form for name in names for form in cell.split("~")]
        joined.append("~".join(dict.fromkeys(names)))
    return tuple(joined)


def cell(forms: Forms) -> str:
    """Return a paradigm as the data files write it: folded, one form where all are equal."""
    keys = ["~".join(dict.fromkeys(key_of(form) for form in variants.split("~"))) for variants in forms]
    return keys[0] if len(set(keys)) == 1 and "~" not in keys[0] else "|".join(keys)


def split_name(name: str, country: str) -> tuple[str, str]:
    """Return given name and surname of a name as news write it.

    Particles join the surname («Урсула» + «фон дер Ляйен»); Chinese, Korean and Vietnamese names
    begin with the surname; a monarch («Карл III») has none.
    """
    words = name.split(" ")
    if len(words) == 1 or re.fullmatch(r"[IVXLC]+", words[-1]):
        return name, ""
    if country in SURNAME_FIRST and len(words[0]) <= 6 and len(words) in (2, 3):
        return " ".join(words[1:]), words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


@cache
def _spellings() -> dict[str, list[str]]:
    rows = [several(row["forms"]) for row in supplement("spellings.csv")]
    return {word: [word, *(other for other in row if other != word)] for row in rows for word in row}


def spellings(name: str) -> list[str]:
    """Return a name as it is and in its other spellings («Мохаммед бин Зайед», «Мухаммед бен Заид»)."""
    choices = [_spellings().get(word, [word]) for word in re.split("([ -])", name)]
    return ["".join(words) for words in product(*choices)]


def is_female(given: str, surname: str) -> bool:
    """Return whether a name looks like a woman's, by a dictionary name, else by a Slavic surname."""
    first = given.split(" ")[0]
    masculine, feminine = decline.is_name(first, "m"), decline.is_name(first, "f")
    if masculine != feminine:
        return feminine
    slavic = re.search(r"([ое]ва|ёва|ина|ская|цкая)$", surname.lower())
    return bool(slavic) and first[-1:] in "аяь"


def whole_names(person: Person, *, last_only: bool) -> list[Forms]:
    """Return the paradigms of names that are not given name and surname: «Карл III», aliases."""
    wholes = []
    if not person.surnames:
        wholes.append(given_forms(person.givens[0], person.gender))
    elif last_only and person.givens:
        # «Ким Чен Ына», not «Кима Чен Ына»
        given = given_forms(person.givens[0], person.gender, last_only=True)
        wholes.append(_joined([fixed(person.surnames[0]), given]))
    for alias in person.aliases:
        first, surname = split_name(alias, person.country)
        cells = [given_forms(first, person.gender, last_only=last_only)] if first else []
        cells += [fixed(surname) if last_only else surname_forms(surname, person.gender)] if surname else []
        wholes.append(_joined(cells[::-1] if last_only else cells))
    return wholes
