"""Statements of the relations that the models read between the entities of a document.

`data/readings.tsv` gives each NEREL relation its predicates, the narrower first. A narrow one is a core predicate,
which the rules and the core model state; these relations give the wide one («взрыв» happens in a city too).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.model import Reading, Statement
from kg.relations.predicates import SIGNATURES
from kg.relations.proof import Proofs
from kg.relations.view import DocumentView
from kg.resolution.readings import End
from kg.types import is_a

METHOD = "neural.relations"
INVERTED = frozenset({"organizedBy"})
"""Predicates that say the relation the other way: ORGANIZES names the organizer first."""


class Term(NamedTuple):
    """A predicate of a NEREL relation, and the classes that may stand at its ends; none is any."""

    predicate: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]

    def joins(self, subject: str, target: str) -> bool:
        """Return whether entities of two classes may stand at the ends."""
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


def reading_statements(
    doc: DocumentView, reading: Reading, ends: Sequence[End | None], stated: Iterable[Statement] = ()
) -> Iterator[Statement]:
    """Yield a statement for each relation whose ends a wide predicate may join, with one evidence.

    Args:
        doc: The document as rules see it.
        reading: What the models read in it.
        ends: The entity of each range of the reading.
        stated: Core statements of the document; what one of them says more narrowly is not said again.
    """
    said = {(statement.subject, statement.predicate, statement.object) for statement in stated}
    proofs = Proofs(doc, METHOD)
    for relation in reading.relations:
        subject, target = ends[relation.subject], ends[relation.object]
        if subject is None or target is None or subject.entity == target.entity:
            continue
        narrow = [term for term in terms().get(relation.type, ()) if term.predicate in SIGNATURES]
        if any(_ends(term, subject.entity, target.entity) in said for term in narrow):
            continue
        wide = (term for term in terms().get(relation.type, ()) if term.predicate not in SIGNATURES)
        if term := next((term for term in wide if term.joins(subject.type, target.type)), None):
            idents, spans = (subject.entity, target.entity), (subject.span, target.span)
            evidence = proofs.evidence(term.predicate, idents, spans, relation.probability)
            yield Statement(idents[0], term.predicate, idents[1], (evidence,))


def _ends(term: Term, subject: str, target: str) -> tuple[str, str, str]:
    return (target, term.predicate, subject) if term.predicate in INVERTED else (subject, term.predicate, target)
