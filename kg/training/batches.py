"""Examples as batches of rows and of pairs."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from kg.neural.features import Features
from kg.neural.pieces import Ints
from kg.neural.sweep import make_sweep
from kg.training.examples import Example
from kg.training.layers import Place, make_place
from kg.training.network import Batch
from kg.training.pairs import MARKS, PairBatch

GAP = 8
"""Empty rows after each document, so that no convolution sees two documents."""


def make_batch(items: Sequence[Features]) -> tuple[Batch, list[int]]:
    """Return documents as one batch, and the row where each begins."""
    place, starts, size = place_rows(items)
    columns = items[0].vectors.shape[1], items[0].states.shape[1], items[0].marks.shape[1]
    dense = np.zeros((size, columns[0] + columns[1]), dtype=np.float32)
    marks = np.zeros((size, columns[2]), dtype=np.float32)
    affixes = np.zeros((size, 6), dtype=np.int64)
    heads = np.arange(size)
    for item, at in zip(items, starts, strict=True):
        stop = at + len(item.pieces)
        dense[at:stop, : columns[0]] = item.vectors
        dense[at:stop, columns[0] :] = item.states
        marks[at:stop], affixes[at:stop] = item.marks, item.affixes
        heads[at:stop] = item.pieces.heads + at
    values, flags, endings, above = (torch.from_numpy(array) for array in (dense, marks, affixes, heads))
    return Batch(values, flags, endings, above, place), starts


def place_rows(items: Sequence[Features]) -> tuple[Place, list[int], int]:
    """Return where the rows of documents stand in a batch, the row where each document begins, and the batch's size."""
    size = sum(len(item.pieces) + GAP for item in items)
    groups, sentences = np.zeros(size, dtype=np.int64), np.full(size, -1)
    starts, at, group, sentence = [], 0, 1, 0
    for item in items:
        stop = at + len(item.pieces)
        groups[at:stop], sentences[at:stop] = item.groups + group, item.pieces.sentences + sentence
        group, sentence = int(groups[at:stop].max()) + 1, int(sentences[at:stop].max()) + 1
        starts.append(at)
        at = stop + GAP
    real = torch.from_numpy((sentences >= 0).astype(np.float32))[:, None]
    return make_place(real, torch.from_numpy(groups), make_sweep(sentences)), starts, size


def make_pair_batch(examples: Sequence[Example], starts: Sequence[int], rows: int) -> PairBatch:
    """Return the pairs of documents whose rows begin at these places of a batch."""
    marks = torch.zeros(rows, MARKS)
    columns: dict[str, list[np.ndarray]] = {}
    spot, pair = 0, 0
    for example, at in zip(examples, starts, strict=True):
        spots, pairs, parent = example.spots, example.pairs, example.features.pieces.heads[example.pairs.top]
        mark_rows(marks, example, at)
        low = np.minimum(spots.last[pairs.subject], spots.last[pairs.object]) + 1
        high = np.maximum(spots.first[pairs.subject], spots.first[pairs.object])
        for name, values in {
            "spots": np.stack([spots.first, spots.last, pairs.top, parent], 1) + at,
            "kinds": spots.kind,
            "subject": pairs.subject + spot,
            "object": pairs.object + spot,
            "facts": pairs.facts,
            "join": np.where(pairs.join >= 0, pairs.join + at, -1),
            "between": np.stack([low, np.maximum(low, high)], 1) + at,
            "reverse": np.where(pairs.reverse >= 0, pairs.reverse + pair, -1),
        }.items():
            columns.setdefault(name, []).append(values)
        spot, pair = spot + len(spots), pair + len(pairs.subject)
    return PairBatch(marks=marks, **{name: torch.from_numpy(np.concatenate(parts)) for name, parts in columns.items()})


def mark_rows(marks: Tensor, example: Example, at: int) -> None:
    """Mark the first row of each entity and all its rows with its type."""
    spots = example.spots
    for first, last, kind in zip(spots.first.tolist(), spots.last.tolist(), spots.kind.tolist(), strict=True):
        marks[at + first, kind] = 1
        marks[at + first : at + last + 1, MARKS // 2 + kind] = 1


def joined(places: Sequence[Ints], starts: Sequence[int], axis: int) -> tuple[Tensor, ...]:
    """Return what is right in documents as indexes of a batch.

    Args:
        places: What is right in each document, [labels, axes].
        starts: Where the document begins in the batch.
        axis: The axis that counts in the batch.
    """
    moved = [table.copy() for table in places]
    for table, start in zip(moved, starts, strict=True):
        table[:, axis] += start
    return tuple(torch.from_numpy(np.concatenate(moved)).T)


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
