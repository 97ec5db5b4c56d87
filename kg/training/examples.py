"""Annotated documents as the networks learn from them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.evaluation.standoff import Annotated
from kg.neural.features import Features
from kg.neural.pairs import WINDOW, Bools, Pairs, make_pairs
from kg.neural.pieces import Ints
from kg.neural.spots import Spots
from kg.neural.types import ENTITY_TYPES, RELATION_TYPES

RARE, UNSURE = 0.005, 20
"""Two types so many sentences apart are looked at when more than this share of such pairs is related;
each starts with so many pairs that are not."""

Read = tuple[Annotated, Features]


@dataclass(frozen=True)
class Example:
    """A document with its annotated entities, the pairs that may be related, and what is right.

    Attributes:
        features: Features of the document.
        spots: Its entities as rows.
        pairs: The pairs that may be related.
        spans: Length minus one, first row and type of the entities, [entities, 3].
        relations: Pair and type of the relations, [relations, 2].
    """

    features: Features
    spots: Spots
    pairs: Pairs
    spans: Ints
    relations: Ints


def make_example(gold: Annotated, features: Features, likely: Bools, longest: int) -> Example:
    """Return an example with what the rows can express of an annotation.

    Args:
        gold: The annotated document.
        features: Its features.
        likely: Which types may be related so many sentences apart.
        longest: Rows of the longest range.
    """
    starts = {int(start): row for row, start in enumerate(features.pieces.starts)}
    stops = {int(stop): row for row, stop in enumerate(features.pieces.stops)}
    rows = [(starts.get(item.span.start, -1), stops.get(item.span.stop, -1)) for item in gold.spans]
    kept = [number for number, (first, last) in enumerate(rows) if 0 <= first <= last]
    table = np.array([(*rows[n], ENTITY_TYPES.index(gold.spans[n].type)) for n in kept], dtype=np.int64).reshape(-1, 3)
    first, last, kind = table.T
    spans = np.unique(np.stack([last - first, first, kind], axis=1)[last - first < longest], axis=0)
    spots = Spots(first, last, kind)
    pairs = make_pairs(features, spots, [gold.spans[n].span.of(gold.text) for n in kept], likely)
    index = {number: place for place, number in enumerate(kept)}
    where = {pair: place for place, pair in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True))}
    found = [
        (place, RELATION_TYPES.index(item.type))
        for item in gold.relations
        if (place := where.get((index.get(item.subject, -1), index.get(item.object, -1)))) is not None
    ]
    return Example(features, spots, pairs, spans, np.unique(np.array(found, dtype=np.int64).reshape(-1, 2), axis=0))


def likely_pairs(documents: Sequence[Read], allowed: Bools) -> Bools:
    """Return which types are related so many sentences apart, [types, types, 2 × WINDOW + 1].

    Args:
        documents: What is learnt from.
        allowed: Which types the annotated relations join at all, [types, types].
    """
    everything = np.repeat(allowed[:, :, None], 2 * WINDOW + 1, axis=2)
    pairs, related = np.full(everything.shape, UNSURE), np.zeros(everything.shape)
    for gold, features in documents:
        example = make_example(gold, features, everything, 1)
        spots, one, other = example.spots, example.pairs.subject, example.pairs.object
        sentence = features.pieces.sentences[spots.first]
        cells = spots.kind[one], spots.kind[other], sentence[other] - sentence[one] + WINDOW
        np.add.at(pairs, cells, 1)
        found = np.unique(example.relations[:, 0])
        np.add.at(related, tuple(axis[found] for axis in cells), 1)
    likely: Bools = everything & (related / pairs > RARE)
    return likely
