"""Mentions, the entities that they mean, and the links between them."""

from dataclasses import dataclass

from kg.model.text import Analysis, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that speaks of an entity.

    Attributes:
        document_id: The document.
        span: Range in the document's content.
        text: Exact text of the span.
        type: Local name of a class of the ontology (Person, Country, City, Summit, ...).
        form: How it speaks: "name", "adjective" («российский»), "abbreviation" («РФ»), "capital" (a
            capital that stands for its government), "role" («казахстанский лидер»), "nominal"
            («саммит», «организация», «документ»).
        normal: Nominative reading form («Владимир Путин», «саммит ОДКБ»).
        sentence: Index of the sentence in the analysis.
        candidates: Ids of the reference table that the name may mean, best first.
    """

    document_id: str
    span: Span
    text: str
    type: str
    form: str
    normal: str
    sentence: int
    candidates: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.span)  # few mentions share their range, and the rules look up thousands


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the world, in one document or, after resolution over documents, in all of them.

    Attributes:
        id: Within a document the reference id or `DOCUMENT#N`; over documents the local part of
            the IRI: the Wikidata id or a readable slug.
        type: Local name of the class.
        name: Canonical Russian name, nominative.
        wikidata: Q-id, or None where it is not certain.
        reference: Id of the row of the reference table that it is, or None.
        aliases: Other forms seen or known, sorted.
        name_en: English name where known.
        features: Sorted pairs that resolution over documents compares, such as an event's
            ("organizer", id), ("place", id), ("date", "2024-11-28"), ("ordinal", "38").
    """

    id: str
    type: str
    name: str
    wikidata: str | None = None
    reference: str | None = None
    aliases: tuple[str, ...] = ()
    name_en: str | None = None
    features: tuple[tuple[str, str], ...] = ()

    def feature(self, name: str) -> str | None:
        """Return the first value of a feature, or None."""
        return next((value for key, value in self.features if key == name), None)


@dataclass(frozen=True, slots=True)
class Link:
    """The judgement that a mention means an entity; `score` is in [0, 1]."""

    mention: Mention
    entity: str
    score: float
    method: str

    def __hash__(self) -> int:
        return hash(self.mention.span)


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """An analysis with its entities and the links of its mentions, links in text order."""

    analysis: Analysis
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
