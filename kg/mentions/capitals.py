"""Capitals and palaces that stand for their government: «Астана заявила», «отношения с Дамаском».

A capital is the government where it acts, is dealt with, or takes a stance; it is the city where
something is or happens, also as a host («Астана примет саммит», «в Москве», «Встречу примет Братислава»).
"""

from kg.analysis import Tree
from kg.mentions.scene import Scene
from kg.mentions.wordlists import place_words
from kg.model import Mention

ACTIVE_HEADS = ("VERB", "AUX")
FACILITY = "Facility"


def as_government(scene: Scene, mention: Mention) -> Mention | None:
    """Return the mention of the country whose government a city or palace stands for here, else None.

    Args:
        scene: The document.
        mention: A city or facility that has been found.
    """
    country = _country(scene, mention)
    if country is None:
        return None
    tree = scene.trees[mention.sentence]
    at = tree.top(mention.span)
    if at < 0 or tree.preposition(at) in ("в", "во", "на", "из", "под", "через", "вокруг", "близ", "около", "до"):
        return None
    if _is_addressed(scene, mention, at):
        return None
    if not _stands_for_power(tree, at):
        return None
    entity = scene.reference.entity(country)
    return scene.mention_at(
        mention.sentence,
        mention.span,
        "Country",
        form="capital",
        normal=entity.name if entity else mention.normal,
        candidates=(country,),
    )


def _is_addressed(scene: Scene, mention: Mention, at: int) -> bool:
    """Return whether a capital stands in a dateline or with its country after it: «СУВА, Фиджи —», «Лима (Перу)»."""
    tree = scene.trees[mention.sentence]
    after = tree[at + 1].text if at + 1 < len(tree) else ""
    if after in (",", "(") and any(
        hit.start == at + 2
        and hit.form == "name"
        and scene.reference.is_capital_of(mention.candidates[0]) in hit.candidates
        for hit in scene.hits[mention.sentence]
        if mention.candidates
    ):
        return True
    return at == 0 and after in (",", ".", "/") and tree[at].text.isupper()


def _country(scene: Scene, mention: Mention) -> str | None:
    """Return the country of a capital («Астана») or of a seat of power («Кремль»)."""
    if mention.type == "City" and mention.form == "name" and mention.candidates:
        return scene.reference.is_capital_of(mention.candidates[0])
    name = place_words()["powers"].get(mention.normal.lower())
    hit = next(iter(scene.reference.find([name])), None) if name else None
    return hit.candidates[0] if hit else None


def _stands_for_power(tree: Tree, at: int) -> bool:
    following = at + 1
    if following < len(tree) and tree[following].feat("VerbForm") == "Fin" and tree[at].feat("Case") == "Nom":
        return _acts(tree, at, following)
    first = tree.conjuncts(at)[0]
    head = tree.head(first)
    if head < 0:
        return False
    if tree.related(first, "nsubj"):
        return _acts(tree, first, head)
    words = place_words()
    lemma = tree[head].lemma
    preposition = tree.preposition(at) or tree.preposition(first)
    if preposition == "для":
        return True  # «для Ташкента это дебют»
    if preposition in ("с", "со", "между", "против", "к"):
        if preposition == "к":
            return lemma in words["stance_nouns"] or lemma in words["passing_verbs"]
        return lemma in words["dealing_nouns"] or lemma in words["dealing_verbs"]
    if preposition:
        return False
    if tree.related(first, "obj", "iobj", "obl"):
        return lemma in words["target_verbs"]
    return tree.related(first, "nmod") and lemma in words["stance_nouns"] and tree[at].feat("Case") in ("Gen", "")


def _acts(tree: Tree, at: int, head: int) -> bool:
    """Return whether a subject acts as a power does: any active verb but those of a host or a place."""
    verb = tree[head]
    if tree.related(at, "nsubj:pass") or verb.upos not in ACTIVE_HEADS or verb.feat("Voice") == "Pass":
        return False
    if verb.lemma in place_words()["host_verbs"]:
        inner = tree.children(head, "xcomp", "csubj")
        return any(tree[child].upos == "VERB" for child in inner) and verb.lemma not in ("принять", "принимать")
    return True
