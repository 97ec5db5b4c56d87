"""The encoder of rows in NumPy: the same arithmetic as `kg.training.network.Encoder`."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features, Floats
from kg.neural.pieces import Ints

_EPSILON = 1e-5


class Linear:
    """A matrix and an added row."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
        self.weight: Floats = np.ascontiguousarray(arrays[f"{name}.weight"].T)
        self.bias: Floats = arrays[f"{name}.bias"]

    def __call__(self, rows: Floats) -> Floats:
        """Return the product with each row."""
        return rows @ self.weight + self.bias


class Encoder:
    """From features to a hidden state a row.

    Args:
        arrays: Weights, named as the modules of the trained network.
        dilations: How far the taps of each convolution lie apart.
        memory: After which convolutions rows of one lemma meet.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], dilations: Sequence[int], memory: Sequence[int]) -> None:
        self._affix: Floats = arrays["encoder.affix.weight"]
        self._input = Linear(arrays, "encoder.input")
        self._head = Linear(arrays, "encoder.head")
        self._dilations = tuple(dilations)
        self._convs = [Linear(arrays, f"encoder.convs.{number}") for number in range(len(dilations))]
        self._norms = [_norm(arrays, f"encoder.norms.{number}") for number in range(len(dilations))]
        self._memories = {at: Linear(arrays, f"encoder.memories.{at}") for at in memory}
        self._last = _norm(arrays, "encoder.last")

    def __call__(self, features: Features, extra: Floats | None = None) -> Floats:
        """Return the hidden states, float32 [rows, width]."""
        affixes = self._affix[features.affixes].sum(axis=1)
        parts = [features.vectors, features.states, features.marks.astype(np.float32), affixes]
        if extra is not None:
            parts.append(extra)
        state = np.maximum(self._input(np.concatenate(parts, axis=1)), 0)
        state = state + np.maximum(self._head(state), 0)[features.pieces.heads]
        for number, (conv, norm, step) in enumerate(zip(self._convs, self._norms, self._dilations, strict=True)):
            state += np.maximum(_convolve(_normalize(state, norm), conv, step), 0)
            if number in self._memories:
                mean = group_mean(state, features.groups)
                state += np.maximum(self._memories[number](mean), 0)[features.groups]
        return _normalize(state, self._last)


def _norm(arrays: Mapping[str, NDArray[Any]], name: str) -> tuple[Floats, Floats]:
    return arrays[f"{name}.weight"], arrays[f"{name}.bias"]


def _normalize(state: Floats, norm: tuple[Floats, Floats]) -> Floats:
    centred = state - state.mean(axis=1, keepdims=True)
    variance = np.mean(centred * centred, axis=1, keepdims=True)
    result: Floats = centred / np.sqrt(variance + np.float32(_EPSILON)) * norm[0] + norm[1]
    return result


def _convolve(state: Floats, conv: Linear, step: int) -> Floats:
    """Return the product of each row and the rows `step` before and after it, zeros beyond the ends."""
    size, width = state.shape
    taps = np.zeros((size, 3 * width), dtype=np.float32)
    taps[:, width : 2 * width] = state
    taps[step:, :width] = state[: max(size - step, 0)]
    taps[: max(size - step, 0), 2 * width :] = state[step:]
    return conv(taps)


def group_mean(state: Floats, groups: Ints) -> Floats:
    """Return the mean row of each group, in the order of the groups' numbers."""
    order = np.argsort(groups, kind="stable")
    counts = np.bincount(groups)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    total = np.add.reduceat(state[order], starts, axis=0)
    mean: Floats = (total / counts[:, None]).astype(np.float32)
    return mean
