"""The nominative of a personal name in any case: «Йенсом Столтенбергом» → «Йенс Столтенберг»."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.analysis import Morphology
from kg.mentions.declension import (
    ALL_CASES,
    CASES,
    PARTICLES,
    Reading,
    given_readings,
    surname_readings,
)

CASE_PRIOR = {"Nom": 0.1, "Loc": -0.5}
UNKNOWN = 0.0
FALLBACK = -0.4


class PersonalName(NamedTuple):
    """A name in the nominative with what the forms told.

    Attributes:
        words: The name's words in the nominative.
        gender: "m" or "f".
        certain: How far the best reading is ahead of the best of the other gender or base.
    """

    words: tuple[str, ...]
    gender: str
    certain: float

    @property
    def text(self) -> str:
        """Return the name as one string, «В. В. Путин» with spaces after the full stops."""
        return " ".join(self.words)


def nominative_name(
    words: Sequence[str],
    morphology: Morphology,
    *,
    cases: Sequence[str] = (),
    gender: str = "",
    known: frozenset[str] = frozenset(),
    also: frozenset[str] = frozenset(),
) -> PersonalName:
    """Return the nominative of a name.

    Args:
        words: The words of the name, initials with their full stop («В.»), in text order.
        morphology: The dictionary.
        cases: What the tagger says of each word, "" where it says nothing.
        gender: "m" or "f" where the context tells (a verb, a given name elsewhere), else "".
        known: Lower-case nominatives that stand elsewhere in the text.
        also: Lower-case nominatives of well-known people.
    """
    ordinary = [_ordinary(word) for word in words]
    readings = [_readings(ordinary, index, morphology) for index in range(len(ordinary))]
    votes = {case: 0.4 * sum(given == case for given in cases) for case in CASES}
    tables = [_best_readings(options, known, also) for options in readings]
    scored: list[tuple[float, int, int, tuple[str, ...], str]] = []
    for g, wanted in enumerate(("m", "f")):
        for c, case in enumerate(CASES):
            chosen = [table.get((wanted, case), unread) for table, unread in tables]
            total = sum(score for score, _ in chosen) + votes[case]
            total += 1.5 * (gender == wanted) + 0.3 * (wanted == "m") + CASE_PRIOR.get(case, 0.0)
            scored.append((-total, c, g, tuple(base for _, base in chosen), wanted))
    scored.sort()
    best = scored[0]
    other = next((item for item in scored if item[3] != best[3]), None)
    return PersonalName(best[3], best[4], (other[0] - best[0]) if other else 9.0)


def _ordinary(word: str) -> str:
    """Return «Путин» for «ПУТИН»; initials and particles stay."""
    if len(word) > 2 and word.isupper():
        return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    return word


def _readings(words: Sequence[str], index: int, morphology: Morphology) -> tuple[Reading, ...]:
    word = words[index]
    if word.endswith(".") or len(word) == 1 or word.lower() in PARTICLES or not word[-1].isalpha():
        return _fixed(word)
    last = len(words) - 1
    if (index == last and index > 0) or len(words) == 1:
        single = given_readings(word, morphology) if len(words) == 1 or _is_patronymic(word) else ()
        damped = tuple(reading._replace(weight=min(reading.weight, 1.1)) for reading in single if len(words) == 1)
        return (*surname_readings(word, morphology), *(damped or single))
    return given_readings(word, morphology)


def _is_patronymic(word: str) -> bool:
    return any(part in word.lower() for part in ("ович", "евич", "овн", "евн", "иничн", "ильич"))


def _fixed(word: str) -> tuple[Reading, ...]:
    return tuple(Reading(word, gender, ALL_CASES, UNKNOWN) for gender in ("m", "f"))


def _best_readings(
    options: Sequence[Reading], known: frozenset[str], also: frozenset[str]
) -> tuple[dict[tuple[str, str], tuple[float, str]], tuple[float, str]]:
    """Return the best score of a word and its nominative for each gender and case, and those for all others."""
    found: dict[tuple[str, str], tuple[float, str]] = {}
    for reading in options:
        base_key = reading.base.lower()
        weight = reading.weight + 2.0 * (base_key in known) + 1.0 * (base_key in also)
        for case in reading.cases:
            before = found.get((reading.gender, case))
            if before is None or weight > before[0]:
                found[reading.gender, case] = weight, reading.base
    return found, (FALLBACK - 1.0, options[0].base if options else "")
