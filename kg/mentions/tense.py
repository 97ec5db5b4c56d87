"""When a clause happens as its verb tells: past, present or future."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.mentions.lexicon import date_words

MAX_STEPS = 6


def clause_tense(tree: Tree, index: int) -> str:
    """Return "past", "present", "future" or "" for the clause around a token.

    The nearest verb above decides: «намеченное на вторник» is a plan although the participle is
    past, and an infinitive takes the time of the verb that governs it («хочет провести» is future).
    """
    for verb in _verbs_above(tree, index):
        tense = verb_tense(tree, verb)
        if tense:
            return tense
    return ""


def verb_tense(tree: Tree, index: int) -> str:
    """Return the time that a verb or predicate word gives, or "" where it has none («провести»)."""
    token = tree[index]
    if token.lemma in date_words()["planning"]:
        return "future"
    helpers = [tree[child] for child in tree.children(index) if tree[child].lemma == "быть"]
    if any(helper.feat("Tense") in ("Fut", "Pres") for helper in helpers):
        return "future"  # «вести заседание будет Моди»; the tagger calls «будет» present
    if token.upos not in ("VERB", "AUX"):
        return ""
    if token.feat("VerbForm") == "Inf":
        return "future" if _is_wanted(tree, index) else ""
    return {"Past": "past", "Pres": "present", "Fut": "future"}.get(token.feat("Tense"), "")


def _is_wanted(tree: Tree, index: int) -> bool:
    """Return whether an infinitive names a purpose or a plan («чтобы провести», «хочет провести»)."""
    return any(tree[child].lemma == "чтобы" for child in tree.children(index, "mark"))


def _verbs_above(tree: Tree, index: int) -> Iterator[int]:
    for step, above in enumerate((index, *tree.ancestors(index))):
        if step > MAX_STEPS:
            return
        token = tree[above]
        if token.upos in ("VERB", "AUX") or token.lemma in date_words()["planning"]:
            yield above
