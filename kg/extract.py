"""One document to everything it contributes: a pure function of the document and loaded resources."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from kg.analysis import Analyzer, load_analyzer
from kg.mentions import find_mentions
from kg.mentions.dates import document_date, find_dates
from kg.model import NOTHING_READ, Document, Entity, Extraction, Link, Reading, Statement
from kg.neural import Models, load_models
from kg.neural.names import outermost_names
from kg.reference import Reference, load
from kg.relations import RULES, DocumentView, Rule, find_statements
from kg.relations.against import contradicting
from kg.relations.background import known_terms, reference_statements
from kg.relations.engine import joined
from kg.relations.heads import with_last_days, with_offices
from kg.relations.judged import core_statements, judge
from kg.relations.readings import reading_statements
from kg.resolution import resolve
from kg.resolution.cluster import in_text_order
from kg.resolution.event_told import with_told
from kg.resolution.learnt import checked
from kg.resolution.readings import place_reading
from kg.sources import plain_view

WHOLE = len("2024-11-28")
VERSION = 9
"""Grows when the same document would give something else: stored extractions of an older one are made anew."""


LONGEST_READ = 60_000
"""Code points of the longest document that the models read, in about 420 MB; rules alone read a longer one."""


@dataclass(frozen=True)
class Extractor:
    """The resources that every document is read with; `rules` run in their order, without `models` they run alone."""

    analyze: Analyzer
    reference: Reference
    rules: tuple[Rule, ...] = RULES
    models: Models | None = None

    def __call__(self, document: Document) -> Extraction:
        """Return mentions, entities and statements of one document.

        Raises:
            RuleError: A rule failed on this document.
        """
        with _uncollected():
            return self._extract(document)

    def _extract(self, document: Document) -> Extraction:
        plain = plain_view(document)
        view, reading = self.read(plain.document)
        stated = find_statements(view, self.rules)
        known, implied = reference_statements(view, stated)
        models = self.models_for(plain.document)
        if models and models.core:
            judged = tuple(judge(view, models, models.core, (*stated, *known)))
            stated = tuple(core_statements(view, judged, stated))
        stated = tuple(with_last_days(view, with_offices(view, stated)))
        against = tuple(contradicting(view, stated))
        brought = (entity for _, entities in against for entity in entities)
        placed = place_reading(view.linked, reading, self.analyze.morphology)
        known = (*known, *known_terms(view, stated))
        read = joined(view, reading_statements(view, reading, placed.ends, stated))
        statements = (*stated, *read, *known, *(statement for statement, _ in against))
        used = {ident for statement in read for ident in (statement.subject, statement.object)}
        links = in_text_order((*view.linked.links, *(link for link in placed.links if link.entity in used)))
        entities = _needed((*placed.entities, *implied, *brought), links, statements)
        entities = with_told(entities, statements, self.reference)
        return plain.restored(Extraction(plain.document, entities, links, statements, reading))

    def models_for(self, document: Document) -> Models | None:
        """Return the models, None for a document too long for them."""
        return self.models if len(document.content) <= LONGEST_READ else None

    def read(self, document: Document) -> tuple[DocumentView, Reading]:
        """Return the linked document as rules see it, and what the models read; its text is expected to be plain.

        The names are those of the models where they run, else the general recogniser's.
        """
        analysis = self.analyze.without_names(document)
        models = self.models_for(document)
        reading = models.read(analysis) if models else NOTHING_READ
        if reading.entities:
            analysis = replace(analysis, names=outermost_names(reading.entities))
        else:
            analysis = self.analyze.named(analysis)
        dates = find_dates(analysis)
        mentions = find_mentions(analysis, self.reference, self.analyze.morphology)
        linked = resolve(analysis, mentions, self.reference, dates)
        reading = checked(linked, reading, models.learnt if models else {})
        return DocumentView(linked, self.reference, dates, _day(document_date(analysis, dates))), reading


def _day(value: str | None) -> date | None:
    """Return a whole date; a partial one («2024-11») names no day."""
    return date.fromisoformat(value) if value and len(value) == WHOLE else None


def load_extractor(*, models: bool = True) -> Extractor:
    """Return an extractor on the shared networks, dictionary and reference tables; without `models` rules alone.

    They stay as long as the process does, so that the collector of garbage need not walk them, now or later.
    """
    with _uncollected():
        extractor = Extractor(load_analyzer(), load(), models=load_models() if models else None)
        gc.freeze()
    return extractor


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of garbage waiting: what a document's stages make is in use until they are done."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
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
