"""Contradictions and reprints as rows of the report: both sides with their quotes, documents and speakers."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.model import BELIEVED, Corpus, Evidence, Statement
from kg.rdf import vocabulary
from kg.resolution.contradictions import about, contradictions

Row = tuple[object, ...]

KINDS = {
    "city": "два города",
    "country": "две страны",
    "date": "две даты",
    "seat": "две штаб-квартиры",
    "capital": "две столицы",
    "leader": "два руководителя",
    "chair": "два председателя",
    "denied": "сказано и опровергнуто",
    "reference": "текст и справочник",
}
STATUS = {"asserted": "утверждается", "past": "в прошлом", "planned": "планируется", "denied": "отрицается"}
QUOTES = 3
"""Quotes of one side; a summit that all outlets report has dozens."""


class _Names(NamedTuple):
    entities: Mapping[str, str]
    documents: Mapping[str, str]


def contradiction_rows(corpus: Corpus) -> Iterator[Row]:
    """Yield two rows for each contradiction, one a side: kind, about, what it says, status, who says so, quote."""
    statements = {statement.id: statement for statement in corpus.statements}
    names = _Names(
        {entity.id: entity.name for entity in corpus.entities},
        {doc.id: ", ".join(filter(None, (doc.id, doc.publisher))) for doc in corpus.documents},
    )
    for item in contradictions(corpus):
        first, second = statements[item.first], statements[item.second]
        denied = item.kind == "denied"
        head = KINDS[item.kind], names.entities[item.about]
        yield (*head, *_side(first, "", names))
        yield ("", "", *_side(second, "denied" if denied else "", names))


def _side(statement: Statement, status: str, names: _Names) -> Row:
    wanted = (status,) if status else BELIEVED
    items = [item for item in statement.evidence if item.status in wanted] or list(statement.evidence)
    end = statement.subject if about(statement) == statement.object else statement.object
    label = vocabulary().predicates[statement.predicate].label_ru
    value = f"{label}: {names.entities.get(end, end)}"
    if statement.basis == "reference":
        return value, STATUS.get(statement.status, statement.status), f"справочник{_term(statement)}", ""
    voices = "; ".join(dict.fromkeys(_voice(item, names) for item in items))
    quotes = list(dict.fromkeys(" ".join((item.quote or "").split()) for item in items))[:QUOTES]
    return value, STATUS[status or statement.status], voices, " ".join(f"«{quote}»" for quote in quotes)


def _voice(item: Evidence, names: _Names) -> str:
    speaker = names.entities.get(item.speaker or "")
    return names.documents[item.document_id] + (f" — говорит {speaker}" if speaker else "")


def _term(statement: Statement) -> str:
    start, end = statement.term
    return f" ({start or '…'} – {end or '…'})" if start or end else ""


def reprint_rows(corpus: Corpus) -> Iterator[Row]:
    """Yield a row for each reprint: the document, its outlet, the original and the original's outlet."""
    documents = {doc.id: doc for doc in corpus.documents}
    for copy, original in corpus.reprints:
        yield copy, documents[copy].publisher or "", original, documents[original].publisher or ""
