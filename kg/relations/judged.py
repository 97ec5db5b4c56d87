"""Statements of the core predicates as the core model judges them, beside the rules'.

The model reads the text and is told what the rules state: its probability becomes the confidence of a rule's statement,
and what it finds likely enough by itself is stated too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import BELIEVED, Span, Statement
from kg.neural import Models
from kg.neural.core import CoreModel
from kg.relations.candidates import Mentions, Pair, core_mentions, hints
from kg.relations.predicates import SIGNATURES, fits
from kg.relations.proof import Proofs
from kg.relations.view import DocumentView

METHOD = "neural.core"
LEAST = 0.2
"""Least probability of a statement that no rule makes; the graph's own threshold lies higher."""

FLOOR = 0.55
"""Least confidence of what a rule states: of 18 such statements on unseen articles that the model held for less likely
than 0.5, 10 were right."""


class Judged(NamedTuple):
    """A predicate between two entities with its probability, and the mentions that say it best."""

    subject: str
    predicate: str
    object: str
    probability: float
    subject_span: Span
    object_span: Span


def judge(doc: DocumentView, models: Models, core: CoreModel, statements: Sequence[Statement]) -> Iterator[Judged]:
    """Yield every core predicate that may join two entities of a document, in no order of likelihood.

    Args:
        doc: The document as rules see it.
        models: The models, for the document's encoded rows.
        core: The core model.
        statements: What the rules state and the reference knows of it.
    """
    mentions = core_mentions(doc)
    predicates = core.predicates
    scores = core(*models.encoded(doc.linked.analysis), doc.document.content, mentions.ranges)
    pairs, best, place = grouped(mentions, scores.subject, scores.object, scores.logits)
    if not pairs:
        return
    chances = core.probabilities(best, hints(pairs, predicates, statements))
    types = dict(zip(mentions.owners, mentions.types, strict=True))
    for row, (subject, target) in enumerate(pairs):
        for column, predicate in enumerate(predicates):
            if admits(predicate, types[subject], types[target]):
                at = place[row, column]
                yield Judged(
                    subject,
                    predicate,
                    target,
                    float(chances[row, column]),
                    mentions.ranges[scores.subject[at]].span,
                    mentions.ranges[scores.object[at]].span,
                )


def admits(predicate: str, subject: str, target: str) -> bool:
    """Return whether a predicate may join entities of two classes; an occurrence is no announced event."""
    return "Occurrence" not in (subject, target) and fits(predicate, subject, target)


def grouped(
    mentions: Mentions, subject: NDArray[np.int64], target: NDArray[np.int64], logits: NDArray[np.float32]
) -> tuple[list[Pair], NDArray[np.float32], NDArray[np.int64]]:
    """Return the pairs of entities, the best score of each predicate among its mentions, and which pair has it."""
    numbers: dict[Pair, int] = {}
    rows = np.full(len(subject), -1, dtype=np.int64)
    for at, (one, other) in enumerate(zip(subject.tolist(), target.tolist(), strict=True)):
        pair = mentions.owners[one], mentions.owners[other]
        if pair[0] != pair[1]:
            rows[at] = numbers.setdefault(pair, len(numbers))
    best = np.full((len(numbers), logits.shape[1]), -np.inf, dtype=np.float32)
    place = np.zeros(best.shape, dtype=np.int64)
    for at in np.flatnonzero(rows >= 0).tolist():
        row = rows[at]
        better = logits[at] > best[row]
        best[row, better] = logits[at, better]
        place[row, better] = at
    return list(numbers), best, place


def core_statements(doc: DocumentView, judged: Sequence[Judged], stated: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the rules' statements with the model's confidence, then what only the model states.

    Args:
        doc: The document.
        judged: What the model says.
        stated: The rules' statements.
    """
    chances = {(item.subject, item.predicate, item.object): item.probability for item in judged}
    for statement in stated:
        chance = max(chances.get(key, -1.0) for key in _keys(statement))
        yield _with_confidence(statement, chance) if chance >= 0 else statement
    said = {key for statement in stated for key in _keys(statement)}
    proofs = Proofs(doc, METHOD)
    for item in judged:
        if item.probability >= LEAST and (item.subject, item.predicate, item.object) not in said:
            if found := _statement(proofs, item):
                said.update(_keys(found))
                yield found


def _keys(statement: Statement) -> tuple[tuple[str, str, str], ...]:
    key = statement.subject, statement.predicate, statement.object
    return (key, key[::-1]) if statement.predicate == "meetsWith" else (key,)


def _with_confidence(statement: Statement, chance: float) -> Statement:
    """Return a rule's statement with the model's probability; what is denied or doubted keeps the rule's."""
    evidence = tuple(
        replace(item, confidence=max(chance, FLOOR)) if item.status in BELIEVED else item for item in statement.evidence
    )
    return replace(statement, evidence=evidence)


def _statement(proofs: Proofs, item: Judged) -> Statement | None:
    evidence = proofs.evidence(
        item.predicate, (item.subject, item.object), (item.subject_span, item.object_span), item.probability
    )
    if evidence.status not in BELIEVED:
        return None
    dated = "Date" in SIGNATURES[item.predicate][1]
    return Statement(item.subject, item.predicate, item.object, (evidence,), datatype="date" if dated else None)
