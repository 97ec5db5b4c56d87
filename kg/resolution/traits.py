"""What a text says of a person beside the name, and whether two such sayings may be of one person.

Offices, trades, countries, bodies and areas are pairs of an entity's features, so that people of different
documents can be compared without their texts.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg.resolution.spheres import NEUTRAL, spheres_of

Pair = tuple[str, str]
KINDS = ("office", "trade", "country", "body", "area")
MANY = frozenset(
    "депутат сенатор конгрессмен парламентарий политик дипломат чиновник помощник советник представитель член участник "
    "кандидат посол консул лидер активист сотрудник".split()
)
"""Offices that many people hold at once: alone they single nobody out."""


class Traits(NamedTuple):
    """What is said of a person.

    Attributes:
        offices: Titles with what they govern, lemmas («министр образование»).
        trades: First words of the offices and of other appositions, lemmas («министр», «тренер»).
        countries: Ids or names of the countries that the person is of.
        bodies: Ids or names of organizations.
        areas: Ids or names of regions and cities.
    """

    offices: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @property
    def features(self) -> tuple[Pair, ...]:
        """Return the traits as features of an entity, sorted."""
        return tuple(sorted((kind, value) for kind, values in zip(KINDS, self, strict=True) for value in values))

    def __bool__(self) -> bool:
        return any(self[:])


def traits_of(features: Iterable[Pair]) -> Traits:
    """Return the traits among an entity's features."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, value in features:
        if kind in found:
            found[kind].add(value)
    return Traits(*(frozenset(found[kind]) for kind in KINDS))


def united(traits: Iterable[Traits]) -> Traits:
    """Return everything that any of several traits says."""
    return traits_of(pair for item in traits for pair in item.features)


@cache
def spheres(trades: frozenset[str]) -> frozenset[str]:
    """Return the walks of life of trades; those of states are one."""
    found = {sphere for trade in trades for sphere in spheres_of(trade)}
    return frozenset("state" if sphere in NEUTRAL else sphere for sphere in found)


def single_out(one: Traits, other: Traits) -> bool:
    """Return whether two sayings agree so that a surname needs no more: one body, one office, one trade in one place.

    «Министр образования Хакасии» and «министр образования республики» do; «депутат» and «депутат» do not.
    """
    if _apart(one.countries, other.countries) or _apart(one.areas, other.areas):
        return False
    if one.bodies & other.bodies:
        return True
    if any(office.split(" ")[0] not in MANY for office in one.offices & other.offices):
        return True
    placed = one.countries & other.countries or one.areas & other.areas
    return bool(placed and one.trades & other.trades)


def agree(one: Traits, other: Traits) -> bool:
    """Return whether two sayings of people with one whole name speak for one person."""
    if single_out(one, other):
        return True
    placed = one.countries & other.countries or one.areas & other.areas or one.bodies & other.bodies
    return bool(placed) and not _apart(spheres(one.trades), spheres(other.trades))


def contradict(one: Traits, other: Traits, *, common: bool) -> bool:
    """Return whether two sayings cannot be of one person with one whole name.

    Args:
        one: What one text says.
        other: What another says.
        common: Whether thousands have the name: then two sayings that do not agree are of two people.
    """
    if agree(one, other):
        return False
    if common and one and other:
        return True
    if _apart(one.countries, other.countries) or _apart(spheres(one.trades), spheres(other.trades)):
        return True
    return bool(_apart(one.areas, other.areas) and one.trades & other.trades)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)
