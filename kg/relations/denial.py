"""What the words around a name deny: «обошёлся без А», «А среди гостей нет», «саммита в Сочи не будет»."""

from kg.analysis import Tree
from kg.model import Span
from kg.relations.events import MOTION, PROCEED
from kg.relations.modality import status_at, words
from kg.relations.view import DocumentView, SentenceView

AWAY = frozenset({"вместо", "без"})
ABSENCE = frozenset("отсутствие неявка неприезд отказ болезнь".split())
COMPANY = frozenset("участие присутствие".split())
PRESENCE = MOTION | frozenset(
    "быть участвовать присутствовать лететь прилететь долететь явиться появиться выступить звать позвать пригласить "
    "подключать подключить допустить допускать оказаться видно замечать заметить увидеть видеть".split()
)
LACKING = frozenset("нет быть бывать оказаться стать видно предвидеться ожидаться".split())
"""With a genitive: «президента там не было», «саммита в Сочи не будет»."""
REPLACING = PROCEED | frozenset("встретиться собраться провести пройти".split())
NOT_HELD = frozenset("будет было состоится состоялось пройдёт пройдет планируется ожидается предвидится".split())
NOT_PRESENT = frozenset("будет было оказалось видно".split())
FOLLOWING = 9
OF_EVENT = {"participatesIn": "object", "takesPlaceIn": "subject", "eventDate": "subject"}


def is_denied(
    sent: SentenceView, predicate: str, spans: tuple[Span | None, Span | None], ends: tuple[str, str]
) -> bool:
    """Return whether the text denies a claim apart from the claim's own word.

    Args:
        sent: The sentence of the claim.
        predicate: Its predicate.
        spans: Where its subject and its object stand.
        ends: The entities of its subject and its object.

    Returns:
        True for who is named as away («обошёлся без А») and for an event that is not held.
    """
    if predicate not in OF_EVENT:
        return False
    event = ends[1] if OF_EVENT[predicate] == "object" else ends[0]
    if event in cancelled(sent.doc):
        return True
    if predicate != "participatesIn":
        return False
    return any(link.mention.span == spans[0] and is_away(sent, sent.head(link)) for link in sent.links)


def cancelled(doc: DocumentView) -> frozenset[str]:
    """Return the events that the article says are not held, and nowhere that they are."""
    return doc.sentences[0].once(_cancelled) if doc.sentences else frozenset()


def _cancelled(first: SentenceView) -> frozenset[str]:
    off: set[str] = set()
    held: set[str] = set()
    for sent in first.doc.sentences:
        for link in sent.mentions("Event"):
            state = _holding(sent, sent.head(link))
            (off if state == "denied" else held if state == "asserted" else set()).add(link.entity)
    return frozenset(off - held)


def _holding(sent: SentenceView, head: int) -> str:
    """Return whether an event's mention tells that it is held (asserted), is not (denied), or neither."""
    tree = sent.tree
    above = tree.head(head)
    if _is_told_off(tree, head):
        return "denied"
    if above < 0:
        return ""
    if tree.preposition(head) == "вместо":
        return "denied" if tree[above].lemma in REPLACING and tree[above].upos == "VERB" else ""
    if not tree.related(head, "nsubj", "nsubj:pass", "obj"):
        return ""
    if tree[above].lemma in words("failing"):
        return "denied" if status_at(sent, above) in ("denied", "asserted") else ""
    if is_lacking(sent, head):
        return "denied"
    if tree[above].lemma in PROCEED:
        status = status_at(sent, above)
        return "asserted" if status == "planned" else status
    return ""


def _is_told_off(tree: Tree, head: int) -> bool:
    """Return whether «не будет» follows a genitive in its clause: the parser hangs it on a verb after a colon."""
    if head < 0 or tree[head].feat("Case") != "Gen" or tree.preposition(head):
        return False
    governor = tree.head(head)
    if governor >= 0 and tree[governor].upos in ("NOUN", "PROPN") and governor < head:
        return False  # «о сроках саммита речи не будет»
    for at in range(head + 1, min(head + FOLLOWING, len(tree) - 1)):
        if tree[at].upos == "PUNCT" and tree[at].text not in '«»"':
            return False
        if tree[at].text.lower() == "не":
            return tree[at + 1].text.lower() in NOT_HELD
        if tree[at].feat("Case") == "Gen" and tree[at].upos == "NOUN" and tree.head(at) != head:
            return False
    return False


def is_lacking(sent: SentenceView, head: int) -> bool:
    """Return whether a genitive is what is not there: «президента нет», «саммита не будет»."""
    tree = sent.tree
    above = tree.head(head)
    if above < 0 or tree.preposition(head) or tree[head].feat("Case") not in ("Gen", ""):
        return False
    if not tree.related(head, "nsubj", "obj", "nmod", "obl") or tree[above].lemma not in LACKING:
        return False
    return tree[above].lemma == "нет" or status_at(sent, above) == "denied"


def is_away(sent: SentenceView, head: int) -> bool:
    """Return whether the phrase of a word says that whom it names is not there."""
    tree = sent.tree
    top, titled = top_of(tree, head), _title_of(tree, head)
    if tree.preposition(top) in AWAY or is_lacking(sent, titled) or _follows_lack(tree, titled):
        return True
    above = tree.head(top)
    if above < 0:
        return False
    if tree[above].lemma in ABSENCE and tree.related(top, "nmod"):
        return True
    if tree[above].lemma in COMPANY and tree.preposition(above) == "без":
        return True
    negated = tree[above].lemma in PRESENCE and status_at(sent, above) == "denied"
    return negated and (tree.related(top, "nsubj", "nsubj:pass", "obj") or tree[top].feat("Case") == "Gen")


def _follows_lack(tree: Tree, titled: int) -> bool:
    """Return whether a genitive comes right after «не будет», «не было», «нет»: «на саммите не будет короля»."""
    if tree[titled].feat("Case") != "Gen" or tree.preposition(titled):
        return False
    before = [token.text.lower() for token in tree.tokens[max(0, titled - 2) : titled]]
    return before[-1:] == ["нет"] or (before[:1] == ["не"] and before[-1] in NOT_PRESENT)


def _title_of(tree: Tree, head: int) -> int:
    """Return the title that a name stands beside («президента США Х»), or the name; «решения Х» is no title."""
    at, seen = head, {head}
    while tree.related(at, "appos", "flat", "flat:name", "conj") and tree.head(at) not in {-1, *seen}:
        at = tree.head(at)
        seen.add(at)
    return at


def top_of(tree: Tree, head: int) -> int:
    """Return the head of the phrase that a name stands in by apposition or coordination."""
    at, seen = head, {head}
    while tree.related(at, "appos", "flat", "flat:name", "conj", "nmod") and tree.head(at) not in seen:
        above = tree.head(at)
        if above < 0 or tree[above].upos not in ("NOUN", "PROPN", "ADJ"):
            break
        if tree.related(at, "nmod") and (tree.preposition(at) or not _is_title(tree, above, at)):
            break
        at = above
        seen.add(at)
    return at


def _is_title(tree: Tree, above: int, at: int) -> bool:
    """Return whether a name in the genitive is hung on its title in the same case: «отсутствие президента Х»."""
    return tree[above].feat("Case") == tree[at].feat("Case") and above < at
