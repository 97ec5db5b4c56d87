"""A rule: a named, documented function that looks at one sentence and yields matches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import OntologyError
from kg.model import Span
from kg.relations.predicates import SIGNATURES
from kg.relations.view import SentenceView


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule saw: two ends, and where.

    Attributes:
        subject: Entity id.
        object: Entity id, or an ISO date when `datatype` is "date".
        subject_span: Where the text names the subject (in any sentence), None when it is implied.
        object_span: Likewise for the object.
        anchor: Index in the sentence of the word that carries the claim («пройдёт», «президент»); the
            engine reads negation, denial, plan and hypothesis around it. None: the sentence's root.
        datatype: "date" for a date object.
        predicate: Overrides the rule's own predicate; one of the rule's `predicates`.
        status: Overrides what the engine would read.
        confidence: Overrides the rule's own, in [0, 1].
    """

    subject: str
    object: str
    subject_span: Span | None = None
    object_span: Span | None = None
    anchor: int | None = None
    datatype: str | None = None
    predicate: str | None = None
    status: str | None = None
    confidence: float | None = None


Find = Callable[[SentenceView], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its contract; `name` is `family.pattern` and never changes its meaning."""

    name: str
    predicates: tuple[str, ...]
    confidence: float
    find: Find
    doc: str


def rule(name: str, *predicates: str, confidence: float = 0.9) -> Callable[[Find], Rule]:
    """Return a decorator that makes a rule of a function.

    Args:
        name: `family.pattern`, stored with every evidence.
        predicates: What it may state; the first is the default of its matches.
        confidence: How often its matches are right, in [0, 1].

    Raises:
        OntologyError: A predicate is not in the vocabulary, or the function has no docstring.
    """
    unknown = [predicate for predicate in predicates if predicate not in SIGNATURES]
    if unknown or not predicates:
        raise OntologyError(f"rule {name}: unknown predicate {unknown}, expected some of {sorted(SIGNATURES)}")

    def decorate(find: Find) -> Rule:
        if not find.__doc__:
            raise OntologyError(f"rule {name}: a rule needs a docstring, it is its reference page")
        return Rule(name, predicates, confidence, find, find.__doc__)

    return decorate
