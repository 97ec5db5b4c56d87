"""Training of the network that finds entities and relations together."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from kg.neural.pairs import Bools
from kg.neural.types import ENTITY_TYPES
from kg.training.batches import joined, make_batch, make_pair_batch, shuffled
from kg.training.descent import Descent
from kg.training.device import moved
from kg.training.examples import Example
from kg.training.layers import Random
from kg.training.network import Encoder, Shape, SpanScorer
from kg.training.pairs import PairScorer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """How a network is trained.

    Attributes:
        epochs: Passes over the data.
        rows: Rows a step.
        rate: Peak learning rate.
        decay: Weight decay.
        relations: Weight of the relations' loss beside that of the entities.
        seed: Of the weights to begin with, the order of documents and what is left out.
    """

    epochs: int = 10
    rows: int = 1500
    rate: float = 2e-3
    decay: float = 0.01
    relations: float = 0.7
    seed: int = 1


class Network(nn.Module):
    """One encoder, the scorer of ranges and the scorer of pairs."""

    def __init__(self, shape: Shape, allowed: Bools, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        random = Random(seed)
        self.shape = shape
        self.encoder = Encoder(shape, random)
        self.spans = SpanScorer(shape, len(ENTITY_TYPES), random)
        self.pairs = PairScorer(shape, allowed, random)

    def forward(self, examples: Sequence[Example]) -> tuple[Tensor, Tensor, list[int]]:
        """Return the logits of all ranges and of all pairs, and the row where each document begins."""
        device = self.encoder.input.weight.device
        batch, starts = make_batch([example.features for example in examples])
        batch = moved(batch, device)
        state = self.encoder(batch)
        pairs = moved(make_pair_batch(examples, starts, len(state)), device)
        return self.spans(state), self.pairs(state, batch.place, pairs), starts


def loss(network: Network, examples: Sequence[Example], weight: float) -> Tensor:
    """Return the cross-entropy of entities and, weighted, of relations, each divided by how many there are."""
    spans, pairs, starts = network(examples)
    first = np.cumsum([0, *(len(example.pairs.subject) for example in examples)])[:-1].tolist()
    total = cross_entropy(spans, joined([example.spans for example in examples], starts, 1))
    return total + weight * cross_entropy(pairs, joined([example.relations for example in examples], first, 0))


def cross_entropy(logits: Tensor, places: tuple[Tensor, ...]) -> Tensor:
    """Return the binary cross-entropy over a table, divided by how many of its places are right."""
    right = logits[moved(places, logits.device)]
    return (nn.functional.softplus(logits).sum() - right.sum()) / max(len(places[0]), 1)


def train_network(
    examples: Sequence[Example],
    network: Network,
    settings: Settings,
    judge: Callable[[Network], str] | None = None,
) -> Network:
    """Return the network with the averaged weights of its training; the given one is changed on the way."""
    random = np.random.default_rng(settings.seed)
    sizes = [len(example.features.pieces) for example in examples]
    steps = settings.epochs * (sum(sizes) // settings.rows + 1)
    descent = Descent(network, rate=settings.rate, decay=settings.decay, steps=steps + 10)
    for epoch in range(settings.epochs):
        network.train()
        started, losses = time.monotonic(), []
        for chosen in shuffled(sizes, settings.rows, random):
            losses.append(descent.step(loss(network, [examples[index] for index in chosen], settings.relations)))
        score = judge(descent.model()) if judge else ""
        spent = time.monotonic() - started
        log.info("seed %d epoch %d loss %.4f in %.0f s %s", settings.seed, epoch + 1, np.mean(losses), spent, score)
    return descent.model()
