"""One document to everything it contributes: a pure function of the document and loaded resources."""

import gc
from dataclasses import dataclass
from datetime import date

from kg.analysis import Analyzer, load_analyzer
from kg.mentions import find_mentions
from kg.mentions.dates import document_date, find_dates
from kg.model import Document, Entity, Extraction, Link, Statement
from kg.reference import Reference, load
from kg.relations import RULES, DocumentView, Rule, find_statements
from kg.relations.background import reference_statements
from kg.resolution import resolve
from kg.sources import plain_view

WHOLE = len("2024-11-28")
VERSION = 1
"""Grows when the same document would give something else: stored extractions of an older one are made anew."""


@dataclass(frozen=True)
class Extractor:
    """The resources that every document is read with; `rules` run in their order."""

    analyze: Analyzer
    reference: Reference
    rules: tuple[Rule, ...] = RULES

    def __call__(self, document: Document) -> Extraction:
        """Return mentions, entities and statements of one document.

        Raises:
            RuleError: A rule failed on this document.
        """
        plain = plain_view(document)
        view = self.view(plain.document)
        stated = find_statements(view, self.rules)
        known, implied = reference_statements(view, stated)
        statements = (*stated, *known)
        entities = _needed((*view.linked.entities, *implied), view.linked.links, statements)
        return plain.restored(Extraction(plain.document, entities, view.linked.links, statements))

    def view(self, document: Document) -> DocumentView:
        """Return the linked document as rules see it; its text is expected to be plain."""
        analysis = self.analyze(document)
        dates = find_dates(analysis)
        mentions = find_mentions(analysis, self.reference, self.analyze.morphology)
        linked = resolve(analysis, mentions, self.reference, dates)
        return DocumentView(linked, self.reference, dates, _day(document_date(analysis, dates)))


def _day(value: str | None) -> date | None:
    """Return a whole date; a partial one («2024-11») names no day."""
    return date.fromisoformat(value) if value and len(value) == WHOLE else None


def load_extractor() -> Extractor:
    """Return an extractor on the shared networks, dictionary and reference tables.

    They stay as long as the process does, so that the collector of garbage need not walk them, now or later.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return Extractor(load_analyzer(), load())
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _needed(
    entities: tuple[Entity, ...], links: tuple[Link, ...], statements: tuple[Statement, ...]
) -> tuple[Entity, ...]:
    """Return the entities that a mention or a statement names, each once, in order of first mention."""
    used = {link.entity for link in links}
    for statement in statements:
        used.add(statement.subject)
        if not statement.datatype:
            used.add(statement.object)
        used.update(item.speaker for item in statement.evidence if item.speaker)
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.id in used:
            found.setdefault(entity.id, entity)
    return tuple(found.values())
