"""The layers of the encoder as PyTorch modules, and a dropout that is quick on a processor."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from kg.neural.sweep import Sweep


class Random:
    """The source of what training leaves out; equal seeds give equal masks."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.Generator(np.random.SFC64(seed))

    def mask(self, like: Tensor, share: float) -> Tensor:
        """Return ones and this share of zeros, to a 256th, in the shape of a tensor."""
        bits = np.frombuffer(self._generator.bytes(like.numel()), np.uint8) >= round(share * 256)
        return torch.from_numpy(bits).view(like.shape).to(like.device, like.dtype)


class Dropout(nn.Module):
    """Leaves a share of the values out in training; with `scale` the others grow, so that the sum stays."""

    def __init__(self, share: float, random: Random, *, scale: bool = True) -> None:
        super().__init__()
        self._share, self._random = share, random
        self._factor = 1 / (1 - share) if scale else 1.0

    def forward(self, values: Tensor) -> Tensor:
        """Return the values that are left."""
        if not self.training:
            return values
        return values * self._random.mask(values, self._share).mul_(self._factor)


@dataclass
class Place:
    """Where rows stand: which are real, the number of their lemma, and the order of a sweep over them."""

    real: Tensor
    groups: Tensor
    forward: Tensor
    backward: Tensor
    sizes: tuple[int, ...]


def make_place(real: Tensor, groups: Tensor, sweep: Sweep) -> Place:
    """Return where rows stand."""
    return Place(real, groups, torch.from_numpy(sweep.forward), torch.from_numpy(sweep.backward), sweep.sizes)


class Convolution(nn.Module):
    """Each row meets the rows `step` before and after it."""

    def __init__(self, width: int, step: int) -> None:
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(width), nn.Linear(3 * width, width)
        self.step = step

    def forward(self, state: Tensor, place: Place) -> Tensor:
        """Return what is added to the rows."""
        padded = nn.functional.pad(self.norm(state) * place.real, (0, 0, self.step, self.step))
        taps = [padded[shift : shift + len(state)] for shift in (0, self.step, 2 * self.step)]
        return torch.relu(self.linear(torch.cat(taps, 1)))


class Memory(nn.Module):
    """Each row meets the mean of the rows of its lemma in the document."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, width)

    def forward(self, state: Tensor, place: Place) -> Tensor:
        """Return what is added to the rows."""
        total = state.new_zeros(int(place.groups.max()) + 1, state.shape[1]).index_add(0, place.groups, state)
        count = torch.bincount(place.groups, minlength=len(total)).clamp(min=1)
        return torch.relu(self.linear(total / count[:, None])).index_select(0, place.groups)


class Recurrence(nn.Module):
    """Each row meets what a sweep gathered on its way from either end of the sentence.

    A gated running mean, a half of the columns in each direction; only the running sum is a loop.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(width), nn.Linear(width, 3 * width)
        with torch.no_grad():
            self.linear.bias[:width] += 1

    def forward(self, state: Tensor, place: Place) -> Tensor:
        """Return what is added to the rows."""
        keep, new, out = self.linear(self.norm(state)).chunk(3, 1)
        keep = torch.sigmoid(keep)
        new = (1 - keep) * new
        half = state.shape[1] // 2
        ways = (place.forward, slice(None, half)), (place.backward, slice(half, None))
        both, added = (
            torch.cat([values[:, part].index_select(0, order) for order, part in ways], 1) for values in (keep, new)
        )
        sums = Sums.apply(both, added, place.sizes)  # type: ignore[no-untyped-call]
        empty = state.new_zeros(len(state), half)
        found = torch.cat([empty.index_copy(0, order, sums[:, part]) for order, part in ways], 1)
        return found * torch.sigmoid(out)


class Sums(torch.autograd.Function):
    """The running sums of `kg.neural.sweep.sweep_sums`, with their gradient."""

    @staticmethod
    def forward(context: Any, keep: Tensor, new: Tensor, sizes: tuple[int, ...]) -> Tensor:
        """Return s ← keep × s + new of each sentence, in the order of the steps."""
        result = new.clone()
        for before, at, size in steps(sizes):
            result[at : at + size].addcmul_(keep[at : at + size], result[before : before + size])
        context.save_for_backward(keep, result)
        context.sizes = sizes
        return result

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        """Return the gradients of `keep` and `new`."""
        keep, result = context.saved_tensors
        added, kept = gradients[0].clone(), torch.zeros_like(keep)
        for before, at, size in reversed(list(steps(context.sizes))):
            added[before : before + size].addcmul_(added[at : at + size], keep[at : at + size])
            torch.mul(added[at : at + size], result[before : before + size], out=kept[at : at + size])
        return kept, added, None


def steps(sizes: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Return for each step but the first: where the step before begins, where it begins itself, how many rows."""
    found, at = [], 0
    for before, size in pairwise(sizes):
        found.append((at, at + before, size))
        at += before
    return found


def make_layer(kind: str, width: int) -> nn.Module:
    """Return a layer of a kind: `conv` and a step, `memory` or `sweep`."""
    if kind == "memory":
        return Memory(width)
    return Recurrence(width) if kind == "sweep" else Convolution(width, int(kind.removeprefix("conv")))
