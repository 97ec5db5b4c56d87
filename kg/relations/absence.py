"""Whom an article says to be away: «X не приехал», «вместо X», «отсутствие X», «X заявил, что не поедет»."""

from kg.relations.arguments import doers
from kg.relations.denial import PRESENCE, is_away
from kg.relations.modality import status_at
from kg.relations.pronouns import antecedent
from kg.relations.rules.participation import takes_part
from kg.relations.rules.venues import verbs
from kg.relations.view import DocumentView, SentenceView

STAYING = frozenset("остаться оставаться".split())
SKIPPING = frozenset("пропустить пропускать бойкотировать проигнорировать игнорировать отсутствовать".split())


def absent(doc: DocumentView) -> frozenset[str]:
    """Return the people and countries that the article says to be away, or only perhaps to come."""
    return doc.sentences[0].once(_absent) if doc.sentences else frozenset()


def _absent(first: SentenceView) -> frozenset[str]:
    away: set[str] = set()
    for sent in first.doc.sentences:
        away |= {link.entity for link in sent.mentions("Person", "Country") if is_away(sent, sent.head(link))}
        away |= _not_coming(sent) | _replaced(sent)
        for match in takes_part.matches(sent):
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
