"""Proper names of events: «Петербургский международный экономический форум», «ПМЭФ», «Петербургский форум»."""

import re
from functools import lru_cache

from kg.mentions.event_nouns import COUNTED, WORD, initials_of
from kg.reference.normal import fold
from kg.resolution.event_words import name_words

YEAR = re.compile(r"-?(?:19|20)\d\d\b")
SHORTEST = 2


@lru_cache(maxsize=10_000)
def title_words(title: str) -> frozenset[str]:
    """Return the words of a name, folded, without numbers and years: «Армия-2024» and «Армия» are alike."""
    words = WORD.findall(YEAR.sub("", fold(title)))
    return frozenset(word.strip("-") for word in words if not COUNTED.fullmatch(word))


def telling(words: frozenset[str]) -> frozenset[str]:
    """Return the words that set a name apart from others of its kind: not «международный», not «форум»."""
    return words - frozenset(name_words()["plain"])


def same_title(one: str, other: str) -> bool:
    """Return whether two names can be one event's: equal, one a part of the other, or one the other's initials."""
    if not one or not other:
        return False
    own, their = title_words(one), title_words(other)
    short, full = sorted((own, their), key=len)
    if short <= full and telling(short):
        return True
    return any(
        len(name) > SHORTEST and name.isupper() and initials_of(full_name).startswith(name)
        for name, full_name in ((bare(one), other), (bare(other), one))
    )


def bare(title: str) -> str:
    """Return an abbreviated name without its year: «ПМЭФ-2023» → «ПМЭФ»."""
    return YEAR.sub("", title).strip()
