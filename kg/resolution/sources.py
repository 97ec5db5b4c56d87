"""Which evidence of a statement comes from one source, so that it counts once.

Documents that reprint each other, that one publisher issued, or that repeat the words of one speaker are one source of
what they say alike: three outlets that quote Песков show that he said it, not that it is so. A document of several
such groups joins them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Document, Statement
from kg.resolution.groups import Groups


def with_sources(
    statements: Iterable[Statement], documents: Sequence[Document], reprints: Iterable[tuple[str, str]]
) -> Iterator[Statement]:
    """Yield the statements, evidence marked with its source where a statement has several documents.

    Args:
        statements: Statements over all documents.
        documents: The documents.
        reprints: The id of each reprint with that of its original.
    """
    originals = dict(reprints)
    outlets = {doc.id: outlet(doc) for doc in documents if doc.publisher}
    for statement in statements:
        yield with_source(statement, originals, outlets)


def with_source(statement: Statement, originals: Mapping[str, str], outlets: Mapping[str, str]) -> Statement:
    """Return a statement, evidence marked with its source where it has several documents.

    Args:
        statement: Over all documents.
        originals: The original of each reprint.
        outlets: `outlet` of the documents that name their publisher.
    """
    sources = _sources(statement, originals, outlets)
    evidence = tuple(replace(item, source=sources.get(item.document_id)) for item in statement.evidence)
    return replace(statement, evidence=evidence) if sources else statement


def outlet(document: Document) -> str:
    """Return by what a document's publisher is known, an empty string where it names none."""
    return " ".join(document.publisher.casefold().split()) if document.publisher else ""


def _sources(statement: Statement, originals: Mapping[str, str], outlets: Mapping[str, str]) -> dict[str, str]:
    """Return the source of each document of a statement, the first of its documents; empty where there is one alone."""
    named = dict.fromkeys(item.document_id for item in statement.evidence)
    if len(named) < 2:
        return {}
    groups = Groups[str]()
    first: dict[tuple[str, str], str] = {}
    for item in statement.evidence:
        own = item.document_id  # background knowledge is one source for all the documents that it was looked up for
        marks = (
            ("text", originals.get(own, own)),
            ("outlet", outlets.get(own, "")),
            ("speaker", item.speaker or ""),
            ("reference", "" if item.span else "reference"),
        )
        for mark in marks:
            if mark[1]:
                groups.join(own, first.setdefault(mark, own))
    return {document: groups.first(document) for document in named}
