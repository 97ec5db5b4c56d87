"""Averaging of weights over the steps of a training."""

import copy
from typing import Generic, TypeVar

import torch
from torch import nn

Model = TypeVar("Model", bound=nn.Module)


class Average(Generic[Model]):
    """An exponential average of a model's weights; young averages forget faster."""

    def __init__(self, model: Model, decay: float = 0.998) -> None:
        self._model = copy.deepcopy(model).eval()
        self._decay = decay
        self._steps = 0

    def update(self, model: Model) -> None:
        """Take in the weights after a step."""
        self._steps += 1
        keep = min(self._decay, self._steps / (self._steps + 10))
        with torch.no_grad():
            for mean, value in zip(self._model.parameters(), model.parameters(), strict=True):
                mean.lerp_(value, 1 - keep)

    def model(self) -> Model:
        """Return a copy of the model with the averaged weights."""
        averaged: Model = copy.deepcopy(self._model)
        return averaged
