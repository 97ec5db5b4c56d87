"""Training of the relation model."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.evaluation.standoff import Annotated
from kg.neural.constraints import Bools
from kg.neural.entities import IMPOSSIBLE
from kg.neural.features import Features
from kg.neural.pairs import COLUMNS, Pairs, Spots, make_pairs
from kg.neural.types import ENTITY_TYPES, RELATION_TYPES
from kg.training.average import Average
from kg.training.batches import make_batch, shuffled
from kg.training.entities import Settings
from kg.training.network import Batch, Encoder, Shape

log = logging.getLogger(__name__)

MARKS = 2 * len(ENTITY_TYPES)
"""Columns that tell a row which entities begin at it and which go through it."""


@dataclass(frozen=True)
class RelationExample:
    """A document with its entities, the pairs that may be related, and which are: `labels` holds pair and type."""

    features: Features
    spots: Spots
    pairs: Pairs
    labels: NDArray[np.int64]


def make_example(gold: Annotated, features: Features, allowed: Bools) -> RelationExample:
    """Return an example with the gold entities that the rows can express."""
    starts = {int(start): row for row, start in enumerate(features.pieces.starts)}
    stops = {int(stop): row for row, stop in enumerate(features.pieces.stops)}
    rows = [(starts.get(item.span.start, -1), stops.get(item.span.stop, -1)) for item in gold.spans]
    kept = [number for number, (first, last) in enumerate(rows) if 0 <= first <= last]
    table = np.array([(*rows[n], ENTITY_TYPES.index(gold.spans[n].type)) for n in kept], dtype=np.int64).reshape(-1, 3)
    spots = Spots(table[:, 0], table[:, 1], table[:, 2])
    pairs = make_pairs(features, spots, [gold.spans[n].span.of(gold.text) for n in kept], np.any(allowed, axis=0))
    index = {number: place for place, number in enumerate(kept)}
    where = {pair: place for place, pair in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True))}
    labels = []
    for item in gold.relations:
        place = where.get((index.get(item.subject, -1), index.get(item.object, -1)))
        if place is not None:
            labels.append((place, RELATION_TYPES.index(item.type)))
    return RelationExample(features, spots, pairs, np.array(labels, dtype=np.int64).reshape(-1, 2))


@dataclass
class PairBatch:
    """Pairs of several documents; rows count in the batch of rows."""

    rows: Batch
    marks: Tensor
    spots: Tensor
    kinds: Tensor
    subject: Tensor
    object: Tensor
    facts: Tensor
    join: Tensor
    between: Tensor
    reverse: Tensor
    labels: Tensor

    def to(self, device: torch.device) -> "PairBatch":
        """Return the batch on a device."""
        return PairBatch(**{name: value.to(device) for name, value in vars(self).items()})


def make_pair_batch(examples: Sequence[RelationExample]) -> PairBatch:
    """Return documents as one batch."""
    rows, starts = make_batch([example.features for example in examples])
    marks = torch.zeros(len(rows.real), MARKS)
    columns: dict[str, list[NDArray[np.int64]]] = {}
    facts = [example.pairs.facts for example in examples]
    spot, pair = 0, 0
    for example, at in zip(examples, starts, strict=True):
        spots, pairs = example.spots, example.pairs
        mark_rows(marks, spots, at)
        parent = example.features.pieces.heads[pairs.top] if len(spots) else spots.first
        low = np.minimum(spots.last[pairs.subject], spots.last[pairs.object]) + 1
        high = np.maximum(spots.first[pairs.subject], spots.first[pairs.object])
        for name, values in {
            "spots": np.stack([spots.first, spots.last, pairs.top, parent], 1) + at,
            "kinds": spots.kind,
            "subject": pairs.subject + spot,
            "object": pairs.object + spot,
            "join": np.where(pairs.join >= 0, pairs.join + at, -1),
            "between": np.stack([low, np.maximum(low, high)], 1) + at,
            "reverse": np.where(pairs.reverse >= 0, pairs.reverse + pair, -1),
            "labels": example.labels + np.array([pair, 0]),
        }.items():
            columns.setdefault(name, []).append(values)
        spot, pair = spot + len(spots), pair + len(pairs.subject)
    tensors = {name: torch.from_numpy(np.concatenate(values)) for name, values in columns.items()}
    return PairBatch(rows=rows, marks=marks, facts=torch.from_numpy(np.concatenate(facts)).float(), **tensors)


def mark_rows(marks: Tensor, spots: Spots, at: int) -> None:
    """Mark the first row of each entity and all its rows with its type."""
    for first, last, kind in zip(spots.first.tolist(), spots.last.tolist(), spots.kind.tolist(), strict=True):
        marks[at + first, kind] = 1
        marks[at + first : at + last + 1, len(ENTITY_TYPES) + kind] = 1


class RelationModel(nn.Module):
    """Encoder of rows with marked entities, and a scorer of pairs that looks at the pairs beside them."""

    def __init__(self, shape: Shape, allowed: Bools, *, hidden: int = 192, rivals: int = 64, heads: int = 6) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        width = shape.width
        self.spot = nn.Linear(4 * width, 2 * hidden)
        self.row = nn.Linear(width, 2 * hidden + heads)
        self.heads = heads
        self.kinds = nn.Embedding(len(ENTITY_TYPES) ** 2, hidden)
        nn.init.normal_(self.kinds.weight, std=0.1)
        self.facts = nn.Linear(COLUMNS, hidden)
        self.rival = nn.Linear(hidden, rivals)
        self.inner = nn.Linear(hidden + 3 * rivals, hidden)
        self.output = nn.Linear(hidden, len(RELATION_TYPES))
        nn.init.constant_(self.output.bias, -4.0)
        self.drop = nn.Dropout(0.3)
        self.register_buffer("allowed", torch.from_numpy(allowed.reshape(len(RELATION_TYPES), -1).T.copy()))

    def forward(self, batch: PairBatch) -> Tensor:
        """Return the logits, float32 [pairs, relation types]; forbidden types get `IMPOSSIBLE`."""
        state = self.encoder(batch.rows, batch.marks)
        subject, target = self.spot(self.drop(state[batch.spots].flatten(1))).chunk(2, 1)
        width = subject.shape[1]
        join, context, weight = self.row(self.drop(state)).split((width, width, self.heads), 1)
        kinds = batch.kinds[batch.subject] * len(ENTITY_TYPES) + batch.kinds[batch.object]
        found = (batch.join >= 0).to(join.dtype)[:, None]
        hidden = subject[batch.subject] + target[batch.object] + join[batch.join.clamp(min=0)] * found
        hidden = hidden + pooled(context, weight, batch.between) + self.kinds(kinds) + self.facts(batch.facts)
        hidden = self.drop(torch.relu(hidden))
        hidden = hidden + self.drop(torch.relu(self.inner(self.with_rivals(hidden, batch))))
        logits: Tensor = self.output(hidden)
        allowed = self.allowed
        assert isinstance(allowed, Tensor)
        return logits.masked_fill(~allowed[kinds], IMPOSSIBLE)

    def with_rivals(self, hidden: Tensor, batch: PairBatch) -> Tensor:
        """Return each pair beside the maxima over the pairs of its subject and of its object, and the reverse pair."""
        small = torch.relu(self.rival(hidden))
        empty = small.new_zeros(len(batch.kinds), small.shape[1])
        beside = []
        for ends in (batch.subject, batch.object):
            index = ends[:, None].expand_as(small)
            beside.append(empty.scatter_reduce(0, index, small, "amax")[ends])
        known = (batch.reverse >= 0).to(small.dtype)[:, None]
        return torch.cat((hidden, *beside, small[batch.reverse.clamp(min=0)] * known), 1)


LIMIT = 3.0
"""Bound of the weights' logits in `pooled`, so that no row drowns all others."""


