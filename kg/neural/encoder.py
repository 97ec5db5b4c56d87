"""The encoder of rows in NumPy: the same arithmetic as `kg.training.network.Encoder`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.neural.features import Features, Floats
from kg.neural.pieces import Ints
from kg.neural.sweep import sweep_sums
from kg.neural.weights import Weights, members

_EPSILON = 1e-5

Arrays = Mapping[str, NDArray[Any]]


class Linear:
    """A matrix and an added row."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.weight: Floats = np.ascontiguousarray(arrays[f"{name}.weight"].T)
        self.bias: Floats = arrays[f"{name}.bias"]

    def __call__(self, rows: Floats) -> Floats:
        """Return the product with each row."""
        result = rows @ self.weight
        result += self.bias
        return result

    def positive(self, rows: Floats) -> Floats:
        """Return the product with each row, zeros in place of what is negative."""
        result = self(rows)
        return np.maximum(result, 0, out=result)


class Norm:
    """Each row to mean 0 and variance 1, then a scale and a shift a column."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._scale: Floats = arrays[f"{name}.weight"]
        self._shift: Floats = arrays[f"{name}.bias"]
        self._mean = np.full(len(self._scale), 1 / len(self._scale), dtype=np.float32)

    def __call__(self, state: Floats) -> Floats:
        """Return the rows made even."""
        centred = state - (state @ self._mean)[:, None]
        variance = np.einsum("ij,ij->i", centred, centred) / np.float32(len(self._mean))
        centred /= np.sqrt(variance + np.float32(_EPSILON))[:, None]
        centred *= self._scale
        centred += self._shift
        return centred


Layer = Callable[[Floats, Features], Floats]


def convolution(arrays: Arrays, name: str, step: int) -> Layer:
    """Return a layer in which each row meets the rows `step` before and after it."""
    norm, linear = Norm(arrays, f"{name}.norm"), Linear(arrays, f"{name}.linear")

    def run(state: Floats, features: Features) -> Floats:
        size, width = state.shape
        taps = np.empty((size, 3 * width), dtype=np.float32)
        taps[:, width : 2 * width] = normed = norm(state)
        taps[:step, :width] = 0
        taps[step:, :width] = normed[: max(size - step, 0)]
        taps[: max(size - step, 0), 2 * width :] = normed[step:]
        taps[max(size - step, 0) :, 2 * width :] = 0
        return linear.positive(taps)

    return run


def memory(arrays: Arrays, name: str) -> Layer:
    """Return a layer in which each row meets the mean of the rows of its lemma."""
    linear = Linear(arrays, f"{name}.linear")

    def run(state: Floats, features: Features) -> Floats:
        return linear.positive(group_mean(state, features.groups)).take(features.groups, axis=0)

    return run


def recurrence(arrays: Arrays, name: str) -> Layer:
    """Return a layer in which each row meets what a sweep gathered on its way from either end of the sentence."""
    norm, linear = Norm(arrays, f"{name}.norm"), Linear(arrays, f"{name}.linear")
    width = linear.weight.shape[0]
    half = width // 2
    # the weights of what to keep, what is new, what to give out: a half of the columns for either way
    weights = linear.weight.reshape(width, 3, 2, half).transpose(1, 2, 0, 3).copy()
    biases = linear.bias.reshape(3, width)

    def run(state: Floats, features: Features) -> Floats:
        sweep = features.sweep
        ways = norm(state).take((sweep.forward, sweep.backward), axis=0)
        keep, new, out = gates = np.empty((3, len(sweep.forward), width), dtype=np.float32)
        for gate, weight, bias in zip(gates, weights, biases, strict=True):
            np.matmul(ways, weight, out=gate.reshape(-1, 2, half).swapaxes(0, 1))
            gate += bias
        sigmoid(keep), sigmoid(out)
        new *= 1 - keep
        out *= sweep_sums(keep, new, sweep.sizes)
        result = np.empty_like(state)
        result[sweep.forward, :half] = out[:, :half]
        result[sweep.backward, half:] = out[:, half:]
        return result

    return run


def sigmoid(values: Floats) -> Floats:
    """Return 1 / (1 + e^-x) in place of each value."""
    values *= np.float32(0.5)
    np.tanh(values, out=values)
    values *= np.float32(0.5)
    values += np.float32(0.5)
    return values


def make_layer(arrays: Arrays, name: str, kind: str) -> Layer:
    """Return a layer of a kind: `conv` and a step, `memory` or `sweep`."""
    if kind == "memory":
        return memory(arrays, name)
    return recurrence(arrays, name) if kind == "sweep" else convolution(arrays, name, int(kind.removeprefix("conv")))


class Layers:
    """Layers one after the other, each added to what it read, and a last norm."""

    def __init__(self, arrays: Arrays, name: str, kinds: Sequence[str]) -> None:
        self._layers = [make_layer(arrays, f"{name}.layers.{place}", kind) for place, kind in enumerate(kinds)]
        self._last = Norm(arrays, f"{name}.last")

    def __call__(self, state: Floats, features: Features) -> Floats:
        """Return the rows after the last layer; the given ones are changed."""
        for layer in self._layers:
            state += layer(state, features)
        return self._last(state)


class Encoder:
    """From features to a hidden state a row.

    Args:
        arrays: Weights, named as the modules of the trained network.
        layers: Kinds of the layers.
    """

    def __init__(self, arrays: Arrays, layers: Sequence[str]) -> None:
        self._affix: Floats = arrays["encoder.affix.weight"]
        self._input = Linear(arrays, "encoder.input")
        self._head = Linear(arrays, "encoder.head")
        self._layers = Layers(arrays, "encoder", layers)

    def __call__(self, features: Features) -> Floats:
        """Return the hidden states, float32 [rows, width]."""
        affixes = self._affix.take(features.affixes, axis=0).sum(axis=1)
        parts = (features.vectors, features.states, features.marks, affixes)
        state = self._input.positive(np.concatenate(parts, axis=1, dtype=np.float32))
        state += self._head.positive(state).take(features.pieces.heads, axis=0)
        return self._layers(state, features)


States = tuple[Floats, ...]
"""The rows as each network encodes them."""


class Encoders:
    """The encoders of the networks whose scores are averaged."""

    def __init__(self, weights: Weights) -> None:
        self._encoders = [Encoder(arrays, weights.meta["layers"]) for arrays in members(weights)]

    def __call__(self, features: Features) -> States:
        """Return the hidden states of each encoder; of an empty document there are none."""
        if not len(features.pieces):
            return ()
        return tuple(encode(features) for encode in self._encoders)


def group_mean(state: Floats, groups: Ints) -> Floats:
    """Return the mean row of each group, in the order of the groups' numbers."""
    counts = np.bincount(groups)
    order = np.argsort(groups, kind="stable")
    mean: Floats = state[order[np.cumsum(counts) - counts]]
    shared = counts > 1  # most groups have one row, which is their mean
    if shared.any():
        rows, sizes = order[np.repeat(shared, counts)], counts[shared]
        total = np.add.reduceat(state[rows], np.cumsum(sizes) - sizes, axis=0)
        total /= sizes[:, None]
        mean[shared] = total
    return mean
