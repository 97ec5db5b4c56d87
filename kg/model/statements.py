"""Statements and the evidence for them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from kg.model.text import Span

AGREEMENT = 0.5
"""How much of its confidence a further source brings: one turn of phrase misleads the reader of all."""

SUREST = 0.99
"""What agreement alone may reach: a mistaken report is retold too."""

THRESHOLD = 0.5
"""Least confidence of a statement of the graph, unless a build says otherwise."""

STATUSES = ("asserted", "past", "planned", "denied", "hypothetical")
BELIEVED = frozenset({"asserted", "past", "planned"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a statement is held: a passage of a document, or background knowledge about it.

    `status` is asserted, planned, past, denied or hypothetical. `span` and `quote` are None for
    background knowledge (`basis` reference). `confidence` is in [0, 1]. `speaker` is an entity id.
    `rumour` marks what the text passes on as hearsay («якобы», «по слухам»); it is hypothetical or denied.
    `valid_from` and `valid_until` are the term that the passage itself gives, ISO dates, whole or
    partial. `capacity` is acting, elected or designated, None for an office held in full.
    `office` is head_of_state or head_of_government where a leader's title or the reference tells, else None.
    `source` is set over all documents: evidence of one source, such as a reprint, counts once; until then
    every document is a source of its own.
    """

    document_id: str
    span: Span | None
    quote: str | None
    subject_span: Span | None
    object_span: Span | None
    method: str
    status: str
    confidence: float
    speaker: str | None = None
    issued: date | None = None
    rumour: bool = False
    valid_from: str | None = None
    valid_until: str | None = None
    capacity: str | None = None
    office: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, predicate, object with the evidence for it.

    `object` is an entity id, or a literal when `datatype` is set: "date" for a whole or partial ISO
    date (2024, 2024-11, 2024-11-28), "string" for text. `basis` is "text" or "reference". The two
    `valid_` fields are the term of background knowledge, ISO dates, whole or partial; what a text
    says of the term stands in its evidence, and `term` gives either.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    datatype: str | None = None
    basis: str = "text"
    valid_from: str | None = None
    valid_until: str | None = None

    @property
    def id(self) -> str:
        """Return 16 hex digits that depend on the content alone, not on the evidence."""
        content = [self.subject, self.predicate, self.object, self.datatype, self.basis]
        if self.basis == "reference":
            content += [self.valid_from, self.valid_until]
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def term(self) -> tuple[str | None, str | None]:
        """Return the first and the last day: of background knowledge, or as far as the evidence agrees on them.

        Only evidence of the statement's own status counts: a new term that is planned does not date the present one.
        Of dates that agree the most exact one counts; where passages tell of different terms
        («премьер в 1999–2000 годах», «в 2008–2012 годах») the statement as a whole has none.
        """
        if self.basis == "reference":
            return self.valid_from, self.valid_until
        status = self.status
        told = [item for item in self.evidence if item.status == status and status in BELIEVED]
        starts = {item.valid_from for item in told if item.valid_from}
        ends = {item.valid_until for item in told if item.valid_until}
        first, last = _agreed(starts), _agreed(ends)
        torn = (starts and not first) or (ends and not last) or not _in_order(first, last)
        return (None, None) if torn else (first, last)

    @property
    def capacity(self) -> str | None:
        """Return acting, elected or designated where all evidence of the statement's status says so."""
        status = self.status
        held = {item.capacity for item in self.evidence if item.status == status}
        return held.pop() if len(held) == 1 else None

    @property
    def status(self) -> str:
        """Return the strongest status of the evidence: one plain assertion outweighs a plan or a denial."""
        held = {item.status for item in self.evidence}
        return next((status for status in STATUSES if status in held), "asserted")

    @property
    def sources(self) -> int:
        """Return how many independent sources carry the statement's status; at least 1."""
        return max(1, len(self._believed_by()))

    @property
    def confidence(self) -> float:
        """Return the confidence that independent sources give together, in [0, 1].

        The surest source counts fully, each further one takes `AGREEMENT` of its own confidence from the
        doubt that is left, and agreement alone lifts nothing above `SUREST`.
        """
        if not self.evidence:
            return 1.0
        first, *others = sorted(self._believed_by().values(), reverse=True)
        doubt = 1.0 - first
        for other in others:
            doubt *= 1.0 - AGREEMENT * other
        return max(first, min(SUREST, 1.0 - doubt))

    @property
    def offices(self) -> tuple[str, ...]:
        """Return the offices that the evidence of the statement's status tells of, sorted."""
        status = self.status
        return tuple(sorted({item.office for item in self.evidence if item.office and item.status == status}))

    def _believed_by(self) -> dict[str, float]:
        """Return the sources of the statement's status, each with the best confidence of its evidence."""
        status, found = self.status, dict[str, float]()
        for item in self.evidence:
            if item.status == status:
                source = item.source or item.document_id
                found[source] = max(found.get(source, 0.0), item.confidence)
        return found


def _agreed(dates: set[str]) -> str | None:
    """Return the most exact of dates that differ in exactness only (2019, 2019-03-20), None where they disagree."""
    best = max(dates, key=lambda day: (len(day), day), default=None)
    return best if best and all(best.startswith(day) for day in dates) else None


def _in_order(first: str | None, last: str | None) -> bool:
    return not first or not last or first[: len(last)] <= last[: len(first)]
