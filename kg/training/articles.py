"""Annotated political news as the core model learns from it.

An article is read as a build reads it, so that the model learns on the mentions that it will meet. What the annotation
leaves open, such as a statement that needs general knowledge, teaches nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluation.alignment import align
from kg.evaluation.news import annotated_facts, fact, same_date
from kg.extract import Extractor
from kg.model import Document
from kg.neural.features import Features, Floats
from kg.neural.pairs import WINDOW, Bools, Pairs, make_pairs
from kg.neural.pieces import Ints
from kg.neural.relations import locate
from kg.neural.spots import Spots
from kg.neural.types import ENTITY_TYPES
from kg.relations import find_statements
from kg.relations.background import reference_statements
from kg.relations.candidates import TYPES, Mentions, Pair, core_mentions, hints
from kg.relations.judged import admits
from kg.relations.predicates import SIGNATURES
from kg.relations.view import DocumentView
from kg.sources import plain_view
from kg.types import kind_of

ENDED = ("formerMemberOf", "formerlyChaired", "formerlyHeldPositionIn")
PREDICATES = tuple(name for name in SIGNATURES if name not in ENDED)
"""What the guidelines of the annotation know."""

IMPOSSIBLE, OPEN, WRONG, RIGHT, TRAP = -1, 0, 1, 2, 3
"""What an annotation says of two entities and a predicate; a trap is what a careless reader would take for right."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Article:
    """An annotated article as the core model sees it.

    Attributes:
        features: Its features.
        state: Its encoded rows, float16 [rows, width].
        spots: Its mentions as rows.
        pairs: The pairs of mentions that a predicate may join.
        owner: The pair of entities of each of them, -1 for two mentions of one entity.
        labels: What the annotation says of each pair of entities, int8 [pairs of entities, predicates].
        hints: What rules and reference say of it.
        weight: Of what is wrong, less where the annotation is not complete.
    """

    features: Features
    state: NDArray[np.float16]
    spots: Spots
    pairs: Pairs
    owner: Ints
    labels: NDArray[np.int8]
    hints: Floats
    weight: float


def likely() -> Bools:
    """Return which types a core predicate may join, at any distance, [types, types, 2 × WINDOW + 1]."""
    number = {name: place for place, name in enumerate(ENTITY_TYPES)}
    table = np.zeros((len(ENTITY_TYPES), len(ENTITY_TYPES), 2 * WINDOW + 1), dtype=bool)
    for name in PREDICATES:
        for subject in SIGNATURES[name][0]:
            for target in SIGNATURES[name][1]:
                table[number[TYPES[subject]], number[TYPES[target]]] = True
    return table


def read_article(row: Row, extractor: Extractor, *, complete: bool = True, loose: float = 1.0) -> Article | None:
    """Return an annotated article as the model learns from it, None where nothing in it could be joined.

    Args:
        row: The article in the form of the news collection.
        extractor: With models, whose encoder the core model stands on.
        complete: Whether what is neither annotated nor neutral is wrong.
        loose: Weight of that where it is not.
    """
    assert extractor.models is not None
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    view, _ = extractor.read(plain_view(Document(str(row["id"]), row["text"], published=published)).document)
    features, states = extractor.models.encoded(view.linked.analysis)
    mentions = core_mentions(view)
    kinds = {name: number for number, name in enumerate(ENTITY_TYPES)}
    spots, numbers = locate(features.pieces, mentions.ranges, kinds)
    texts = [mentions.ranges[number].span.of(view.document.content) for number in numbers]
    pairs = make_pairs(features, spots, texts, likely())
    if not len(pairs.subject):
        return None
    owners = [mentions.owners[number] for number in numbers]
    groups: dict[Pair, int] = {}
    owner = [
        groups.setdefault((owners[one], owners[other]), len(groups)) if owners[one] != owners[other] else -1
        for one, other in zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True)
    ]
    stated = find_statements(view, extractor.rules)
    known, _ = reference_statements(view, stated)
    return Article(
        features=features,
        state=np.concatenate(states, axis=1).astype(np.float16),
        spots=spots,
        pairs=pairs,
        owner=np.array(owner, dtype=np.int64),
        labels=labels(row, list(groups), mentions, view),
        hints=hints(list(groups), PREDICATES, (*stated, *known)),
        weight=1.0 if complete else loose,
    )


def labels(row: Row, pairs: Sequence[Pair], mentions: Mentions, view: DocumentView) -> NDArray[np.int8]:
    """Return what an annotation says of pairs of entities and each predicate, int8 [pairs, predicates]."""
    gold = align(row, list(_rows(view)))
    stated = annotated_facts(item for item in row["facts"] if item["tier"] == "stated")
    unsure = annotated_facts((*(item for item in row["facts"] if item["tier"] != "stated"), *row.get("neutral", ())))
    traps = annotated_facts(row.get("distractors", ()))
    types = dict(zip(mentions.owners, mentions.types, strict=True))
    table = np.full((len(pairs), len(PREDICATES)), IMPOSSIBLE, dtype=np.int8)
    for number, (subject, target) in enumerate(pairs):
        for column, name in enumerate(PREDICATES):
            if admits(name, types[subject], types[target]):
                objects = _targets(gold, target, types, stated | unsure)
                keys = {fact(one, name, other) for one in gold.get(subject, ()) for other in objects}
                unknown = not keys and bool(row["facts"])  # an end that the annotation does not name
                other = TRAP if keys & traps else OPEN if keys & unsure or unknown else WRONG
                table[number, column] = RIGHT if keys & stated else other
    return table


def _targets(
    gold: Mapping[str, set[str]], target: str, types: Mapping[str, str], facts: set[tuple[str, str, str]]
) -> list[str]:
    """Return the annotated entities that an object is; a date is each annotated date that it agrees with, or itself."""
    if types[target] != "Date":
        return sorted(gold.get(target, ()))
    return [day for _, day, name in sorted(facts) if name == "eventDate" and same_date(target, day)] or [target]


def _rows(view: DocumentView) -> Sequence[Row]:
    entities = view.entities
    return [
        {
            "entity": link.entity,
            "start": link.mention.span.start,
            "end": link.mention.span.stop,
            "type": kind_of(entities[link.entity].type)
            if kind_of(entities[link.entity].type) in ("Event", "Document")
            else entities[link.entity].type,
            "wikidata": entities[link.entity].wikidata,
        }
        for link in view.linked.links
    ]
