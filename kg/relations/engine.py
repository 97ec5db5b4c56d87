"""The engine: every rule over every sentence, then one statement for each subject, predicate, object."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import RuleError
from kg.model import Evidence, Statement
from kg.relations.denial import is_denied
from kg.relations.evidence import best_first, passage
from kg.relations.predicates import fits
from kg.relations.rule import Match, Rule
from kg.relations.standing import standing
from kg.relations.view import DocumentView, SentenceView
from kg.relations.voice import voice_at

Key = tuple[str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """What one rule gave on one sentence, named by its index; `statements` hold one evidence each."""

    sentence: int
    rule: str
    statements: tuple[Statement, ...]


def find_statements(doc: DocumentView, rules: Sequence[Rule]) -> tuple[Statement, ...]:
    """Return the statements of a document, each with all its evidence, the fullest proof first.

    Raises:
        RuleError: A rule failed; its name and the document are in the error.
    """
    index = _index(tuple(rules))
    return joined(
        doc,
        (
            statement
            for sent in doc.sentences
            for rule in index.for_sentence(sent)
            for statement in _statements(rule, sent)
        ),
    )


@lru_cache(maxsize=8)
def _index(rules: tuple[Rule, ...]) -> "_Index":
    return _Index(rules)


class _Index:
    """Rules by the words that they need: a sentence is not asked for the words of every rule."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._by_word: dict[str, set[int]] = {}
        self._anywhere = {number for number, rule in enumerate(rules) if not rule.words}
        for number, rule in enumerate(rules):
            for word in rule.words:
                self._by_word.setdefault(word, set()).add(number)

    def for_sentence(self, sent: SentenceView) -> Iterator[Rule]:
        """Yield the rules that may find something in a sentence, in their order."""
        numbers = self._anywhere.union(*(self._by_word[word] for word in sent.tree.lemmas if word in self._by_word))
        return (self._rules[number] for number in sorted(numbers))


def explain(doc: DocumentView, rules: Sequence[Rule]) -> Iterator[Trace]:
    """Yield what each rule gave on each sentence, sentences in text order and rules in their own."""
    for sent in doc.sentences:
        for rule in rules:
            yield Trace(sent.index, rule.name, _statements(rule, sent))


def _statements(rule: Rule, sent: SentenceView) -> tuple[Statement, ...]:
    try:
        return tuple(_stated(rule, sent)) if rule.matches(sent) else ()
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise RuleError(rule.name, sent.doc.document.id, f"{type(error).__name__}: {error}") from error


def _stated(rule: Rule, sent: SentenceView) -> Iterator[Statement]:
    for match in rule.matches(sent):
        predicate = match.predicate or rule.predicates[0]
        if _allowed(sent.doc, predicate, match):
            held, item = _evidence(rule, sent, match, predicate)
            yield Statement(match.subject, held, match.object, (item,), match.datatype)


def _allowed(doc: DocumentView, predicate: str, match: Match) -> bool:
    if match.subject == match.object or match.subject not in doc.entities:
        return False
    object_type = "Date" if match.datatype == "date" else doc.entities[match.object].type
    return fits(predicate, doc.entities[match.subject].type, object_type)


def _evidence(rule: Rule, sent: SentenceView, match: Match, predicate: str) -> tuple[str, Evidence]:
    """Return the evidence of a match, and its predicate as the dates of the sentence have it."""
    document = sent.doc.document
    spans = (match.subject_span, match.object_span)
    span = passage(sent, spans)
    ends = (match.subject, match.object)
    voice = voice_at(sent, match.anchor, match.status)
    denied = is_denied(sent, predicate, spans, ends)
    status = "denied" if denied else voice.status
    held = standing(sent, predicate, status, ends, match.anchor, capacity=match.capacity)
    return held.predicate, Evidence(
        document_id=document.id,
        span=span,
        quote=span.of(document.content),
        subject_span=match.subject_span,
        object_span=match.object_span,
        method=rule.name,
        status=held.status,
        confidence=match.confidence if match.confidence is not None else rule.confidence,
        speaker=voice.speaker,
        issued=sent.doc.issued,
        rumour=voice.rumour,
        valid_from=held.term.first,
        valid_until=held.term.last,
        capacity=held.capacity,
    )


def joined(doc: DocumentView, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return equal statements as one, with the evidence of all; of one method and sentence the first is kept."""
    grouped: dict[Key, dict[tuple[str, int], Evidence]] = {}
    for statement in statements:
        key = (statement.subject, statement.predicate, statement.object, statement.datatype)
        for item in statement.evidence:
            place = (item.method, item.span.start if item.span else -1)
            grouped.setdefault(key, {}).setdefault(place, item)
    return tuple(
        Statement(subject, predicate, object_, best_first(doc, evidence.values()), datatype)
        for (subject, predicate, object_, datatype), evidence in grouped.items()
    )
