"""Training of the core model.

A pair of entities is right when any pair of their mentions says so: the loss is on the best one.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.neural.core import HINTS, CoreModel
from kg.neural.features import Floats
from kg.neural.pairs import Bools
from kg.neural.types import ENTITY_TYPES
from kg.neural.weights import Weights
from kg.training.articles import PREDICATES, RIGHT, TRAP, WRONG, Article, likely
from kg.training.batches import make_pair_batch, place_rows
from kg.training.calibrate import fit
from kg.training.descent import Descent, side_by_side
from kg.training.device import moved
from kg.training.examples import Example
from kg.training.layers import Random
from kg.training.network import Shape
from kg.training.pairs import PairScorer

log = logging.getLogger(__name__)

TRAPS = 2.0
"""Weight of an annotated trap: what the text denies or only supposes is the worst to state."""

SCALE = 2.0
"""Hints are multiplied by this, so that their few weights keep up with the others."""


@dataclass(frozen=True)
class CoreSettings:
    """How the core model is trained."""

    epochs: int = 16
    documents: int = 8
    rate: float = 3e-3
    decay: float = 0.01
    seed: int = 1


@dataclass(frozen=True)
class CorePlan:
    """What is trained: networks whose scores are averaged, settings, sizes; `width` is filled in from the encoder."""

    members: int = 1
    settings: CoreSettings = field(default_factory=CoreSettings)
    shape: Shape = field(
        default_factory=lambda: Shape(marks=0, row=160, row_layers=("conv1", "memory", "sweep"), pair=128)
    )


class CoreNetwork(nn.Module):
    """A scorer of pairs on encoded rows, and a weight for each thing that rules and reference say."""

    def __init__(self, shape: Shape, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        allowed = np.ones((len(PREDICATES), len(ENTITY_TYPES), len(ENTITY_TYPES)), dtype=bool)
        self.shape = shape
        self.pairs = PairScorer(shape, allowed, Random(seed))
        self.hints = nn.Linear(len(HINTS) * len(PREDICATES), len(PREDICATES), bias=False)
        one = torch.eye(len(PREDICATES))
        self.hints.weight.data = torch.cat((3.0 * one, -0.5 * one, 0.5 * one), 1)

    def forward(self, articles: Sequence[Article]) -> Tensor:
        """Return the logits of the pairs of entities of articles, float32 [pairs, predicates]."""
        device = self.hints.weight.device
        place, starts, size = place_rows([article.features for article in articles])
        state = torch.zeros(size, self.shape.width)
        for article, at in zip(articles, starts, strict=True):
            state[at : at + len(article.state)] = torch.from_numpy(article.state.astype(np.float32))
        nothing = np.zeros((0, 2), dtype=np.int64)
        batch = make_pair_batch(
            [Example(item.features, item.spots, item.pairs, nothing, nothing) for item in articles], starts, size
        )
        logits = self.pairs(state.to(device), moved(place, device), moved(batch, device))
        sizes = np.cumsum([0, *(len(article.labels) for article in articles)])
        owner = np.concatenate(
            [np.where(item.owner >= 0, item.owner + at, -1) for item, at in zip(articles, sizes[:-1], strict=True)]
        )
        kept = np.flatnonzero(owner >= 0)
        index = torch.from_numpy(owner[kept]).to(device)[:, None].expand(-1, logits.shape[1])
        best = logits.new_full((int(sizes[-1]), logits.shape[1]), -30.0)
        best = best.scatter_reduce(0, index, logits[torch.from_numpy(kept).to(device)], "amax")
        hints = torch.from_numpy(np.concatenate([article.hints for article in articles])).to(device)
        said: Tensor = self.hints(hints * SCALE)
        total: Tensor = best + said
        return total


def loss(network: CoreNetwork, articles: Sequence[Article]) -> Tensor:
    """Return the cross-entropy over what the annotations decide, divided by how much of it is right."""
    logits = network(articles)
    said = torch.from_numpy(np.concatenate([article.labels for article in articles])).to(logits.device)
    weight = torch.cat([torch.full((len(article.labels), 1), article.weight) for article in articles]).to(logits.device)
    right = (said == RIGHT).float()
    value = nn.functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
    total = (value * (right + (said == WRONG).float() * weight + (said == TRAP).float() * TRAPS)).sum()
    return total / right.sum().clamp(min=1)


def train_network(articles: Sequence[Article], network: CoreNetwork, settings: CoreSettings) -> CoreNetwork:
    """Return the network with the averaged weights of its training; the given one is changed on the way."""
    random = np.random.default_rng(settings.seed)
    steps = settings.epochs * -(-len(articles) // settings.documents)
    descent = Descent(network, rate=settings.rate, decay=settings.decay, steps=steps + 5, rise=0.15, keep=0.99)
    for epoch in range(settings.epochs):
        network.train()
        losses = []
        order = random.permutation(len(articles)).tolist()
        for at in range(0, len(order), settings.documents):
            losses.append(
                descent.step(loss(network, [articles[index] for index in order[at : at + settings.documents]]))
            )
        log.info("core seed %d epoch %d loss %.4f", settings.seed, epoch + 1, np.mean(losses))
    return descent.model()


def export_core(networks: Sequence[CoreNetwork]) -> Weights:
    """Return the weights of networks whose scores are averaged, rounded to what the file keeps, not calibrated."""
    arrays: dict[str, NDArray[Any]] = {
        f"{number}.{name}": (tensor * SCALE if name == "hints.weight" else tensor)
        .detach()
        .numpy()
        .astype(np.float16)
        .astype(np.float32)
        for number, network in enumerate(networks)
        for name, tensor in network.state_dict().items()
    }
    arrays["likely"] = likely().astype(np.uint8)
    arrays["calibration.scale"] = np.ones(len(PREDICATES), np.float32)
    arrays["calibration.shift"] = np.zeros(len(PREDICATES), np.float32)
    meta = {
        "predicates": list(PREDICATES),
        "entity_types": list(ENTITY_TYPES),
        "row_layers": list(networks[0].shape.row_layers),
        "members": len(networks),
    }
    return Weights(arrays, meta)


def scored(weights: Weights, articles: Sequence[Article]) -> tuple[Floats, Bools]:
    """Return the logits of all that the annotations of articles decide, [decided, predicates], and what is right.

    What is impossible or open gets a logit that calibration does not look at.
    """
    model = CoreModel(weights)
    logits, right = [], []
    for article in articles:
        state = article.state.astype(np.float32)
        scores = model.scores(state, article.features, article.spots, article.pairs)
        best = np.full(article.labels.shape, -np.inf, dtype=np.float32)
        kept = np.flatnonzero(article.owner >= 0)
        np.maximum.at(best, article.owner[kept], scores[kept])
        value = model.logits(best, article.hints)
        logits.append(np.where(article.labels >= WRONG, value, np.float32(-30)))
        right.append(article.labels == RIGHT)
    return np.concatenate(logits), np.concatenate(right)


def calibrate_core(weights: Weights, held: Sequence[Article]) -> Weights:
    """Return the weights with a calibration that suits held-out articles."""
    logits, right = scored(weights, held)
    scale, shift = fit(logits, right)
    return Weights({**weights.arrays, "calibration.scale": scale, "calibration.shift": shift}, weights.meta)


def core_weights(learn: Sequence[Article], held: Sequence[Article], plan: CorePlan) -> Weights:
    """Return the weights of a core model trained on some articles and calibrated on others.

    Args:
        learn: Articles to learn from.
        held: Articles for calibration.
        plan: Sizes and settings; equal ones give equal weights on one machine.
    """
    seeds = [plan.settings.seed + member for member in range(plan.members)]
    shape = replace(plan.shape, width=learn[0].state.shape[1])
    networks = side_by_side(
        [CoreNetwork(shape, seed) for seed in seeds],
        lambda network, member: train_network(learn, network, replace(plan.settings, seed=seeds[member])),
    )
    return calibrate_core(export_core(networks), held)
