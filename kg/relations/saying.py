"""Verbs of saying, and who can be the one who says: «Песков заявил», «агентство EFE», «российская сторона»."""

from typing import NamedTuple

from kg.analysis import Tree, remembered
from kg.model import Link
from kg.relations.arguments import actors
from kg.relations.asides import SOURCED
from kg.relations.modality import words
from kg.relations.view import SentenceView

SPEAKERS = ("Person", "Organization", "Country")
"""What can speak: people, bodies and outlets, countries as powers; no document, event or place."""
CLOSE = 3
"""Tokens from «агентство» to the name that it stands before."""


class Said(NamedTuple):
    """Whose words a claim is in; without a link it is the outlet's or somebody's whom nobody named."""

    link: Link | None = None


@remembered
def speech_verbs(tree: Tree) -> tuple[int, ...]:
    """Return the verbs of saying in text order; «следует из слов», «уверен, что» are such ones."""
    return tuple(at for at, _ in enumerate(tree.tokens) if _is_saying(tree, at))


def is_speech(tree: Tree, index: int) -> bool:
    """Return whether a word is a verb of saying."""
    return index in speech_verbs(tree)


def _is_saying(tree: Tree, at: int) -> bool:
    token = tree[at]
    if token.upos == "ADJ":
        return token.lemma in words("sure") and bool(tree.children(at, "ccomp"))
    if not token.lemma.endswith(("ть", "ться", "ти")):  # the tagger may take «передаёт ТАСС» for a noun
        return False
    if token.lemma in SOURCED:
        return any(tree.preposition(child) == "из" for child in tree.children(at))
    if token.lemma in words("appealing"):
        return True
    if token.lemma in words("finding"):  # who has learnt something does not say it
        return (at > 0 and tree[at - 1].lemma == "как") or any(tree.preposition(c) == "от" for c in tree.children(at))
    if token.lemma == "стать":
        return bool(told_to(tree, at))  # «как стало известно Коммерсанту»
    if token.lemma in ("понять", "знать"):
        return tree.head(at) >= 0 and tree[tree.head(at)].lemma in ("дать", "давать")
    return token.lemma in words("reporting") | words("speaking") | words("telling")


def told_to(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return to whom something became known: the outlet of «как стало известно «Коммерсанту»»."""
    known = [at for at in tree.children(verb) if tree[at].text.lower() == "известно"]
    return tuple(to for at in (*known, verb) if known for to in tree.children(at) if tree[to].feat("Case") == "Dat")


def is_first_person(tree: Tree, verb: int) -> bool:
    """Return whether a verb of saying is the quoted speaker's own: «я считаю», «мы надеемся», «скажу»."""
    own = {tree[at].lemma for at in tree.children(verb, "nsubj")}
    return tree[verb].feat("Person") in ("1", "2") or bool(own & {"я", "мы", "ты", "вы"})


def takes_subject(tree: Tree, verb: int) -> bool:
    """Return whether a verb can have a speaker as subject: «говорится», «сказано», «следует из» cannot."""
    token = tree[verb]
    impersonal = token.text.lower().endswith(("тся", "лось")) and token.lemma.endswith("ся")
    told = token.feat("Variant") == "Short" and token.upos != "ADJ"
    return not (impersonal or told or token.lemma in SOURCED)


@remembered
def source(sent: SentenceView, noun: int) -> Link | None:
    """Return the person of a phrase, else the body or country that it names: «МИД России» is the ministry."""
    people = [link for link in actors(sent, noun) if sent.doc.entities[link.entity].type == "Person"]
    if people:
        return people[0]
    named = sent.headed_by(noun, *SPEAKERS) or _beside(sent, noun)
    if named and (named.mention.form != "adjective" or sent.entity(named).type != "Country"):
        return named  # «поляк» is not Poland
    if sent.tree[noun].lemma not in words("spokesmen"):
        return None
    inside = sent.tree.children(noun, "nmod", "appos", "amod", "flat")
    # «представитель МИД» speaks for the ministry, «представитель Обамы» is somebody nobody named
    return next((found for child in inside if (found := sent.headed_by(child, *SPEAKERS[1:]))), None)


def _beside(sent: SentenceView, noun: int) -> Link | None:
    """Return what a noun of the kind «агентство», «телеканал» stands before: «агентство EFE»."""
    inside = sent.tree.children(noun, "appos", "flat", "flat:name", "nmod")
    named = (sent.headed_by(child, "Person", "Organization") for child in inside if child - noun <= CLOSE)
    return next(
        (link for link in named if link and sent.tree[sent.head(link)].feat("Case") in ("Nom", "", _case(sent, noun))),
        None,
    )


def _case(sent: SentenceView, noun: int) -> str:
    return sent.tree[noun].feat("Case")
