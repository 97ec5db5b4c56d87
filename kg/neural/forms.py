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
    words = [_lemmas(features, *rows) for rows in zip(first.tolist(), last.tolist(), strict=True)]
    keys = [tuple(item) for item in words]
    number: dict[tuple[tuple[str, ...], str], int] = {}
    kinds = np.array([number.setdefault(key, len(number)) for key in zip(keys, texts, strict=True)], dtype=np.int64)
    table = np.zeros((len(number), len(number), len(NAMING)), dtype=np.uint8)
    forms = [(lemmas, frozenset(lemmas), _initials(text), text.lower()) for lemmas, text in number]
    for one, (lemmas, own, initials, text) in enumerate(forms):
        for other, (their_lemmas, theirs, their_initials, their_text) in enumerate(forms):
            table[one, other] = (
                lemmas == their_lemmas,
                own < theirs,
                theirs < own,
                bool(own & theirs),
                bool(lemmas and their_lemmas) and lemmas[-1][:_STEM] == their_lemmas[-1][:_STEM],
                text == their_initials or their_text == initials,
            )
    result: NDArray[np.uint8] = table[kinds[:, None], kinds[None, :]]
    return result


def _lemmas(features: Features, first: int, last: int) -> list[str]:
    """Return the lemmas of the words with letters or digits in a range of rows."""
    numbers = dict.fromkeys(features.pieces.words[first : last + 1].tolist())
    lemmas = [features.pieces.tokens[number].lemma for number in numbers]
    return [lemma for lemma in lemmas if any(char.isalnum() for char in lemma)]


def _initials(text: str) -> str:
    return "".join(word[:1] for word in text.lower().replace("-", " ").split() if word[:1].isalpha())
