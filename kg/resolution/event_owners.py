"""Which country stands behind a place, a person or a name: by it one event of different articles is recognised."""

from collections.abc import Iterator
from datetime import date

from kg.model import Entity
from kg.reference import Reference
from kg.reference.knowledge import LEADING
from kg.reference.normal import key_of
from kg.reference.terms import holds

WHOLE = len("2024-11-28")


def country_of(place: Entity, reference: Reference) -> str:
    """Return the id of the country of a place, of the place itself where it is a country, or ""."""
    if place.type == "Country":
        return place.id
    row = reference.entity(place.reference or place.id)
    return (row.country or "") if row else ""


def where_of(place: Entity, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the features of a place of an event: itself, and its city, its country or its name as they are compared."""
    yield "place", place.id
    country = country_of(place, reference)
    if place.type == "City":
        yield "city", known_id(place, place.id)
    if country:
        yield "country", country
    elif place.type in ("Region", "Location"):
        yield "region", known_id(place, place.id)


def known_id(entity: Entity, ident: str) -> str:
    """Return an id that means the same in every document: an entity of this text alone is known by its name."""
    return ident if "#" not in ident else key_of(entity.name)


def side_of(partner: Entity, reference: Reference, day: str) -> str:
    """Return the country that a partner of a meeting leads on a day, or is; "" where it is not known.

    Args:
        partner: A person or a country.
        reference: Who led what.
        day: Day of the meeting or of writing, whole ISO; with another one no leader is known.
    """
    if partner.type == "Country":
        return partner.id
    if len(day) != WHOLE:
        return ""
    on = date.fromisoformat(day)
    terms = reference.tenures(partner.reference or partner.id)
    led = [term.place for term in terms if term.office in LEADING and holds(term.start, term.end, on, term.open_until)]
    countries = [place for place in led if (row := reference.entity(place)) and row.type == "Country"]
    return countries[0] if countries else ""


def side_name(word: str, reference: Reference) -> str:
    """Return the name of the country of an adjective («российско» → Россия), or the word itself."""
    known = reference.adjective(word)
    row = reference.entity(known[0]) if known else None
    return row.name if row else word


def owner_of(name: str, reference: Reference) -> str:
    """Return the id of the country of a name in the nominative, or ""."""
    hits = reference.find(tuple(name.split())) if name else ()
    ids = [hit.candidates[0] for hit in hits if hit.candidates]
    return next((ident for ident in ids if (row := reference.entity(ident)) and row.type == "Country"), "")
