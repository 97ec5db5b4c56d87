"""What the statements of a document add to its events: the city and the day that a rule found in another sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import BELIEVED, Entity, Statement
from kg.reference import Reference
from kg.resolution.event_group import root_of
from kg.resolution.event_owners import known_id, where_of
from kg.resolution.labels import short_name, short_name_en
from kg.types import is_a

Told = dict[str, list[Statement]]
SURE = 0.8
"""Least confidence of a statement that tells events apart: a wrong city would part one event in two."""
ONLY = 0.7
"""Least confidence of the day of an event that nothing else dates, as the document has no date of its own."""


def with_told(entities: Sequence[Entity], statements: Iterable[Statement], reference: Reference) -> tuple[Entity, ...]:
    """Return the entities of a document, its events with the places, days and bodies that sure statements give.

    What the words of the event's own mentions tell stays; only what they leave open is added.
    """
    by_id = {entity.id: entity for entity in entities}
    told: dict[str, Told] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        subject = by_id.get(statement.subject)
        only = statement.predicate == "eventDate" and subject is not None and not subject.feature("issued")
        if statement.status in BELIEVED and statement.confidence >= (ONLY if only else SURE):
            told[statement.subject][statement.predicate].append(statement)
    return tuple(_enriched(entity, told[entity.id], by_id, reference) for entity in entities)


def _enriched(entity: Entity, told: Told, by_id: Mapping[str, Entity], reference: Reference) -> Entity:
    if not is_a(entity.type, "Event") or not entity.features or not told:
        return entity
    added = {*_places(entity, told, by_id, reference), *_dates(entity, told), *_body(entity, told, by_id, reference)}
    added |= set(_sessions(entity, told, by_id))
    return replace(entity, features=tuple(sorted({*entity.features, *added})))


def _places(entity: Entity, told: Told, by_id: Mapping[str, Entity], reference: Reference) -> Iterator[tuple[str, str]]:
    if entity.feature("city"):
        return
    for statement in told["takesPlaceIn"]:
        place = by_id.get(statement.object)
        if place is not None:
            yield from where_of(place, reference)


def _dates(entity: Entity, told: Told) -> Iterator[tuple[str, str]]:
    """Yield the surest day where the event's words give none, and none that contradicts its year or month."""
    own = entity.feature("date") or entity.feature("year") or ""
    days = [item for item in told["eventDate"] if item.object.startswith(own) and len(item.object) > len(own)]
    best = min(days, key=lambda item: (-len(item.object), -item.confidence, item.object), default=None)
    if best:
        yield "date", best.object
        yield "year", best.object[:4]


def _body(entity: Entity, told: Told, by_id: Mapping[str, Entity], reference: Reference) -> Iterator[tuple[str, str]]:
    found = [by_id[item.object] for item in told["organizedBy"] if item.object in by_id]
    bodies = [body for body in found if is_a(body.type, "Organization")]
    if len(bodies) != 1 or any(entity.feature(name) for name in ("organizer", "sides", "partner")):
        return
    yield "organizer", bodies[0].id
    yield "root", known_id(bodies[0], root_of(bodies[0], reference))
    for name, value in (("short", short_name(bodies[0], reference)), ("short_en", short_name_en(bodies[0], reference))):
        if value:
            yield name, value


def _sessions(entity: Entity, told: Told, by_id: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Yield the event that this one is a sitting of: «пленарное заседание форума» is no other event of its body."""
    for statement in told["partOf"]:
        outer = by_id.get(statement.object)
        if outer is None or entity.feature("partner"):
            continue
        own = entity.feature("root"), entity.feature("level") or "leaders"
        if own[0] is None or own == (outer.feature("root"), outer.feature("level") or "leaders"):
            yield "session_of", outer.feature("root") or outer.feature("title") or outer.id
