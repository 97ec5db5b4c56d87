"""From many documents to one corpus: which entities of different documents are one thing.

A pure function of the set of extractions: no result depends on their order. Entities are compared within
blocks (`kg.resolution.blocks`), each of which gives clusters with a key; a cluster becomes one entity. What
nothing tells apart from others stays apart, since two Ивановы of two articles are no more one person than
two summits without a date are one summit.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Corpus, Entity, Evidence, Extraction, Link, Statement
from kg.resolution.blocks import Key, blocks, resolve_block
from kg.resolution.event_names import named_events
from kg.resolution.name_parts import name_parts
from kg.resolution.readings import METHOD as READ
from kg.resolution.reprints import reprints
from kg.resolution.sources import with_sources
from kg.slugs import make_slug
from kg.types import is_a


def merge(extractions: Iterable[Extraction], *, threshold: float = 0.0) -> Corpus:
    """Return the corpus of all extractions; ids become the local parts of IRIs.

    Args:
        extractions: What each document contributed, in any order.
        threshold: Least confidence of what a text says; what lies below is left out.
    """
    kept = (certain(extraction, threshold) for extraction in extractions)
    ordered = sorted(kept, key=lambda extraction: extraction.document.id)
    clusters = sorted(cluster for block in blocks(ordered).values() for cluster in resolve_block(block.members))
    members = {cluster.key: [member.entity for member in cluster.members] for cluster in clusters}
    key_of = {member.place: cluster.key for cluster in clusters for member in cluster.members}
    merged = {key: merged_entity(group) for key, group in members.items()}
    merged = named_events(merged, members, key_of, ordered)
    names = _names(merged)
    ids: dict[str, dict[str, str]] = {extraction.document.id: {} for extraction in ordered}
    for (document, ident), key in key_of.items():
        ids[document][ident] = names[key]
    entities = tuple(sorted((replace(entity, id=names[key]) for key, entity in merged.items()), key=_by_id))
    documents = tuple(extraction.document for extraction in ordered)
    copies = reprints(documents)
    return Corpus(
        documents=documents,
        entities=_renamed_features(entities, ids),
        links=tuple(_links(ordered, ids)),
        statements=tuple(with_sources(_statements(ordered, ids), documents, copies)),
        reprints=copies,
    )


def certain(extraction: Extraction, threshold: float) -> Extraction:
    """Return an extraction without the evidence below a confidence, and without what only the models saw for it."""
    kept = []
    for statement in extraction.statements:
        evidence = tuple(item for item in statement.evidence if item.span is None or item.confidence >= threshold)
        if evidence:
            kept.append(replace(statement, evidence=evidence))
    used = {end for statement in kept for end in (statement.subject, statement.object)}
    lost = {end for item in extraction.statements for end in (item.subject, item.object)} - used
    loose = {link.entity for link in extraction.links if link.method == READ and link.entity in lost}
    return replace(
        extraction,
        entities=tuple(entity for entity in extraction.entities if entity.id not in loose),
        links=tuple(link for link in extraction.links if link.entity not in loose),
        statements=tuple(kept),
    )


def merged_entity(group: Sequence[Entity]) -> Entity:
    """Return one entity for a group: the record that knows most gives name and type, all give aliases."""
    best = max(group, key=lambda entity: (_told(entity), _count(group, entity.name), entity.name))
    aliases = {alias for entity in group for alias in (entity.name, *entity.aliases)} - {best.name}
    types = Counter(entity.type for entity in group)
    kind = max(types, key=lambda name: (is_a(name, "Event") and name != "Event", types[name], name))
    return replace(
        best,
        type=kind,
        aliases=tuple(sorted(aliases)),
        wikidata=next((entity.wikidata for entity in group if entity.wikidata), None),
        reference=next((entity.reference for entity in group if entity.reference), None),
        name_en=next((entity.name_en for entity in group if entity.name_en), None),
        features=tuple(sorted({pair for entity in group for pair in entity.features})),
    )


def _told(entity: Entity) -> tuple[bool, int]:
    """Return how much a document knows of an entity: a whole name or the reference's own, then features."""
    named = entity.reference is not None or (entity.type == "Person" and name_parts(entity.name).whole)
    return named, len(entity.features)


def _count(group: Sequence[Entity], name: str) -> int:
    return sum(entity.name == name for entity in group)


def _names(merged: Mapping[Key, Entity]) -> dict[Key, str]:
    """Return the local part of each entity's IRI; where two would share a readable name, both carry a hash."""
    wanted = {key: wanted_name(entity) for key, entity in merged.items()}
    counts = Counter(wanted.values())
    return {key: given_name(key, name, counts[name]) for key, name in wanted.items()}


