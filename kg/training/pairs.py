"""The scorer of pairs of entities as a PyTorch module; `kg.neural.relations` runs the same arithmetic with NumPy."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from kg.neural.entities import IMPOSSIBLE
from kg.neural.pairs import COLUMNS, Bools
from kg.neural.types import ENTITY_TYPES
from kg.training.layers import Dropout, Place, Random, make_layer
from kg.training.network import Shape

MARKS = 2 * len(ENTITY_TYPES)
"""Columns that tell a row which entities begin at it and which go through it."""

LIMIT = 3.0
"""Bound of the weights' logits in `pooled`, so that no row drowns all others."""

_SHARE = 0.3


@dataclass
class PairBatch:
    """Pairs of several documents; rows count in the batch of rows."""

    marks: Tensor
    spots: Tensor
    kinds: Tensor
    subject: Tensor
    object: Tensor
    facts: Tensor
    join: Tensor
    between: Tensor
    reverse: Tensor


class PairScorer(nn.Module):
    """Scores pairs by encoded rows on which the entities are marked, and by the pairs beside each."""

    def __init__(self, shape: Shape, allowed: Bools, random: Random) -> None:
        """Make a scorer.

        Args:
            shape: Sizes; `width` is that of the encoded rows.
            allowed: Which types of entities each relation may join, [relations, types, types].
            random: What is left out in training.
        """
        super().__init__()
        row, pair = shape.row, shape.pair
        self.heads = shape.heads
        self.input = nn.Linear(shape.width + MARKS, row)
        self.layers, self.last = nn.ModuleList(make_layer(kind, row) for kind in shape.row_layers), nn.LayerNorm(row)
        self.spot = nn.Linear(4 * row, 2 * pair)
        self.row = nn.Linear(row, 2 * pair + shape.heads)
        self.kinds = nn.Embedding(len(ENTITY_TYPES) ** 2, pair)
        nn.init.normal_(self.kinds.weight, std=0.1)
        self.facts = nn.Linear(COLUMNS, pair)
        self.rival = nn.Linear(pair, shape.rival)
        self.inner = nn.Linear(pair + 3 * shape.rival, pair)
        self.output = nn.Linear(pair, len(allowed))
        nn.init.constant_(self.output.bias, -4.0)
        self.drop = Dropout(_SHARE, random)
        table = torch.from_numpy(allowed.reshape(len(allowed), -1).T.copy())
        self.register_buffer("allowed", table, persistent=False)

    def forward(self, state: Tensor, place: Place, batch: PairBatch) -> Tensor:
        """Return the logits, float32 [pairs, relation types]; forbidden types get `IMPOSSIBLE`."""
        rows = torch.relu(self.input(torch.cat((self.drop(state), batch.marks), 1))) * place.real
        for layer in self.layers:
            rows = rows + self.drop(layer(rows, place)) * place.real
        rows = self.last(rows) * place.real
        subject, target = self.spot(self.drop(rows[batch.spots].flatten(1))).chunk(2, 1)
        width = subject.shape[1]
        join, context, weight = self.row(self.drop(rows)).split((width, width, self.heads), 1)
        kinds = batch.kinds[batch.subject] * len(ENTITY_TYPES) + batch.kinds[batch.object]
        hidden = self.facts(batch.facts) + self.kinds(kinds)
        hidden = hidden + subject.index_select(0, batch.subject) + target.index_select(0, batch.object)
        hidden = hidden + known(join, batch.join) + pooled(context, weight, batch.between)
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
            beside.append(empty.scatter_reduce(0, index, small, "amax").index_select(0, ends))
        return torch.cat((hidden, *beside, known(small, batch.reverse)), 1)


def known(values: Tensor, index: Tensor) -> Tensor:
    """Return the rows of these numbers, zeros for -1."""
    return values.index_select(0, index.clamp(min=0)) * (index >= 0).to(values.dtype)[:, None]


def pooled(values: Tensor, weights: Tensor, between: Tensor) -> Tensor:
    """Return the weighted means of the rows between each pair, a weight a head; zeros where there are none."""
    strength = torch.exp(LIMIT * torch.tanh(weights / LIMIT))
    share = values.shape[1] // weights.shape[1]
    sums = torch.cat((values * strength.repeat_interleave(share, 1), strength), 1).double().cumsum(0)
    sums = torch.cat((sums.new_zeros(1, sums.shape[1]), sums))
    low, high = between.T
    part = (sums.index_select(0, high) - sums.index_select(0, low)).to(values.dtype)
    total = part[:, values.shape[1] :].clamp(min=1e-3).repeat_interleave(share, 1)
    return part[:, : values.shape[1]] / total
