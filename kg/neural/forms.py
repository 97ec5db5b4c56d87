"""Whether two names look like names of one thing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features
from kg.neural.pieces import Ints

NAMING = ("equal", "part", "whole", "shared", "prefix", "initials")
"""Columns of `naming`."""

_STEM = 4


def naming(features: Features, first: Ints, last: Ints, texts: Sequence[str]) -> NDArray[np.uint8]:
    """Return how the names of each pair are alike, uint8 [names, names, len(NAMING)].

    «Владимир Путин» and «Путина» share a lemma, «Россия» and «российский» a beginning, «ОДКБ» and
    «Организация Договора о коллективной безопасности» the initials.
    """
    words = [tuple(_lemmas(features, *rows)) for rows in zip(first.tolist(), last.tolist(), strict=True)]
    lemma: dict[str, int] = {}
    holds = np.zeros((len(words), sum(map(len, words)) + 1), dtype=np.float32)
    for row, lemmas in enumerate(words):
        holds[row, [lemma.setdefault(word, len(lemma)) for word in lemmas]] = 1
    shared, size = holds @ holds.T, holds.sum(axis=1)
    number: dict[object, int] = {}

    def same(ones: Sequence[object], others: Sequence[object]) -> NDArray[np.bool_]:
        numbers = [[number.setdefault(item, len(number)) for item in items] for items in (ones, others)]
        equal: NDArray[np.bool_] = np.array(numbers[0])[:, None] == np.array(numbers[1])[None, :]
        return equal

    stems = [lemmas[-1][:_STEM] if lemmas else f"\n{row}" for row, lemmas in enumerate(words)]
    initial = same([text.lower() for text in texts], [_initials(text) for text in texts])
    return np.stack(
        [
            same(words, words),
            (shared == size[:, None]) & (size[:, None] < size[None, :]),
            (shared == size[None, :]) & (size[None, :] < size[:, None]),
            shared > 0,
            same(stems, stems),
            initial | initial.T,
        ],
        axis=2,
    ).astype(np.uint8)


def _lemmas(features: Features, first: int, last: int) -> list[str]:
    """Return the lemmas of the words with letters or digits in a range of rows."""
    numbers = dict.fromkeys(features.pieces.words[first : last + 1].tolist())
    lemmas = [features.pieces.tokens[number].lemma for number in numbers]
    return [lemma for lemma in lemmas if any(char.isalnum() for char in lemma)]


def _initials(text: str) -> str:
    return "".join(word[:1] for word in text.lower().replace("-", " ").split() if word[:1].isalpha())
