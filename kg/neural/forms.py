"""Whether two names look like names of one thing."""

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.model import Token
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
    places = features.pieces.words
    tokens = features.pieces.tokens
    words = [
        _lemmas(tokens[first : last + 1])
        for first, last in zip(places[spots.first].tolist(), places[spots.last].tolist(), strict=True)
    ]
    lemmas = _numbers((word for name in words for word in name), {})
    holds = np.zeros((len(words), len(lemmas) + 1), dtype=np.float32)
    holds[np.repeat(np.arange(len(words)), [len(name) for name in words]), lemmas] = 1
    common, size = holds @ holds.T, holds.sum(axis=1)
    alike = (common > 0) & (spots.kind[:, None] == spots.kind)
    before = np.cumsum(alike, axis=1)
    between = np.abs(before[one, other] - before[one, one])
    shared, left, right = common[one, other], size[one], size[other]
    number: dict[Hashable, int] = {}
    whole = _numbers(words, number)
    stem = _numbers((name[-1][:_STEM] if name else row for row, name in enumerate(words)), number)
    text = _numbers((text.lower() for text in texts), number)
    new = np.ones(len(words), dtype=bool)
    new[1:] = whole[1:] > np.maximum.accumulate(whole)[:-1]  # names are numbered as they come
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


def _lemmas(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the lemmas of the words with letters or digits."""
    lemmas = [token.lemma for token in tokens]
    return tuple([lemma for lemma in lemmas if lemma.isalnum() or any(char.isalnum() for char in lemma)])


@lru_cache(maxsize=50_000)
def _initials(text: str) -> str:
    return "".join([word[0] for word in text.lower().replace("-", " ").split() if word[0].isalpha()])
