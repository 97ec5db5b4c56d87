"""When a clause happens as its verb tells: past, present or future."""

from collections.abc import Iterator, Sequence

from kg.analysis import Tree
from kg.mentions.lexicon import date_words

MAX_STEPS = 6
APPOINTED = "назначить"
SIGNS = frozenset({",", ";", ":", "(", ")", "—", "–"})


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


def date_tense(tree: Tree, inside: Sequence[int], top: int) -> str:
    """Return the time of what a date dates: of the verb between the same signs, else of the clause above it.

    The parser may hang «20 января» of «…, который вступит в должность 20 января, пригласил» on the main verb.

    Args:
        tree: The sentence.
        inside: The tokens of the date.
        top: The one that governs the others.
    """
    start, stop = inside[0], inside[-1] + 1
    while start > 0 and tree[start - 1].text not in SIGNS:
        start -= 1
    while stop < len(tree) and tree[stop].text not in SIGNS:
        stop += 1
    own = [at for at in range(start, stop) if tree[at].upos in ("VERB", "AUX") and tree[at].feat("VerbForm") != "Inf"]
    above = next(iter(_verbs_above(tree, top)), -1)
    near = min(own, key=lambda at: abs(at - inside[0]), default=-1)
    if near >= 0 and tree[near].lemma == APPOINTED and tree[near].feat("VerbForm") == "Part":
        return "past"  # «министр А, назначенный 14 мая,»; what is set for a day has «на», which is read before
    if start and own and above not in range(start, stop):
        return clause_tense(tree, near)
    return clause_tense(tree, top)


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