def wanted_name(entity: Entity) -> str:
    """Return the local part that an entity has where no other wants it too."""
    return entity.wikidata or make_slug(entity.name)


def given_name(key: Key, wanted: str, wanting: int) -> str:
    """Return the local part of an entity's IRI by its key and by how many entities want this one."""
    return wanted if wanting == 1 and key[0] != "4" else f"{wanted}-{_short_hash(key)}"


def _short_hash(key: Key) -> str:
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:6]


def _renamed_features(
    entities: tuple[Entity, ...],
    ids: Mapping[str, Mapping[str, str]],
) -> tuple[Entity, ...]:
    """Return the entities with features that name other entities by their new ids."""
    local = {entity_id: new for _, own in sorted(ids.items()) for entity_id, new in own.items()}
    return tuple(with_features(entity, local) for entity in entities)


def with_features(entity: Entity, local: Mapping[str, str]) -> Entity:
    """Return an entity with features that name other entities by their new ids."""
    return replace(entity, features=tuple(sorted({(name, local.get(value, value)) for name, value in entity.features})))


def _links(extractions: Iterable[Extraction], ids: Mapping[str, Mapping[str, str]]) -> Iterable[Link]:
    for extraction in extractions:
        yield from links_of(extraction, ids[extraction.document.id])


def links_of(extraction: Extraction, ids: Mapping[str, str]) -> Iterable[Link]:
    """Yield the links of a document in text order, entities by their ids over all documents."""
    for link in sorted(extraction.links, key=lambda link: (link.mention.span, link.mention.type, link.entity)):
        yield replace(link, entity=ids[link.entity])


def _statements(extractions: Iterable[Extraction], ids: Mapping[str, Mapping[str, str]]) -> list[Statement]:
    return joined_statements(
        statement for extraction in extractions for statement in statements_of(extraction, ids[extraction.document.id])
    )


def statements_of(extraction: Extraction, ids: Mapping[str, str]) -> Iterable[Statement]:
    """Yield the statements of a document, entities by their ids over all documents; none of a thing and itself."""
    for statement in extraction.statements:
        renamed = _renamed(statement, ids)
        if renamed.subject != renamed.object:
            yield renamed


def _renamed(statement: Statement, ids: Mapping[str, str]) -> Statement:
    subject = ids[statement.subject]
    object_ = statement.object if statement.datatype else ids[statement.object]
    evidence = tuple(_spoken(item, ids) for item in statement.evidence)
    return turned(replace(statement, subject=subject, object=object_, evidence=evidence))


def _spoken(item: Evidence, ids: Mapping[str, str]) -> Evidence:
    return replace(item, speaker=ids.get(item.speaker) if item.speaker else None)


def turned(statement: Statement) -> Statement:
    """Return a statement of a meeting with its ends in the order of their ids, any other as it is."""
    subject, _, object_ = ordered_ends(statement.subject, statement.predicate, statement.object)
    if subject == statement.subject:
        return statement
    evidence = tuple(
        replace(item, subject_span=item.object_span, object_span=item.subject_span) for item in statement.evidence
    )
    return replace(statement, subject=subject, object=object_, evidence=evidence)


def ordered_ends(subject: str, predicate: str, object_: str) -> tuple[str, str, str]:
    """Return a triple as it is kept: of a meeting, which has no direction, the lesser id comes first."""
    if predicate == "meetsWith" and object_ < subject:
        return object_, predicate, subject
    return subject, predicate, object_


def joined_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements, those of one id joined, in the order of a corpus."""
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        grouped[statement.id].append(statement)
    joined = (joined_statement(group) for group in grouped.values())
    return sorted(joined, key=lambda item: (item.subject, item.predicate, item.object, item.basis, item.id))


def joined_statement(group: Sequence[Statement]) -> Statement:
    """Return one statement with the evidence of all: documents in order, the best proof of each first."""
    if len(group) == 1:
        return group[0]  # most are told once
    evidence = dict.fromkeys(item for statement in group for item in statement.evidence)
    return replace(
        group[0],
        evidence=tuple(sorted(evidence, key=lambda item: item.document_id)),
        valid_from=min((item.valid_from for item in group if item.valid_from), default=None),
        valid_until=max((item.valid_until for item in group if item.valid_until), default=None),
    )


def _by_id(entity: Entity) -> str:
    return entity.id
