"""With what force a sentence says something: asserted, planned, past, denied or hypothetical.

The claim's word is followed upwards to the root: its own negation, the modal verb above it («может
приехать»), the verb that reports it («опроверг, что»), the noun that holds it («отказ от участия»).
Words are in `modality.tsv`; a reporting verb without force of its own («сообщил, что») is transparent.
"""

import re
from functools import cache
from importlib.resources import files

from kg.analysis import Tree, remembered
from kg.relations.clause import content_head, predicate, preposition, verb_of
from kg.relations.view import SentenceView

STRENGTH = ("denied", "hypothetical", "planned", "asserted")
NEGATIONS = frozenset({"не", "ни", "нет", "нельзя", "невозможно"})
WH_WORDS = frozenset("кто что где когда куда откуда зачем почему как какой чей сколько".split())
CONDITIONAL = frozenset({"если", "ежели"})
NEAR = 4
"""How far before its verb «не» stands: «не очень хочет»; a farther one is the parser's error."""
FUTURE = frozenset("будет будут буду будем".split())
AUXILIARY = FUTURE | frozenset("был была было были".split())
FRAMING = frozenset(
    "по после перед до накануне через при из к ко за под у без вместо около среди между со с".split()
) | frozenset({"в рамках", "в ходе", "во время", "на полях", "по итогам", "в преддверии"})
OPEN = re.compile(
    r"\bне (?:был[ао]? )?(?:решен|решён|определ|ясн|извест|выбра|назва|объяв|согласован|установлен|утвержд|уточн)"
    r"|\bнеизвестн|\bнеясн|\bнепонятн|под вопросом|\bобсужда|вопрос открыт|\bспорят"
    r"|предстоит (?:решить|определить|выбрать)"
)
"""Words that leave open what is asked: «пока не решено», «обсуждается»."""
ASKED = 6
SUPPOSING = frozenset({("по", "слух"), ("в", "случай"), ("при", "условие")})
WISHING = frozenset({"пусть", "пускай", "давайте", "давай"})
MANNER_NOT = frozenset({"только", "просто", "впервые", "сразу", "раз"})
"""«не только приехал, но и выступил» says that he came."""


