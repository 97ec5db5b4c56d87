"""Whom an article says to be away: «X не приехал», «вместо X», «отсутствие X», «X заявил, что не поедет»."""

from kg.analysis import Tree
from kg.relations.arguments import doers
from kg.relations.events import MOTION
from kg.relations.modality import status_at
from kg.relations.pronouns import antecedent
from kg.relations.rules.participation import takes_part
from kg.relations.rules.venues import verbs
from kg.relations.view import DocumentView, SentenceView

AWAY = frozenset({"вместо", "без"})
ABSENCE = frozenset("отсутствие неявка неприезд отказ болезнь".split())
PRESENCE = MOTION | frozenset(
    "быть участвовать присутствовать лететь прилететь долететь явиться появиться выступить звать позвать пригласить "
    "подключать подключить допустить допускать".split()
)
STAYING = frozenset("остаться оставаться".split())
SKIPPING = frozenset("пропустить пропускать бойкотировать проигнорировать игнорировать отсутствовать".split())


def absent(doc: DocumentView) -> frozenset[str]:
    """Return the people and countries that the article says to be away, or only perhaps to come."""
    return doc.sentences[0].once(_absent) if doc.sentences else frozenset()


def _absent(first: SentenceView) -> frozenset[str]:
    away: set[str] = set()
    for sent in first.doc.sentences:
        away |= {link.entity for link in sent.mentions("Person", "Country") if _is_away(sent, sent.head(link))}
        away |= _not_coming(sent) | _replaced(sent)
        for match in takes_part.find(sent):
            if status_at(sent, match.anchor) in ("denied", "hypothetical"):
                away.add(match.subject)
    return frozenset(away)


def _not_coming(sent: SentenceView) -> set[str]:
    """Return who does not come by a verb: «не приедет», «заявил, что не поедет», «остался дома», «пропустил»."""
    found: set[str] = set()
    for verb in verbs(sent.tree, PRESENCE, STAYING, SKIPPING):
        status = status_at(sent, verb)
        if (sent.tree[verb].lemma in PRESENCE and status in ("denied", "hypothetical")) or (
            sent.tree[verb].lemma not in PRESENCE and status != "denied" and _is_elsewhere(sent, verb)
        ):
            found |= {link.entity for link in doers(sent, verb)}
    return found


def _is_elsewhere(sent: SentenceView, verb: int) -> bool:
    """Return whether to stay or to skip means to be away: «остался дома», «пропустил саммит»."""
    tree = sent.tree
    if tree[verb].lemma in SKIPPING:
        return True
    return any(tree[at].lemma == "дом" or tree.preposition(at) in ("в", "во") for at in tree.children(verb)) or any(
        token.text.lower() == "дома" for token in tree.tokens
    )


def _replaced(sent: SentenceView) -> set[str]:
    """Return whom «вместо него» means."""
    found: set[str] = set()
    for index, token in enumerate(sent.tree.tokens):
        if token.upos == "PRON" and sent.tree.preposition(index) == "вместо":
            person = antecedent(sent, index)
            found |= {person.entity} if person else set()
    return found


def _is_away(sent: SentenceView, head: int) -> bool:
    """Return whether the phrase of a word says that whom it names is not there."""
    tree = sent.tree
    top = top_of(tree, head)
    if tree.preposition(top) in AWAY:
        return True
    above = tree.head(top)
    if above < 0:
        return False
    if tree[above].lemma in ABSENCE and tree.related(top, "nmod"):
        return True
    negated = tree[above].lemma in PRESENCE and status_at(sent, above) == "denied"
    return negated and (tree.related(top, "nsubj", "nsubj:pass", "obj") or tree[top].feat("Case") == "Gen")


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
