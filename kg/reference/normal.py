"""Keys under which names are kept: ё folded to е, one kind of dash and apostrophe, spacing undone."""

from collections.abc import Iterable
from functools import lru_cache

_FOLDED = str.maketrans({"ё": "е", "–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "`": "'", "ʼ": "'"})
_QUOTES = '«»"“”„‟'
_DASHES = frozenset("-–—‑−")
_GLUE = frozenset({"-", "'", "/", "+", "."})


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word in lower case with ё as е and one kind of dash and apostrophe."""
    return word.lower().translate(_FOLDED)


def join(words: Iterable[str]) -> str:
    """Return the key of folded words: «государств – участников» and «государств-участников» are one.

    Quotes are left out: the key of «Группа "Большая двадцатка"» has none.
    """
    key = ""
    glued = True
    for word in words:
        if is_quote(word):
            continue
        if word in _GLUE:
            key += word
            glued = word != "+"
        else:
            key += word if glued else f" {word}"
            glued = False
    return key


def is_dash(word: str) -> bool:
    """Return whether the token is a dash of any kind."""
    return word in _DASHES


def is_quote(word: str) -> bool:
    """Return whether the token is a quotation mark."""
    return len(word) == 1 and word in _QUOTES


def key_of(name: str) -> str:
    """Return the key of a name as the tables write it."""
    spaced = fold(name)
    for sign in _QUOTES:
        spaced = spaced.replace(sign, " ")
    for sign in "-'/+.":
        spaced = spaced.replace(sign, f" {sign} ")
    return join(spaced.split())
