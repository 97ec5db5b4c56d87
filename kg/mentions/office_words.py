"""The words of offices (`data/offices.tsv`): titles, nouns that they govern, marks before them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.analysis import Tree

LONGEST = 3
FORMER_PREFIXES = ("экс-", "экс")


class Title(NamedTuple):
    """A title at a place in a sentence: its words, its kind, the token that governs it, former by its prefix or not."""

    words: str
    kind: str
    head: int
    stop: int
    former: bool


@cache
def _table(name: str) -> Mapping[str, str]:
    text = (files("kg.mentions") / "data" / "offices.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n")[1:] if line)
    return {words: kind for which, words, kind in rows if which == name}


def title_at(tree: Tree, start: int) -> Title | None:
    """Return the longest title that begins at a token: «генеральный секретарь», «экс-президент»."""
    titles = _table("title")
    for length in range(min(LONGEST, len(tree) - start), 0, -1):
        stop = start + length
        for words in _readings(tree, start, stop):
            if words in titles:
                return Title(words, titles[words], stop - 1, stop, former=False)
    word = tree[start].lemma
    for prefix in FORMER_PREFIXES:
        if word.startswith(prefix) and word.removeprefix(prefix) in titles:
            return Title(word.removeprefix(prefix), titles[word.removeprefix(prefix)], start, start + 1, former=True)
    return None


def complement_at(tree: Tree, start: int) -> tuple[str, int]:
    """Return what kind of body the words at a token name and their number («кабинета министров» → government, 2)."""
    complements = _table("complement")
    for length in range(min(LONGEST, len(tree) - start), 0, -1):
        for words in _readings(tree, start, start + length):
            if words in complements:
                return complements[words], length
    return "", 0


def complement_kind(lemma: str) -> str:
    """Return what kind of body one noun names («республика» → state), or ""."""
    return _table("complement").get(lemma, "")


def mark_of(lemma: str) -> str:
    """Return what an attribute says of the holder («бывший» → former), or ""."""
    return _table("mark").get(lemma, "")


def _readings(tree: Tree, start: int, stop: int) -> tuple[str, str]:
    """Return the words as lemmas and as they stand: «замглавы» is its own form in every case."""
    tokens = tree.tokens[start:stop]
    return " ".join(token.lemma for token in tokens), " ".join(token.text.lower() for token in tokens)
