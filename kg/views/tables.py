"""The two line-by-line exports, mentions.jsonl and statements.jsonl: one JSON object a line, keys in a fixed order."""

import json
from collections.abc import Callable, Iterator, Mapping

from kg.model import Corpus, Document, Evidence, Mention, Span, Statement
from kg.types import kind_of

Iri = Callable[[str], str]
CORE = ("Event", "Document")
Cell = str | int | float | list[int] | None


def mention_lines(corpus: Corpus, iri: Iri) -> Iterator[str]:
    """Yield a line for each mention, documents in order and mentions in text order.

    Args:
        corpus: The resolved documents.
        iri: Makes the IRI of an entity of its id.
    """
    documents = {document.id: document for document in corpus.documents}
    entities = {entity.id: entity for entity in corpus.entities}
    for link in corpus.links:
        mention = link.mention
        yield _line(
            {
                "document": mention.document_id,
                **_place(documents[mention.document_id], mention),
                "text": mention.text,
                **_type(entities[link.entity].type),
                "entity": iri(link.entity),
                "wikidata": entities[link.entity].wikidata,
            }
        )


def _type(name: str) -> dict[str, Cell]:
    """Return the type: an event or a document by its core class, which every reader knows, the exact one beside it.

    An occurrence keeps its own name, so that a reader of announced events does not take «взрыв» for one.
    """
    kind = kind_of(name)
    return {"type": kind, "class": name} if kind in CORE and name not in (kind, "Occurrence") else {"type": name}


def statement_lines(corpus: Corpus, iri: Iri) -> Iterator[str]:
    """Yield a line for each statement and evidence, in order of the statements."""
    documents = {document.id: document for document in corpus.documents}
    for statement in corpus.statements:
        for evidence in statement.evidence:
            yield _line(_statement(statement, evidence, documents, iri))


def _statement(
    statement: Statement, evidence: Evidence, documents: Mapping[str, Document], iri: Iri
) -> dict[str, Cell]:
    document = documents[evidence.document_id]
    field, span = document.locate(evidence.span) if evidence.span else ("text", None)
    return {
        "document": evidence.document_id,
        "subject": iri(statement.subject),
        "predicate": statement.predicate,
        "object": statement.object if statement.datatype else iri(statement.object),
        "start": span.start if span else None,
        "end": span.stop if span else None,
        "evidence": evidence.quote,
        "confidence": round(evidence.confidence, 3),
        "status": evidence.status,
        "basis": statement.basis,
        "speaker": iri(evidence.speaker) if evidence.speaker else None,
        "method": evidence.method,
        "subject_span": _pair(document, evidence.subject_span),
        "object_span": _pair(document, evidence.object_span),
        **_validity(statement, evidence),
        **({"rumour": True} if evidence.rumour else {}),
        **({"field": field} if field != "text" else {}),
    }


def _validity(statement: Statement, evidence: Evidence) -> dict[str, Cell]:
    """Return the term and the capacity: those of the passage itself, or of background knowledge."""
    known = statement.basis == "reference"
    pairs = {
        "valid_from": statement.valid_from if known else evidence.valid_from,
        "valid_until": statement.valid_until if known else evidence.valid_until,
        "capacity": evidence.capacity,
    }
    return {name: value for name, value in pairs.items() if value}


def _place(document: Document, mention: Mention) -> dict[str, Cell]:
    field, span = document.locate(mention.span)
    return {"start": span.start, "end": span.stop, **({"field": field} if field != "text" else {})}


def _pair(document: Document, span: Span | None) -> list[int] | None:
    return list(document.locate(span)[1]) if span else None


def _line(record: Mapping[str, Cell]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": ")) + "\n"
