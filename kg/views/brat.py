"""Standoff annotation of each document, with NEREL's type names, as annotation tools open it.

A document gives two files: its text (a separate title is the first line), and a line for each mention (T),
relation (R) and Wikidata id (N).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import BELIEVED, Corpus, Document, Evidence, Reading, Span, Statement
from kg.rdf import vocabulary
from kg.slugs import make_slug

FOLDER = "brat"
INVERTED = frozenset({"organizedBy"})
"""Predicates that say a NEREL relation the other way: a summit is organized by whom ORGANIZES names first."""

_PLAIN = re.compile(r"\w[\w-]{0,99}")  # an id that is a file name on every system

Typed = tuple[Span, str]


@dataclass
class _Page:
    """What is to be written of one document."""

    document: Document
    spans: set[Typed] = field(default_factory=set)
    relations: set[tuple[str, Typed, Typed]] = field(default_factory=set)
    links: dict[Typed, str] = field(default_factory=dict)


def brat_files(corpus: Corpus, readings: Mapping[str, Reading]) -> Iterator[tuple[str, str]]:
    """Yield name and content of the files, documents in order.

    Args:
        corpus: The resolved documents.
        readings: What the models read in each document, by its id.
    """
    pages = {document.id: _Page(document) for document in corpus.documents}
    for document_id, page in pages.items():
        _add_reading(page, readings.get(document_id, Reading()))
    read = {document_id: _kinds(page) for document_id, page in pages.items()}
    types = {entity.id: vocabulary().nerel_type(entity.type) for entity in corpus.entities}
    known = {entity.id: entity.wikidata for entity in corpus.entities}
    for link in corpus.links:
        page, span = pages[link.mention.document_id], link.mention.span
        kind = types[link.entity]
        if kinds := read[link.mention.document_id]:
            kind = kind if kind in kinds[span] else next(iter(kinds[span]), None)
        if kind:
            typed = span, kind
            page.spans.add(typed)
            if wikidata := known[link.entity]:
                page.links[typed] = wikidata
    for statement in corpus.statements:
        for evidence in statement.evidence:
            if evidence.status in BELIEVED and not read[evidence.document_id]:
                _add_relation(pages[evidence.document_id], statement, evidence, types)
    taken: dict[str, int] = defaultdict(int)
    for page in pages.values():
        name = page.document.id if _PLAIN.fullmatch(page.document.id) else make_slug(page.document.id)
        taken[name.lower()] += 1
        count = taken[name.lower()]
        name = f"{FOLDER}/{name}" if count == 1 else f"{FOLDER}/{name}~{count}"
        yield f"{name}.txt", page.document.content
        yield f"{name}.ann", "".join(f"{line}\n" for line in _lines(page))


def _kinds(page: _Page) -> dict[Span, list[str]]:
    """Return the types of each range, sorted; «американский» may be both a country and a nationality."""
    found: dict[Span, list[str]] = defaultdict(list)
    for span, kind in sorted(page.spans):
        found[span].append(kind)
    return found


def _add_reading(page: _Page, reading: Reading) -> None:
    ends = [(item.span, item.type) for item in reading.entities]
    page.spans.update(ends)
    known = ((typed, item.wikidata) for typed, item in zip(ends, reading.entities, strict=True))
    page.links.update((typed, wikidata) for typed, wikidata in known if wikidata)
    page.relations.update((item.type, ends[item.subject], ends[item.object]) for item in reading.relations)


def _add_relation(page: _Page, statement: Statement, evidence: Evidence, types: dict[str, str | None]) -> None:
    relation = vocabulary().predicate(statement.predicate).nerel
    ends = types.get(statement.subject), "DATE" if statement.datatype else types.get(statement.object)
    if not (relation and ends[0] and ends[1] and evidence.subject_span and evidence.object_span):
        return
    subject, target = (evidence.subject_span, ends[0]), (evidence.object_span, ends[1])
    page.spans |= {subject, target}
    page.relations.add((relation, target, subject) if statement.predicate in INVERTED else (relation, subject, target))


def _lines(page: _Page) -> Iterator[str]:
    order = sorted(page.spans)
    number = {typed: place for place, typed in enumerate(order, 1)}
    quotes = [" ".join(span.of(page.document.content).split()) for span, _ in order]
    for (span, kind), quote in zip(order, quotes, strict=True):
        yield f"T{number[span, kind]}\t{kind} {span.start} {span.stop}\t{quote}"
    for place, (relation, subject, target) in enumerate(sorted(page.relations), 1):
        yield f"R{place}\t{relation} Arg1:T{number[subject]} Arg2:T{number[target]}"
    for place, (typed, wikidata) in enumerate(sorted(page.links.items()), 1):
        yield f"N{place}\tReference T{number[typed]} Wikidata:{wikidata}\t{quotes[number[typed] - 1]}"
