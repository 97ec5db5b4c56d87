"""Whether two names look like names of one thing."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features
from kg.neural.pieces import Ints
from kg.neural.spots import Spots

NAMING = ("equal", "part", "whole", "shared", "prefix", "initials", "nearest", "subject-new", "object-new")
"""Columns of `naming`."""

_STEM = 4

Bools = NDArray[np.bool_]


def naming(features: Features, spots: Spots, texts: Sequence[str], one: Ints, other: Ints) -> tuple[Bools, ...]:
    """Return how the names of each pair are alike, an array [pairs] for each of `NAMING`.

    «Владимир Путин» and «Путина» share a lemma, «Россия» and «российский» a beginning, «ОДКБ» and
    «Организация Договора о коллективной безопасности» the initials; a name is new where its words first stand.

    Args:
        features: Features of the document.
        spots: The names, in text order.
        texts: Text of each name.
        one: Index of the first name of each pair.
        other: Index of the second.
    """
    words = [tuple(_lemmas(features, *rows)) for rows in zip(spots.first.tolist(), spots.last.tolist(), strict=True)]
    lemma: dict[str, int] = {}
    holds = np.zeros((len(words), sum(map(len, words)) + 1), dtype=np.float32)
    for row, lemmas in enumerate(words):
        holds[row, [lemma.setdefault(word, len(lemma)) for word in lemmas]] = 1
    common, size = holds @ holds.T, holds.sum(axis=1)
    alike = (common > 0) & (spots.kind[:, None] == spots.kind)
    before = np.cumsum(alike, axis=1)
    between = np.abs(before[one, other] - before[one, one])
    shared, left, right = common[one, other], size[one], size[other]
    number: dict[Hashable, int] = {}
    whole = _numbers(words, number)
    stem = _numbers((lemmas[-1][:_STEM] if lemmas else row for row, lemmas in enumerate(words)), number)
    text = _numbers((text.lower() for text in texts), number)
    new = np.zeros(len(words), dtype=bool)
    new[np.unique(whole, return_index=True)[1]] = True
    initial = _numbers((_initials(text) for text in texts), number)
    return (
        whole[one] == whole[other],
        (shared == left) & (left < right),
        (shared == right) & (right < left),
        shared > 0,
        stem[one] == stem[other],
        (text[one] == initial[other]) | (initial[one] == text[other]),
        alike[one, other] & (between == 1),
        new[one],
        new[other],
    )


def _numbers(items: Iterable[Hashable], number: dict[Hashable, int]) -> Ints:
    """Return a number for each item, the same for equal ones."""
    return np.array([number.setdefault(item, len(number)) for item in items], dtype=np.int64)


def _lemmas(features: Features, first: int, last: int) -> list[str]:
    """Return the lemmas of the words with letters or digits in a range of rows."""
    words = features.pieces.words
    lemmas = [features.pieces.tokens[number].lemma for number in range(words[first], words[last] + 1)]
    return [lemma for lemma in lemmas if lemma.isalnum() or any(char.isalnum() for char in lemma)]


def _initials(text: str) -> str:
    return "".join([word[0] for word in text.lower().replace("-", " ").split() if word[0].isalpha()])
