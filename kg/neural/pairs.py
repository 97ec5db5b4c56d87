"""Pairs of entities that may be related, with what is known of the two together."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features, Floats
from kg.neural.forms import NAMING, naming
from kg.neural.pieces import Ints
from kg.neural.spots import Spots

Bools = NDArray[np.bool_]

WINDOW = 3
"""Greatest distance of two related entities, in sentences."""

_ROWS = np.array([-40, -25, -16, -11, -8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8, 11, 16, 25, 40])
_BETWEEN = np.array([0, 1, 2, 3, 4, 6, 9, 14])
_DEPTH = 12
_TREE = 8

_SIZES = (len(_ROWS) + 1, 2 * WINDOW + 1, *(len(_BETWEEN) + 1,) * 3, _TREE + 1, _TREE + 1)
_STARTS = np.cumsum((0, *_SIZES))
_NEAREST, _NESTING = 6, 5

COLUMNS = int(_STARTS[-1]) + _NEAREST + _NESTING + len(NAMING)


class Pairs(NamedTuple):
    """Ordered pairs of entities.

    Attributes:
        subject: Index of the first entity of each pair.
        object: Index of the second.
        facts: Zeros and ones, float32 [pairs, COLUMNS].
        join: The row where the two paths up the syntax tree meet, or -1.
        top: The row of each entity whose head lies outside it, by entity.
        reverse: Index of the pair with the two ends exchanged, or -1.
    """

    subject: Ints
    object: Ints
    facts: Floats
    join: Ints
    top: Ints
    reverse: Ints


def make_pairs(features: Features, spots: Spots, texts: Sequence[str], likely: Bools) -> Pairs:
    """Return the pairs of a document that a relation may join.

    Args:
        features: Features of the document.
        spots: Its entities.
        texts: Text of each entity.
        likely: Whether relations join two types so many sentences apart, [types, types, 2 × WINDOW + 1].
    """
    sentence = features.pieces.sentences[spots.first] if len(spots) else spots.first
    one, other = _near(sentence)
    kept = likely[spots.kind[one], spots.kind[other], sentence[other] - sentence[one] + WINDOW]
    one, other = one[kept], other[kept]
    top = _tops(features, spots)
    chains = _chains(features, top)
    join, up, down = _meet(chains, one, other, np.flatnonzero(sentence[one] == sentence[other]))
    facts = np.zeros((len(one), COLUMNS), dtype=np.float32)
    counts, nearest = _between(spots, one, other)
    values = (
        np.searchsorted(_ROWS, spots.first[other] - spots.first[one]),
        sentence[other] - sentence[one] + WINDOW,
        *(np.searchsorted(_BETWEEN, count) for count in counts),
        np.minimum(up, _TREE),
        np.minimum(down, _TREE),
    )
    facts[np.arange(len(one))[:, None], np.stack(values, axis=1) + _STARTS[:-1]] = 1
    alike = naming(features, spots, texts, one, other)
    facts[:, _STARTS[-1] :] = np.stack((*nearest, *_nesting(spots, one, other, chains), *alike), axis=1)
    return Pairs(one, other, facts, join, top, _reverse(one, other, len(spots)))


def _near(sentence: Ints) -> tuple[Ints, Ints]:
    """Return the ordered pairs of entities at most `WINDOW` sentences apart, sorted; the sentences are in text order.

    What grows with the square of the document's length is never made.
    """
    low = np.searchsorted(sentence, sentence - WINDOW)
    counts = np.searchsorted(sentence, sentence + WINDOW, side="right") - low
    one = np.repeat(np.arange(len(sentence)), counts)
    other = np.arange(len(one)) - np.repeat(counts.cumsum() - counts - low, counts)
    apart = one != other
    return one[apart], other[apart]


def _reverse(one: Ints, other: Ints, size: int) -> Ints:
    """Return the number of each pair's reverse pair, or -1; the pairs are sorted."""
    keys, wanted = one * size + other, other * size + one
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    found: Ints = np.where(keys[at] == wanted, at, -1) if len(keys) else at
    return found


def _between(spots: Spots, one: Ints, other: Ints) -> tuple[list[Ints], list[Bools]]:
    """Return how many entities begin between the two, of any type and of either's own, and who is nearest."""
    size = len(spots)
    low, high = np.minimum(one, other) + 1, np.maximum(one, other)
    before = np.zeros((size + 1, int(spots.kind.max(initial=0)) + 1), dtype=np.int64)
    before[np.arange(1, size + 1), spots.kind] = 1
    before = before.cumsum(axis=0)
    kinds = spots.kind[one], spots.kind[other]
    counts = [before[high, kind] - before[low, kind] for kind in kinds]
    total = before[-1]
    nearest = [count == 0 for count in counts]
    # the only one of its type among all entities of the document; the first one
    nearest += [total[kind] == 1 for kind in kinds]
    nearest += [before[end, kind] == 0 for end, kind in zip((one, other), kinds, strict=True)]
    return [high - low, *counts], nearest


def _tops(features: Features, spots: Spots) -> Ints:
    """Return the row of each entity whose syntactic head lies outside it."""
    pieces = features.pieces
    heads, firsts = pieces.heads.tolist(), pieces.firsts[pieces.words].tolist()

    def top(first: int, last: int) -> int:
        for row in range(first, last + 1):
            if not first <= heads[row] <= last or heads[row] == firsts[row]:
                return row
        return first

    edges = zip(spots.first.tolist(), spots.last.tolist(), strict=True)
    return np.array([first if first == last else top(first, last) for first, last in edges], dtype=np.int64)


def _chains(features: Features, rows: Ints) -> Ints:
    """Return each row's first row of its word, its head, the head's head and so on, [rows, depth]."""
    chain = np.zeros((len(rows), _DEPTH), dtype=np.int64)
    at = features.pieces.firsts[features.pieces.words[rows]] if len(rows) else rows
    for depth in range(_DEPTH):
        chain[:, depth] = at
        at = features.pieces.heads[at]
    return chain


def _meet(chains: Ints, one: Ints, other: Ints, within: Ints) -> tuple[Ints, Ints, Ints]:
    """Return where two chains meet (-1: nowhere) and how many steps lead there from each side.

    Args:
        chains: The chain of each entity.
        one: The first entity of each pair.
        other: The second.
        within: The pairs inside a sentence; chains of two sentences do not meet.
    """
    join, up, down = np.full(len(one), -1), np.full(len(one), _TREE), np.full(len(one), _TREE)
    left = chains[one[within]]
    same = (left[:, :, None] == chains[other[within]][:, None, :]).reshape(len(within), _DEPTH * _DEPTH)
    at = same.argmax(axis=1)
    found = np.flatnonzero(same[np.arange(len(within)), at])
    at, within = at[found], within[found]
    up[within], down[within] = at // _DEPTH, at % _DEPTH
    join[within] = left[found, at // _DEPTH]
    return join, up, down


def _nesting(spots: Spots, one: Ints, other: Ints, chains: Ints) -> list[Bools]:
    """Return who lies inside whom, in the range and in the syntax tree, and whether they touch."""
    first, last, parent = spots.first, spots.last, chains[:, 1]
    start, stop, begin, end = first[one], last[one], first[other], last[other]
    above, over = parent[one], parent[other]
    return [
        (begin <= start) & (stop <= end),
        (start <= begin) & (end <= stop),
        (stop + 1 == begin) | (end + 1 == start),
        (begin <= above) & (above <= end),
        (start <= over) & (over <= stop),
    ]
