"""Spelling of names: keys that are equal for one name in Cyrillic and Latin letters, and likeness of two spellings."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u", "ү": "u",
    "һ": "h", "ә": "a", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
})  # fmt: skip
_LATIN = (
    ("shch", "sh"), ("kh", "h"), ("yo", "e"), ("ye", "e"), ("yu", "iu"), ("ya", "ia"), ("jo", "e"), ("ju", "iu"),
    ("ja", "ia"), ("ph", "f"), ("ck", "k"), ("w", "v"), ("x", "ks"), ("q", "k"), ("y", "i"),
)  # fmt: skip
_HARD_C = re.compile(r"c(?![hei])")
_SON = {"бен": "бин", "ибн": "бин", "ben": "бин", "ibn": "бин", "bin": "бин"}
_TWICE = re.compile(r"(.)\1+")
_LATIN_LETTER = re.compile(r"[a-z]")
LEAST_SHARED = 3
"""Letters that a word must have for a misspelling to be told from another name: «Хан» is not «Ван»."""


@lru_cache(maxsize=50_000)
def name_key(word: str) -> str:
    """Return what a word of a name is known by: «Мирзиёев», «Мирзиеев» and «Mirziyoyev» have one key.

    The key is made of lower-case Latin letters and hyphens; doubled letters stand once.
    """
    lower = unicodedata.normalize("NFC", word).lower()
    lower = _SON.get(lower, lower)
    if _LATIN_LETTER.search(plain := _without_accents(lower)):
        for one, other in _LATIN:
            plain = plain.replace(one, other)
        lower = _HARD_C.sub("k", plain)
    return _TWICE.sub(r"\1", re.sub(r"[^a-z-]", "", lower.translate(_CYRILLIC)))


def is_latin(word: str) -> bool:
    """Return whether a word is written in Latin letters."""
    return _LATIN_LETTER.search(_without_accents(word.lower())) is not None


def _without_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def same_given(one: str, other: str) -> bool:
    """Return whether two given names may be one person's: equal ones, or «Уильям» and «Билл» (`data/nicknames.tsv`)."""
    first, second = name_key(one), name_key(other)
    return first == second or not _official(first).isdisjoint(_official(second))


def _official(key: str) -> frozenset[str]:
    return _nicknames().get(key, frozenset()) | {key}


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    rows = (files("kg.mentions") / "data" / "nicknames.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found: dict[str, set[str]] = {}
    for row in rows:
        official, short = row.split("\t")
        for name in short.split():
            found.setdefault(name_key(name), set()).add(name_key(official))
    return {name: frozenset(officials) for name, officials in found.items()}


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Return whether two words may be spellings of one foreign name: «Гутерриш» and «Гутерреш»."""
    first, second = name_key(one), name_key(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > LEAST_SHARED and _distance(first, second) <= max(1, len(long) // 4)


def _distance(one: str, other: str) -> int:
    """Return the least number of letters to change, add or leave out (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        last, row[0] = row[0], place
        for index, second in enumerate(other, 1):
            last, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, last + (letter != second))
    return row[-1]
