"""The networks as PyTorch modules; `kg.neural` runs the same arithmetic with NumPy."""

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from kg.neural.entities import IMPOSSIBLE
from kg.neural.features import AFFIXES

UNKNOWN = 0.08
"""Share of the rows that lose their word vector in training, as a word unknown to the vocabulary would."""


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder.

    Attributes:
        marks: Columns of zeros and ones.
        extra: Further columns, such as the types of the entities around a row.
        width: Size of a row's hidden state.
        dilations: How far the taps of each convolution lie apart.
        affix: Size of a vector of a word's beginning or end.
        dropout: Share of values left out in training.
        gap: Empty rows between two documents of a batch.
    """

    marks: int
    extra: int = 0
    width: int = 256
    dilations: tuple[int, ...] = (1, 2, 4)
    affix: int = 32
    dropout: float = 0.3
    vectors: int = 300
    states: int = 192
    memory: tuple[int, ...] = field(default=(1,))


@dataclass
class Batch:
    """Documents one after the other with empty rows between them; `real` is 0 on an empty row."""

    dense: Tensor
    marks: Tensor
    affixes: Tensor
    heads: Tensor
    groups: Tensor
    real: Tensor

    def to(self, device: torch.device) -> "Batch":
        """Return the batch on a device."""
        return Batch(**{name: tensor.to(device) for name, tensor in vars(self).items()})


class Encoder(nn.Module):
    """From features to a hidden state a row.

    The projected row meets the row of its syntactic head, then passes residual convolutions; after some
    of them it also meets the mean of the rows with its lemma in the document.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.affix = nn.EmbeddingBag(AFFIXES, shape.affix, mode="sum")
        nn.init.normal_(self.affix.weight, std=0.05)
        self.input = nn.Linear(shape.vectors + shape.states + shape.marks + shape.affix + shape.extra, width)
        self.head = nn.Linear(width, width)
        self.convs = nn.ModuleList(nn.Linear(3 * width, width) for _ in shape.dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in shape.dilations)
        self.memories = nn.ModuleDict({str(at): nn.Linear(width, width) for at in shape.memory})
        self.last = nn.LayerNorm(width)
        self.drop = nn.Dropout(shape.dropout)
        self.drop_input = nn.Dropout(shape.dropout)

    def forward(self, batch: Batch, extra: Tensor | None = None) -> Tensor:
        """Return the hidden states, float32 [rows, width]."""
        dense = batch.dense
        if self.training:
            known = (torch.rand(len(dense), 1, device=dense.device) > UNKNOWN).to(dense.dtype)
            dense = torch.cat((dense[:, : self.shape.vectors] * known, dense[:, self.shape.vectors :]), 1)
        parts = [dense, batch.marks, self.affix(batch.affixes)]
        if extra is not None:
            parts.append(extra)
        real = batch.real[:, None]
        state = torch.relu(self.input(self.drop_input(torch.cat(parts, 1)))) * real
        state = (state + torch.relu(self.head(state))[batch.heads]) * real
        for number, (conv, norm, step) in enumerate(zip(self.convs, self.norms, self.shape.dilations, strict=True)):
            normed = norm(state) * real
            state = state + self.drop(torch.relu(conv(_taps(normed, step)))) * real
            if str(number) in self.memories:
                mean = _group_mean(state, batch.groups)
                state = state + self.drop(torch.relu(self.memories[str(number)](mean)))[batch.groups] * real
        last: Tensor = self.last(state) * real
        return last


def _taps(state: Tensor, step: int) -> Tensor:
    """Return each row beside the rows `step` before and after it."""
    padded = nn.functional.pad(state, (0, 0, step, step))
    size = len(state)
    return torch.cat((padded[:size], state, padded[2 * step : 2 * step + size]), 1)


def _group_mean(state: Tensor, groups: Tensor) -> Tensor:
    """Return the mean row of each group."""
    total = state.new_zeros(int(groups.max()) + 1, state.shape[1]).index_add(0, groups, state)
    count = torch.bincount(groups, minlength=len(total)).clamp(min=1)
    return total / count[:, None]


class SpanScorer(nn.Module):
    """Scores every range of up to `longest` rows for every type."""

    def __init__(self, width: int, types: int, hidden: int = 192, longest: int = 16) -> None:
        super().__init__()
        self.longest = longest
        self.edges = nn.Linear(width, 3 * hidden)
        self.length = nn.Embedding(longest, hidden)
        nn.init.normal_(self.length.weight, std=0.1)
        self.output = nn.Linear(hidden, types)
        nn.init.constant_(self.output.bias, -5.0)
        self.drop = nn.Dropout(0.2)

    def forward(self, state: Tensor) -> Tensor:
        """Return the logits, float32 [rows, longest, types]; element [i, k] is the range of rows i to i + k."""
        first, last, inner = self.edges(self.drop(state)).chunk(3, 1)
        total = torch.cat((inner.new_zeros(1, inner.shape[1]), inner.cumsum(0)))
        size, logits = len(state), []
        for length in range(min(self.longest, size)):
            count = size - length
            mean = (total[length + 1 :] - total[:count]) / (length + 1)
            hidden = torch.relu(first[:count] + last[length:] + mean + self.length.weight[length])
            logits.append(nn.functional.pad(self.output(hidden), (0, 0, 0, length), value=IMPOSSIBLE))
        logits += [torch.full_like(logits[0], IMPOSSIBLE)] * (self.longest - len(logits))
        return torch.stack(logits, 1)
