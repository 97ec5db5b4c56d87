"""The tables of the room: the patterns of questions and the words that mean the same in all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import OntologyError
from kg.mentions.lexicon import event_words
from kg.reference.normal import fold

Choice = tuple[str, ...]
"""Words that must all stand; «=» before a question word: any form of it."""
COLUMNS = 6
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter that the question's words give: its classes, the case that suits it, whether it may be missing.

    `strict` tells that no other case will do.
    """

    name: str
    classes: tuple[str, ...]
    case: str
    strict: bool
    optional: bool

    def suits(self, case: str, prep: str) -> bool:
        """Return whether an entity in a case, after a preposition, may fill it: a subject has none («о Трампе»)."""
        if self.case == "Nom" and prep:
            return False
        return not self.strict or case == self.case


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of `data/patterns.tsv`; `number` is its place, the upper line wins between equals."""

    number: int
    query: str
    asks: tuple[Choice, ...]
    needs_ask: bool
    groups: tuple[tuple[Choice, ...], ...]
    also: frozenset[str]
    slots: tuple[Slot, ...]
    fixed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Common:
    """`data/words.tsv`: each set holds folded words, those with «=» as lemmas."""

    idle: frozenset[str]
    ask: frozenset[str]
    now: frozenset[str]
    last: frozenset[str]
    next: frozenset[str]
    classes: dict[str, str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns.

    Raises:
        OntologyError: A line has not six columns, or a slot no class.
    """
    return tuple(_pattern(number, cells) for number, cells in enumerate(_lines("patterns.tsv", COLUMNS)))


def answerable() -> tuple[str, ...]:
    """Return the names of the queries that a question can ask, sorted."""
    return tuple(sorted({pattern.query for pattern in patterns()}))


@cache
def common() -> Common:
    """Return the words that mean the same in every question, with the nouns that the project's events have."""
    kinds: dict[str, set[str]] = {kind: set() for kind in ("idle", "ask", "now", "last", "next")}
    classes = {fold(noun): str(kind) for noun, kind in event_words()["heads"].items()}
    for kind, word, meaning in _lines("words.tsv", 3):
        if kind == "class":
            classes[fold(word)] = meaning
        else:
            kinds[kind].add(fold(word))
    return Common(**{kind: frozenset(words) for kind, words in kinds.items()}, classes=classes)


@cache
def vocabulary() -> frozenset[str]:
    """Return the lemmas and forms of all tables: a word of them in lower case is no name."""
    found = set(common().classes)
    for words in (common().idle, common().ask, common().now, common().last, common().next):
        found |= {word.removeprefix("=") for word in words}
    for pattern in patterns():
        found |= {word.removeprefix("=") for choice in pattern.asks for word in choice}
        found |= {word for group in pattern.groups for choice in group for word in choice} | pattern.also
    return frozenset(found)


def _lines(name: str, columns: int) -> Iterator[list[str]]:
    text = (files("kg.ask") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) > columns:
                raise OntologyError(f"{name}: '{line[:60]}': expected {columns} columns")
            yield cells + [""] * (columns - len(cells))


def _pattern(number: int, cells: list[str]) -> Pattern:
    query, asks, words, also, slots, fixed = cells
    choices = [_choice(item) for item in asks.split("|")]
    return Pattern(
        number=number,
        query=query,
        asks=tuple(choice for choice in choices if choice != (_NONE,)),
        needs_ask=(_NONE,) not in choices,
        groups=tuple(tuple(_choice(item) for item in group.split("|")) for group in words.split()),
        also=frozenset(fold(item).removeprefix("=") for item in also.split("|") if item),
        slots=tuple(_slot(item) for item in slots.split(";") if item),
        fixed=tuple(_pair(item) for item in fixed.split(";") if item),
    )


def _choice(text: str) -> Choice:
    return tuple(fold(word) for word in text.split("+"))


def _slot(text: str) -> Slot:
    name, colon, classes = text.removeprefix("?").partition(":")
    if not colon:
        raise OntologyError(f"patterns.tsv: slot '{text}': expected parameter:Class")
    classes, _, case = classes.partition("@")
    return Slot(name, tuple(classes.split(",")), case.removeprefix("!"), case.startswith("!"), text.startswith("?"))


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value
