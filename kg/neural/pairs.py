"""Pairs of entities that may be related, with what is known of the two together."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features
from kg.neural.forms import NAMING, naming
from kg.neural.pieces import Ints

Bits = NDArray[np.uint8]
Bools = NDArray[np.bool_]

WINDOW = 3
"""Greatest distance of two related entities, in sentences."""

_ROWS = np.array([-40, -25, -16, -11, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 11, 16, 25, 40])
_BETWEEN = np.array([0, 1, 2, 3, 4, 6, 9, 14])
_DEPTH = 12
_TREE = 8

COLUMNS = (
    (len(_ROWS) + 1) + (2 * WINDOW + 1) + 3 * (len(_BETWEEN) + 1) + 6 + 5 + (_TREE + 1) * 2 + len(NAMING)
)  # fmt: skip


class Spots(NamedTuple):
    """Entities as rows: first and last row, number of the type, sorted by place."""

    first: Ints
    last: Ints
    kind: Ints

    def __len__(self) -> int:
        return len(self.first)


class Pairs(NamedTuple):
    """Ordered pairs of entities.

    Attributes:
        subject: Index of the first entity of each pair.
        object: Index of the second.
        facts: Zeros and ones, uint8 [pairs, COLUMNS].
        join: The row where the two paths up the syntax tree meet, or -1.
        top: The row of each entity whose head lies outside it, by entity.
        reverse: Index of the pair with the two ends exchanged, or -1.
    """

    subject: Ints
    object: Ints
    facts: Bits
    join: Ints
    top: Ints
    reverse: Ints


def make_pairs(features: Features, spots: Spots, texts: Sequence[str], allowed: Bools) -> Pairs:
    """Return the pairs of a document that are near enough and whose types some relation allows.

    Args:
        features: Features of the document.
        spots: Its entities.
        texts: Text of each entity.
        allowed: Whether a relation may hold between two types, [types, types].
    """
    sentence = features.pieces.sentences[spots.first] if len(spots) else spots.first
    near = np.abs(sentence[:, None] - sentence[None, :]) <= WINDOW
    near &= allowed[spots.kind[:, None], spots.kind[None, :]]
    np.fill_diagonal(near, False)
    one, other = np.nonzero(near)
    top = _tops(features, spots)
    chains = _chains(features, top)
    join, up_one, up_other = _meet(chains[one], chains[other])
    inside = _nesting(features, spots, one, other, chains)
    parts = [
        _bucket(spots.first[other] - spots.first[one], _ROWS),
        _one_hot(np.clip(sentence[other] - sentence[one], -WINDOW, WINDOW) + WINDOW, 2 * WINDOW + 1),
        *_between(spots, one, other),
        inside,
        *(_one_hot(np.clip(up, 0, _TREE), _TREE + 1) for up in (up_one, up_other)),
        naming(features, spots.first, spots.last, texts)[one, other],
    ]
    places = np.full(near.shape, -1, dtype=np.int64)
    places[one, other] = np.arange(len(one))
    return Pairs(one, other, np.concatenate(parts, axis=1), join, top, places[other, one])


def _one_hot(values: Ints, size: int) -> Bits:
    return np.eye(size, dtype=np.uint8)[values]


def _bucket(values: Ints, bounds: Ints) -> Bits:
    """Return one column a bucket; a bound belongs to the bucket below it."""
    return _one_hot(np.searchsorted(bounds, values), len(bounds) + 1)


def _between(spots: Spots, one: Ints, other: Ints) -> list[Bits]:
    """Return how many entities begin between the two, of any type and of either's own, and who is nearest."""
    size = len(spots)
    low, high = np.minimum(one, other) + 1, np.maximum(one, other)
    columns = [_bucket(high - low, _BETWEEN)]
    kinds = int(spots.kind.max(initial=0)) + 1
    counts = np.zeros((size + 1, kinds), dtype=np.int64)
    counts[1:] = np.cumsum(np.eye(kinds, dtype=np.int64)[spots.kind], axis=0)
    nearest = np.zeros((len(one), 6), dtype=np.uint8)
    for place, kind in enumerate((spots.kind[one], spots.kind[other])):
        count = counts[high, kind] - counts[low, kind]
        columns.append(_bucket(count, _BETWEEN))
        nearest[:, place] = count == 0
    # the only one of its type among all entities of the document; the first one
    total = counts[-1]
    nearest[:, 2], nearest[:, 3] = total[spots.kind[one]] == 1, total[spots.kind[other]] == 1
    nearest[:, 4], nearest[:, 5] = counts[one, spots.kind[one]] == 0, counts[other, spots.kind[other]] == 0
    return [*columns, nearest]


def _tops(features: Features, spots: Spots) -> Ints:
    """Return the row of each entity whose syntactic head lies outside it."""
    heads, firsts = features.pieces.heads, features.pieces.firsts[features.pieces.words]
    tops = []
    for first, last in zip(spots.first.tolist(), spots.last.tolist(), strict=True):
        rows = range(first, last + 1)
        outside = (row for row in rows if not first <= heads[row] <= last or heads[row] == firsts[row])
        tops.append(next(outside, first))
    return np.array(tops, dtype=np.int64)


def _chains(features: Features, rows: Ints) -> Ints:
    """Return each row's first row of its word, its head, the head's head and so on, [rows, depth]."""
    chain = np.zeros((len(rows), _DEPTH), dtype=np.int64)
    at = features.pieces.firsts[features.pieces.words[rows]] if len(rows) else rows
    for depth in range(_DEPTH):
        chain[:, depth] = at
        at = features.pieces.heads[at]
    return chain


def _meet(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """Return where two chains meet (-1: nowhere) and how many steps lead there from each side."""
    same = (one[:, :, None] == other[:, None, :]).reshape(len(one), _DEPTH * _DEPTH)
    at = same.argmax(axis=1)
    found = same[np.arange(len(one)), at]
    up, down = at // _DEPTH, at % _DEPTH
    join = np.where(found, one[np.arange(len(one)), up], -1)
    return join, np.where(found, up, _TREE), np.where(found, down, _TREE)


def _nesting(features: Features, spots: Spots, one: Ints, other: Ints, chains: Ints) -> Bits:
    """Return who lies inside whom, in the range and in the syntax tree, and whether they touch."""
    first, last = spots.first, spots.last
    parent = chains[:, 1] if len(spots) else spots.first
    return np.stack(
        [
            (first[other] <= first[one]) & (last[one] <= last[other]),
            (first[one] <= first[other]) & (last[other] <= last[one]),
            (last[one] + 1 == first[other]) | (last[other] + 1 == first[one]),
            (first[other] <= parent[one]) & (parent[one] <= last[other]),
            (first[one] <= parent[other]) & (parent[other] <= last[one]),
        ],
        axis=1,
    ).astype(np.uint8)
