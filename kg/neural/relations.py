"""Relations between the entities of a document."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import EntitySpan, ScoredRelation
from kg.neural.constraints import Bools
from kg.neural.encoder import Encoder, Linear
from kg.neural.features import Features, Floats
from kg.neural.pairs import Pairs, Spots, make_pairs
from kg.neural.pieces import Ints, Pieces
from kg.neural.probability import probabilities
from kg.neural.weights import Weights, members

_LIMIT = np.float32(3.0)


class PairNetwork:
    """Scores pairs of entities for every relation."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        self._encoder = Encoder(arrays, meta["dilations"], meta["memory"])
        self._spot, self._row = Linear(arrays, "spot"), Linear(arrays, "row")
        self._kinds: Floats = arrays["kinds.weight"]
        self._types = len(meta["entity_types"])
        self._facts, self._rival = Linear(arrays, "facts"), Linear(arrays, "rival")
        self._inner, self._output = Linear(arrays, "inner"), Linear(arrays, "output")

    def __call__(self, features: Features, marks: Floats, spots: Spots, pairs: Pairs) -> Floats:
        """Return the logits, float32 [pairs, types]."""
        state = self._encoder(features, marks)
        parent = features.pieces.heads[pairs.top]
        ends = np.stack([spots.first, spots.last, pairs.top, parent], axis=1)
        subject, target = np.split(self._spot(state[ends].reshape(len(spots), -1)), 2, axis=1)
        width = subject.shape[1]
        join, context, weight = np.split(self._row(state), (width, 2 * width), axis=1)
        hidden = subject[pairs.subject] + target[pairs.object]
        hidden += join[np.maximum(pairs.join, 0)] * (pairs.join >= 0)[:, None]
        hidden += pooled(context, weight, *_between(spots, pairs))
        hidden += self._kinds[spots.kind[pairs.subject] * self._types + spots.kind[pairs.object]]
        hidden = np.maximum(hidden + self._facts(pairs.facts.astype(np.float32)), 0)
        small = np.maximum(self._rival(hidden), 0)
        beside = [_maxima(small, ends, len(spots))[ends] for ends in (pairs.subject, pairs.object)]
        beside.append(small[np.maximum(pairs.reverse, 0)] * (pairs.reverse >= 0)[:, None])
        hidden += np.maximum(self._inner(np.concatenate((hidden, *beside), axis=1)), 0)
        return self._output(hidden)


class RelationModel:
    """Scores every near pair of entities for every relation that their types allow."""

    def __init__(self, weights: Weights) -> None:
        meta = weights.meta
        self.types: tuple[str, ...] = tuple(meta["types"])
        self.threshold: float = meta["threshold"]
        self._kinds = {name: number for number, name in enumerate(meta["entity_types"])}
        self._networks = [PairNetwork(arrays, meta) for arrays in members(weights)]
        size = len(self._kinds)
        self.allowed: Bools = weights.arrays["allowed"].astype(bool).reshape(size, size, len(self.types))
        self._scale: Floats = weights.arrays["calibration.scale"]
        self._shift: Floats = weights.arrays["calibration.shift"]

    def __call__(
        self, features: Features, text: str, entities: Sequence[EntitySpan], threshold: float | None = None
    ) -> tuple[ScoredRelation, ...]:
        """Return the relations in the order of the entities.

        Args:
            features: Features of the document.
            text: The document's content.
            entities: Its entities; one whose edges no row has takes part in no relation.
            threshold: Least probability; None is the model's own.
        """
        spots, numbers = locate(features.pieces, entities, self._kinds)
        texts = [entities[number].span.of(text) for number in numbers]
        pairs = make_pairs(features, spots, texts, np.any(self.allowed, axis=2))
        if not len(pairs.subject):
            return ()
        logits = self.logits(features, spots, pairs) * self._scale + self._shift
        scores = np.where(self.allowed[spots.kind[pairs.subject], spots.kind[pairs.object]], probabilities(logits), 0.0)
        places, kinds = np.nonzero(scores >= (self.threshold if threshold is None else threshold))
        return tuple(
            ScoredRelation(
                self.types[kind],
                numbers[pairs.subject[place]],
                numbers[pairs.object[place]],
                float(scores[place, kind]),
            )
            for place, kind in zip(places.tolist(), kinds.tolist(), strict=True)
        )

    def logits(self, features: Features, spots: Spots, pairs: Pairs) -> Floats:
        """Return the mean logits of the networks, not calibrated, float32 [pairs, types]."""
        marks = mark_rows(len(features.pieces), len(self._kinds), spots)
        total = self._networks[0](features, marks, spots, pairs)
        for network in self._networks[1:]:
            total += network(features, marks, spots, pairs)
        return total / np.float32(len(self._networks))


def _between(spots: Spots, pairs: Pairs) -> tuple[Ints, Ints]:
    """Return the first row after the nearer entity of each pair and the first row of the farther one."""
    low = np.minimum(spots.last[pairs.subject], spots.last[pairs.object]) + 1
    return low, np.maximum(low, np.maximum(spots.first[pairs.subject], spots.first[pairs.object]))


def pooled(values: Floats, weights: Floats, low: Ints, high: Ints) -> Floats:
    """Return the weighted means of the rows from `low` to `high`, a weight a head; zeros where there are none."""
    strength = np.exp(_LIMIT * np.tanh(weights / _LIMIT))
    share = values.shape[1] // weights.shape[1]
    sums = np.zeros((len(values) + 1, values.shape[1] + weights.shape[1]), dtype=np.float64)
    np.cumsum(np.concatenate((values * np.repeat(strength, share, axis=1), strength), axis=1), axis=0, out=sums[1:])
    part = (sums[high] - sums[low]).astype(np.float32)
    total = np.repeat(np.maximum(part[:, values.shape[1] :], np.float32(1e-3)), share, axis=1)
    mean: Floats = part[:, : values.shape[1]] / total
    return mean


def _maxima(values: Floats, groups: Ints, size: int) -> Floats:
    """Return the maxima of each group's rows, zeros for an empty group; the values are not negative."""
    result = np.zeros((size, values.shape[1]), dtype=np.float32)
    order = np.argsort(groups, kind="stable")
    numbers, starts = np.unique(groups[order], return_index=True)
    result[numbers] = np.maximum.reduceat(values[order], starts, axis=0)
    return result


def locate(pieces: Pieces, entities: Sequence[EntitySpan], kinds: dict[str, int]) -> tuple[Spots, list[int]]:
    """Return the rows of the entities that have rows, in text order, and the index of each in the given sequence."""
    starts = {start: row for row, start in enumerate(pieces.starts.tolist())}
    stops = {stop: row for row, stop in enumerate(pieces.stops.tolist())}
    found = []
    for number, item in sorted(enumerate(entities), key=lambda pair: (pair[1].span, pair[1].type)):
        first, last = starts.get(item.span.start), stops.get(item.span.stop)
        if first is not None and last is not None and first <= last and item.type in kinds:
            found.append((first, last, kinds[item.type], number))
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    return Spots(table[:, 0], table[:, 1], table[:, 2]), table[:, 3].tolist()


def mark_rows(size: int, kinds: int, spots: Spots) -> Floats:
    """Return which types begin at a row and which go through it, float32 [rows, 2 × types]."""
    marks = np.zeros((size, 2 * kinds), dtype=np.float32)
    for first, last, kind in zip(spots.first.tolist(), spots.last.tolist(), spots.kind.tolist(), strict=True):
        marks[first, kind] = 1
        marks[first : last + 1, kinds + kind] = 1
    return marks
