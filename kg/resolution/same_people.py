"""Which people of different documents are one person.

Whole names come first: those of one given name and surname are one person unless what the texts say of them
contradicts. A surname alone or with an initial then joins the one person of that name of whom the texts say the same,
and stays apart where there is none or there are several, so that «Иванов» never joins А. Иванов with Б. Иванов.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.mentions.spelling import name_key, same_given
from kg.model import Entity
from kg.resolution.known import is_common
from kg.resolution.name_parts import NameParts, is_initial, name_parts
from kg.resolution.traits import Traits, agree, contradict, single_out, traits_of, united

Key = tuple[str, ...]


class Named(Protocol):
    """An entity of a document; `Member` of `blocks` is one."""

    @property
    def entity(self) -> Entity:
        """Return what the document knows."""

    @property
    def place(self) -> tuple[str, str]:
        """Return the document's id and the entity's within it."""


@dataclass(frozen=True, eq=False)
class _Sight:
    """A person as one document knows it."""

    place: tuple[str, str]
    identity: Key | None
    name: NameParts
    traits: Traits


class _Person:
    """A person as whole names tell it, with all that is said."""

    def __init__(self, key: Key, sights: Sequence[_Sight]) -> None:
        self.key = key
        self.sights = tuple(sights)
        self.documents = frozenset(sight.place[0] for sight in sights)
        self.names = frozenset(sight.name for sight in sights)
        self.traits = united(sight.traits for sight in sights)


def same_people(members: Sequence[Named]) -> list[Key]:
    """Return the key of the person that each member is, in the order of the members: equal keys are one person.

    Args:
        members: People who share a surname or an id, sorted by place.
    """
    sights = [_sight(member) for member in members]
    known: dict[Key, list[_Sight]] = defaultdict(list)
    whole: dict[tuple[str, str], list[_Sight]] = defaultdict(list)
    partial: list[_Sight] = []
    for sight in sights:
        if sight.identity:
            known[sight.identity].append(sight)
        elif sight.name.whole:
            whole[name_key(sight.name.surname), name_key(sight.name.given[0])].append(sight)
        else:
            partial.append(sight)
    people = [_Person(key, group) for key, group in sorted(known.items())]
    for _, group in sorted(whole.items()):
        people += _with_whole_name(group, people)
    keys = {sight.place: person.key for person in people for sight in person.sights}
    chosen = {sight.place: _only(sight, people) for sight in partial}
    keys |= {place: person.key for place, person in chosen.items() if person}
    keys |= _without_whole_name([sight for sight in partial if chosen[sight.place] is None])
    return [keys[member.place] for member in members]


def _sight(member: Named) -> _Sight:
    entity = member.entity
    identity = ("1", entity.wikidata) if entity.wikidata else ("2", entity.reference) if entity.reference else None
    names = sorted((name_parts(name) for name in (entity.name, *entity.aliases)), key=_fullness)
    return _Sight(member.place, identity, names[-1], traits_of(entity.features))


def _fullness(name: NameParts) -> tuple[bool, bool, int, int, NameParts]:
    return bool(name.surname), name.whole, bool(name.patronymic), len(name.given), name


def _with_whole_name(group: Sequence[_Sight], known: Sequence[_Person]) -> list[_Person]:
    """Return the people of one given name and surname whom no id identifies; those that the known ones are join these.

    A name that the texts say nothing contradicting of is one person. Otherwise those of whom they say the same make
    one each, and a bare name joins the only one, if there is one only.
    """
    namesakes = [person for person in known if any(_one_name(name, group[0].name) for name in person.names)]
    found: list[_Person] = []
    taken: dict[Key, list[_Sight]] = defaultdict(list)
    rest = []
    for sight in group:
        fitting = [person for person in namesakes if _agrees(sight, person)]
        if len(fitting) == 1:
            taken[fitting[0].key].append(sight)
        else:
            rest.append(sight)
    found += [_Person(key, sights) for key, sights in sorted(taken.items())]
    sets = _agreeing(rest)
    alone = len(sets) == 1
    return found + [_Person(_name_key(sights, alone=alone), sights) for sights in sets]


def _agrees(sight: _Sight, person: _Person) -> bool:
    """Return whether a text says of a person what others say of one with an id."""
    return agree(sight.traits, person.traits) and not _contradict(sight, person.sights[0])


def _agreeing(sights: Sequence[_Sight]) -> list[list[_Sight]]:
    """Return sights of one whole name in sets, a set a person."""
    units = _units(sights)
    against = {
        (one, other)
        for one in range(len(units))
        for other in range(len(units))
        if one != other and _contradict(units[one][0], units[other][0])
    }
    if not against:
        return [list(sights)] if sights else []
    described = [number for number, unit in enumerate(units) if any(number in pair for pair in against)]
    groups = _components(described, [
        (one, other)
        for one in described
        for other in described
        if one < other and (one, other) not in against and agree(units[one][0].traits, units[other][0].traits)
    ])  # fmt: skip
    groups = [part for group in groups for part in _without_quarrels(group, against)]
    for number in set(range(len(units))) - set(described):
        fitting = [group for group in groups if any(_leans(units[number][0], units[member][0]) for member in group)]
        groups.append([number])
        if len(fitting) == 1:
            groups.pop()
            fitting[0].append(number)
    return [[sight for number in sorted(group) for sight in units[number]] for group in groups]


def _without_quarrels(group: list[int], against: set[tuple[int, int]]) -> Iterable[list[int]]:
    """Yield a group whose members all go together, else each of its members alone."""
    quarrel = any((one, other) in against for one in group for other in group)
    yield from [[number] for number in group] if quarrel else [group]


def _leans(one: _Sight, other: _Sight) -> bool:
    return bool(one.traits) and agree(one.traits, other.traits)


def _contradict(one: _Sight, other: _Sight) -> bool:
    fathers = [name for name in (one.name.patronymic, other.name.patronymic) if name]
    if len(fathers) > 1 and not _one_word(*fathers):
        return True
    common = not fathers and is_common(" ".join((*one.name.given, one.name.surname)))
    return contradict(one.traits, other.traits, common=common)


def _only(sight: _Sight, people: Sequence[_Person]) -> _Person | None:
    """Return the one person of whom other texts say what this one says of a surname, or None."""
    fitting: dict[Key, _Person] = {}
    for person in people:
        if sight.place[0] in person.documents or not single_out(sight.traits, person.traits):
            continue
        if any(_one_name(sight.name, name) for name in person.names):
            fitting[person.key] = person
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _without_whole_name(sights: Sequence[_Sight]) -> dict[tuple[str, str], Key]:
    """Return the keys of surnames that no whole name takes in: those of one office in one place are one person."""
    telling = [sight for sight in sights if single_out(sight.traits, sight.traits)]
    units = _units(telling)
    edges = {
        (one, other)
        for one in range(len(units))
        for other in range(one + 1, len(units))
        if _one_name(units[one][0].name, units[other][0].name)
        and single_out(units[one][0].traits, units[other][0].traits)
    }
    keys: dict[tuple[str, str], Key] = {sight.place: ("4", *sight.place) for sight in sights}
    for group in _components(range(len(units)), edges):
        pairs = {(one, other) for one in group for other in group if one < other}
        # «Иванов» of two offices in one text and of one of them in another is told apart from neither
        for part in [group] if pairs <= edges else [[number] for number in group]:
            places = sorted(sight.place for number in part for sight in units[number])
            keys |= {place: ("4", *places[0]) for place in places}
    return keys


def _one_name(one: NameParts, other: NameParts) -> bool:
    """Return whether two names do not differ in what both tell; an initial is told by its letter."""
    if name_key(one.surname) != name_key(other.surname):
        return False
    pairs = [*zip(one.given[:1], other.given[:1], strict=False)]
    pairs += [(one.patronymic, other.patronymic)] if one.patronymic and other.patronymic else []
    return all(_one_word(first, second) for first, second in pairs)


def _one_word(one: str, other: str) -> bool:
    if is_initial(one) or is_initial(other):
        return name_key(one)[:1] == name_key(other)[:1]
    return same_given(one, other)


def _units(sights: Sequence[_Sight]) -> list[list[_Sight]]:
    """Return sights of which the same is known together, so that a name of a thousand texts needs few comparisons."""
    found: dict[Hashable, list[_Sight]] = defaultdict(list)
    for sight in sights:
        found[sight.name, sight.traits.features].append(sight)
    return list(found.values())


def _components(numbers: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected components of a graph, each sorted, in the order of their least members."""
    home = {number: [number] for number in numbers}
    for one, other in edges:
        if home[one] is not home[other]:
            joined = sorted(home[one] + home[other])
            for number in joined:
                home[number] = joined
    return list({group[0]: group for _, group in sorted(home.items())}.values())


def _name_key(sights: Sequence[_Sight], *, alone: bool) -> Key:
    """Return the key of a person: of the name, and of the first place where a namesake differs."""
    first = min(sights, key=lambda sight: sight.place)
    name = name_key(first.name.given[0]), name_key(first.name.surname)
    return ("3", "Person", *name) if alone else ("3", "Person", *name, *first.place)
