"""When two texts of an argument are one value: as factRuEval-2016's comparator has it."""

from functools import lru_cache

SAME = {**dict.fromkeys("«»“”„", '"'), **dict.fromkeys("’`", "'"), **dict.fromkeys("‐−‒–—―", "-"), "ё": "е"}
_SAME = str.maketrans(SAME)
_TIGHT = ((" ,", ","), (" .", "."), (" -", "-"), ("- ", "-"), ("( ", "("), (" )", ")"))

ALLOWED = (0, 0, 1, 1, 1, 1, 1, 1, 1, 2)
"""Edits between two values by the length of the longer in characters; the last number holds for all longer ones."""


def normal(text: str) -> str:
    """Return a value as it is compared: lower case, one kind of quote and dash, ё as е, signs without spaces."""
    value = " ".join(text.lower().translate(_SAME).split())
    for loose, tight in _TIGHT:
        value = value.replace(loose, tight)
    return value


@lru_cache(maxsize=100_000)
def close(one: str, other: str) -> bool:
    """Return whether two normal values differ by no more edits than their length allows."""
    length = max(len(one), len(other))
    allowed = ALLOWED[min(length, len(ALLOWED) - 1)]
    return abs(len(one) - len(other)) <= allowed and edits(one, other) <= allowed


def edits(one: str, other: str) -> int:
    """Return the least number of characters to insert, delete or replace.

    Source:
        Levenshtein (1965), "Binary codes capable of correcting deletions, insertions and reversals".
    """
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row = row, [number]
        for place, sign in enumerate(other):
            row.append(min(row[-1] + 1, above[place + 1] + 1, above[place] + (letter != sign)))
    return row[-1]
