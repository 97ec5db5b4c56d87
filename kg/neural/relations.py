"""Relations between the entities of a document."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import EntitySpan, ScoredRelation
from kg.neural.constraints import Bools
from kg.neural.encoder import Layers, Linear, States
from kg.neural.features import Features, Floats
from kg.neural.pairs import Pairs, make_pairs
from kg.neural.pieces import Ints, Pieces
from kg.neural.probability import logit, probabilities
from kg.neural.spots import Spots
from kg.neural.weights import Weights, members

_LIMIT = np.float32(3.0)


class PairScorer:
    """Scores pairs of entities for every relation."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        self._types = len(meta["entity_types"])
        self._input = Linear(arrays, "pairs.input")
        self._layers = Layers(arrays, "pairs", meta["row_layers"])
        self._spot, self._row = Linear(arrays, "pairs.spot"), Linear(arrays, "pairs.row")
        self._kinds: Floats = arrays["pairs.kinds.weight"]
        self._facts, self._rival = Linear(arrays, "pairs.facts"), Linear(arrays, "pairs.rival")
        self._inner, self._output = Linear(arrays, "pairs.inner"), Linear(arrays, "pairs.output")

    def __call__(self, state: Floats, features: Features, spots: Spots, pairs: Pairs) -> Floats:
        """Return the logits, float32 [pairs, types]."""
        marks = mark_rows(len(state), self._types, spots)
        rows = self._input.positive(np.concatenate((state, marks), axis=1))
        rows = self._layers(rows, features)
        ends = np.stack([spots.first, spots.last, pairs.top, features.pieces.heads[pairs.top]], axis=1)
        subject, target = np.split(self._spot(rows.take(ends, axis=0).reshape(len(spots), -1)), 2, axis=1)
        width = subject.shape[1]
        join, context, weight = np.split(self._row(rows), (width, 2 * width), axis=1)
        hidden = self._facts(pairs.facts)
        hidden += subject.take(pairs.subject, axis=0)
        hidden += target.take(pairs.object, axis=0)
        hidden += self._kinds.take(spots.kind[pairs.subject] * self._types + spots.kind[pairs.object], axis=0)
        met = np.flatnonzero(pairs.join >= 0)
        hidden[met] += join[pairs.join[met]]
        hidden += pooled(context, weight, *_between(spots, pairs))
        np.maximum(hidden, 0, out=hidden)
        small = self._rival.positive(hidden)
        beside = [_maxima(small, ends, len(spots)).take(ends, axis=0) for ends in (pairs.subject, pairs.object)]
        beside.append(small[np.maximum(pairs.reverse, 0)] * (pairs.reverse >= 0)[:, None])
        hidden += self._inner.positive(np.concatenate((hidden, *beside), axis=1))
        return self._output(hidden)


class RelationModel:
    """Scores the pairs of entities that may be related, by the last network alone."""

    def __init__(self, weights: Weights) -> None:
        meta, arrays = weights.meta, weights.arrays
        self.types: tuple[str, ...] = tuple(meta["relation_types"])
        self.threshold: float = meta["relation_threshold"]
        self._kinds = {name: number for number, name in enumerate(meta["entity_types"])}
        self._scorer = PairScorer(members(weights)[-1], meta)
        self.allowed: Bools = arrays["allowed"].astype(bool)
        self.likely: Bools = arrays["likely"].astype(bool)
        self._scale: Floats = arrays["calibration.pairs.scale"]
        self._shift: Floats = arrays["calibration.pairs.shift"]

    def __call__(
        self,
        states: States,
        features: Features,
        text: str,
        entities: Sequence[EntitySpan],
        threshold: float | None = None,
    ) -> tuple[ScoredRelation, ...]:
        """Return the relations in the order of the entities.

        Args:
            states: The rows of the document as each network encodes them.
            features: Its features.
            text: Its content.
            entities: Its entities; one whose edges no row has takes part in no relation.
            threshold: Least probability; None is the model's own.
        """
        least = self.threshold if threshold is None else threshold
        spots, numbers = locate(features.pieces, entities, self._kinds)
        texts = [entities[number].span.of(text) for number in numbers]
        pairs = make_pairs(features, spots, texts, self.likely)
        if not len(pairs.subject):
            return ()
        logits = self.logits(states, features, spots, pairs)
        allowed = self.allowed[spots.kind[pairs.subject], spots.kind[pairs.object]]
        places, kinds = np.nonzero(allowed & (logits > (logit(least) - self._shift) / self._scale))
        scores = probabilities(logits[places, kinds] * self._scale[kinds] + self._shift[kinds])
        subjects, objects = pairs.subject[places].tolist(), pairs.object[places].tolist()
        return tuple(
            ScoredRelation(self.types[kind], numbers[subject], numbers[target], score)
            for kind, subject, target, score in zip(kinds.tolist(), subjects, objects, scores.tolist(), strict=True)
            if score >= least
        )

    def logits(self, states: States, features: Features, spots: Spots, pairs: Pairs) -> Floats:
        """Return the logits, not calibrated, float32 [pairs, types]."""
        return self._scorer(states[-1], features, spots, pairs)


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
    between = sums.take(high, axis=0)
    between -= sums.take(low, axis=0)
    part = between.astype(np.float32)
    total = np.repeat(np.maximum(part[:, values.shape[1] :], np.float32(1e-3)), share, axis=1)
    mean: Floats = part[:, : values.shape[1]] / total
    return mean


def _maxima(values: Floats, groups: Ints, size: int) -> Floats:
    """Return the maxima of each group's rows, zeros for an empty group; the values are not negative."""
    result = np.zeros((size, values.shape[1]), dtype=np.float32)
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.append(0, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1)
    result[ordered[starts]] = np.maximum.reduceat(values.take(order, axis=0), starts, axis=0)
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
