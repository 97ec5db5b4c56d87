"""Training of the entity model."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from kg.evaluation.standoff import Annotated
from kg.neural.features import Features
from kg.neural.types import ENTITY_TYPES
from kg.training.average import Average
from kg.training.batches import make_batch, shuffled
from kg.training.network import Batch, Encoder, Shape, SpanScorer

log = logging.getLogger(__name__)

Example = tuple[Annotated, Features]


@dataclass(frozen=True)
class Settings:
    """How a model is trained.

    Attributes:
        epochs: Passes over the data.
        rows: Rows a step.
        rate: Peak learning rate.
        decay: Weight decay.
        dropout: Share of values that the encoder leaves out.
        seed: Of the first network; the next ones take the next numbers.
        members: Networks whose scores are averaged.
    """

    epochs: int = 16
    rows: int = 1500
    rate: float = 2e-3
    decay: float = 0.01
    dropout: float = 0.3
    seed: int = 1
    members: int = 1


class EntityModel(nn.Module):
    """Encoder and span scorer."""

    def __init__(self, shape: Shape, *, hidden: int = 192, longest: int = 16) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.scorer = SpanScorer(shape.width, len(ENTITY_TYPES), hidden, longest)

    def forward(self, batch: Batch) -> Tensor:
        """Return the logits of all ranges."""
        logits: Tensor = self.scorer(self.encoder(batch))
        return logits


def targets(gold: Annotated, features: Features, longest: int) -> list[tuple[int, int, int]]:
    """Return first row, length minus one and type of each annotated span that the rows can express."""
    starts = {int(start): row for row, start in enumerate(features.pieces.starts)}
    stops = {int(stop): row for row, stop in enumerate(features.pieces.stops)}
    found = []
    for item in gold.spans:
        first, last = starts.get(item.span.start), stops.get(item.span.stop)
        if first is not None and last is not None and 0 <= last - first < longest:
            found.append((first, last - first, ENTITY_TYPES.index(item.type)))
    return found


def span_loss(logits: Tensor, marked: Sequence[tuple[int, int, int]], real: Tensor) -> Tensor:
    """Return the binary cross-entropy over all ranges and types, divided by the number of annotated spans."""
    valid = torch.stack([nn.functional.pad(real[k:], (0, k)) for k in range(logits.shape[1])], 1)
    total = (nn.functional.softplus(logits) * valid[:, :, None]).sum()
    if marked:
        rows, lengths, types = torch.tensor(marked, device=logits.device).T
        total = total - logits[rows, lengths, types].sum()
    return total / max(len(marked), 1)


def train_entities(
    examples: Sequence[Example],
    model: EntityModel,
    settings: Settings,
    judge: Callable[[EntityModel], str] | None = None,
) -> EntityModel:
    """Return the model with the averaged weights of its training; the given one is changed on the way."""
    device = next(model.parameters()).device
    random = np.random.default_rng(settings.seed)
    sizes = [len(features.pieces) for _, features in examples]
    marked = [targets(gold, features, model.scorer.longest) for gold, features in examples]
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.rate, weight_decay=settings.decay)
    steps = settings.epochs * (sum(sizes) // settings.rows + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 10, pct_start=0.1)
    average = Average(model)
    for epoch in range(settings.epochs):
        model.train()
        started, losses = time.process_time(), []
        for chosen in shuffled(sizes, settings.rows, random):
            batch, starts = make_batch([examples[index][1] for index in chosen])
            batch = batch.to(device)
            spans = [(row + at, length, kind) for index, at in zip(chosen, starts, strict=True)
                     for row, length, kind in marked[index]]  # fmt: skip
            loss = span_loss(model(batch), spans, batch.real)
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
