"""Frozen records that the stages hand on; each stage returns a new type and fills in nothing later.

Offsets are code points, half-open. Inside the pipeline a span counts in `Document.content` (the
separate title, when there is one, above the text); exports translate it with `Document.locate`.

    Document -> Analysis -> Mention -> LinkedDocument (entities, links) -> Extraction (statements)
    many Extractions -> Corpus (entities and statements over all documents)
"""

from kg.model.corpus import Contradiction, Corpus, Extraction
from kg.model.entities import Entity, Link, LinkedDocument, Mention
from kg.model.reading import NOTHING_READ, EntitySpan, Reading, ScoredRelation
from kg.model.statements import AGREEMENT, BELIEVED, STATUSES, SUREST, THRESHOLD, Evidence, Statement
from kg.model.text import Analysis, Document, NamedSpan, Sentence, Span, Token

__all__ = [
    "AGREEMENT",
    "BELIEVED",
    "NOTHING_READ",
    "STATUSES",
    "SUREST",
    "THRESHOLD",
    "Analysis",
    "Contradiction",
    "Corpus",
    "Document",
    "Entity",
    "EntitySpan",
    "Evidence",
    "Extraction",
    "Link",
    "LinkedDocument",
    "Mention",
    "NamedSpan",
    "Reading",
    "ScoredRelation",
    "Sentence",
    "Span",
    "Statement",
    "Token",
]
