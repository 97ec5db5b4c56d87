"""Facilities named by a noun phrase: «Дворец независимости», «конгресс-центр „Харпа“», «штаб-квартира НАТО»."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.mentions.scene import Scene
from kg.mentions.wordlists import place_words

OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')
LONGEST_QUOTE = 6
COMMON_HEADS = frozenset({"дом", "центр", "зал", "театр", "музей"})
NAMED_AFTER = "имени"
HEADQUARTERS = "штаб-квартира"


def find_facilities(scene: Scene, index: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens (half-open) of each facility's name in a sentence, from left to right."""
    tree = scene.trees[index]
    cues = place_words()["facilities"]
    if tree.lemmas.isdisjoint(cues) and HEADQUARTERS not in tree.lemmas:
        return
    at = 0
    while at < len(tree):
        stop = at + 1
        if tree[at].lemma in cues:
            start, stop = _extent(tree, at)
            if start < at or stop > at + 1 or _is_kremlin(tree, at):
                yield start, stop
        elif tree[at].lemma == HEADQUARTERS:
            stop = _organization_end(scene, index, at + 1)
            if stop > at + 1:
                yield at, stop
        at = max(stop, at + 1)


def _is_kremlin(tree: Tree, at: int) -> bool:
    return tree[at].lemma == "кремль" and tree[at].text[:1].isupper()


def _organization_end(scene: Scene, index: int, start: int) -> int:
    ends = [hit.stop for hit in scene.hits[index] if hit.start == start]
    ends += [stop for first, stop, label in scene.names[index] if first == start and label == "ORG"]
    return max(ends, default=start)


def _extent(tree: Tree, at: int) -> tuple[int, int]:
    """Return the name around its head: capitalised attributes before it, a proper name or a genitive after it."""
    start = at
    while start > 0 and tree[start - 1].text[:1].isupper() and _is_attribute(tree, start - 1):
        start -= 1
    stop = at + 1
    if stop < len(tree) and tree[stop].text in OPENING:
        stop = _quote_end(tree, stop)
    elif stop < len(tree) and tree[stop].text.lower() == NAMED_AFTER:
        stop = _capitals_end(tree, stop + 1)
    elif stop < len(tree) and _is_proper_apposition(tree, at, stop):
        stop = _capitals_end(tree, stop)
    elif tree[at].text[:1].isupper() and not (at == 0 and tree[at].lemma in COMMON_HEADS):
        stop = _genitive_end(tree, stop)
    return start, stop


def _is_attribute(tree: Tree, at: int) -> bool:
    lemma = tree[at].lemma
    return tree[at].upos in ("ADJ", "PROPN") and lemma.endswith(("ий", "ый", "ой"))


def _quote_end(tree: Tree, at: int) -> int:
    for index in range(at + 1, min(at + 1 + LONGEST_QUOTE, len(tree))):
        if tree[index].text in CLOSING:
            return index + 1
    return at


def _is_proper_apposition(tree: Tree, at: int, following: int) -> bool:
    """Return whether a capitalised name follows that is no genitive of a country: «аэропорт Внуково»."""
    token = tree[following]
    if not token.text[:1].isupper() or token.upos not in ("PROPN", "NOUN", "X"):
        return False
    return token.feat("Case") != "Gen" or tree[at].feat("Case") == "Gen" or tree.related(following, "appos", "flat")


def _capitals_end(tree: Tree, at: int) -> int:
    while at < len(tree) and (tree[at].text[:1].isupper() or tree[at].text == "."):
        if tree[at].text == "." and not (len(tree[at - 1].text) == 1 and at + 1 < len(tree)):
            break
        at += 1
    return at


def _genitive_end(tree: Tree, at: int) -> int:
    """Return the end of a genitive after a capitalised head: «Дворец мира и согласия»."""
    stop = at
    while at < len(tree):
        token = tree[at]
        genitive = token.upos in ("NOUN", "ADJ", "PROPN") and token.feat("Case") == "Gen"
        if genitive and token.upos != "ADJ":
            stop = at + 1
        elif not genitive and not (token.text == "и" and stop == at):
            break
        at += 1
    return stop
