"""Which entities of different documents are to be compared: blocks of those that share a key.

Only members of one block can be one thing, and each block is resolved by itself; a document that is added
or forgotten touches the blocks of its own keys and no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.mentions.spelling import name_key
from kg.model import Entity, Extraction
from kg.reference.normal import key_of
from kg.resolution.event_keys import event_blocks, event_keys
from kg.resolution.name_parts import name_parts
from kg.resolution.same_people import same_people
from kg.types import is_a, kind_of

Key = tuple[str, ...]
LEAST_DOCUMENT_WORDS = 3


class Member(NamedTuple):
    """An entity as one document knows it."""

    document: str
    entity: Entity

    @property
    def place(self) -> tuple[str, str]:
        """Return what tells the member from all others: the document's id and the entity's within it."""
        return self.document, self.entity.id


class Block(NamedTuple):
    """Members that share keys, directly or in a chain.

    Attributes:
        keys: All of them, sorted; the first names the block.
        members: Sorted by document and entity.
    """

    keys: tuple[Key, ...]
    members: tuple[Member, ...]


class Cluster(NamedTuple):
    """Members that are one thing, and the key that it is known by: equal in two runs where the members are."""

    key: Key
    members: tuple[Member, ...]


def block_keys(member: Member) -> tuple[Key, ...]:
    """Return the keys under which an entity is to be compared with others, never none.

    Whatever has an id has that; a person has the surname besides, in Cyrillic or Latin letters, and an event the
    blocks of `event_blocks`; anything else has what identifies it.
    """
    entity, identity = member.entity, _identity(member.entity)
    keys: set[Key] = {identity} if identity else set()
    if is_a(entity.type, "Person"):
        surnames = {name_key(name_parts(name).surname) for name in (entity.name, *entity.aliases)}
        keys |= {("person", surname) for surname in surnames if surname}
    elif is_a(entity.type, "Event"):
        keys |= {("event", *block) for block in event_blocks(entity)}
    else:
        keys.add(_own_key(member))
    return tuple(sorted(keys)) or (("4", *member.place),)


def blocks(extractions: Iterable[Extraction]) -> dict[Key, Block]:
    """Return the blocks of all entities by their first key; the order of the extractions changes nothing."""
    holders: dict[Key, list[Member]] = defaultdict(list)
    keys: dict[tuple[str, str], tuple[Key, ...]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            member = Member(extraction.document.id, entity)
            keys[member.place] = block_keys(member)
            for key in keys[member.place]:
                holders[key].append(member)
    found: dict[Key, Block] = {}
    seen: set[Key] = set()
    for key in sorted(holders):
        if key not in seen:
            block = _reached(key, holders, keys)
            seen.update(block.keys)
            found[key] = block
    return found


def _reached(first: Key, holders: dict[Key, list[Member]], keys: dict[tuple[str, str], tuple[Key, ...]]) -> Block:
    found, ahead = {first}, [first]
    members: dict[tuple[str, str], Member] = {}
    while ahead:
        for member in holders[ahead.pop()]:
            if member.place not in members:
                members[member.place] = member
                new = [key for key in keys[member.place] if key not in found]
                found.update(new)
                ahead.extend(new)
    return Block(tuple(sorted(found)), tuple(members[place] for place in sorted(members)))


def touched(extraction: Extraction) -> frozenset[Key]:
    """Return the keys whose blocks must be resolved anew when a document comes or goes."""
    return frozenset(
        key for entity in extraction.entities for key in block_keys(Member(extraction.document.id, entity))
    )


def resolve_block(members: Sequence[Member]) -> tuple[Cluster, ...]:
    """Return the partition of a block's members, sorted by the keys of the clusters; a pure function of them.

    Args:
        members: Of one block of `blocks`, in any order.
    """
    ordered = sorted(members, key=lambda member: member.place)
    people = [member for member in ordered if is_a(member.entity.type, "Person")]
    keys = dict(zip((member.place for member in people), same_people(people), strict=True))
    events = [member for member in ordered if is_a(member.entity.type, "Event")]
    for member, key in zip(events, event_keys([member.entity for member in events]), strict=True):
        keys[member.place] = _identity(member.entity) or (("3", "Event", *key) if key else ("4", *member.place))
    found: dict[Key, list[Member]] = defaultdict(list)
    for member in ordered:
        found[keys.get(member.place) or _own_key(member)].append(member)
    return tuple(Cluster(key, tuple(found[key])) for key in sorted(found))


def _identity(entity: Entity) -> Key | None:
    """Return what makes an entity one wherever it is named: a Wikidata id, a row of the reference."""
    if entity.wikidata:
        return ("1", entity.wikidata)
    return ("2", entity.reference) if entity.reference else None


def _own_key(member: Member) -> Key:
    """Return what an entity that is no person and no event is known by; one with the document's id is its own alone."""
    entity, kind = member.entity, kind_of(member.entity.type)
    if identity := _identity(entity):
        return identity
    if entity.name and (kind != "Document" or len(entity.name.split()) >= LEAST_DOCUMENT_WORDS):
        return ("3", kind, key_of(entity.name))  # «декларация» alone may be any
    return ("4", *member.place)
