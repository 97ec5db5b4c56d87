"""By what events of different documents are known to be one."""

from collections import defaultdict
from collections.abc import Sequence

from kg.model import Entity
from kg.resolution.event_profile import GATHERINGS

Key = tuple[str, ...]
MONTH = len("2024-11")
LEAST_PARTNERS = 2


def event_key(entity: Entity) -> tuple[str, ...] | None:
    """Return what an event is known by over all documents, or None where it cannot be told.

    Two events are one when the same organization's same level, or the same people, meet in the same
    month; where only the year is known, in the same year and city. An event of nobody known or
    without any date stays apart.
    """
    series, date = _series(entity), _date(entity)
    if series is None:
        return None
    if len(date) >= MONTH:
        return (*series, date[:MONTH])
    place = entity.feature("place")
    return (*series, date, place) if date and place else None


def event_keys(entities: Sequence[Entity]) -> tuple[Key | None, ...]:
    """Return the keys of all events of a corpus: an announcement takes the key of the event it announces.

    «Следующий саммит пройдёт в 2025 году в Бишкеке» says the year and the city, a report of that
    summit the day: they are one when exactly one event of the series was that year in that city, or
    bears that number. The result does not depend on the order of the events.
    """
    dated: dict[Key, set[Key]] = defaultdict(set)
    for entity in entities:
        key = event_key(entity)
        if key and len(_date(entity)) >= MONTH:
            for sign in _signs(entity):
                dated[sign].add(key)
    return tuple(_settled(entity, dated) for entity in entities)


def _settled(entity: Entity, dated: dict[Key, set[Key]]) -> Key | None:
    key = event_key(entity)
    if len(_date(entity)) >= MONTH:
        return key
    for sign in _signs(entity):
        if len(dated.get(sign, ())) == 1:
            return next(iter(dated[sign]))
    return key


def _signs(entity: Entity) -> tuple[Key, ...]:
    """Return what a vaguely dated event can be recognised by: its number, its year with each place."""
    series, year, ordinal = _series(entity), _date(entity)[:4], entity.feature("ordinal")
    if series is None:
        return ()
    places = sorted(value for name, value in entity.features if name == "place")
    placed = tuple((*series, year, place) for place in places if year)
    return ((*series, "number", ordinal), *placed) if ordinal else placed


def _series(entity: Entity) -> Key | None:
    """Return whose event it is and who meets, or None where nobody is named."""
    partners = sorted(value for name, value in entity.features if name == "partner")
    who = (entity.feature("organizer") or "", entity.feature("sides") or "", "+".join(partners))
    if not any(who[:2]) and len(partners) < LEAST_PARTNERS:
        return None
    family = "Gathering" if entity.type in (*GATHERINGS, "Negotiation") else entity.type
    return (family, *who, entity.feature("level") or "leaders")


def _date(entity: Entity) -> str:
    return entity.feature("date") or entity.feature("month") or entity.feature("year") or ""
