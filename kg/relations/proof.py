"""The evidence of what a model says: the sentence that completes it, its force and its speaker."""

from bisect import bisect_right

from kg.model import Evidence, Span
from kg.relations.denial import is_denied
from kg.relations.evidence import passage
from kg.relations.modality import status_at
from kg.relations.speech import speaker_at
from kg.relations.view import DocumentView, SentenceView

Ends = tuple[Span, Span]
STANDING = frozenset(
    "worksAs worksAt belongsTo originsFrom residesIn subordinateOf basedIn locatedIn componentOf educatedAt ageIs "
    "ownerOf hasReligion hasIdeology spouseOf parentOf siblingOf relativeOf placeOfBirth".split()
)
"""Predicates that a noun and its attribute tell by themselves, whatever the sentence says of them."""


class Proofs:
    """Makes evidence for the statements of one method in a document; a word's force is read once for all of them."""

    def __init__(self, doc: DocumentView, method: str) -> None:
        self._doc = doc
        self._method = method
        self._stops = [sent.sentence.span.stop for sent in doc.sentences]
        self._said: dict[tuple[int, int | None], tuple[str, str | None]] = {}

    def evidence(self, predicate: str, ends: tuple[str, str], spans: Ends, confidence: float) -> Evidence:
        """Return the evidence of a statement: the sentence of its later end, where the text completes it.

        Args:
            predicate: Its predicate.
            ends: Ids of its subject and object.
            spans: Where the text names them.
            confidence: In [0, 1].
        """
        sent = self._sentence(max(spans))
        joint = _joint(sent, spans)
        status, speaker = self._force(sent, joint)
        if predicate in STANDING and joint is not None and _is_presupposed(sent, joint):
            status = "asserted"
        span = passage(sent, spans)
        return Evidence(
            document_id=self._doc.document.id,
            span=span,
            quote=span.of(self._doc.document.content),
            subject_span=spans[0],
            object_span=spans[1],
            method=self._method,
            status="denied" if is_denied(sent, predicate, spans, ends) else status,
            confidence=confidence,
            speaker=speaker,
            issued=self._doc.issued,
        )

    def _sentence(self, span: Span) -> SentenceView:
        return self._doc.sentences[bisect_right(self._stops, span.start)]

    def _force(self, sent: SentenceView, anchor: int | None) -> tuple[str, str | None]:
        key = sent.index, anchor
        if key not in self._said:
            self._said[key] = status_at(sent, anchor), speaker_at(sent, anchor)
        return self._said[key]


def _is_presupposed(sent: SentenceView, joint: int) -> bool:
    """Return whether two ends meet in a name or noun that the sentence takes for granted.

    «Президент России Владимир Путин на саммит не поедет» denies the journey, not the office; «Путин не президент
    Франции» has the noun as its predicate.
    """
    nominal = sent.tree[joint].upos in ("NOUN", "PROPN", "ADJ")
    return nominal and not sent.tree.children(joint, "nsubj", "cop")


def _joint(sent: SentenceView, spans: Ends) -> int | None:
    """Return the word where the two ends meet in the sentence's tree, the later end's word where one is outside."""
    tree = sent.tree
    inside = [tree.top(span) for span in spans if sent.sentence.span.contains(span)]
    heads = [head for head in inside if head >= 0]
    if not heads:
        return None
    if len(heads) == 1:
        return heads[0]
    above = {heads[0], *tree.ancestors(heads[0])}
    return next((at for at in (heads[1], *tree.ancestors(heads[1])) if at in above), heads[1])
