"""What the graph holds about a document as the facts of factRuEval: occupations, meetings, ownerships, deals."""

from dataclasses import replace

from kg.evaluation.deals import deals
from kg.evaluation.factrueval import Fact
from kg.evaluation.meetings import meetings
from kg.evaluation.occupations import occupations
from kg.evaluation.ownerships import ownerships
from kg.evaluation.page import Page
from kg.extract import Extractor
from kg.model import THRESHOLD, Analysis, Document, Extraction
from kg.neural import Models, Reading
from kg.relations.judged import METHOD as CORE
from kg.resolution.across import certain


def facts(extraction: Extraction, reading: Reading, analysis: Analysis) -> list[Fact]:
    """Return the facts of a document, each once.

    Args:
        extraction: Entities, mentions and statements of the document by the rules.
        reading: What the models read in it.
        analysis: The analysis of the extraction's document, whose syntax joins the two.
    """
    page = Page(extraction, reading, analysis)
    return [*occupations(page), *meetings(page), *ownerships(page), *deals(page)]


def predicted(document: Document, extractor: Extractor, models: Models) -> list[Fact]:
    """Return the facts that rules and models find in a document.

    Raises:
        RuleError: A rule failed on this document.
    """
    extraction = _by_rules(certain(extractor(document), THRESHOLD))
    analysis = extractor.analyze(extraction.document)
    return facts(extraction, models.read(analysis), analysis)


def _by_rules(extraction: Extraction) -> Extraction:
    """Return an extraction without what the core model alone states: it knows that an office is held, not which."""
    kept = (item for item in extraction.statements if any(proof.method != CORE for proof in item.evidence))
    return replace(extraction, statements=tuple(kept))
