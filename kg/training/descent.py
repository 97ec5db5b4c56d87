"""What every training does: steps down a loss, and networks that are trained side by side."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

from kg.training.average import Average
from kg.training.device import best_device

Model = TypeVar("Model", bound=nn.Module)

STEEPEST = 5.0
"""Longest gradient; a longer one is cut to it."""


class Descent(Generic[Model]):
    """Steps of AdamW with one rise and fall of the rate, and the average of the weights that they give.

    Args:
        network: What is trained; each step changes it.
        rate: Peak learning rate.
        decay: Weight decay.
        steps: How many steps the rate rises and falls in.
        rise: Share of them in which it rises.
        keep: How much of the average a step keeps, at most.
    """

    def __init__(
        self, network: Model, *, rate: float, decay: float, steps: int, rise: float = 0.1, keep: float = 0.998
    ) -> None:
        self._network = network
        self._optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=decay)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(self._optimizer, rate, total_steps=steps, pct_start=rise)
        self._average = Average(network, keep)

    def step(self, loss: Tensor) -> float:
        """Make a step down a loss of the network and return its value."""
        self._optimizer.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self._network.parameters(), STEEPEST)
        self._optimizer.step()
        self._schedule.step()
        self._average.update(self._network)
        return float(loss.detach())

    def model(self) -> Model:
        """Return a copy of the network with the averaged weights."""
        return self._average.model()


def side_by_side(networks: Sequence[Model], train: Callable[[Model, int], Model]) -> list[Model]:
    """Return the trained networks, on the processor; each is trained on a thread of its own.

    Args:
        networks: Fresh ones, made before the threads, as these share a generator of random numbers.
        train: Trains the network of a number.
    """

    def learnt(number: int) -> Model:
        torch.set_num_threads(1)
        trained = train(networks[number].to(best_device()), number)
        trained.cpu()
        return trained

    with ThreadPoolExecutor(min(len(networks), os.cpu_count() or 1)) as pool:
        return list(pool.map(learnt, range(len(networks))))
