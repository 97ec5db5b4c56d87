"""Which entity each range that the models read is: one of the document's own, or one that only they found."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.analysis import Morphology, Tree, trees_of
from kg.mentions.lexicon import event_words
from kg.mentions.organizations import organization_kind
from kg.mentions.phrases import nominative
from kg.model import Entity, EntitySpan, Link, LinkedDocument, Mention, Reading, Span
from kg.resolution.places import plain_name
from kg.types import PARENTS, PLACES, READ_CLASSES, is_a

METHOD = "neural.entities"
NAMING = ("ALTERNATIVE_NAME", "ABBREVIATION")
LEAST_NAMING = 0.5
LEAST_OVERLAP = 0.5

NAMED_ALIKE = ("City", "Country", "Region", *(name for name, kind in PARENTS.items() if kind == "Organization"))
"""Classes of which a text has one thing of a name: «Москва» of «Эхо Москвы» is the Москва named beside it."""

WHOLE_ADJECTIVES = ("ORDINAL", "NUMBER", "AGE", "DATE", "PROFESSION")
"""Types that an adjective may name: «первый», «2014-й», «пострадавший»."""

_PLACE = (*PLACES, "District")
_KINDS: dict[str, tuple[str, ...]] = {
    "PERSON": ("Person",),
    "ORGANIZATION": ("Organization", "Facility"),
    "FACILITY": ("Facility", "Organization"),
    "EVENT": ("Event",),
    "LAW": ("Document",),
    **dict.fromkeys(("CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"), _PLACE),
}
"""Classes of the document's entities that a range of a NEREL type may mean."""


class End(NamedTuple):
    """A range of a reading: the entity it means, its class, and where it stands."""

    entity: str
    type: str
    span: Span


class Placed(NamedTuple):
    """A reading in the terms of a document.

    Attributes:
        ends: One for each range of the reading, in its order; None for a bare adjective, which names nothing of its own
            («Африканский» of «Африканский союз»).
        entities: The document's own, with the Wikidata ids that the models know, and those that only the models found.
        links: Of the mentions of these, in text order.
    """

    ends: tuple[End | None, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]


def place_reading(linked: LinkedDocument, reading: Reading, morphology: Morphology) -> Placed:
    """Return the entity of each range that the models read.

    A range is the mention that stands there; else what a naming relation joins it to («Объединённые Арабские
    Эмираты (ОАЭ)»); else a new entity, one for equal names of a class.
    """
    found = matched(linked, reading)
    group = _groups(linked, reading, found)
    mentions = {number: mention for number, mention in _mentions(linked, reading, found, morphology)}
    known = {group[number]: ident for number, ident in enumerate(found) if ident}
    named = {
        (entity.type, plain_name(entity.name)): entity.id for entity in linked.entities if entity.type in NAMED_ALIKE
    }
    members: dict[str, list[int]] = defaultdict(list)
    for number, mention in mentions.items():
        key = mention.type, plain_name(mention.normal)
        ident = known.get(group[number]) or named.get(key) or f"{linked.analysis.document.id}#read{number + 1}"
        known.setdefault(group[number], ident)
        named.setdefault(key, ident)
        members[ident].append(number)
    own = {entity.id: entity.type for entity in linked.entities}
    new = tuple(
        _entity(ident, [(mentions[number], reading.entities[number].wikidata) for number in numbers])
        for ident, numbers in members.items()
        if ident not in own
    )
    types = own | {entity.id: entity.type for entity in new}
    entities = (*_identified(linked.entities, reading, found), *new)
    home = {number: ident for ident, numbers in members.items() for number in numbers}
    idents = [ident or home.get(number) for number, ident in enumerate(found)]
    links = [
        Link(mention, home[number], reading.entities[number].probability, METHOD)
        for number, mention in mentions.items()
    ]
    ends = zip(idents, reading.entities, strict=True)
    placed = tuple(End(ident, types[ident], item.span) if ident else None for ident, item in ends)
    return Placed(placed, entities, tuple(links))


def matched(linked: LinkedDocument, reading: Reading) -> list[str | None]:
    """Return for each range of a reading the entity of the document's own mention that stands there, or None."""
    types = {entity.id: entity.type for entity in linked.entities}
    links = [link for link in linked.links if link.mention.form != "role"]
    starts = [link.mention.span.start for link in links]
    longest = max((link.mention.span.length for link in links), default=0)
    found = []
    for item in reading.entities:
        kinds = _KINDS.get(item.type, ())
        first, last = bisect_left(starts, item.span.start - longest), bisect_left(starts, item.span.stop)
        near = (link for link in links[first:last] if item.span.start < link.mention.span.stop)
        found.append(_best(item, [link for link in near if is_a(types[link.entity], *kinds)]))
    return found


def _best(item: EntitySpan, links: Sequence[Link]) -> str | None:
    """Return the entity whose mention shares most of the range.

    An event's longer phrase begins where the range does or holds it («ноябрьский саммит»), or the two share the noun
    between them: «крупнейший политический саммит» and «саммит Центральной Азии».
    """
    best, entity = LEAST_OVERLAP, None
    for link in links:
        span = link.mention.span
        common = min(span.stop, item.span.stop) - max(span.start, item.span.start)
        share = common / (max(span.stop, item.span.stop) - min(span.start, item.span.start))
        if item.type == "EVENT" and (span.contains(item.span) or item.span.start <= span.start < item.span.stop):
            share = max(share, LEAST_OVERLAP)
        if share > best or (share == best and entity is None):
            best, entity = share, link.entity
    return entity


