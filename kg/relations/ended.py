"""Which words say that a membership is over: «перестала быть членом», «больше не входит», «уже не член»."""

from itertools import pairwise

from kg.relations.modality import status_at
from kg.relations.view import SentenceView

CEASING = frozenset("перестать прекратить".split())
NO_LONGER = tuple((word, "не") for word in ("больше", "более", "уже"))
WINDOW = 4


def has_ended(sent: SentenceView, verb: int) -> bool:
    """Return whether the clause of a word of membership says that it held before and does no more."""
    tree = sent.tree
    if tree[verb].lemma in CEASING:
        return status_at(sent, verb) == "asserted" and tree[verb].feat("Tense") == "Past"
    if tree[verb].feat("Tense") == "Fut" or status_at(sent, verb) != "denied":
        return False
    before = [tree[at].text.lower() for at in range(max(0, verb - WINDOW), verb)]
    return any(pair in NO_LONGER for pair in pairwise(before))
