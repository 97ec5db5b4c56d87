"""One document to everything it contributes: a pure function of the document and loaded resources."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.analysis import Analyzer, load_analyzer
from kg.mentions import find_mentions
from kg.mentions.dates import document_date, find_dates
from kg.model import Analysis, Document, Entity, Extraction, LinkedDocument, Statement
from kg.reference import Reference, load
from kg.relations import RULES, DocumentView, Rule, find_statements
from kg.relations.background import reference_statements
from kg.resolution import resolve


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
        view = self.view(document)
        stated = find_statements(view, self.rules)
        known, implied = reference_statements(view, stated)
        statements = (*stated, *known)
        entities = _needed((*view.linked.entities, *implied), view.linked, statements)
        return Extraction(document, entities, view.linked.links, statements)

    def view(self, document: Document) -> DocumentView:
        """Return the linked document as rules see it."""
        analysis: Analysis = self.analyze(document)
        dates = find_dates(analysis)
        mentions = find_mentions(analysis, self.reference, self.analyze.morphology)
        linked = resolve(analysis, mentions, self.reference)
        return DocumentView(linked, self.reference, dates, _day(document_date(analysis, dates)))


def load_extractor() -> Extractor:
    """Return an extractor on the shared networks, dictionary and reference tables."""
    return Extractor(load_analyzer(), load())
