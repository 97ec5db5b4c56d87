"""Whether probabilities are what they say: of what is given 0.9, about nine in ten should be right."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.analysis import Analyzer
from kg.evaluation.standoff import Annotated
from kg.model import Document, Span
from kg.neural import EntitySpan, Models, Reading

BOUNDS = (0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Edges of the ranges of probability; the last range includes 1."""

LEAST = 0.2
Judged = tuple[float, bool]


class Row(NamedTuple):
    """A range of probabilities: how many predictions fall into it, their mean probability and the share right."""

    low: float
    high: float
    size: int
    mean: float
    right: float


def judge(
    documents: Iterable[Annotated], analyze: Analyzer, models: Models
) -> tuple[list[Judged], list[Judged], list[Judged]]:
    """Return probability and rightness of all that the models consider at least 0.2 likely.

    Returns:
        Entities; relations between the annotated entities; relations of entities that were found with them.
    """
    entities: list[Judged] = []
    given: list[Judged] = []
    found: list[Judged] = []
    for document in documents:
        analysis = analyze(Document(document.name, document.text))
        spans = {(item.type, item.span) for item in document.spans}
        seen = models.entities(analysis, threshold=LEAST)
        entities += [(item.probability, (item.type, item.span) in spans) for item in seen]
        facts = _facts(document)
        gold = tuple(EntitySpan(item.span, item.type, 1.0) for item in document.spans)
        known = Reading(gold, models.relations(analysis, gold, threshold=LEAST))
        for reading, judged in ((known, given), (models.read(analysis, threshold=LEAST), found)):
            for item in reading.relations:
                one, other = reading.entities[item.subject], reading.entities[item.object]
                key = item.type, (one.type, one.span), (other.type, other.span)
                judged.append((item.probability, key in facts))
    return entities, given, found


def _facts(document: Annotated) -> set[tuple[str, tuple[str, Span], tuple[str, Span]]]:
    ends = [(item.type, item.span) for item in document.spans]
    return {(item.type, ends[item.subject], ends[item.object]) for item in document.relations}


def rows(judged: Sequence[Judged]) -> list[Row]:
    """Return the ranges that hold any prediction."""
    made = []
    for low, high in pairwise(BOUNDS):
        chosen = [item for item in judged if low <= item[0] < high or item[0] == high == BOUNDS[-1]]
        if chosen:
            mean = sum(score for score, _ in chosen) / len(chosen)
            made.append(Row(low, high, len(chosen), mean, sum(right for _, right in chosen) / len(chosen)))
    return made


def table(title: str, judged: Sequence[Judged]) -> str:
    """Return the ranges as text."""
    lines = [f"{title:28} predictions  mean  right"]
    lines += [f"  {r.low:.2f} to {r.high:.2f}{'':14} {r.size:11} {r.mean:.3f}  {r.right:.3f}" for r in rows(judged)]
    return "\n".join(lines)
