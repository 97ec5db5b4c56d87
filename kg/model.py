"""Frozen records that the stages hand on; each stage returns a new type and fills in nothing later.

Offsets are code points, half-open. Inside the pipeline a span counts in `Document.content` (the
separate title, when there is one, above the text); exports translate it with `Document.locate`.

    Document -> Analysis -> Mention -> LinkedDocument (entities, links) -> Extraction (statements)
    many Extractions -> Corpus (entities and statements over all documents)
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points; spans sort by start, then stop."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """Return the number of code points."""
        return self.stop - self.start

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans share a code point."""
        return self.start < other.stop and other.start < self.stop

    def contains(self, other: "Span") -> bool:
        """Return whether the other span lies inside this one (equal counts)."""
        return self.start <= other.start and other.stop <= self.stop

    def of(self, text: str) -> str:
        """Return the text under the span."""
        return text[self.start : self.stop]


@dataclass(frozen=True)
class Document:
    """An article as it was read: clean text and what is known about its publication.

    `title` is set only when the headline came apart from the text (a field of a record, a page's
    header); the headline of a plain file is the first line of `text`.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    source: str = ""
    lang: str = "ru"

    @cached_property
    def content(self) -> str:
        """Return title and text as one string, the title on a line of its own."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def text_offset(self) -> int:
        """Return where `text` begins in `content`."""
        return len(self.title) + 1 if self.title else 0

    def locate(self, span: Span) -> tuple[str, Span]:
        """Return the field ("title" or "text") of a span of `content` and its offsets in that field."""
        offset = self.text_offset
        if span.start >= offset:
            return "text", Span(span.start - offset, span.stop - offset)
        return "title", span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its Universal Dependencies analysis.

    `head` is the index of the governing token in the sentence, -1 for the root. `feats` is sorted
    by name. `lemma` is lower case, ё kept.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    feats: tuple[tuple[str, str], ...]
    head: int
    deprel: str

    def feat(self, name: str) -> str:
        """Return the value of a feature ("Case" → "Gen"), or an empty string."""
        for key, value in self.feats:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in the content and its tokens in order."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name as the general recogniser sees it; `label` is PER, ORG or LOC."""

    span: Span
    label: str


class EntitySpan(NamedTuple):
    """A range of the text that names an entity of a NEREL type, with the probability that it does.

    `wikidata` is the id that the name has in the annotation that the models learnt from, None where it has none.
    """

    span: Span
    type: str
    probability: float
    wikidata: str | None = None


class ScoredRelation(NamedTuple):
    """A relation of a NEREL type between two entities of a reading, by their index, with its probability."""

    type: str
    subject: int
    object: int
    probability: float


class Reading(NamedTuple):
    """What the trained models read: entities in text order, outer before inner, and relations between them.

    The probability of a relation is that it and both its ends are right.
    """

    entities: tuple[EntitySpan, ...] = ()
    relations: tuple[ScoredRelation, ...] = ()


NOTHING_READ = Reading()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document with its sentences and recognised names, both in text order."""

    document: Document
    sentences: tuple[Sentence, ...]
    names: tuple[NamedSpan, ...]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is held: a passage of a document, or background knowledge about it.

    `status` is asserted, planned, past, denied or hypothetical. `span` and `quote` are None for
    background knowledge (`basis` reference). `confidence` is in [0, 1]. `speaker` is an entity id.
    `office` is head_of_state or head_of_government where a leader's title or the reference tells, else None.
    `source` is set over all documents: evidence of one source, such as a reprint, counts once; until then
    every document is a source of its own.
    """

    document_id: str
    span: Span | None
    quote: str | None
    subject_span: Span | None
    object_span: Span | None
    method: str
    status: str
    confidence: float
    speaker: str | None = None
    issued: date | None = None
    office: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object with the evidence for it.

    `object` is an entity id, or a literal when `datatype` is set: "date" for a whole or partial ISO
    date (2024, 2024-11, 2024-11-28), "string" for text. `basis` is "text" or "reference". The two
    `valid_` fields are ISO dates, whole or partial; for `eventDate`, `valid_until` is the last day of the event.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    datatype: str | None = None
    basis: str = "text"
    valid_from: str | None = None
    valid_until: str | None = None

    @property
    def id(self) -> str:
        """Return 16 hex digits that depend on the content alone, not on the evidence."""
        content = [self.subject, self.predicate, self.object, self.datatype, self.basis]
        if self.basis == "reference":
            content += [self.valid_from, self.valid_until]
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def status(self) -> str:
        """Return the strongest status of the evidence: one plain assertion outweighs a plan or a denial."""
        held = {item.status for item in self.evidence}
        return next((status for status in STATUSES if status in held), "asserted")

    @property
    def sources(self) -> int:
        """Return how many independent sources carry the statement's status; at least 1."""
        return max(1, len(self._believed_by()))

    @property
    def confidence(self) -> float:
        """Return the confidence that independent sources give together, in [0, 1].

        The surest source counts fully, each further one takes `AGREEMENT` of its own confidence from the
        doubt that is left, and agreement alone lifts nothing above `SUREST`.
        """
        if not self.evidence:
            return 1.0
        first, *others = sorted(self._believed_by().values(), reverse=True)
        doubt = 1.0 - first
        for other in others:
            doubt *= 1.0 - AGREEMENT * other
        return max(first, min(SUREST, 1.0 - doubt))

    @property
    def offices(self) -> tuple[str, ...]:
        """Return the offices that the evidence of the statement's status tells of, sorted."""
        status = self.status
        return tuple(sorted({item.office for item in self.evidence if item.office and item.status == status}))

    def _believed_by(self) -> dict[str, float]:
        """Return the sources of the statement's status, each with the best confidence of its evidence."""
        status, found = self.status, dict[str, float]()
        for item in self.evidence:
            if item.status == status:
                source = item.source or item.document_id
                found[source] = max(found.get(source, 0.0), item.confidence)
        return found


AGREEMENT = 0.5
"""How much of its confidence a further source brings: one turn of phrase misleads the reader of all."""

SUREST = 0.99
"""What agreement alone may reach: a mistaken report is retold too."""

THRESHOLD = 0.5
"""Least confidence of a statement of the graph, unless a build says otherwise."""

STATUSES = ("asserted", "past", "planned", "denied", "hypothetical")
BELIEVED = frozenset({"asserted", "past", "planned"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one document contributed; the unit that the store adds and forgets.

    `reading` keeps all that the models found, also what became no entity or statement of the graph.
    """

    document: Document
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    reading: Reading = NOTHING_READ


@dataclass(frozen=True, slots=True)
class Corpus:
    """All extractions resolved together: every id is the local part of an IRI, every sequence is sorted.

    `reprints` pairs the id of a document with that of the document it reprints.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    reprints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold, by their ids; what is said and denied is one statement.

    Attributes:
        kind: city, country, date, seat, capital, leader, chair, denied or reference.
        about: Id of the entity that they are about.
        first: Id of the first statement, what a text says.
        second: Id of the second statement.
    """

    kind: str
    about: str
    first: str
    second: str
