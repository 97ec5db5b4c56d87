"""The evidence of what a model says: the sentence that completes it, its force and its speaker."""

from bisect import bisect_right

from kg.analysis import Tree
from kg.model import Evidence, Span
from kg.relations.clause import phrase
from kg.relations.denial import is_denied
from kg.relations.evidence import passage
from kg.relations.quotations import is_quoted
from kg.relations.view import DocumentView, SentenceView
from kg.relations.voice import Voice, voice_at

Ends = tuple[Span, Span]
STANDING = frozenset(
    "worksAs worksAt leaderOf formerLeaderOf holdsPositionIn ageIs basedIn locatedIn headquarteredIn componentOf "
    "partOf capitalOf originsFrom belongsTo subordinateOf ownerOf parentOf siblingOf spouseOf relativeOf hasIdeology "
    "hasReligion residesIn dateOfBirth dateOfDeath dateOfCreation dateFoundedIn placeOfBirth placeOfDeath educatedAt "
    "foundedBy".split()
)
"""What a noun phrase takes for granted: «83-летнего императора Японии должен сменить сын» does not doubt his age."""


class Proofs:
    """Makes evidence for the statements of one method in a document; a word's force is read once for all of them."""

    def __init__(self, doc: DocumentView, method: str) -> None:
        self.doc = doc
        self._method = method
        self._stops = [sent.sentence.span.stop for sent in doc.sentences]
        self._said: dict[tuple[int, int | None, bool], Voice] = {}

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
        voice = self._voice(sent, joint, granted=predicate in STANDING and _in_phrase(sent, joint, spans))
        span = passage(sent, spans)
        return Evidence(
            document_id=self.doc.document.id,
            span=span,
            quote=span.of(self.doc.document.content),
            subject_span=spans[0],
            object_span=spans[1],
            method=self._method,
            status="denied" if is_denied(sent, predicate, spans, ends) else voice.status,
            confidence=confidence,
            speaker=voice.speaker,
            issued=self.doc.issued,
            rumour=voice.rumour,
        )

    def _sentence(self, span: Span) -> SentenceView:
        return self.doc.sentences[bisect_right(self._stops, span.start)]

    def _voice(self, sent: SentenceView, anchor: int | None, *, granted: bool) -> Voice:
        key = sent.index, anchor, granted
        if key not in self._said:
            self._said[key] = voice_at(sent, anchor, granted=granted)
        return self._said[key]


def _in_phrase(sent: SentenceView, joint: int | None, spans: Ends) -> bool:
    """Return whether the two ends stand in one noun phrase: «президент США Трумэн», not «Трумэн стал президентом»."""
    if joint is None or not all(sent.sentence.span.contains(span) for span in spans):
        return False
    inside = set(phrase(sent.tree, joint))
    nominal = sent.tree[joint].upos in ("NOUN", "PROPN", "ADJ") and sent.tree.head(joint) >= 0
    return nominal and all(_hangs_on(sent.tree, sent.tree.top(span), joint, inside) for span in spans)


def _hangs_on(tree: Tree, head: int, joint: int, inside: set[int]) -> bool:
    """Return whether an end belongs to the joint's own phrase, not to another member of its coordination."""
    at = head
    while at != joint:
        if at not in inside or tree.related(at, "conj"):
            return False
        at = tree.head(at)
    return True


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
    joint = next((at for at in (heads[1], *tree.ancestors(heads[1])) if at in above), heads[1])
    if is_quoted(sent, joint) and not any(is_quoted(sent, head) for head in heads):
        return max(heads)  # what stands behind «…», — сказал X is not X's
    return joint
