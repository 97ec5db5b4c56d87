"""Who stands near a verb in which case, by the order of words alone: for where the parser lost the arguments.

A verb's stretch runs from the verb before it to the verb after it, and over no semicolon, colon or dash.
"""

from kg.analysis import remembered
from kg.model import Link
from kg.relations.view import SentenceView

BREAKS = frozenset({";", ":", "—", "–", "(", ")"})
PHRASE = ("NOUN", "PROPN", "ADJ", "DET", "NUM")
WITH = ("с", "со")
SURNAMES = ("и", "у", "о", "э", "е", "ю")


@remembered
def stretch(sent: SentenceView, verb: int) -> range:
    """Return the tokens around a verb up to its neighbours that are verbs and to the signs that part clauses."""
    first, last = verb, verb
    while first > 0 and not _ends(sent, first - 1):
        first -= 1
    while last + 1 < len(sent.tree) and not _ends(sent, last + 1):
        last += 1
    return range(first, last + 1)


def _ends(sent: SentenceView, at: int) -> bool:
    token = sent.tree[at]
    return token.text in BREAKS or (token.upos == "VERB" and token.feat("VerbForm") == "Fin")


def nominatives(sent: SentenceView, verb: int, *types: str) -> list[Link]:
    """Return who stands in the nominative in a verb's stretch, in text order."""
    near = stretch(sent, verb)
    return [
        link
        for link in sent.mentions(*(types or ("Person",)))
        if sent.head(link) in near and case_of(sent, link) == "Nom" and not governing(sent, link)
    ]


def partners(sent: SentenceView, verb: int) -> list[Link]:
    """Return the people of «с президентом Китая Си и с Моди» in a verb's stretch, in text order."""
    near = stretch(sent, verb)
    return [
        link
        for link in sent.mentions("Person")
        if sent.head(link) in near and governing(sent, link) in WITH and case_of(sent, link) in ("Ins", "")
    ]


def objects(sent: SentenceView, verb: int, *types: str) -> list[Link]:
    """Return who stands in the accusative without a preposition in a verb's stretch, in text order."""
    near = stretch(sent, verb)
    return [
        link
        for link in sent.mentions(*(types or ("Person",)))
        if sent.head(link) in near and case_of(sent, link) in ("Acc", "Gen") and not governing(sent, link)
    ]


def run(sent: SentenceView, verb: int, cases: tuple[str, ...]) -> list[Link]:
    """Return the countries listed in a verb's stretch: «приглашение досталось Гане, Кении и Оману».

    The first one stands in one of the cases without a preposition; those joined to it may be of any,
    as the tagger errs in lists.
    """
    tree, near = sent.tree, stretch(sent, verb)
    found: list[Link] = []
    for link in sent.mentions("Country"):
        inside = tree.inside(link.mention.span)
        if link.mention.form == "adjective" or inside[0] not in near or inside[0] < verb:
            continue
        if found:
            last = tree.inside(found[-1].mention.span)[-1]
            if {tree[at].text for at in range(last + 1, inside[0])} - {",", "и", "а", "также"}:
                break
        elif tree[inside[-1]].feat("Case") not in cases or not _is_bare(sent, inside[0]):
            continue
        found.append(link)
    return found


def _is_bare(sent: SentenceView, first: int) -> bool:
    """Return whether a name has no preposition and is no genitive's: «в Гану», «у границ Ганы» have."""
    before = sent.tree[first - 1] if first else None
    return before is None or before.upos != "ADP"


@remembered
def case_of(sent: SentenceView, link: Link) -> str:
    """Return the case of a name: that of the title before it, else its own."""
    tree = sent.tree
    inside = tree.inside(link.mention.span)
    own = {tree[at].feat("Case") for at in inside if tree[at].upos in ("PROPN", "NOUN")} - {""}
    if len(own) == 1 and link.mention.form != "role":
        return next(iter(own))
    declined = [tree[at].feat("Case") for at in inside if tree[at].text[-1:].lower() not in SURNAMES]
    return next((case for case in declined if case), "") or tree[sent.head(link)].feat("Case")


@remembered
def governing(sent: SentenceView, link: Link) -> str:
    """Return the preposition before a name and its title, over the members coordinated before it.

    «с президентом Китая Си Цзиньпином и Моди» gives «с» for both names.
    """
    tree = sent.tree
    at = tree.inside(link.mention.span)[0] - 1
    case = case_of(sent, link)
    while at >= 0:
        token = tree[at]
        if token.upos == "ADP":
            return token.text.lower()
        joins = token.text.lower() in (",", "и") and at > 0 and _same_case(sent, at - 1, case)
        if not (token.upos in PHRASE or joins):
            return ""
        if token.upos in ("NOUN", "PROPN") and token.feat("Case") not in (case, "Gen", "") and not joins:
            return ""
        at -= 1
    return ""


def _same_case(sent: SentenceView, at: int, case: str) -> bool:
    link = sent.at(at, "Person")
    return link is not None and case_of(sent, link) == case
