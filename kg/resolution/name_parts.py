"""The parts of a person's name, whatever their order."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.mentions.declension import PARTICLES
from kg.mentions.spelling import name_key

PATRONYMIC = re.compile(r"([а-яё]{2,}?)(?:[оеё]вич|[оеё]вна|инична|(?<=иль|зьм|лук|фом|кит)(?:ич|ична))", re.IGNORECASE)
RUSSIAN_SURNAME = re.compile(r"(?:[оеё]ва?|[сц]к(?:ий|ая))$", re.IGNORECASE)
ARTICLES = frozenset("аль эль ас аз ан ар ат аш ад".split())
VOWELS = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
SYLLABLES = 2
"""Most vowels of a word of an East Asian given name: «Цзиньпин», «Чен Ын»; «Ян Непомнящий» is no such name."""
TURKIC = frozenset("оглы кызы улы уулу".split())


class NameParts(NamedTuple):
    """A name by its parts, nominative; an empty string is a part that the name does not have.

    Attributes:
        given: Given names, or their initials with full stops.
        patronymic: Patronymic, or its initial.
        surname: Family name with its particles («фон дер Ляйен»); the only word of a name of one word.
    """

    given: tuple[str, ...]
    patronymic: str
    surname: str

    @property
    def whole(self) -> bool:
        """Return whether a given name stands with a surname, not as an initial."""
        return bool(self.surname) and any(not is_initial(word) for word in self.given)


def is_initial(word: str) -> bool:
    """Return whether a word of a name is a letter that stands for it («В.»)."""
    return word.endswith(".")


def is_patronymic(word: str, *, known: bool = True) -> bool:
    """Return whether a word is a Russian patronymic: «Владимирович», «Ильинична», «Кузьмич».

    Args:
        word: In the nominative.
        known: Whether the father's name must be known; without it «Янукович» and «Абишевич» are patronymics too.
    """
    found = PATRONYMIC.fullmatch(word)
    return found is not None and (not known or _stem(found[1]) in _fathers())


def _stem(name: str) -> str:
    """Return a given name or the beginning of a patronymic without what changes: «юри» → «юр», «яковл» → «яков»."""
    return re.sub(r"[аийьяь]+$", "", name.lower().replace("ё", "е").replace("вл", "в")) or name


@cache
def _fathers() -> frozenset[str]:
    names = {_stem(name) for name in _words("fathers.txt")}
    return frozenset(names | {"льв", "пав", "петр"})


@cache
def _family_names() -> frozenset[str]:
    """Return the family names that stand first: Chinese, Korean, Vietnamese ones (`data/first_surnames.txt`)."""
    return _words("first_surnames.txt")


@cache
def common_surnames() -> frozenset[str]:
    """Return the keys of surnames that thousands of people have (`data/common_surnames.txt`)."""
    return frozenset(name_key(word) for word in _words("common_surnames.txt"))


@cache
def common_given() -> frozenset[str]:
    """Return the keys of given names that millions of people have (`data/common_given.txt`)."""
    return frozenset(name_key(word) for word in _words("common_given.txt"))


def _words(name: str) -> frozenset[str]:
    lines = (files("kg.resolution") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> NameParts:
    """Return the parts of a name in the nominative: «Владимир Владимирович Путин», «Путин В. В.», «Си Цзиньпин»."""
    words = _without_turkic(name.replace(".", ". ").split())
    letters = [word for word in words if is_initial(word)]
    rest = [word for word in words if not is_initial(word)]
    patronymics = [word for word in rest[1:] if is_patronymic(word, known=len(rest) < 3)]
    fathers = patronymics[0] if patronymics else ""
    rest = [word for word in rest if word != fathers]
    if letters:
        return NameParts(tuple(letters[:1]), fathers or "".join(letters[1:2]), " ".join(rest))
    if len(rest) <= 1:
        return NameParts(tuple(rest), fathers, "") if fathers else NameParts((), "", " ".join(rest))
    if _surname_first(rest, words.index(fathers) if fathers else 0):
        return NameParts(tuple(rest[1:]), fathers, rest[0])
    start = _surname_start(rest)
    return NameParts(tuple(rest[:start]), fathers, " ".join(rest[start:]))


def _surname_start(rest: list[str]) -> int:
    """Return where a surname that stands last begins: at its particles, «Мухаммед ибн Салман | Аль Сауд»."""
    particles = [at for at, word in enumerate(rest[:-1]) if at and word.lower().split("-")[0] in PARTICLES]
    articles = [at for at in particles if rest[at].lower() in ARTICLES]
    return articles[-1] if articles else next(iter(particles), len(rest) - 1)


def _without_turkic(words: list[str]) -> list[str]:
    """Return a name without «Гейдар оглы»: the father's name says nothing that others write."""
    for at, word in enumerate(words):
        if word.lower() in TURKIC and at > 1:
            return words[: at - 1] + words[at + 1 :]
    return words


def _surname_first(rest: list[str], father: int) -> bool:
    if father:
        return father == 2  # «Путин Владимир Владимирович»
    if rest[0].lower() not in _family_names() or RUSSIAN_SURNAME.search(rest[-1]):
        return False
    return all(len(VOWELS.findall(word)) <= SYLLABLES for word in rest[1:])
