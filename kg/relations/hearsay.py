"""What a text passes on as hearsay: «якобы», «по слухам», «ходят слухи, что», «по данным анонимных источников»."""

from kg.analysis import Tree, remembered
from kg.relations.modality import force_path, words
from kg.relations.saying import is_speech
from kg.relations.view import SentenceView

GIVEN = frozenset({"по", "согласно"})


@remembered
def is_rumour(sent: SentenceView, start: int) -> bool:
    """Return whether the text passes on what a word claims as hearsay.

    Args:
        sent: The sentence.
        start: Index of the word that makes the claim.
    """
    return any(_is_told_so(sent.tree, at, below) for at, below in force_path(sent.tree, start))


def _is_told_so(tree: Tree, at: int, below: int) -> bool:
    """Return whether a word above a claim, or what hangs on it, makes the claim hearsay."""
    if below >= 0 and tree[at].lemma in words("hearsay"):
        return True  # «слухи о визите», «поговаривают, что»
    if below >= 0 and _is_talk(tree, at, below):
        return True
    if below >= 0 and is_speech(tree, at) and _is_nameless(tree, at, below):
        return True
    return any(_is_hedge(tree, child) for child in tree.children(at) if child != below)


def _is_talk(tree: Tree, at: int, below: int) -> bool:
    """Return whether people in general talk: «говорят, что …» without a subject or a place."""
    token = tree[at]
    plural = token.text.lower() == "говорят" and token.feat("Tense") != "Past"
    return plural and tree.related(below, "ccomp") and not tree.children(at, "nsubj", "obl")


def _is_hedge(tree: Tree, child: int) -> bool:
    token = tree[child]
    if token.lemma in words("hearsay") and (token.upos in ("ADV", "PART", "SCONJ", "VERB") or not tree.children(child)):
        return token.lemma != "будто" or token.upos != "SCONJ"
    if token.lemma in words("trusting"):  # «если верить слухам»
        return any(tree[at].lemma in words("hearsay") or _is_nameless(tree, at) for at in tree.children(child))
    if tree.preposition(child) in GIVEN:
        return token.lemma in words("hearsay") or _is_nameless(tree, child)
    return is_speech(tree, child) and tree.related(child, "parataxis", "conj", "advcl") and _is_nameless(tree, child)


def _is_nameless(tree: Tree, at: int, but: int = -1) -> bool:
    """Return whether a source withholds its name: «анонимные источники», «на условиях анонимности»."""
    claim = tree.subtree(but) if but >= 0 else ()
    own = [token for token in tree.subtree(at) if token not in claim]
    return any(tree[token].lemma in words("nameless") for token in own)
