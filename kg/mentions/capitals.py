"""Capitals and palaces that stand for their government: «Астана заявила», «отношения с Дамаском», «в Кремле считают».

A capital is the government where it acts, speaks, is dealt with, is given something or takes a stance; it is the
city where something is or happens, also as a host («Астана примет саммит», «в Москве», «Встречу примет Братислава»).
"""

from kg.analysis import Tree
from kg.mentions.scene import Scene
from kg.mentions.wordlists import power_words
from kg.model import Mention

ACTIVE_HEADS = ("VERB", "AUX")
FACILITY = "Facility"
OFFICIAL = "официальный"
RELATIVES = frozenset({"где", "куда", "откуда"})
SIDES = {"со": "с", "между": "с", "ко": "к", "ото": "от", "пред": "перед"}
"""Prepositions that are read as another one: «между Киевом и Минском» as «с Киевом»."""
DASHES = "-–—−"


def as_government(scene: Scene, mention: Mention) -> Mention | None:
    """Return the mention of the country whose government a city or palace stands for here, else None.

    Args:
        scene: The document.
        mention: A city, a facility or a body that has been found.
    """
    country = _country(scene, mention)
    if country is None:
        return None
    tree = scene.trees[mention.sentence]
    at = tree.top(mention.span)
    if at < 0 or _is_addressed(scene, mention, at) or _is_a_clause_s_place(tree, mention):
        return None
    if not (_is_official(tree, at) or _stands_for_power(tree, at, mention.type != "City")):
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


def _country(scene: Scene, mention: Mention) -> str | None:
    """Return the country of a capital («Астана») or of a seat of power («Кремль»)."""
    if mention.type == "City" and mention.form == "name" and mention.candidates:
        return scene.reference.is_capital_of(mention.candidates[0])
    name = power_words()["seats"].get(mention.normal.lower().strip('«»"'))
    hit = next(iter(scene.reference.find([name])), None) if name else None
    return hit.candidates[0] if hit else None


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


def _is_a_clause_s_place(tree: Tree, mention: Mention) -> bool:
    """Return whether a clause about a place follows: «Вашингтон, где присягу принёс президент»."""
    last = tree.inside(mention.span)[-1]
    following = tree.tokens[last + 1 : last + 3]
    return len(following) == 2 and following[0].text == "," and following[1].lemma in RELATIVES


def _is_official(tree: Tree, at: int) -> bool:
    return at > 0 and tree[at - 1].lemma == OFFICIAL and not tree.preposition(at)


def _stands_for_power(tree: Tree, at: int, seat: bool) -> bool:
    if _begins_its_clause(tree, at):
        return _acts(tree, at, at + 1)
    first = tree.conjuncts(at)[0]
    head = tree.head(first)
    if head < 0:
        return False
    if _on_an_axis(tree, at):
        return True
    if tree.related(first, "nsubj"):
        return _acts(tree, first, head)
    preposition = tree.preposition(at) or tree.preposition(first)
    if preposition:
        return _after_preposition(tree, head, preposition, seat)
    return _as_complement(tree, at, first, head, seat)


def _begins_its_clause(tree: Tree, at: int) -> bool:
    """Return whether the verb follows right away and no subject after it: «Киев заявил», not «Токио потряс толчок»."""
    following = at + 1
    if following >= len(tree) or tree[following].feat("VerbForm") != "Fin" or tree[at].feat("Case") != "Nom":
        return False
    inverted = any(child > following for child in tree.children(following, "nsubj"))
    return not inverted and not (at and tree[at - 1].text in DASHES)


def _acts(tree: Tree, at: int, head: int) -> bool:
    """Return whether a subject acts as a power does: any active verb but those of a host or a place."""
    verb, words = tree[head], power_words()
    if verb.lemma in words["stance_adjectives"]:
        return verb.feat("Variant") == "Short" or verb.upos in ACTIVE_HEADS  # «Москва готова», «была обеспокоена»
    if verb.upos in ("NOUN", "PROPN"):
        return tree.preposition(head) in ("против", "за")  # «Киев против уступок»
    if tree.related(at, "nsubj:pass") or verb.upos not in ACTIVE_HEADS or verb.feat("Voice") == "Pass":
        return False
    if verb.feat("Number") == "Plur" and tree[at].feat("Number") == "Sing" and len(tree.conjuncts(at)) == 1:
        return False  # «солдаты охраняют Вашингтон», whose object looks like a nominative
    if verb.lemma in words["host_verbs"]:
        inner = tree.children(head, "xcomp", "csubj")
        return any(tree[child].upos == "VERB" for child in inner) and verb.lemma not in ("принять", "принимать")
    return True


