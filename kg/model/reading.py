"""What the trained models read in a document."""

from typing import NamedTuple

from kg.model.text import Span


class EntitySpan(NamedTuple):
    """A range of the text that names an entity of a NEREL type, with the probability that it does.

    `wikidata` is the id that the name has in the annotation that the models learnt from, None where it has none.
    """

    span: Span
    type: str
    probability: float
    wikidata: str | None = None


class ScoredRelation(NamedTuple):
    """A relation of a NEREL type between two entities of a reading, by their index, with its probability."""

    type: str
    subject: int
    object: int
    probability: float


class Reading(NamedTuple):
    """What the trained models read: entities in text order, outer before inner, and relations between them.

    The probability of a relation is that it and both its ends are right.
    """

    entities: tuple[EntitySpan, ...] = ()
    relations: tuple[ScoredRelation, ...] = ()


NOTHING_READ = Reading()
