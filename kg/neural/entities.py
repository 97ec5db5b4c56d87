"""Nested entities of a document."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import EntitySpan, Span
from kg.neural.encoder import Linear, States
from kg.neural.features import Floats
from kg.neural.pieces import Pieces
from kg.neural.probability import logit, probabilities
from kg.neural.weights import Weights, members

IMPOSSIBLE = -30.0
"""Logit of what cannot be, such as a range beyond the end of the rows."""


class SpanScorer:
    """Scores every range of rows for every type."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        edges = Linear(arrays, "spans.edges")
        self._edges: Floats = np.stack(np.split(edges.weight, 3, axis=1))
        self._shifts: Floats = np.stack(np.split(edges.bias, 3))[:, None]
        self._length: Floats = arrays["spans.length.weight"]
        self._output = Linear(arrays, "spans.output")

    def __call__(self, state: Floats) -> Floats:
        """Return the logits, float32 [longest, rows, types]; element [k, i] is the range of rows i to i + k."""
        edges = state @ self._edges
        edges += self._shifts
        first, last, inner = edges
        size, longest = len(state), len(self._length)
        total = np.zeros((size + 1, inner.shape[1]), dtype=np.float32)
        np.cumsum(inner, axis=0, out=total[1:])
        hidden = inner  # not needed any longer
        logits = np.full((longest, size, len(self._output.bias)), IMPOSSIBLE, dtype=np.float32)
        for length in range(min(longest, size)):
            count = size - length
            part = hidden[:count]
            np.subtract(total[length + 1 :], total[:count], out=part)
            if length:
                part *= np.float32(1 / (length + 1))
            part += first[:count]
            part += last[length:]
            part += self._length[length]
            np.maximum(part, 0, out=part)
            np.matmul(part, self._output.weight, out=logits[length, :count])
            logits[length, :count] += self._output.bias
        return logits


class EntityModel:
    """Finds nested entities: the mean score of one or several networks, calibrated."""

    def __init__(self, weights: Weights) -> None:
        self.types: tuple[str, ...] = tuple(weights.meta["entity_types"])
        self.threshold: float = weights.meta["entity_threshold"]
        self._scorers = [SpanScorer(arrays) for arrays in members(weights)]
        self._scale: Floats = weights.arrays["calibration.spans.scale"]
        self._shift: Floats = weights.arrays["calibration.spans.shift"]

    def logits(self, states: States) -> Floats:
        """Return the mean logits of the networks, not calibrated, float32 [longest, rows, types]."""
        total = self._scorers[0](states[0])
        for scorer, state in zip(self._scorers[1:], states[1:], strict=True):
            total += scorer(state)
        total /= len(self._scorers)
        return total

    def __call__(self, states: States, pieces: Pieces, threshold: float | None = None) -> tuple[EntitySpan, ...]:
        """Return the entities in text order, outer before inner; none cuts across another.

        Args:
            states: The rows as each network encodes them.
            pieces: Where the rows are.
            threshold: Least probability; None is the model's own.
        """
        if not len(pieces):
            return ()
        least = self.threshold if threshold is None else threshold
        logits = self.logits(states)
        lengths, rows, kinds = np.nonzero(logits > (logit(least) - self._shift) / self._scale)
        scores = probabilities(logits[lengths, rows, kinds] * self._scale[kinds] + self._shift[kinds])
        held = scores >= least
        lengths, rows, kinds, scores = lengths[held], rows[held], kinds[held], scores[held]
        starts, stops = pieces.starts[rows].tolist(), pieces.stops[rows + lengths].tolist()
        return without_crossings([
            EntitySpan(Span(start, stop), self.types[kind], score)
            for start, stop, kind, score in zip(starts, stops, kinds.tolist(), scores.tolist(), strict=True)
        ])  # fmt: skip


def without_crossings(found: Sequence[EntitySpan]) -> tuple[EntitySpan, ...]:
    """Return the spans sorted, the less probable of two that cross left out."""
    order = sorted(found, key=lambda item: (-item.probability, item.span, item.type))
    start, stop = (np.array(edge) for edge in ([s.span.start for s in order], [s.span.stop for s in order]))
    cross = (start[:, None] < start) & (start < stop[:, None]) & (stop[:, None] < stop)
    rivals = cross | cross.T
    kept = np.ones(len(order), dtype=bool)
    for place in np.flatnonzero(rivals.any(axis=1)).tolist():
        kept[place] = not (rivals[place, :place] & kept[:place]).any()
    held = [item for item, keep in zip(order, kept.tolist(), strict=True) if keep]
    return tuple(sorted(held, key=lambda item: (item.span.start, -item.span.stop, item.type)))
