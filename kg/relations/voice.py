"""How a text gives a claim: who says it, with what force, whether as hearsay. Rules and models ask here alone."""

from typing import NamedTuple

from kg.analysis import Tree, remembered
from kg.model import BELIEVED
from kg.relations.hearsay import is_rumour
from kg.relations.modality import own_status, status_at, words
from kg.relations.speech import speaker_at
from kg.relations.view import SentenceView

ONCE = frozenset("ранее прежде раньше некогда когда-то прежний бывший экс тогдашний".split())

PAST_TIMES = frozenset({("в", "прошлое"), ("в", "время"), ("до", "год")})
"""«в прошлом», «в своё время», «до 2020 года» beside a verb in the past."""


class Voice(NamedTuple):
    """Who says a claim (None: the article itself), its status, and whether it is passed on as hearsay."""

    speaker: str | None
    status: str
    rumour: bool = False


def voice_at(sent: SentenceView, anchor: int | None, status: str | None = None, *, granted: bool = False) -> Voice:
    """Return the voice of a claim.

    Args:
        sent: The sentence.
        anchor: Index of the word that makes the claim; None is the root.
        status: What a rule knows of its status better than the words above the anchor tell.
        granted: Whether a phrase takes the claim for granted, whatever its clause says.
    """
    start = (
        anchor if anchor is not None else next((i for i, token in enumerate(sent.tree.tokens) if token.head < 0), -1)
    )
    if start < 0:
        return Voice(None, status or "asserted")
    granted = granted or is_title(sent, start)
    rumour = not granted and is_rumour(sent, start)
    force = status or (own_status(sent.tree, start) if granted else status_at(sent, start))
    if rumour and force in BELIEVED:
        force = "hypothetical"
    told = granted or sent.tree[start].upos == "VERB"
    if force == "asserted" and status is None and told and has_ended(sent.tree, start):
        force = "past"
    return Voice(speaker_at(sent, start), force, rumour)


@remembered
def is_title(sent: SentenceView, start: int) -> bool:
    """Return whether a word is an office that its sentence takes for granted: «премьер Италии Драги не приедет»."""
    tree = sent.tree
    if not any(office.head == start for office in sent.offices):
        return False
    above = tree.head(start)
    given = tree[start].feat("Case") == "Ins" and not tree.preposition(start) and tree[above].upos == "VERB"
    return above >= 0 and not given and not tree.related(start, "xcomp", "conj")


@remembered
def has_ended(tree: Tree, start: int) -> bool:
    """Return whether a state is told of as over: «бывший премьер», «ранее возглавлявший», «некогда состояла»."""
    token = tree[start]
    if token.text.lower().startswith("экс-"):
        return True
    if token.upos == "VERB" and (token.lemma not in words("lasting") or token.feat("Tense") != "Past"):
        return False
    if tree.head(0) < 0 and tree[0].text.lower() in ONCE:
        return True  # the parser may leave «некогда» alone
    for child in tree.children(start):
        if {tree[child].lemma, tree[child].text.lower()} & ONCE and not tree.children(child):
            return True
        if (tree.preposition(child), tree[child].lemma) in PAST_TIMES:
            return True
    return False
