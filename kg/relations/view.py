"""What a rule sees: one sentence with its tree and linked mentions, and the document around it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kg.analysis import remembered, trees_of
from kg.mentions.dates import DateMention
from kg.mentions.offices import OfficePhrase, find_offices
from kg.model import Document, Entity, Link, LinkedDocument, Mention
from kg.reference import Reference
from kg.types import PLACES, is_a

Found = TypeVar("Found")


class DocumentView:
    """A linked document, indexed for rules."""

    def __init__(
        self,
        linked: LinkedDocument,
        reference: Reference,
        dates: tuple[DateMention, ...] = (),
        issued: date | None = None,
    ) -> None:
        self.linked = linked
        self.reference = reference
        self.dates = dates
        self.issued = issued
        self.answers: dict[Any, Any] = {}
        self.entities: dict[str, Entity] = {entity.id: entity for entity in linked.entities}

    @property
    def document(self) -> Document:
        """Return the document itself."""
        return self.linked.analysis.document

    @cached_property
    def sentences(self) -> tuple["SentenceView", ...]:
        """Return a view of each sentence, in text order."""
        per: list[list[Link]] = [[] for _ in self.linked.analysis.sentences]
        for link in self.linked.links:
            per[link.mention.sentence].append(link)
        return tuple(SentenceView(self, index, tuple(links)) for index, links in enumerate(per))

    def links_of(self, entity_id: str) -> Iterator[Link]:
        """Yield the mentions of an entity in text order."""
        return iter(self._links.get(entity_id, ()))

    @cached_property
    def _links(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.linked.links:
            found.setdefault(link.entity, []).append(link)
        return found

    def of_type(self, *types: str) -> Iterator[Entity]:
        """Yield the entities of the given classes or below, in order of first mention."""
        return (entity for entity in self.linked.entities if is_a(entity.type, *types))


class SentenceView:
    """One sentence: its tree, its linked mentions in text order, its neighbours."""

    def __init__(self, doc: DocumentView, index: int, links: tuple[Link, ...]) -> None:
        self.doc = doc
        self.index = index
        self.links = links
        self.sentence = doc.linked.analysis.sentences[index]
        self.tree = trees_of(doc.linked.analysis)[index]
        self.answers: dict[Any, Any] = {}
        self._mentions: dict[tuple[str, ...], tuple[Link, ...]] = {}

    def once(self, find: "Callable[[SentenceView], Found]") -> Found:
        """Return what a function finds in this sentence; rules that share it compute it once."""
        if find not in self.answers:
            self.answers[find] = find(self)
        found: Found = self.answers[find]
        return found

    @cached_property
    def text(self) -> str:
        """Return the sentence as it stands."""
        return self.sentence.span.of(self.doc.document.content)

    @property
    def previous(self) -> "SentenceView | None":
        """Return the sentence before, None for the first."""
        return self.doc.sentences[self.index - 1] if self.index else None

    @property
    def next(self) -> "SentenceView | None":
        """Return the sentence after, None for the last."""
        following = self.doc.sentences[self.index + 1 : self.index + 2]
        return following[0] if following else None

    def entity(self, link: Link) -> Entity:
        """Return the entity that a mention means."""
        return self.doc.entities[link.entity]

    def mentions(self, *types: str) -> tuple[Link, ...]:
        """Return the mentions whose entity is of one of the classes or below, in text order; all without classes."""
        if not types or not self.links:
            return self.links
        found = self._mentions.get(types)
        if found is None:
            entities = self.doc.entities
            found = tuple([link for link in self.links if is_a(entities[link.entity].type, *types)])
            self._mentions[types] = found
        return found

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Return the dates of the sentence in text order."""
        return tuple(found for found in self.doc.dates if found.mention.sentence == self.index)

    @cached_property
    def named(self) -> dict[Mention, Link]:
        """Return the sentence's links by mention, each mention with the class of its entity.

        A capital that stands for its government is a Country here.
        """
        return {replace(link.mention, type=self.entity(link).type): link for link in self.links}

    @cached_property
    def offices(self) -> tuple[OfficePhrase, ...]:
        """Return the office phrases in text order; their places are keys of `named`."""
        actors = [m for m in self.named if is_a(m.type, "Person", "Organization", *PLACES)]
        return find_offices(self.tree, self.index, actors)

    def head(self, link: Link) -> int:
        """Return the token that governs the mention, or its first token; -1 for a mention of another sentence."""
        return self._heads.get(link, -1)

    @cached_property
    def _heads(self) -> dict[Link, int]:
        return {link: self._head(link) for link in self.links}

    def _head(self, link: Link) -> int:
        top = self.tree.top(link.mention.span)
        inside = self.tree.inside(link.mention.span)
        return top if top >= 0 else (inside[0] if inside else -1)

    @remembered
    def at(self, token: int, *types: str) -> Link | None:
        """Return the longest mention of the classes that covers a token, or None."""
        span = self.tree[token].span
        covering = [link for link in self.mentions(*types) if link.mention.span.overlaps(span)]
        return max(covering, key=lambda link: link.mention.span.length, default=None)

    @remembered
    def headed_by(self, token: int, *types: str) -> Link | None:
        """Return the longest mention of the classes whose governing token this is, or None."""
        headed = [link for link in self.mentions(*types) if self.head(link) == token]
        return max(headed, key=lambda link: link.mention.span.length, default=None)
