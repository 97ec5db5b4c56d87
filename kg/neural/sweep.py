"""The order in which a recurrent layer visits rows: every sentence at once, a word of each at a step."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.neural.pieces import Ints

Floats = NDArray[np.float32]


class Sweep(NamedTuple):
    """Rows in the order of the steps; at each step the rows of longer sentences come first.

    Attributes:
        forward: The rows when every sentence is read from its first row on.
        backward: The rows when it is read from its last.
        sizes: How many rows each step takes, never more than the step before.
    """

    forward: Ints
    backward: Ints
    sizes: tuple[int, ...]


def make_sweep(sentences: Ints) -> Sweep:
    """Return the sweep over rows whose sentences have these numbers, which never fall.

    Rows of a negative number belong to no sentence and are not visited.
    """
    edges = np.flatnonzero(np.diff(sentences)) + 1
    starts = np.concatenate((np.zeros(min(len(sentences), 1), np.int64), edges))
    lengths = np.diff(np.append(starts, len(sentences)))
    starts, lengths = (part[sentences[starts] >= 0] for part in (starts, lengths))
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    steps = np.arange(lengths.max(initial=0))
    step, sentence = np.nonzero(steps[:, None] < lengths[None, :])
    forward, backward = starts[sentence] + step, starts[sentence] + lengths[sentence] - 1 - step
    return Sweep(forward, backward, tuple(np.bincount(step, minlength=len(steps)).tolist()))


def sweep_sums(keep: Floats, new: Floats, sizes: tuple[int, ...]) -> Floats:
    """Return the running sums s ← keep × s + new of each sentence, in the order of the steps; `new` is changed."""
    at, before = 0, 0
    for size in sizes:
        if at:
            new[at : at + size] += keep[at : at + size] * new[before : before + size]
        before, at = at, at + size
    return new
