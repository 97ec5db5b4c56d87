"""What one document contributed, and what all of them give together."""

from dataclasses import dataclass

from kg.model.entities import Entity, Link
from kg.model.reading import NOTHING_READ, Reading
from kg.model.statements import Statement
from kg.model.text import Document


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