@cache
def words(kind: str) -> frozenset[str]:
    """Return the lemmas of one kind in `modality.tsv`."""
    lines = files("kg.relations").joinpath("data", "modality.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(word for name, members in rows if name == kind for word in members.split())


@remembered
def status_at(sent: SentenceView, anchor: int | None) -> str:
    """Return the status of the claim that the anchor word carries (the sentence's root without one).

    Args:
        sent: The sentence.
        anchor: Index of the verb or noun that makes the claim; None is the root.

    Returns:
        asserted, planned, denied or hypothetical; a claim about the past is asserted, rules that
        know an ended state say "past" themselves.
    """
    tree = sent.tree
    start = anchor if anchor is not None else next((i for i, token in enumerate(tree.tokens) if token.head < 0), -1)
    if start < 0:
        return "asserted"
    found = {_future(tree, predicate(tree, start) if tree.related(start, "nsubj", "obj") else start)}
    above = {status for at, below in force_path(tree, start) for status in _own(tree, at, below)}
    happened = tree[start].feat("VerbForm") == "Fin" and tree[start].feat("Tense") == "Past"
    found |= above - {"planned"} if happened else above  # «информацию о том, что посла вызвали, подтвердили»
    found |= _sentence(sent, start)
    if preposition(tree, start) == "без":
        found.add("denied")
    if preposition(tree, start) == "против":
        found = (found - {"denied"}) | {"hypothetical"}  # «не против встречи»
    return next(status for status in STRENGTH if status in found)


@remembered
def force_path(tree: Tree, start: int) -> list[tuple[int, int]]:
    """Return the words from the claim up to where its force ends, each with the word below it.

    A relative clause is presupposed: in «на саммит, который пройдёт в Бишкеке, не поедет» the
    negation does not reach «пройдёт». Members of a coordination share what stands above them all,
    not what the first of them says.
    """
    path, at, below, seen = [], start, -1, set[int]()
    while at >= 0 and at not in seen:
        seen.add(at)
        path.append((at, below))
        below = at
        if tree.related(at, "parataxis") and verb_of(tree, at) >= 0:
            at = verb_of(tree, at)
            continue
        asked = tree.related(at, "ccomp", "acl") and any(tree[child].lemma == "ли" for child in tree.children(at))
        if asked or _is_presupposed(tree, at) or tree.related(at, "parataxis") or _is_adjunct(tree, at):
            break
        while tree.related(below, "conj") and tree.head(below) not in seen:
            below = tree.head(below)
            seen.add(below)
        at = content_head(tree, below)
    return path


@remembered
def own_status(tree: Tree, start: int) -> str:
    """Return the status that a word's own particles give, asserted or denied: «не президент»."""
    return "denied" if _is_negated(tree, start) else "asserted"


def _is_presupposed(tree: Tree, at: int) -> bool:
    if tree.related(at, "acl") and tree[at].feat("VerbForm") != "Inf":
        return not any(tree[child].lemma in ("что", "чтобы", "будто") for child in tree.children(at, "mark"))
    if not tree.related(at, "advcl"):
        return False
    marks = {tree[child].lemma for child in tree.children(at, "mark")}
    return bool(marks & {"когда", "после", "поскольку", "хотя", "пока"}) or tree[at].feat("VerbForm") == "Conv"


def _own(tree: Tree, at: int, below: int) -> set[str]:
    """Return what one word and its particles say about the word below it, or about itself when nothing is below."""
    token = tree[at]
    negated = _is_negated(tree, at) and not _is_beside_paper(tree, at, below)
    if below < 0:
        failed = token.lemma in words("failing")
        return _hedges(tree, at) | ({"denied"} if negated or failed else set())
    if _is_accepted(tree, at) or urges_to_say(tree, at, below):
        return set()
    if negated and token.lemma in words("refusing") and token.feat("Tense") != "Past":
        return {"hypothetical"}  # «не отказывается от встречи» only does not rule it out
    if tree.related(below, "obl", "nmod"):
        turned = negated and token.lemma in words("denying") | words("excluding")
        return _governs(token.lemma, turned, reported=False)
    if _is_called_untrue(tree, at):
        return {"asserted"} if negated and tree[at].lemma != "соответствовать" else {"denied"}
    said = _governs(token.lemma, negated, reported=tree.related(below, "ccomp"))
    return _hedges(tree, at) | said


def _is_beside_paper(tree: Tree, at: int, below: int) -> bool:
    """Return whether a verb tells of a statement without judging it: «заявление о том, что …, не удивило»."""
    paper = below >= 0 and tree.related(below, "nsubj") and tree[below].lemma in words("uttered")
    return paper and tree[at].lemma not in words("judging")


def urges_to_say(tree: Tree, at: int, below: int) -> bool:
    """Return whether a word only introduces what is said: «следует отметить, что …», «из отчёта следует, что …»."""
    if at < 0 or tree[at].lemma not in words("urging"):
        return False
    if tree[at].lemma == "следовать" and any(tree.preposition(child) == "из" for child in tree.children(at)):
        return True
    if tree[below].feat("VerbForm") != "Inf" or not tree.children(below, "ccomp"):
        return False
    return tree[below].lemma in words("reporting") | words("telling")


def _is_called_untrue(tree: Tree, at: int) -> bool:
    """Return whether a verb calls its object untrue: «назвал ложью сообщения о том, что …», «неверно, что …»."""
    if tree[at].text.lower() in ("неверно", "неправда", "ложь"):
        return True
    if tree[at].lemma == "соответствовать":
        return _is_negated(tree, at) and any(tree[child].lemma in words("truth") for child in tree.children(at))
    if tree[at].lemma not in ("назвать", "называть", "объявить", "считать", "признать"):
        return False
    return any(
        tree[child].lemma in words("untrue") and tree[child].feat("Case") == "Ins" for child in tree.children(at)
    )


def _is_adjunct(tree: Tree, below: int) -> bool:
    """Return whether a word only frames what its governor says: «на встрече предложил», «после визита не приедет»."""
    if tree.related(below, "advmod"):
        return True
    prep, case = preposition(tree, below), tree[below].feat("Case")
    if tree[below].lemma in ("то", "тот") and tree.children(below, "acl"):
        return False  # «отверг обвинения в том, что …»
    if not tree.related(below, "obl", "nmod") or not prep:
        return tree.related(below, "obl") and tree[below].upos not in ("NOUN", "VERB")
    if prep in ("к", "ко") and tree[tree.head(below)].lemma in words("doubting"):
        return False  # «готов к встрече», «призвал к переговорам»
    return prep in FRAMING or (prep in ("на", "в", "во") and case == "Loc" and tree[below].lemma != "участие")


def _is_accepted(tree: Tree, at: int) -> bool:
    """Return whether an offer was taken up: «предложение провести саммит в Казани принято» is a plan."""
    above = tree.head(at)
    taken = above >= 0 and tree[above].lemma in words("accepting") and not _is_negated(tree, above)
    return taken and tree.related(at, "nsubj", "obj") and tree[above].feat("Tense") == "Past"


def _governs(lemma: str, negated: bool, *, reported: bool) -> set[str]:
    """Return what a governing word says: «отказался приехать», «может приехать», «не подтвердил, что приедет»."""
    if lemma in words("denying"):
        return {"asserted"} if negated else {"denied"}
    if lemma in words("excluding"):
        return {"hypothetical"} if negated else {"denied"}
    if lemma in words("doubting"):
        return {"hypothetical"}
    if negated:
        return {"hypothetical"} if reported or lemma in words("reporting") else {"denied"}
    return {"planned"} if lemma in words("planning") else set()


def _is_negated(tree: Tree, at: int) -> bool:
    for child in tree.children(at):
        if any(token.text in (":", ";") for token in tree.tokens[child:at]):
            continue  # «саммита не будет: вместо него пройдёт встреча»
        before_auxiliary = child + 1 < len(tree) and tree[child + 1].text.lower() in AUXILIARY
        if tree[child].text.lower() in NEGATIONS and (0 < at - child <= NEAR or before_auxiliary):
            following = tree[child + 1].text.lower() if child + 1 < len(tree) else ""
            return following not in MANNER_NOT
    aux = (child for child in tree.children(at, "aux", "cop"))
    if any(tree[below].text.lower() == "не" for child in aux for below in tree.children(child)):
        return True
    return at > 0 and tree[at - 1].text.lower() == "не" and tree[at].upos in ("VERB", "ADJ", "NOUN")


def _hedges(tree: Tree, at: int) -> set[str]:
    """Return what the adverbs and particles of a word say: «возможно», «якобы», «бы», «если»."""
    found: set[str] = set()
    for child in tree.children(at):
        lemma = tree[child].lemma
        if lemma in words("hedging") and not tree.children(child, "nsubj"):
            found.add("hypothetical")
        if lemma == "ли" or (lemma in CONDITIONAL and tree.related(child, "mark", "advmod", "cc")):
            found.add("hypothetical")
        if tree.related(child, "advcl") and any(_is_conditional(tree, mark) for mark in tree.children(child)):
            found.add("hypothetical")
        if (tree.preposition(child), lemma) in SUPPOSING:
            found.add("hypothetical")
        if lemma in WISHING and child < at:
            found.add("hypothetical")  # «пусть король приедет»
    return found


def _is_conditional(tree: Tree, mark: int) -> bool:
    """Return whether «если» opens a condition; «если верить X», «если судить по X» only name a source."""
    return tree[mark].lemma in CONDITIONAL and (mark + 1 >= len(tree) or tree[mark + 1].lemma not in words("trusting"))


def _future(tree: Tree, at: int) -> str:
    token = tree[at]
    auxiliary = any(tree[child].text.lower() in FUTURE for child in tree.children(at, "aux", "cop"))
    if token.feat("Tense") == "Fut" or auxiliary:
        return "planned"
    if token.lemma in words("scheduled") and _is_appointed(tree, at):
        return "asserted"
    if token.feat("VerbForm") == "Part" and token.lemma in words("scheduled"):
        return "planned"
    return "planned" if token.lemma in words("scheduled") and token.feat("Tense") != "Past" else "asserted"


def _is_appointed(tree: Tree, at: int) -> bool:
    """Return whether somebody is put in office: «назначен послом», «назначен на должность» is no plan."""
    if tree[at].lemma != "назначить":
        return False
    for child in range(max(0, at - NEAR), min(len(tree), at + NEAR + 1)):
        token = tree[child]
        if token.upos == "NOUN" and token.feat("Animacy") == "Anim" and token.feat("Case") == "Ins":
            return not tree.preposition(child) and all(
                tree[i].text != "," for i in range(min(child, at), max(child, at))
            )
        if token.lemma in ("должность", "пост") and tree.preposition(child) == "на":
            return True
    return False


def _sentence(sent: SentenceView, start: int) -> set[str]:
    """Return what the sentence's form says: a yes-no question, a denial in the next sentence."""
    tree = sent.tree
    found: set[str] = set()
    lemmas = {token.lemma for token in tree.tokens}
    if sent.text.rstrip().endswith("?") and (not lemmas & WH_WORDS or "ли" in lemmas):
        found.add("hypothetical")
    if _is_conditional(tree, 0):
        found.add("hypothetical")
    if tree[0].text.lower() in words("hedging") if len(tree) else False:
        first_clause = next((i for i, token in enumerate(tree.tokens) if token.feat("VerbForm") == "Fin"), -1)
        if start == first_clause or first_clause in tuple(tree.ancestors(start)):
            found.add("hypothetical")
    if _is_open(sent, start):
        found.add("hypothetical")
    if sent.next is not None and lemmas & words("rumour") and _retracts(sent.next):
        found.add("denied")
    return found


def _is_open(sent: SentenceView, start: int) -> bool:
    """Return whether a claim answers a question left open: «где пройдёт саммит, в Риме или в Вене, не решено»."""
    tree = sent.tree
    if not OPEN.search(sent.text.lower()):
        return False
    either = any(token.lemma in ("или", "либо") for token in tree.tokens) and tree[start].feat("Tense") == "Fut"
    asked = [at for at in range(max(0, start - ASKED), start) if tree[at].lemma in ("где", "куда", "когда")]
    return either or any(all(token.text != "," for token in tree.tokens[at:start]) for at in asked)


def _retracts(sent: SentenceView) -> bool:
    """Return whether a sentence takes back the one before: «Кремль опроверг эти сообщения»."""
    lemmas = [token.lemma for token in sent.tree.tokens]
    text = sent.text.lower()
    untrue = "не соответств" in text or any(word in words("retracting") for word in lemmas)
    return untrue and any(word in ("это", "этот", "такой", "информация", "сообщение") for word in lemmas)
