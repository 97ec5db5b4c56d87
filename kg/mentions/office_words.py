"""The words of offices (`data/offices.tsv`): titles, nouns that they govern, marks before them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.analysis import Tree, remembered
from kg.model import Token

LONGEST = 3
PLURAL = ("ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях")
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


@cache
def _openings(name: str) -> frozenset[str]:
    """Return the words with which the entries of a table begin: most tokens are none of them."""
    return frozenset(words.split(" ")[0] for words in _table(name))


def _may_open(token: Token, name: str) -> bool:
    openings = _openings(name)
    return token.lemma in openings or token.text.lower() in openings


@remembered
def openings(tree: Tree) -> tuple[int, ...]:
    """Return the tokens at which a title or a complement may begin, in text order."""
    return tuple(
        at
        for at, token in enumerate(tree.tokens)
        if _may_open(token, "title") or _may_open(token, "complement") or token.lemma.startswith(FORMER_PREFIXES)
    )


@remembered
def title_at(tree: Tree, start: int) -> Title | None:
    """Return the longest title that begins at a token: «генеральный секретарь», «экс-президент»."""
    titles = _table("title")
    if not _may_open(tree[start], "title"):
        return _former_title(tree, start)
    for length in range(min(LONGEST, len(tree) - start), 0, -1):
        stop = start + length
        for words in _readings(tree, start, stop):
            if words in titles:
                return Title(words, titles[words], stop - 1, stop, former=False)
    return _former_title(tree, start)


def _former_title(tree: Tree, start: int) -> Title | None:
    """Return the title with a prefix («экс-президент»)."""
    titles, word = _table("title"), tree[start].lemma
    for prefix in FORMER_PREFIXES:
        if word.startswith(prefix) and word.removeprefix(prefix) in titles:
            return Title(word.removeprefix(prefix), titles[word.removeprefix(prefix)], start, start + 1, former=True)
    return None


def is_plural(tree: Tree, title: Title) -> bool:
    """Return whether a title is in the plural: the tagger takes «Президенты» at the head of a line for a singular."""
    token = tree[title.head]
    text = token.text.lower()
    if text.startswith("глав"):
        return token.feat("Number") == "Plur" or text in ("глав", "главам", "главами", "главах")
    return token.feat("Number") == "Plur" or (token.lemma != text and text.endswith(PLURAL))


@remembered
def complement_at(tree: Tree, start: int) -> tuple[str, int]:
    """Return what kind of body the words at a token name and their number («кабинета министров» → government, 2)."""
    complements = _table("complement")
    if not _may_open(tree[start], "complement"):
        return "", 0
    for length in range(min(LONGEST, len(tree) - start), 0, -1):
        for words in _readings(tree, start, start + length):
            if words in complements:
                return complements[words], length
    return "", 0


def complement_kind(lemma: str) -> str:
    """Return what kind of body one noun names («республика» → state), or ""."""
    return _table("complement").get(lemma, "")


def mark_of(token: Token) -> str:
    """Return what an attribute says of the holder («бывший» → former), or "".

    A participle («избранного») has a verb's lemma: entries that end in * are beginnings of forms.
    """
    marks = _table("mark")
    own = marks.get(token.lemma)
    if own is not None:
        return own
    text = token.text.lower()
    return next((kind for beginning, kind in _beginnings() if text.startswith(beginning)), "")


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    return tuple((word[:-1], kind) for word, kind in _table("mark").items() if word.endswith("*"))


def _readings(tree: Tree, start: int, stop: int) -> tuple[str, str]:
    """Return the words as lemmas and as they stand: «замглавы» is its own form in every case."""
    tokens = tree.tokens[start:stop]
    return " ".join(token.lemma for token in tokens), " ".join(token.text.lower() for token in tokens)
