"""Common nouns that speak of an organization named before: «альянс», «организация», «Содружество», «профсоюз»."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from kg.analysis import Tree
from kg.mentions.scene import Scene
from kg.mentions.wordlists import nominal_words, organization_kinds
from kg.model import Mention, Span
from kg.types import is_a

NEAR = 1
NOT_TAKEN_UP = frozenset({"Outlet", "Team"})


def find_nominals(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the nouns that stand for the last organization of their kind, in text order.

    Args:
        scene: The document.
        named: Names found before, in text order.
    """
    bodies = [mention for mention in named if is_a(mention.type, "Organization") and mention.type not in NOT_TAKEN_UP]
    if not bodies:
        return ()
    found = []
    spans: dict[int, list[Span]] = {}
    for mention in named:
        spans.setdefault(mention.sentence, []).append(mention.span)
    suits = _Suits(scene, bodies)
    for index, tree in enumerate(scene.trees):
        if tree.lemmas.isdisjoint(suits.nouns):
            continue
        covered = spans.get(index, ())
        for at, token in enumerate(tree.tokens):
            if token.lemma not in suits.nouns or any(span.overlaps(token.span) for span in covered):
                continue
            if _definite(tree, at):
                meant = _antecedent(suits, bodies, token.lemma, index, token.span.start)
                if meant is not None:
                    found.append(_mention(scene, index, at, meant))
                elif _is_organ(tree, at) and any(_is_international(scene, body) for body in bodies):
                    found.append(scene.mention(index, at, at + 1, "Organization", normal=token.lemma.capitalize()))
    return tuple(found)


def _is_common_noun(lemma: str) -> bool:
    return lemma in nominal_words() and not lemma.startswith("_")


def _mention(scene: Scene, index: int, at: int, meant: Mention) -> Mention:
    return scene.mention(
        index, at, at + 1, meant.type, form="nominal", normal=meant.normal, candidates=meant.candidates[:1]
    )


def _is_organ(tree: Tree, at: int) -> bool:
    """Return whether a capital inside a sentence makes a noun the name of an organ: «председатель Комиссии»."""
    named = at > 0 and tree[at].text[:1].isupper() and not tree[at].text.isupper() and tree[at - 1].text not in '«".:—'
    return named and _is_common_noun(tree[at].lemma)


def _is_international(scene: Scene, body: Mention) -> bool:
    return bool(body.candidates) and bool(scene.reference.members(body.candidates[0]))


def _definite(tree: Tree, at: int) -> bool:
    """Return whether a noun stands alone in the singular, so that it means something known.

    «организации» does, «организация саммита», «рабочая группа», «Союз писателей» do not.
    """
    token = tree[at]
    if token.upos not in ("NOUN", "PROPN") or token.feat("Number") == "Plur":
        return False
    if at + 1 < len(tree) and _names_it(tree, at + 1):
        return False
    for child in tree.children(at):
        other = tree[child]
        if child < at and other.upos == "ADJ" and other.lemma not in nominal_words()["_adjectives"]:
            return False
        if child < at and other.upos == "NUM":
            return False
        if child > at and tree.related(child, "nmod", "appos", "flat", "acl") and not tree.related(child, "acl:relcl"):
            return False
    if at and tree[at - 1].upos == "ADJ" and tree[at - 1].lemma not in nominal_words()["_adjectives"]:
        return False
    return token.lemma != "блок" or not (at + 1 < len(tree) and tree[at + 1].feat("Case") == "Gen")


def _names_it(tree: Tree, at: int) -> bool:
    """Return whether a name or a genitive follows: «клуб „Барселона“», «организация мероприятия»."""
    token = tree[at]
    if token.text[:1] in '«"“„' or (token.upos == "PROPN" and not tree.related(at, "nsubj", "obj", "conj")):
        return True
    return token.upos in ("NOUN", "ADJ") and token.feat("Case") == "Gen" and tree.head(at) in (at - 1,)


def _antecedent(suits: "_Suits", bodies: Sequence[Mention], lemma: str, index: int, start: int) -> Mention | None:
    """Return the organization that a noun means: one just named, else the one the text speaks of most."""
    suiting = [body for body in bodies if suits(body, lemma)]
    before = [body for body in suiting if body.span.start < start]
    near = [body for body in before if index - body.sentence <= NEAR]
    if near:
        return near[-1]
    counts = Counter(body.normal for body in suiting)
    return max(before, key=lambda body: (counts[body.normal], body.span.start), default=None)


class _Suits:
    """Whether an organization may be called by a noun; answers are remembered for one document."""

    def __init__(self, scene: Scene, bodies: Sequence[Mention]) -> None:
        self._scene = scene
        self._bodies = bodies
        self._known: dict[tuple[str, str], bool] = {}

    @cached_property
    def _heads(self) -> Mapping[str, frozenset[str]]:
        """Return for each name the nouns of its class that it holds: «профсоюз» of «Профсоюз горняков»."""
        found: dict[str, frozenset[str]] = {}
        for body in self._bodies:
            tree = self._scene.trees[body.sentence]
            cues = [tree[at].lemma for at in tree.inside(body.span) if tree[at].lemma in organization_kinds()]
            found[body.normal] = found.get(body.normal, frozenset()) | frozenset(cues[:1])
        return found

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return the nouns that may take up one of the bodies."""
        return frozenset().union(*self._heads.values(), filter(_is_common_noun, nominal_words()))

    def __call__(self, body: Mention, lemma: str) -> bool:
        """Return whether the body's own names hold the noun, or the noun suits its class or any body of states."""
        key = (body.candidates[0] if body.candidates else body.normal, lemma)
        if key not in self._known:
            self._known[key] = lemma in self._heads[body.normal] or self._judge(body, lemma)
        return self._known[key]

    def _judge(self, body: Mention, lemma: str) -> bool:
        if not _is_common_noun(lemma):
            return False
        rule = nominal_words()[lemma]
        entity = self._scene.reference.entity(body.candidates[0]) if body.candidates else None
        names = f"{entity.name} {' '.join(entity.aliases)}" if entity else body.normal
        folded = names.lower().replace("ё", "е")
        if any(stem in folded for stem in rule["stems"]) or body.type in rule.get("classes", ()):
            return True
        return bool(rule["any"]) and entity is not None and bool(self._scene.reference.members(entity.id))