def _identified(entities: Sequence[Entity], reading: Reading, found: Sequence[str | None]) -> Iterator[Entity]:
    """Yield the document's entities; one that the reference does not know takes the one id of its names."""
    ids: dict[str, set[str]] = defaultdict(set)
    for item, ident in zip(reading.entities, found, strict=True):
        if ident and item.wikidata:
            ids[ident].add(item.wikidata)
    taken = {entity.wikidata for entity in entities}
    for entity in entities:
        known = ids[entity.id] - taken
        alone = len(ids[entity.id]) == len(known) == 1 and not entity.wikidata and not entity.reference
        yield replace(entity, wikidata=known.pop()) if alone and not is_a(entity.type, "Event") else entity


def _groups(linked: LinkedDocument, reading: Reading, found: Sequence[str | None]) -> list[int]:
    """Return the number of the group of each range: naming relations and one event's noun; two known stay two."""
    parent = list(range(len(reading.entities)))
    settled = list(found)

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    naming = [
        (item.subject, item.object)
        for item in reading.relations
        if item.type in NAMING
        and item.probability >= LEAST_NAMING
        and _KINDS.get(reading.entities[item.subject].type) == _KINDS.get(reading.entities[item.object].type)
        and not _told_apart(linked, reading.entities[item.subject], reading.entities[item.object])
    ]
    for subject, other_end in (*naming, *_nested_events(linked, reading, found)):
        one, other = root(subject), root(other_end)
        if one != other and not (settled[one] and settled[other]):
            parent[other] = one
            settled[one] = settled[one] or settled[other]
    return [root(at) for at in range(len(parent))]


def _told_apart(linked: LinkedDocument, one: EntitySpan, other: EntitySpan) -> bool:
    """Return whether an attribute makes two of two events: «съезд» and the «внеочередной съезд» that it called."""
    return one.type == "EVENT" and _apart(linked, one.span) != _apart(linked, other.span)


def _apart(linked: LinkedDocument, span: Span) -> frozenset[str]:
    tree = _tree_at(linked, span)
    words = event_words()
    telling = {lemma for name in ("next", "previous", "another", "extra", "ordinals") for lemma in words[name]}
    return frozenset(tree[index].lemma for index in tree.inside(span)) & telling


def _tree_at(linked: LinkedDocument, span: Span) -> Tree:
    starts = [sentence.span.start for sentence in linked.analysis.sentences]
    return trees_of(linked.analysis)[max(bisect_right(starts, span.start) - 1, 0)]


def _nested_events(linked: LinkedDocument, reading: Reading, found: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Yield an event's range with one inside it that holds its noun: «официальный визит» and «визит» are one event."""
    events = [
        (number, item.span)
        for number, item in enumerate(reading.entities)
        if item.type == "EVENT" and found[number] is None
    ]
    for outer, whole in events:
        inner = [number for number, span in events if span != whole and whole.contains(span)]
        if not inner:
            continue
        tree = _tree_at(linked, whole)
        top = tree.top(whole)
        for number in inner if top >= 0 and tree[top].upos == "NOUN" else ():
            if reading.entities[number].span.contains(tree[top].span):
                yield outer, number


def _mentions(
    linked: LinkedDocument, reading: Reading, found: Sequence[str | None], morphology: Morphology
) -> Iterator[tuple[int, Mention]]:
    """Yield the ranges that are no mention of the document yet, with the mention that each becomes."""
    analysis = linked.analysis
    sentence, tree = -1, None
    for number, (item, ident) in enumerate(zip(reading.entities, found, strict=True)):
        if ident is not None:
            continue
        while sentence < 0 or analysis.sentences[sentence].span.stop <= item.span.start:
            sentence, tree = sentence + 1, None
        tree = tree or Tree(analysis.sentences[sentence])
        inside = tree.inside(item.span)
        if all(tree[index].upos == "ADJ" for index in inside) and item.type not in WHOLE_ADJECTIVES:
            continue
        whole = inside and tree.span(inside[0], inside[-1]) == item.span
        text = item.span.of(analysis.document.content)
        normal = nominative(tree, inside[0], inside[-1] + 1, morphology) if whole else text
        yield (
            number,
            Mention(
                document_id=analysis.document.id,
                span=item.span,
                text=text,
                type=_class(item.type, [tree[index].lemma for index in inside], text),
                form="name" if text[:1].isupper() else "nominal",
                normal=" ".join(normal.split()),
                sentence=sentence,
            ),
        )


def _class(kind: str, lemmas: Sequence[str], text: str) -> str:
    return organization_kind(lemmas, text) if kind == "ORGANIZATION" else READ_CLASSES[kind]


def _entity(ident: str, mentions: Sequence[tuple[Mention, str | None]]) -> Entity:
    names = sorted({mention.normal for mention, _ in mentions}, key=lambda name: (-len(name), name))
    known = {wikidata for _, wikidata in mentions if wikidata}
    return Entity(
        id=ident,
        type=mentions[0][0].type,
        name=names[0],
        wikidata=known.pop() if len(known) == 1 else None,
        aliases=tuple(sorted(names[1:])),
    )