def pooled(values: Tensor, weights: Tensor, between: Tensor) -> Tensor:
    """Return the weighted means of the rows between each pair, a weight a head; zeros where there are none."""
    strength = torch.exp(LIMIT * torch.tanh(weights / LIMIT))
    wide = strength.repeat_interleave(values.shape[1] // weights.shape[1], 1)
    sums = torch.cat((values * wide, strength), 1).double().cumsum(0)
    sums = torch.cat((sums.new_zeros(1, sums.shape[1]), sums))
    low, high = between.T
    part = (sums[high] - sums[low]).to(values.dtype)
    total = part[:, values.shape[1] :].clamp(min=1e-3).repeat_interleave(values.shape[1] // weights.shape[1], 1)
    return part[:, : values.shape[1]] / total


def train_relations(
    examples: Sequence[RelationExample],
    model: RelationModel,
    settings: Settings,
    judge: Callable[[RelationModel], str] | None = None,
) -> RelationModel:
    """Return the model with the averaged weights of its training; the given one is changed on the way."""
    device = next(model.parameters()).device
    random = np.random.default_rng(settings.seed)
    sizes = [len(example.features.pieces) for example in examples]
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * (sum(sizes) // settings.rows + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 10, pct_start=0.1)
    average = Average(model)
    for epoch in range(settings.epochs):
        model.train()
        started, losses = time.process_time(), []
        for chosen in shuffled(sizes, settings.rows, random):
            batch = make_pair_batch([examples[index] for index in chosen]).to(device)
            logits = model(batch)
            right = logits[batch.labels[:, 0], batch.labels[:, 1]]
            loss = (nn.functional.softplus(logits).sum() - right.sum()) / max(len(right), 1)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            average.update(model)
            losses.append(float(loss.detach()))
        averaged = average.model()
        score = judge(averaged) if judge and (epoch % 2 == 1 or epoch == settings.epochs - 1) else ""
        log.info("epoch %d loss %.4f cpu %.0f s %s", epoch + 1, np.mean(losses), time.process_time() - started, score)
    return averaged
