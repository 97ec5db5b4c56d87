"""Replay judgements over a corpus: a pure function, so that a judgement that is undone leaves no trace."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Corpus, Entity, Evidence, Statement
from kg.resolution.across import joined_statements, ordered_ends, turned
from kg.review.journal import Judgement, Target
from kg.review.state import State
from kg.types import PARENTS, is_a

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A corpus as people judged it, and the judgements that concern what is not there, each with the cause."""

    corpus: Corpus
    gone: tuple[tuple[Judgement, str], ...]


def reviewed(corpus: Corpus, judgements: Sequence[Judgement]) -> Reviewed:
    """Return the corpus after all judgements, in their order.

    Args:
        corpus: What the texts gave.
        judgements: Those in force.
    """
    if not judgements:
        return Reviewed(corpus, ())
    state = State(corpus)
    gone: list[tuple[Judgement, str]] = []
    rejected: dict[Key, list[Judgement]] = defaultdict(list)
    confirmed: dict[Key, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        try:
            if judgement.kind == "reject":
                rejected[_key(state, judgement)].append(judgement)
            elif judgement.kind == "confirm":
                confirmed[_key(state, judgement)].append(judgement)
            else:
                _ACTIONS[judgement.kind](state, judgement)
        except LookupError as error:
            gone.append((judgement, str(error.args[0])))
    # the names of what a statement is about may have changed since it was judged
    rejected, confirmed = (_present(state, found) for found in (rejected, confirmed))
    statements = joined_statements(_moved(corpus.statements, state))
    gone += _unmet(statements, rejected, confirmed)
    kept = [_judged(item, rejected, confirmed) for item in statements]
    return Reviewed(state.corpus(tuple(item for item in kept if item is not None)), tuple(gone))


def _merge(state: State, judgement: Judgement) -> None:
    first, *others = (state.find(target) for target in judgement.entities)
    for other in others:
        state.merge(state.now(first), state.now(other))


def _split(state: State, judgement: Judgement) -> None:
    state.split(_one(state, judgement), judgement.documents, judgement.id)


def _rename(state: State, judgement: Judgement) -> None:
    entity = state.entities[_one(state, judgement)]
    aliases = tuple(sorted({*entity.aliases, entity.name} - {judgement.value}))
    state.entities[entity.id] = replace(entity, name=judgement.value, aliases=aliases)


def _retype(state: State, judgement: Judgement) -> None:
    if judgement.value not in PARENTS:
        raise LookupError(f"there is no class {judgement.value}")
    entity = state.entities[_one(state, judgement)]
    state.entities[entity.id] = replace(entity, type=judgement.value)


def _link(state: State, judgement: Judgement) -> None:
    state.link(_one(state, judgement), judgement.value)


def _nothing(state: State, judgement: Judgement) -> None:
    for target in judgement.entities:
        state.find(target)


_ACTIONS: dict[str, Callable[[State, Judgement], None]] = {
    "merge": _merge, "split": _split, "rename": _rename, "retype": _retype, "link": _link, "distinct": _nothing,
}  # fmt: skip


def _one(state: State, judgement: Judgement) -> str:
    return state.find(judgement.entities[0])


def _key(state: State, judgement: Judgement) -> Key:
    """Return the statement that a judgement is about, by present ids."""
    ends = [state.find(target) for target in judgement.entities]
    if not ends:
        raise LookupError("it names no statement")
    return ordered_ends(ends[0], judgement.predicate, judgement.literal or ends[-1])


def _present(state: State, found: dict[Key, list[Judgement]]) -> dict[Key, list[Judgement]]:
    moved: dict[Key, list[Judgement]] = defaultdict(list)
    for (subject, predicate, object_), judgements in found.items():
        moved[ordered_ends(state.now(subject), predicate, state.now(object_))] += judgements
    return moved


def _moved(statements: Iterable[Statement], state: State) -> Iterable[Statement]:
    """Yield the statements with present ids; one whose documents now mean different things becomes several."""
    for statement in statements:
        if not state.touches(statement):
            yield statement
            continue
        ends: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for item in statement.evidence:
            subject = state.meant(item.document_id, statement.subject)
            object_ = statement.object if statement.datatype else state.meant(item.document_id, statement.object)
            speaker = state.meant(item.document_id, item.speaker) if item.speaker else None
            ends[subject, object_].append(replace(item, speaker=speaker))
        for (subject, object_), evidence in ends.items():
            if subject != object_:
                yield turned(replace(statement, subject=subject, object=object_, evidence=tuple(evidence)))


def _judged(
    statement: Statement, rejected: dict[Key, list[Judgement]], confirmed: dict[Key, list[Judgement]]
) -> Statement | None:
    """Return a statement without rejected evidence, certain where it is confirmed; None when nothing is left."""
    key = statement.subject, statement.predicate, statement.object
    for judgement in rejected.get(key, ()):
        documents = set(judgement.documents) or {item.document_id for item in statement.evidence}
        evidence = tuple(item for item in statement.evidence if item.document_id not in documents)
        statement = replace(statement, evidence=evidence)
    if not statement.evidence:
        return None
    if key in confirmed:
        statement = replace(statement, evidence=tuple(replace(item, confidence=1.0) for item in statement.evidence))
    return statement


def _unmet(statements: Iterable[Statement], *judged: dict[Key, list[Judgement]]) -> list[tuple[Judgement, str]]:
    """Return the judgements of statements that no text makes any more."""
    there = {(item.subject, item.predicate, item.object) for item in statements}
    return [
        (item, "no text says this now") for found in judged for key in found if key not in there for item in found[key]
    ]


def may_be_one(one: Entity, other: Entity) -> bool:
    """Return whether two entities are of classes that one thing may have."""
    return is_a(one.type, other.type) or is_a(other.type, one.type)


def target_of(corpus: Corpus, entity: Entity) -> Target:
    """Return how a judgement names an entity: its id, and the first place that mentions it."""
    links = (link.mention for link in corpus.links if link.entity == entity.id)
    first = min(links, key=lambda mention: (mention.document_id, mention.span), default=None)
    if first is None:
        return Target(entity.id, entity.name)
    return Target(entity.id, entity.name, first.document_id, first.span.start)
