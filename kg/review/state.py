"""What each document's mentions mean while judgements are replayed."""

import re
from collections import defaultdict
from dataclasses import replace

from kg.model import Corpus, Entity, Link, Statement
from kg.review.journal import Target
from kg.slugs import make_slug

_WIKIDATA = re.compile(r"Q[1-9]\d*")
# A document and the id that an entity of it had before any judgement
Place = tuple[str, str]


class State:
    """Which entity each entity of each document is now; small beside the corpus, as few are judged.

    Args:
        corpus: What the texts gave.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.entities = {entity.id: entity for entity in corpus.entities}
        self._places: dict[str, set[str]] = defaultdict(set)
        for link in corpus.links:
            self._places[link.entity].add(link.mention.document_id)
        for statement in corpus.statements:
            for item in statement.evidence:
                for end in (statement.subject, statement.object, item.speaker):
                    if end in self.entities:
                        self._places[str(end)].add(item.document_id)
        self._now: dict[Place, str] = {}
        self._held: dict[str, set[Place]] = {}
        self._moved: dict[str, str] = {}
        self._touched: set[str] = set()

    def find(self, target: Target) -> str:
        """Return the present id of what a judgement names.

        Raises:
            LookupError: Neither its id nor the place that mentioned it is there.
        """
        known = self.now(target.id)
        if known in self.entities:
            return known
        for link in self._corpus.links if target.document else ():
            mention = link.mention
            if mention.document_id == target.document and mention.span.start == target.start:
                return self.meant(target.document, link.entity)
        raise LookupError(f"{target.name or target.id} is not in the graph now")

    def now(self, ident: str) -> str:
        """Return the id that an entity has after what has been replayed."""
        # an id that was given up may have been taken again: then it is the entity of that id
        while ident not in self.entities and ident in self._moved:
            ident = self._moved[ident]
        return ident

    def meant(self, document: str, ident: str) -> str:
        """Return what an entity of a document is now, by its id before any judgement."""
        return self._now.get((document, ident), self.now(ident))

    def touches(self, statement: Statement) -> bool:
        """Return whether an end or a speaker of a statement has become another entity."""
        if statement.subject in self._touched or statement.object in self._touched:
            return True
        return any(item.speaker in self._touched for item in statement.evidence)

    def merge(self, first: str, other: str) -> None:
        """Make two entities one; a Wikidata id outweighs a name, of equals the first stays."""
        if first == other:
            return
        one, two = self.entities[first], self.entities[other]
        kept, lost = (two, one) if two.wikidata and not one.wikidata else (one, two)
        aliases = {*one.aliases, *two.aliases, one.name, two.name} - {one.name}
        self.entities[kept.id] = replace(
            kept,
            name=one.name,
            aliases=tuple(sorted(aliases)),
            name_en=one.name_en or two.name_en,
            features=tuple(sorted({*one.features, *two.features})),
        )
        self._move(lost.id, kept.id)

    def split(self, ident: str, documents: tuple[str, ...], judgement: str) -> None:
        """Make what some documents mean by an entity another one of the same name.

        Raises:
            LookupError: None of the documents speaks of it, or all of them do.
        """
        held = self._places_of(ident)
        taken = {place for place in held if place[0] in documents}
        if not taken or taken == held:
            raise LookupError(f"{'none' if not taken else 'no other'} of the documents speaks of {ident}")
        entity = self.entities[ident]
        named = (link for link in self._corpus.links if link.mention.form == "name")
        names = sorted({link.mention.normal for link in named if (link.mention.document_id, link.entity) in taken})
        name = max(names, key=len, default=entity.name)
        new = f"{make_slug(name)}-{judgement}"
        self.entities[new] = Entity(new, entity.type, name, aliases=tuple(names))
        self._held[ident], self._held[new] = held - taken, taken
        for place in taken:
            self._now[place] = new
            self._touched.add(place[1])

    def link(self, ident: str, wikidata: str) -> None:
        """Give an entity a Wikidata id, or take it away when that is empty.

        Raises:
            LookupError: It is no Wikidata id.
        """
        if wikidata and not _WIKIDATA.fullmatch(wikidata):
            raise LookupError(f"'{wikidata}' is no Wikidata id")
        entity = self.entities[ident]
        new = wikidata or self._free(make_slug(entity.name))
        if new == ident:
            return
        if new in self.entities:
            self.merge(new, ident)
            return
        self.entities[new] = replace(entity, id=new, wikidata=wikidata or None)
        self._move(ident, new)

    def corpus(self, statements: tuple[Statement, ...]) -> Corpus:
        """Return the corpus with present ids, entities that nothing names any more left out."""
        links = tuple(self._linked(link) for link in self._corpus.links)
        used = {link.entity for link in links}
        for statement in statements:
            used |= {statement.subject, statement.object, *(item.speaker or "" for item in statement.evidence)}
        untouched = {entity.id for entity in self._corpus.entities} - self._touched
        entities = (self._refeatured(item) for item in self.entities.values() if item.id in used | untouched)
        return replace(
            self._corpus,
            entities=tuple(sorted(entities, key=lambda item: item.id)),
            links=links,
            statements=statements,
        )

    def _linked(self, link: Link) -> Link:
        if link.entity not in self._touched:
            return link
        return replace(link, entity=self.meant(link.mention.document_id, link.entity))

    def _refeatured(self, entity: Entity) -> Entity:
        if not any(value in self._moved for _, value in entity.features):
            return entity
        return replace(entity, features=tuple(sorted({(name, self.now(value)) for name, value in entity.features})))

    def _places_of(self, ident: str) -> set[Place]:
        if ident not in self._held:
            self._held[ident] = {(document, ident) for document in self._places.get(ident, ())}
        return self._held[ident]

    def _move(self, lost: str, kept: str) -> None:
        places = self._places_of(lost)
        self._held[kept] = self._places_of(kept) | places
        self._held[lost] = set()
        for place in places:
            self._now[place] = kept
            self._touched.add(place[1])
        self._touched.add(lost)
        self._moved[lost] = kept
        del self.entities[lost]

    def _free(self, slug: str) -> str:
        return slug if slug not in self.entities else f"{slug}-{len(self.entities)}"