def _on_an_axis(tree: Tree, at: int) -> bool:
    """Return whether a capital is an end of what joins powers: «ось Москва — Пекин»."""
    if tree[at].feat("Case") != "Nom":
        return False
    heads = [above for above in tree.ancestors(at)][:2]
    return any(tree[above].lemma in power_words()["axes"] for above in heads) and tree.related(
        at, "appos", "nmod", "flat"
    )


def _after_preposition(tree: Tree, head: int, preposition: str, seat: bool) -> bool:
    words, lemma = power_words(), tree[head].lemma
    preposition = SIDES.get(preposition, preposition)
    if preposition in ("в", "во"):
        return _speak_there(tree, head, seat) or (seat and lemma in words["seat_nouns"])
    if preposition == "для":
        return True  # «для Ташкента это дебют»
    if preposition == "против":
        return lemma not in words["against_sport"]
    if lemma in words["after"].get(preposition, ()):
        return True
    return (
        lemma in words[{"с": "dealing_nouns", "к": "stance_nouns"}[preposition]] if preposition in ("с", "к") else False
    )


def _speak_there(tree: Tree, head: int, seat: bool) -> bool:
    """Return whether those at a place speak without being named: «в Кремле отвергли», «в Варшаве недовольны».

    What people in a palace do not say as a government, they do not say there: more verbs are a palace's than a city's.
    """
    words, verb = power_words(), tree[head]
    if verb.feat("Number") != "Plur" or _has_subject(tree, head):
        return False
    if verb.lemma in words["stance_adjectives"]:
        return True
    if verb.upos not in ACTIVE_HEADS or verb.feat("Voice") == "Pass":
        return False
    if verb.lemma in words["clause_verbs"] and tree.children(head, "obj"):
        return False  # «в Берлине считают голоса»
    return verb.lemma in words["stance_verbs"] or (seat and verb.lemma in words["seat_verbs"])


def _has_subject(tree: Tree, head: int) -> bool:
    """Return whether a verb has a subject, its own or that of the verb it is joined to: «прибыли и заявили»."""
    if tree.children(head, "nsubj", "csubj"):
        return True
    return tree.related(head, "conj") and tree.head(head) >= 0 and _has_subject(tree, tree.head(head))


def _as_complement(tree: Tree, at: int, first: int, head: int, seat: bool) -> bool:
    """Return whether a capital without a preposition is a power by its case and by what it belongs to."""
    words, lemma, case = power_words(), tree[head].lemma, tree[at].feat("Case")
    if case == "Dat":
        return lemma not in words["not_given"]  # «передаст Киеву ракеты»; a city's place has a preposition
    if case == "Ins":
        return _done_by(tree, first, head)
    if tree.related(first, "obj", "iobj", "obl"):
        return lemma in words["target_verbs"]
    if not tree.related(first, "nmod") or case not in ("Gen", ""):
        return False
    if lemma in words["stance_nouns"] or (seat and tree[head].feat("Animacy") == "Anim"):
        return True  # «позиция Москвы», «пресс-секретарь Кремля»
    return lemma in (*words["dealing_nouns"], *words["meeting_nouns"]) and _has_partner(tree, at, head)


def _done_by(tree: Tree, first: int, head: int) -> bool:
    """Return whether an instrumental is who acts: «введённые Вашингтоном санкции», «признание Москвой республик»."""
    if tree[head].lemma in power_words()["not_done_by"]:
        return False
    if tree.related(first, "obl:agent") or tree[head].upos == "NOUN":
        return True
    return tree[head].feat("Voice") in ("Pass", "Mid")


def _has_partner(tree: Tree, at: int, head: int) -> bool:
    """Return whether a dealing has a second side: «встреча Москвы и Киева», «переговоры Москвы с Анкарой»."""
    partners = [child for child in tree.children(head, "nmod") if tree.preposition(child) in ("с", "со")]
    return len(tree.conjuncts(at)) > 1 or bool(partners)
