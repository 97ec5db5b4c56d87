"""The table of links of annotated documents."""

from collections.abc import Iterator, Sequence

from kg.evaluation.standoff import Annotated
from kg.model import Analysis
from kg.neural.links import LinkTable, learn, lemmas


def learn_links(documents: Sequence[tuple[Annotated, Analysis]]) -> LinkTable:
    """Return which id each annotated name has, where most of its mentions agree, and what is said of the people."""
    rows = (row for document, analysis in documents for row in _rows(document, analysis))
    return learn(rows, (item for document, analysis in documents for item in _said(document, analysis)))


SAYING = ("WORKS_AS", "WORKPLACE", "MEMBER_OF", "ORIGINS_FROM")
"""Relations that say what a person is."""


def _said(document: Annotated, analysis: Analysis) -> Iterator[tuple[str, str]]:
    ids, names = dict(document.links), list(lemmas(analysis, [item.span for item in document.spans]))
    for relation in document.relations:
        if relation.type in SAYING and document.spans[relation.subject].type == "PERSON" and relation.subject in ids:
            yield ids[relation.subject], names[relation.object]


def _rows(document: Annotated, analysis: Analysis) -> Iterator[tuple[str, str, str | None]]:
    ids = dict(document.links)
    names = lemmas(analysis, [item.span for item in document.spans])
    for number, (item, name) in enumerate(zip(document.spans, names, strict=True)):
        yield item.type, name, ids.get(number)
