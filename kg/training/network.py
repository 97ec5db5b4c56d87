"""The networks as PyTorch modules; `kg.neural` runs the same arithmetic with NumPy."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from kg.neural.entities import IMPOSSIBLE
from kg.neural.features import AFFIXES
from kg.training.layers import Dropout, Place, Random, make_layer

UNKNOWN = 0.08
"""Share of the rows that lose their word vectors in training, as a word unknown to the vocabulary would."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network.

    Attributes:
        marks: Columns of zeros and ones.
        width: Size of a row's hidden state.
        layers: Kinds of the encoder's layers: `conv` and a step, `memory` or `sweep`.
        affix: Size of a vector of a word's beginning or end.
        dropout: Share of values that the encoder leaves out in training.
        span: Size of a range's hidden state.
        longest: Rows of the longest range.
        row: Size of a row's state among marked entities.
        row_layers: Kinds of the layers among marked entities.
        pair: Size of a pair's hidden state.
        rival: Size of what a pair sees of the pairs beside it.
        heads: Weighted means of the rows between two entities.
    """

    marks: int
    width: int = 192
    layers: tuple[str, ...] = ("conv1", "conv2", "memory", "sweep")
    affix: int = 32
    dropout: float = 0.4
    vectors: int = 600
    states: int = 192
    span: int = 160
    longest: int = 12
    row: int = 160
    row_layers: tuple[str, ...] = ("conv1", "memory", "sweep")
    pair: int = 128
    rival: int = 48
    heads: int = 4


@dataclass
class Batch:
    """Documents one after the other with empty rows between them; `place.real` is 0 on an empty row."""

    dense: Tensor
    marks: Tensor
    affixes: Tensor
    heads: Tensor
    place: Place


class Encoder(nn.Module):
    """From features to a hidden state a row.

    The projected row meets the row of its syntactic head, then passes the residual layers.
    """

    def __init__(self, shape: Shape, random: Random) -> None:
        super().__init__()
        self.known = shape.vectors
        self.affix = nn.EmbeddingBag(AFFIXES, shape.affix, mode="sum")
        nn.init.normal_(self.affix.weight, std=0.05)
        self.input = nn.Linear(shape.vectors + shape.states + shape.marks + shape.affix, shape.width)
        self.head = nn.Linear(shape.width, shape.width)
        self.layers = nn.ModuleList(make_layer(kind, shape.width) for kind in shape.layers)
        self.last = nn.LayerNorm(shape.width)
        self.unknown, self.drop = Dropout(UNKNOWN, random, scale=False), Dropout(shape.dropout, random)

    def forward(self, batch: Batch) -> Tensor:
        """Return the hidden states, float32 [rows, width]."""
        vectors = batch.dense[:, : self.known] * self.unknown(batch.place.real)
        row = torch.cat((vectors, batch.dense[:, self.known :], batch.marks, self.affix(batch.affixes)), 1)
        real = batch.place.real
        state = torch.relu(self.input(self.drop(row))) * real
        state = (state + torch.relu(self.head(state)).index_select(0, batch.heads)) * real
        for layer in self.layers:
            state = state + self.drop(layer(state, batch.place)) * real
        last: Tensor = self.last(state) * real
        return last


class SpanScorer(nn.Module):
    """Scores every range of up to `longest` rows for every type."""

    def __init__(self, shape: Shape, types: int, random: Random) -> None:
        super().__init__()
        self.longest = shape.longest
        self.edges = nn.Linear(shape.width, 3 * shape.span)
        self.length = nn.Embedding(shape.longest, shape.span)
        nn.init.normal_(self.length.weight, std=0.1)
        self.output = nn.Linear(shape.span, types)
        nn.init.constant_(self.output.bias, -5.0)
        self.drop = Dropout(0.2, random)

    def forward(self, state: Tensor) -> Tensor:
        """Return the logits, float32 [longest, rows, types]; element [k, i] is the range of rows i to i + k."""
        first, last, inner = self.edges(self.drop(state)).chunk(3, 1)
        total = torch.cat((inner.new_zeros(1, inner.shape[1]), inner.cumsum(0)))
        size, logits = len(state), []
        for length in range(min(self.longest, size)):
            count = size - length
            mean = (total[length + 1 :] - total[:count]) / (length + 1)
            hidden = torch.relu(first[:count] + last[length:] + mean + self.length.weight[length])
            logits.append(nn.functional.pad(self.output(hidden), (0, 0, 0, length), value=IMPOSSIBLE))
        logits += [torch.full_like(logits[0], IMPOSSIBLE)] * (self.longest - len(logits))
        return torch.stack(logits)
