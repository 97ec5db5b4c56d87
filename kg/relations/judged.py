"""Statements of the core predicates as the core model judges them, beside the rules'.

The model reads the text and is told what the rules state: its probability becomes the confidence of a rule's statement,
and what it finds likely enough by itself is stated too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import BELIEVED, Evidence, Span, Statement
from kg.neural import Models
from kg.neural.core import HINTS, CoreModel
from kg.relations.candidates import Mentions, Pair, core_mentions, hints
from kg.relations.predicates import SIGNATURES, fits
from kg.relations.proof import Proofs
from kg.relations.standing import standing_between
from kg.relations.term_words import ENDED, NOW, TERMED
from kg.relations.view import DocumentView

METHOD = "neural.core"
LEAST = 0.2
"""Least probability of a statement that no rule makes; the graph's own threshold lies higher."""

FLOOR = 0.55
"""Least confidence of what a rule states: of 18 such statements on unseen articles that the model held for less likely
than 0.5, 10 were right."""

LESSER = frozenset({"parliament_speaker", "minister", "position"})
"""Kinds of offices whose holders lead no country."""


class Judged(NamedTuple):
    """A predicate between two entities with its probability, and the mentions that say it best."""

    subject: str
    predicate: str
    object: str
    probability: float
    subject_span: Span
    object_span: Span


def judge(doc: DocumentView, models: Models, core: CoreModel, statements: Sequence[Statement]) -> Iterator[Judged]:
    """Yield the core predicates that join two entities likely enough, and those that a statement says of them.

    Args:
        doc: The document as rules see it.
        models: The models, for the document's encoded rows.
        core: The core model.
        statements: What the rules state and the reference knows of it.
    """
    mentions = core_mentions(doc)
    scores = core(*models.encoded(doc.linked.analysis), doc.document.content, mentions.ranges)
    pairs, best, place = grouped(mentions, scores.subject, scores.object, scores.logits)
    if not pairs:
        return
    said = hints(pairs, core.predicates, statements)
    chances = core.probabilities(best, said)
    types = dict(zip(mentions.owners, mentions.types, strict=True))
    worth = (chances >= LEAST) | said.reshape(len(pairs), len(HINTS), -1).any(axis=1)
    worth &= np.array([_admitted(core.predicates, types[subject], types[target]) for subject, target in pairs])
    for row, column in np.argwhere(worth).tolist():
        at = place[row, column]
        yield Judged(
            pairs[row][0],
            core.predicates[column],
            pairs[row][1],
            float(chances[row, column]),
            mentions.ranges[scores.subject[at]].span,
            mentions.ranges[scores.object[at]].span,
        )


def admits(predicate: str, subject: str, target: str) -> bool:
    """Return whether a predicate may join entities of two classes; an occurrence is no announced event."""
    return "Occurrence" not in (subject, target) and fits(predicate, subject, target)


@cache
def _admitted(predicates: tuple[str, ...], subject: str, target: str) -> tuple[bool, ...]:
    return tuple(admits(predicate, subject, target) for predicate in predicates)


def grouped(
    mentions: Mentions, subject: NDArray[np.int64], target: NDArray[np.int64], logits: NDArray[np.float32]
) -> tuple[list[Pair], NDArray[np.float32], NDArray[np.int64]]:
    """Return the pairs of entities, the best score of each predicate among its mentions, and which pair has it."""
    numbers: dict[str, int] = {}
    owner = np.array([numbers.setdefault(name, len(numbers)) for name in mentions.owners], dtype=np.int64)
    one, other = owner[subject], owner[target]
    apart = np.flatnonzero(one != other)
    if not len(apart):
        return [], np.zeros((0, logits.shape[1]), dtype=np.float32), np.zeros((0, logits.shape[1]), dtype=np.int64)
    keys = one[apart] * len(numbers) + other[apart]
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    apart, sizes = apart[order], np.diff(starts, append=len(order))
    best = np.maximum.reduceat(logits[apart], starts, axis=0)
    # of equal scores the first one counts
    at = np.where(logits[apart] == np.repeat(best, sizes, axis=0), apart[:, None], len(logits))
    place = np.minimum.reduceat(at, starts, axis=0)
    firsts = apart[starts]
    turn = np.argsort(firsts)
    names = tuple(numbers)
    pairs = [(names[one[first]], names[other[first]]) for first in firsts[turn].tolist()]
    return pairs, best[turn], place[turn]


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
    said = {key for statement in stated for key in (*_keys(statement), *_over(statement))}
    proofs = Proofs(doc, METHOD)
    for item in judged:
        if item.probability >= LEAST and (item.subject, item.predicate, item.object) not in said:
            found = _statement(proofs, item)
            if found is not None and said.isdisjoint(_keys(found)):
                said.update(_keys(found))
                yield found


def _keys(statement: Statement) -> tuple[tuple[str, str, str], ...]:
    key = statement.subject, statement.predicate, statement.object
    return (key, key[::-1]) if statement.predicate == "meetsWith" else (key,)


def _over(statement: Statement) -> tuple[tuple[str, str, str], ...]:
    """Return what a text that tells of a former office or membership rules out for now, and the other way round."""
    other = (NOW | ENDED).get(statement.predicate) if statement.status in BELIEVED else None
    return ((statement.subject, other, statement.object),) if other else ()


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
    if evidence.status not in BELIEVED or (item.predicate == "leaderOf" and _is_lesser(proofs.doc, item)):
        return None
    dated = "Date" in SIGNATURES[item.predicate][1]
    if not dated and item.predicate in TERMED:
        return _in_time(proofs.doc, item, evidence)
    return Statement(item.subject, item.predicate, item.object, (evidence,), datatype="date" if dated else None)


def _in_time(doc: DocumentView, item: Judged, evidence: Evidence) -> Statement:
    """Return an office, membership or chair with the term and capacity that its sentence gives it."""
    last = max(item.subject_span, item.object_span)
    sent = next(sent for sent in doc.sentences if last.start < sent.sentence.span.stop)
    held = standing_between(sent, item.predicate, evidence.status, (item.subject, item.object))
    first, until = held.term
    proof = replace(evidence, status=held.status, valid_from=first, valid_until=until, capacity=held.capacity)
    return Statement(item.subject, held.predicate, item.object, (proof,))


def _is_lesser(doc: DocumentView, item: Judged) -> bool:
    """Return whether the title before the name leads no country: «спикер парламента Южной Кореи Чон Се Гюн»."""
    if doc.entities[item.object].type != "Country":
        return False
    for sent in doc.sentences:
        if sent.sentence.span.contains(item.subject_span):
            first = sent.tree.inside(item.subject_span)[:1]
            titles = (office for office in sent.offices if (office.stop,) == first)
            return any(office.kind in LESSER and office.span.contains(item.object_span) for office in titles)
    return False
