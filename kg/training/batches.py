"""Documents as batches of rows."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from kg.neural.features import Features
from kg.training.network import Batch

GAP = 8
"""Empty rows after each document, so that no convolution sees two documents."""


def make_batch(items: Sequence[Features]) -> tuple[Batch, list[int]]:
    """Return documents as one batch, and the row where each begins."""
    size = sum(len(item.pieces) + GAP for item in items)
    columns = items[0].vectors.shape[1], items[0].states.shape[1], items[0].marks.shape[1]
    dense = np.zeros((size, columns[0] + columns[1]), dtype=np.float32)
    marks = np.zeros((size, columns[2]), dtype=np.float32)
    affixes = np.zeros((size, 6), dtype=np.int64)
    heads, groups = np.arange(size), np.zeros(size, dtype=np.int64)
    real = np.zeros(size, dtype=np.float32)
    starts, at, group = [], 0, 1
    for item in items:
        stop = at + len(item.pieces)
        dense[at:stop, : columns[0]] = item.vectors
        dense[at:stop, columns[0] :] = item.states
        marks[at:stop], affixes[at:stop], real[at:stop] = item.marks, item.affixes, 1
        heads[at:stop] = item.pieces.heads + at
        groups[at:stop] = item.groups + group
        group += int(item.groups.max()) + 1
        starts.append(at)
        at = stop + GAP
    arrays = (dense, marks, affixes, heads, groups, real)
    return Batch(*(torch.from_numpy(array) for array in arrays)), starts


def shuffled(sizes: Sequence[int], rows: int, random: np.random.Generator) -> Iterator[list[int]]:
    """Yield the indexes of the documents in random order, in lists of about `rows` rows together."""
    chosen: list[int] = []
    total = 0
    for index in random.permutation(len(sizes)).tolist():
        chosen.append(index)
        total += sizes[index]
        if total >= rows:
            yield chosen
            chosen, total = [], 0
    if chosen:
        yield chosen
