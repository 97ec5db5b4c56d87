"""A rule: a named, documented function that looks at one sentence and yields matches."""

from collections.abc import Callable, Collection, Iterator
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
        capacity: In what capacity an office is held, where its verb tells («избран президентом»).
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
    capacity: str | None = None


Find = Callable[[SentenceView], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its contract; `name` is `family.pattern` and never changes its meaning.

    `words` and `kinds` say where the rule can find nothing, so that it need not look: in a sentence
    with none of these lemmas, with no mention of these classes. Without them it looks everywhere.
    """

    name: str
    predicates: tuple[str, ...]
    confidence: float
    find: Find
    doc: str
    words: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()

    def may_find(self, sent: SentenceView) -> bool:
        """Return whether the sentence has what the rule cannot do without."""
        if self.words and self.words.isdisjoint(sent.tree.lemmas):
            return False
        return not self.kinds or bool(sent.mentions(*self.kinds))

    def matches(self, sent: SentenceView) -> tuple[Match, ...]:
        """Return what the rule finds in a sentence; other rules may ask for it too."""
        found: tuple[Match, ...] | None = sent.answers.get(self.find)
        if found is None:
            found = sent.answers[self.find] = tuple(self.find(sent)) if self.may_find(sent) else ()
        return found


def rule(
    name: str,
    *predicates: str,
    confidence: float = 0.9,
    words: Collection[str] = (),
    kinds: tuple[str, ...] = (),
) -> Callable[[Find], Rule]:
    """Return a decorator that makes a rule of a function.

    Args:
        name: `family.pattern`, stored with every evidence.
        predicates: What it may state; the first is the default of its matches.
        confidence: How often its matches are right, in [0, 1].
        words: Lemmas of which a sentence must have one for the rule to find anything.
        kinds: Classes of which a sentence must have a mention for the rule to find anything.

    Raises:
        OntologyError: A predicate is not in the vocabulary, or the function has no docstring.
    """
    unknown = [predicate for predicate in predicates if predicate not in SIGNATURES]
    if unknown or not predicates:
        raise OntologyError(f"rule {name}: unknown predicate {unknown}, expected some of {sorted(SIGNATURES)}")

    def decorate(find: Find) -> Rule:
        if not find.__doc__:
            raise OntologyError(f"rule {name}: a rule needs a docstring, it is its reference page")
        return Rule(name, predicates, confidence, find, find.__doc__, frozenset(words), kinds)

    return decorate
