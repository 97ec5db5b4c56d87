"""The rows that answer a question, each with the passages that prove it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote

from kg.ask.question import Question
from kg.errors import QueryError
from kg.rdf import PREFIXES
from kg.store import NamedQuery, Store, named_query

_SELECT = re.compile(r"^SELECT (DISTINCT )?", re.MULTILINE)
_BATCH = 500
_PROOFS = """PREFIX kg: <{kg}> PREFIX nif: <{nif}> PREFIX prov: <{prov}> PREFIX rdfs: <{rdfs}> PREFIX schema: <{schema}>
SELECT DISTINCT ?statement ?basis ?quote ?document ?published ?status ?speaker {{
  VALUES ?statement {{ {statements} }}
  ?statement kg:basis ?basis .
  OPTIONAL {{
    ?statement kg:evidence ?evidence .
    ?evidence kg:status ?status ; kg:passage/nif:anchorOf ?quote ; prov:wasDerivedFrom/schema:identifier ?document .
    OPTIONAL {{ ?evidence schema:datePublished ?published }}
    OPTIONAL {{ ?evidence kg:speaker/rdfs:label ?speaker FILTER(LANG(?speaker) = "ru") }}
  }}
}} ORDER BY ?statement ?published ?document ?quote ?status ?speaker"""
Row = tuple[Any, ...]
"""Terms of Oxigraph by column, None where the query leaves one unbound."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a row is in the answer.

    Attributes:
        quote: The passage, empty for background knowledge.
        document: Id of the article, empty for background knowledge and where the query does not tell.
        published: Its ISO date, empty where unknown.
        status: Local name of the status («asserted», «denied»), empty for background knowledge.
        speaker: Name of who said so, empty where the article itself does.
    """

    quote: str = ""
    document: str = ""
    published: str = ""
    status: str = ""
    speaker: str = ""

    @property
    def is_background(self) -> bool:
        """Return whether reference tables say it, not an article."""
        return not self.quote


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: the SPARQL text, columns, rows, and for each row its proofs."""

    named: NamedQuery
    sparql: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    proofs: tuple[tuple[Proof, ...], ...]


def answer(question: Question, store: Store) -> Answer:
    """Return the answer to a question that was understood.

    Raises:
        QueryError: The question was not understood.
    """
    if question.query is None:
        raise QueryError(f"question not understood: {question.reason}")
    named = named_query(question.query)
    sparql = named.bind(question.parameters, store.iris)
    found: dict[Row, dict[str, None]] = {}
    for solution in cast(Any, store.query(with_statement(sparql, named))):
        row = tuple(solution[name] for name in named.columns)
        statement = solution["statement"] if _proves(sparql, named) else None
        found.setdefault(row, {}).update({statement.value: None} if statement is not None else {})
    proofs = _proofs(dict.fromkeys(iri for statements in found.values() for iri in statements), store)
    return Answer(
        named=named,
        sparql=sparql,
        columns=named.columns,
        rows=tuple(found),
        proofs=tuple((*_quoted(named, row), *_distinct(proofs, found[row])) for row in found),
    )


def _quoted(named: NamedQuery, row: Row) -> tuple[Proof, ...]:
    """Return the proof that stands in a row itself, where the query quotes its passages."""
    cells = {name: term.value for name, term in zip(named.columns, row, strict=True) if term is not None}
    if not cells.get("quote"):
        return ()
    document = unquote(cells.get("document", "").rpartition("/")[2])
    status = cells.get("status", "").rpartition("#")[2]
    return (Proof(cells["quote"], document, cells.get("published", ""), status, cells.get("speakerName", "")),)


def with_statement(sparql: str, named: NamedQuery) -> str:
    """Return a query that also gives the statement behind each row, where it has one and does not count them."""
    if "statement" in named.columns or not _proves(sparql, named):
        return sparql
    return _SELECT.sub(lambda head: f"{head.group()}?statement ", sparql, count=1)


def _proves(sparql: str, named: NamedQuery) -> bool:
    """Return whether rows come from statements, and do not quote them already."""
    if "quote" in named.columns:
        return False
    return "statement" in named.columns or ("?statement " in sparql and "GROUP BY" not in sparql)


def _proofs(statements: Iterable[str], store: Store) -> Mapping[str, Sequence[Proof]]:
    found: dict[str, list[Proof]] = defaultdict(list)
    spaces = {name: PREFIXES[name] for name in ("kg", "nif", "prov", "rdfs", "schema")}
    wanted = list(statements)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        query = _PROOFS.format(statements=" ".join(f"<{iri}>" for iri in some), **spaces)
        for row in cast(Any, store.query(query)):
            found[row["statement"].value].append(_proof(row))
    return found


def _proof(row: Any) -> Proof:
    names = ("quote", "document", "published", "status", "speaker")
    quote, document, published, status, speaker = (row[name].value if row[name] is not None else "" for name in names)
    return Proof(quote, document, published, status.rpartition("#")[2], speaker)


def _distinct(proofs: Mapping[str, Sequence[Proof]], statements: Iterable[str]) -> Iterator[Proof]:
    """Yield the proofs of several statements once each, the passages before the background."""
    found = dict.fromkeys(proof for iri in statements for proof in proofs.get(iri, ()))
    yield from sorted(found, key=lambda proof: proof.is_background)
