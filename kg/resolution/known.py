"""Whether what a text says of a person agrees with what the reference knows of one of that name."""

from collections.abc import Sequence
from functools import cached_property

from kg.mentions.spelling import name_key
from kg.reference import Reference, holds
from kg.resolution.context import Context
from kg.resolution.name_parts import common_given, common_surnames, is_initial, name_parts
from kg.resolution.roles import Held
from kg.resolution.traits import Traits, spheres

AGREES, NEUTRAL, CONTRADICTS = "agrees", "neutral", "contradicts"


class Known:
    """A person of the reference with the places of the offices."""

    def __init__(self, ident: str, reference: Reference) -> None:
        self.id = ident
        self.tenures = reference.tenures(ident)
        self._entity = reference.entity(ident)
        self._reference = reference

    def _is_country(self, place: str) -> bool:
        found = self._reference.entity(place)
        return found is not None and found.type == "Country"

    @cached_property
    def country(self) -> str:
        """Return the id of the person's country, or an empty string."""
        return (self._entity.country if self._entity else None) or ""

    @cached_property
    def places(self) -> frozenset[str]:
        """Return the ids of the countries and bodies that the person has to do with."""
        return frozenset({tenure.place for tenure in self.tenures} | ({self.country} - {""}))

    @property
    def countries(self) -> frozenset[str]:
        """Return the ids of the countries among the places."""
        return frozenset(place for place in self.places if self._is_country(place))

    @property
    def features(self) -> tuple[tuple[str, str], ...]:
        """Return the places as the features that people are compared by."""
        return tuple(sorted(("country" if self._is_country(place) else "body", place) for place in self.places))


def is_common(name: str) -> bool:
    """Return whether thousands have a name: «Сергей Иванов», «А. Иванова», but not one with a patronymic."""
    parts = name_parts(name)
    surname = name_key(parts.surname)
    rare = any(not is_initial(word) and name_key(word) not in common_given() for word in parts.given)
    return not parts.patronymic and not rare and not {surname, surname.removesuffix("a")}.isdisjoint(common_surnames())


def verdict(known: Known, said: Traits, held: Sequence[Held], context: Context, *, common: bool) -> str:
    """Return AGREES, NEUTRAL or CONTRADICTS.

    Args:
        known: A person of the reference.
        said: What the text says of a person of that name.
        held: The offices that the text gives to this person.
        context: The document.
        common: Whether the name says little by itself.
    """
    placed = bool((said.countries | said.bodies) & known.places) or any(item.place in known.places for item in held)
    if said.countries and known.countries and not placed:
        return CONTRADICTS
    home = bool(known.places & set(context.places))
    trade = spheres(said.trades)
    if trade and "state" not in trade:
        # «Краевед из Моршанска Дмитрий Песков» is no press secretary; «актёр Владимир Зеленский» may be the president.
        return NEUTRAL if placed or (home and not common) else CONTRADICTS
    if placed:
        return AGREES
    if common and said.areas and not any(tenure.office == "head_of_region" for tenure in known.tenures):
        return CONTRADICTS
    return AGREES if home or _serves(known, context) else NEUTRAL


def _serves(known: Known, context: Context) -> bool:
    """Return whether the person is in office on the day of a text that speaks of politics."""
    day = context.day
    if day is None or not context.politics or context.leisure:
        return False
    return any(holds(term.start, term.end, day, term.open_until) is True for term in known.tenures)
