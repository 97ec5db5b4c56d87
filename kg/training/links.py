"""The table of links of annotated documents."""

from collections.abc import Iterator, Sequence

from kg.evaluation.standoff import Annotated
from kg.model import Analysis
from kg.neural.links import LinkTable, learn, lemmas


def learn_links(documents: Sequence[tuple[Annotated, Analysis]]) -> LinkTable:
    """Return which id each annotated name has, where most of its mentions agree."""
    return learn(row for document, analysis in documents for row in _rows(document, analysis))


def _rows(document: Annotated, analysis: Analysis) -> Iterator[tuple[str, str, str | None]]:
    ids = dict(document.links)
    names = lemmas(analysis, [item.span for item in document.spans])
    for number, (item, name) in enumerate(zip(document.spans, names, strict=True)):
        yield item.type, name, ids.get(number)
