"""Nested entities of a document."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import EntitySpan, Span
from kg.neural.encoder import Encoder, Linear
from kg.neural.features import Features, Floats
from kg.neural.probability import logit, probabilities
from kg.neural.weights import Weights, members

IMPOSSIBLE = -30.0
"""Logit of what cannot be, such as a range beyond the end of the rows."""


class SpanNetwork:
    """Scores every range of rows for every type."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        self._encoder = Encoder(arrays, meta["dilations"], meta["memory"])
        self._edges = Linear(arrays, "scorer.edges")
        self._length: Floats = arrays["scorer.length.weight"]
        self._output = Linear(arrays, "scorer.output")

    def __call__(self, features: Features) -> Floats:
        """Return the logits, float32 [rows, longest, types]; element [i, k] is the range of rows i to i + k."""
        state = self._encoder(features)
        first, last, inner = np.split(self._edges(state), 3, axis=1)
        size, longest = len(state), len(self._length)
        total = np.concatenate((np.zeros((1, inner.shape[1]), np.float32), np.cumsum(inner, axis=0)))
        logits = np.full((size, longest, len(self._output.bias)), IMPOSSIBLE, dtype=np.float32)
        for length in range(min(longest, size)):
            count = size - length
            mean = (total[length + 1 :] - total[:count]) * np.float32(1 / (length + 1))
            hidden = np.maximum(first[:count] + last[length:] + mean + self._length[length], 0)
            logits[:count, length] = self._output(hidden)
        return logits


class EntityModel:
    """Finds nested entities: the mean score of one or several networks, calibrated."""

    def __init__(self, weights: Weights) -> None:
        meta = weights.meta
        self.types: tuple[str, ...] = tuple(meta["types"])
        self.threshold: float = meta["threshold"]
        self._networks = [SpanNetwork(arrays, meta) for arrays in members(weights)]
        self._scale: Floats = weights.arrays["calibration.scale"]
        self._shift: Floats = weights.arrays["calibration.shift"]

    def logits(self, features: Features) -> Floats:
        """Return the mean logits of the networks, not calibrated, float32 [rows, longest, types]."""
        total = self._networks[0](features)
        for network in self._networks[1:]:
            total += network(features)
        return total / np.float32(len(self._networks))

    def __call__(self, features: Features, threshold: float | None = None) -> tuple[EntitySpan, ...]:
        """Return the entities in text order, outer before inner; none cuts across another."""
        if not len(features.pieces):
            return ()
        least = self.threshold if threshold is None else threshold
        logits = self.logits(features) * self._scale + self._shift
        rows, lengths, kinds = np.nonzero(logits > logit(least))
        scores = probabilities(logits[rows, lengths, kinds])
        held = scores >= least
        rows, lengths, kinds, scores = rows[held], lengths[held], kinds[held], scores[held]
        found = [
            EntitySpan(Span(start, stop), self.types[kind], score)
            for start, stop, kind, score in zip(
                features.pieces.starts[rows].tolist(),
                features.pieces.stops[rows + lengths].tolist(),
                kinds.tolist(),
                scores.tolist(),
                strict=True,
            )
        ]
        return without_crossings(found)


def without_crossings(found: list[EntitySpan]) -> tuple[EntitySpan, ...]:
    """Return the spans sorted, the less probable of two that cross left out."""
    kept: list[EntitySpan] = []
    for item in sorted(found, key=lambda item: (-item.probability, item.span, item.type)):
        if not any(_cross(item.span, other.span) for other in kept):
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: (item.span.start, -item.span.stop, item.type)))


def _cross(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not one.contains(other) and not other.contains(one)
