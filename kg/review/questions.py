"""What a person should be asked first: where a judgement changes most and the graph is least sure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.model import BELIEVED, Corpus, Entity, Statement
from kg.reference.normal import key_of
from kg.resolution.contradictions import contradictions
from kg.review.apply import may_be_one
from kg.review.journal import Judgement
from kg.types import is_a, kind_of

DOUBTFUL = 0.8
LARGEST_BLOCK = 60
ASKED = ("city", "date")
"""Kinds of contradictions of which one side is asked to be taken out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of yes and no.

    Attributes:
        kind: "same" (are two entities one?), "holds" (is a statement right?) or "conflict" (which of two is?).
        entities: The two entities, of "same".
        statements: The statement, or the two that cannot both hold.
        worth: How much an answer is worth; questions are sorted by it, the greatest first.
    """

    kind: str
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    worth: float = 0.0


def questions(corpus: Corpus, judgements: Sequence[Judgement]) -> tuple[Question, ...]:
    """Return the questions that a graph leaves open, the most valuable first.

    Args:
        corpus: The graph, with the judgements replayed.
        judgements: Those in force: what they answer is not asked again.
    """
    weight = _weights(corpus)
    apart = {frozenset(target.id for target in item.entities) for item in judgements if item.kind == "distinct"}
    settled = {
        (item.entities[0].id, item.predicate, item.literal or item.entities[-1].id)
        for item in judgements
        if item.kind in ("confirm", "reject") and item.entities
    }
    found = [
        *(item for item in _same(corpus, weight) if frozenset(entity.id for entity in item.entities) not in apart),
        *(item for item in _conflicts(corpus, weight) if not all(_key(one) in settled for one in item.statements)),
        *(item for item in _doubtful(corpus, weight) if _key(item.statements[0]) not in settled),
    ]
    return tuple(sorted(found, key=_order))


def _order(question: Question) -> tuple[object, ...]:
    ids = (*(item.id for item in question.entities), *(item.id for item in question.statements))
    return (-round(question.worth, 6), question.kind, ids)


def _weights(corpus: Corpus) -> Counter[str]:
    """Return in how many documents each entity is mentioned."""
    return Counter(entity for entity, _ in {(link.entity, link.mention.document_id) for link in corpus.links})


def _same(corpus: Corpus, weight: Counter[str]) -> Iterator[Question]:
    blocks: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in corpus.entities:
        for key in _keys(entity):
            blocks[kind_of(entity.type), key].append(entity)
    asked: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        if len(block) > LARGEST_BLOCK:
            continue  # a word that so many share tells nothing
        for one, other in combinations(sorted(block, key=lambda entity: entity.id), 2):
            if (one.id, other.id) not in asked and _alike(one, other):
                asked.add((one.id, other.id))
                yield Question("same", (one, other), worth=2.0 * min(weight[one.id], weight[other.id]) + 0.5)


def _keys(entity: Entity) -> Iterator[str]:
    """Yield what entities that may be one share: a person's family name, another thing's whole name."""
    if entity.type == "Person":
        words = key_of(entity.name).split()
        yield from words[-1:]
    elif is_a(entity.type, "Event"):
        yield from (value for name, value in entity.features if name == "organizer")
    else:
        yield key_of(entity.name)


def _alike(one: Entity, other: Entity) -> bool:
    if not may_be_one(one, other) or (one.wikidata and other.wikidata):
        return False
    if one.type == "Person":
        short, full = sorted((key_of(one.name).split(), key_of(other.name).split()), key=len)
        return all(any(_same_word(word, known) for known in full) for word in short)
    if is_a(one.type, "Event"):
        days = [entity.feature("date") or "" for entity in (one, other)]
        return not all(days) or days[0].startswith(days[1]) or days[1].startswith(days[0])
    return True


def _same_word(word: str, other: str) -> bool:
    return word == other or (min(len(word.rstrip(".")), len(other.rstrip("."))) == 1 and word[0] == other[0])


def _conflicts(corpus: Corpus, weight: Counter[str]) -> Iterator[Question]:
    """Yield pairs of statements that cannot both hold: two cities or two days of one event."""
    statements = {item.id: item for item in corpus.statements}
    for found in contradictions(corpus):
        if found.kind in ASKED:
            sides = statements[found.first], statements[found.second]
            yield Question("conflict", statements=sides, worth=3.0 * weight[found.about] + 1.0)


def _doubtful(corpus: Corpus, weight: Counter[str]) -> Iterator[Question]:
    for item in _from_texts(corpus.statements):
        if item.confidence < DOUBTFUL:
            reach = min(weight[item.subject], weight[item.object] or weight[item.subject])
            yield Question("holds", statements=(item,), worth=(1.0 - item.confidence) * (1.0 + reach))


def _from_texts(statements: Iterable[Statement]) -> Iterator[Statement]:
    return (item for item in statements if item.basis == "text" and item.status in BELIEVED)


def _key(item: Statement) -> tuple[str, str, str]:
    return item.subject, item.predicate, item.object
