"""Statements of the relations that the models read between the entities of a document.

`data/readings.tsv` gives each NEREL relation its predicates, the narrower first. A narrow one is a core predicate,
which the rules state too: it needs more certainty, since an analyst takes it for politics.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.model import Evidence, Reading, ScoredRelation, Span, Statement
from kg.relations.denial import is_denied
from kg.relations.evidence import passage
from kg.relations.modality import status_at
from kg.relations.predicates import SIGNATURES, fits
from kg.relations.speech import speaker_at
from kg.relations.view import DocumentView, SentenceView
from kg.resolution.readings import End
from kg.types import is_a

METHOD = "neural.relations"
INVERTED = frozenset({"organizedBy"})
"""Predicates that say the relation the other way: ORGANIZES names the organizer first."""

LEAST_CORE = 0.5
"""Least probability of a core predicate."""


class Term(NamedTuple):
    """A predicate of a NEREL relation, and the classes that may stand at its ends; none is any."""

    predicate: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]

    def joins(self, subject: str, target: str) -> bool:
        """Return whether entities of two classes may stand at the ends."""
        if self.predicate in SIGNATURES:
            return "Occurrence" not in (subject, target) and fits(self.predicate, subject, target)
        return _within(subject, self.subjects) and _within(target, self.objects)


def _within(name: str, classes: tuple[str, ...]) -> bool:
    return not classes or is_a(name, *classes)


@cache
def terms() -> dict[str, tuple[Term, ...]]:
    """Return the predicates of each NEREL relation."""
    found: dict[str, list[Term]] = {}
    for line in files("kg.relations").joinpath("data", "readings.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            relation, predicate, *ends = line.split("\t")
            subjects, objects = (() if end == "*" else tuple(end.split()) for end in ends)
            found.setdefault(relation, []).append(Term(predicate, subjects, objects))
    return {relation: tuple(items) for relation, items in found.items()}


def reading_statements(doc: DocumentView, reading: Reading, ends: Sequence[End | None]) -> Iterator[Statement]:
    """Yield a statement for each relation whose ends a predicate may join, with one evidence.

    Args:
        doc: The document as rules see it.
        reading: What the models read in it.
        ends: The entity of each range of the reading.
    """
    places = _Places(doc)
    for relation in reading.relations:
        subject, target = ends[relation.subject], ends[relation.object]
        if subject is None or target is None or subject.entity == target.entity:
            continue
        for term in terms().get(relation.type, ()):
            one, other = (target, subject) if term.predicate in INVERTED else (subject, target)
            if term.predicate in SIGNATURES and relation.probability < LEAST_CORE:
                continue
            if statement := _statement(places, term, one, other, relation):
                yield statement
                break


def _statement(places: "_Places", term: Term, subject: End, target: End, relation: ScoredRelation) -> Statement | None:
    if term.predicate == "eventDate":
        day = places.date(target.span)
        if day is None or not is_a(subject.type, "Event") or subject.type == "Occurrence":
            return None
        evidence = places.evidence(term.predicate, subject, target, relation.probability)
        return Statement(subject.entity, term.predicate, day, (evidence,), datatype="date")
    if not term.joins(subject.type, target.type):
        return None
    evidence = places.evidence(term.predicate, subject, target, relation.probability)
    return Statement(subject.entity, term.predicate, target.entity, (evidence,))


class _Places:
    """Where a document says things, and with what force; read once for all relations of one word."""

    def __init__(self, doc: DocumentView) -> None:
        self._doc = doc
        self._said: dict[tuple[int, int | None], tuple[str, str | None]] = {}

    def date(self, span: Span) -> str | None:
        """Return the ISO date that a range of the text means."""
        return next((item.start for item in self._doc.dates if item.mention.span.overlaps(span)), None)

    def evidence(self, predicate: str, subject: End, target: End, probability: float) -> Evidence:
        """Return the evidence of a relation: the sentence of its later end, where the text completes it."""
        spans = subject.span, target.span
        sent = self._sentence(max(spans))
        anchor = _joint(sent, spans)
        status, speaker = self._force(sent, anchor)
        ends = subject.entity, target.entity
        span = passage(sent, spans)
        return Evidence(
            document_id=self._doc.document.id,
            span=span,
            quote=span.of(self._doc.document.content),
            subject_span=subject.span,
            object_span=target.span,
            method=METHOD,
            status="denied" if is_denied(sent, predicate, spans, ends) else status,
            confidence=probability,
            speaker=speaker,
            issued=self._doc.document.published,
        )

    def _sentence(self, span: Span) -> SentenceView:
        return next(sent for sent in self._doc.sentences if span.start < sent.sentence.span.stop)

    def _force(self, sent: SentenceView, anchor: int | None) -> tuple[str, str | None]:
        key = sent.index, anchor
        if key not in self._said:
            self._said[key] = status_at(sent, anchor), speaker_at(sent, anchor)
        return self._said[key]


def _joint(sent: SentenceView, spans: tuple[Span, Span]) -> int | None:
    """Return the word where the two ends meet in the sentence's tree, the later end's word where one is outside."""
    tree = sent.tree
    inside = [tree.top(span) for span in spans if sent.sentence.span.contains(span)]
    heads = [head for head in inside if head >= 0]
    if not heads:
        return None
    if len(heads) == 1:
        return heads[0]
    above = {heads[0], *tree.ancestors(heads[0])}
    return next((at for at in (heads[1], *tree.ancestors(heads[1])) if at in above), heads[1])
