"""Where an event, its place and its date stand in a clause; shared by the families of event rules."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.analysis import Tree, gathered, remembered
from kg.model import Link
from kg.relations.clause import COMPOUND, agents, obliques, patients, subjects, verb_of
from kg.relations.modality import status_at, words
from kg.relations.places import CONTEXT_SENTENCES
from kg.relations.predicates import VENUES
from kg.relations.view import DocumentView, SentenceView

PROCEED = frozenset(
    "пройти проходить состояться продолжаться продолжиться начаться начинаться открыться открываться завершиться "
    "завершаться закончиться стартовать собраться собираться идти запланировать запланированный назначить наметить "
    "намеченный назначенный планироваться ожидаться намечаться проводиться организовать прошедший состоявшийся "
    "проходящий предстоять возобновиться длиться продлиться созвать созываться провести проведённый случиться "
    "предстоящий прошедшая перенести".split()
)
HOST = frozenset(
    "принять принимать провести проводить организовать устроить устраивать созвать созывать приютить организовывать "
    "принявший принимающий готовиться готовить получить".split()
)
MOTION = frozenset(
    "прибыть прибывать прилететь прилетать приехать приезжать отправиться отправляться поехать ехать ездить съездить "
    "вылететь вылетать съехаться съезжаться слететься направиться направляться полететь лететь летать слетать "
    "пожаловать добраться явиться прийти собраться собираться заехать наведаться вернуться возвращаться".split()
)
EVENT_PRONOUNS = {"он": ("Masc", "Neut"), "она": ("Fem",), "оно": ("Neut",)}
"""By lemma; «его» and «нём» mean a neuter «заседание» as well as a «саммит»."""
POSTPONING = frozenset("отложить откладывать отсрочить".split())
ABSENT = 6
"""Within how many words «не будет» follows a noun that it denies."""
AT_EVENT = frozenset({"на", "в", "во", "в рамках", "в ходе", "во время", "на полях"})


@remembered
def event_at(sent: SentenceView, token: int) -> Link | None:
    """Return the event that a noun or a pronoun means, or None."""
    link = sent.headed_by(token, "Event")
    if link is not None and _is_talk_beside(sent, token, link):
        return None
    if link is None and sent.tree[token].upos in ("NOUN", "PROPN"):
        covering = sent.at(token, "Event")
        nested = sent.at(token, *VENUES, "Organization", "Person")
        link = covering if covering and nested is None and token == _first_noun(sent, covering) else None
    return link or _pronoun_event(sent, token)


def _is_talk_beside(sent: SentenceView, token: int, link: Link) -> bool:
    """Return whether a talk of two is meant where resolution took it for the summit: «Моди и Си провели встречу»."""
    tree, above = sent.tree, sent.tree.head(token)
    talk = tree[token].lemma in ("встреча", "переговоры", "беседа") and sent.entity(link).type in ("Summit", "Session")
    held = above >= 0 and tree[above].lemma in ("провести", "проводить") and tree.related(token, "obj")
    return talk and held and bool(sent.mentions("Person"))


def _first_noun(sent: SentenceView, link: Link) -> int:
    return next((i for i in sent.tree.inside(link.mention.span) if sent.tree[i].upos in ("NOUN", "PROPN")), -1)


def _pronoun_event(sent: SentenceView, token: int) -> Link | None:
    """Return the event before it that a pronoun stands for: «Оно назначено на 16 октября», «участвуют в ней»."""
    lemma = sent.tree[token].lemma
    if lemma not in EVENT_PRONOUNS:
        return None
    for where, limit in ((sent, token), (sent.previous, None)):
        if where is None:
            return None
        wanted = EVENT_PRONOUNS[lemma]
        fitting = [link for link in _before(where, limit, "Event") if _gender(where, link) in wanted]
        people = [link for link in _before(where, limit, "Person") if _gender(where, link) in wanted]
        bound = sent.tree.preposition(token) in ("в", "во", "на") or lemma == "оно"
        if fitting and (bound or not people):
            return fitting[-1]
    return None


def _before(sent: SentenceView, limit: int | None, *types: str) -> list[Link]:
    return [link for link in sent.mentions(*types) if limit is None or sent.head(link) < limit]


def _gender(sent: SentenceView, link: Link) -> str:
    return sent.tree[sent.head(link)].feat("Gender")


class Complement(NamedTuple):
    """An event that completes a verb: «на саммите», «в нём»; `case` is that of the word in this sentence."""

    event: Link
    prep: str
    case: str


@gathered
def event_complements(sent: SentenceView, verb: int) -> Iterator[Complement]:
    """Yield the events among a verb's prepositional complements («на саммите», «во время визита»)."""
    for token, prep in obliques(sent.tree, verb):
        link = event_at(sent, token)
        if link:
            yield Complement(link, prep, sent.tree[token].feat("Case"))


@gathered
def event_arguments(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the events that are subject or object of a verb."""
    found: dict[str, Link] = {}
    tree = sent.tree
    for token in (*subjects(tree, verb), *patients(tree, verb), *agents(tree, verb), *_agreeing(tree, verb)):
        for member in _noun_members(sent.tree, token):
            link = event_at(sent, member)
            if link:
                found.setdefault(link.entity, link)
    yield from found.values()


def _agreeing(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the noun that a participle describes where the parser put it below: «на саммите, открывшемся в Риме»."""
    case = tree[verb].feat("Case")
    if tree[verb].feat("VerbForm") != "Part" or not case:
        return ()
    return tuple(at for at in tree.children(verb, "obl") if at < verb and tree[at].feat("Case") == case)


@remembered
def _noun_members(tree: Tree, token: int) -> tuple[int, ...]:
    return (token, *(at for at in tree.conjuncts(token) if at != token and tree[at].upos in ("NOUN", "PROPN")))


@remembered
def context_event(sent: SentenceView, before: int | None = None) -> Link | None:
    """Return the event that a clause without one speaks of.

    The last one named up to three sentences back, else the only one of the whole text.
    """
    limit = len(sent.tree) if before is None else before
    here = [link for link in sent.mentions("Event") if sent.head(link) < limit]
    if here:
        return here[-1]
    earlier = sent.previous
    for _ in range(CONTEXT_SENTENCES):
        if earlier is None:
            break
        events = earlier.mentions("Event")
        if events:
            return events[-1]
        earlier = earlier.previous
    return only_event(sent.doc)


def only_event(doc: DocumentView) -> Link | None:
    """Return the first mention of the document's event when there is just one."""
    events = tuple(doc.of_type("Event"))
    return next(doc.links_of(events[0].id), None) if len(events) == 1 else None


@remembered
def existence(sent: SentenceView, token: int) -> str:
    """Return with what force the text speaks of an event at a noun that is no claim of its own.

    «На саммит в Сочи не поедет» presupposes the summit; «идея саммита в Сочи», «новостей о саммите
    нет», «саммит в Сочи не состоится» do not.
    """
    return "denied" if _is_absent(sent.tree, token) else _force(sent, token)


def _force(sent: SentenceView, token: int) -> str:
    tree = sent.tree
    path = (token, *tree.ancestors(token))
    for below, at in pairwise(path):
        if tree[at].lemma in PROCEED | HOST and tree.related(below, "nsubj", "obj"):
            return status_at(sent, at)
        if tree[at].lemma in words("failing") and tree.related(below, "nsubj", "obj"):
            return "denied" if status_at(sent, at) in ("denied", "asserted") else "hypothetical"
        beside = verb_of(tree, below)
        if beside >= 0 and tree[beside].lemma in PROCEED:
            return status_at(sent, beside)
        if tree[at].lemma in POSTPONING and tree.related(below, "nsubj", "obj"):
            return "hypothetical"
        if tree[at].upos == "VERB":
            break
        if tree[at].lemma in words("doubting") | words("denying"):
            return "hypothetical"
    governing = next((at for at in path if tree[at].head < 0), token)
    if any(tree[at].text.lower() == "нет" for at in (governing, *tree.children(governing))):
        return "hypothetical"
    if any(tree[child].lemma in words("doubting") for child in tree.children(token, "amod")):
        return "hypothetical"
    return "asserted"


def _is_absent(tree: Tree, token: int) -> bool:
    """Return whether the clause says that there is no such event: «Июньского саммита в Сочи не будет»."""
    if tree[token].feat("Case") != "Gen":
        return False
    for at in range(token + 1, min(token + ABSENT, len(tree) - 1)):
        if tree[at].text in (",", ";", ":", "—"):
            return False
        if tree[at].text.lower() == "не" and tree[at + 1].text.lower() in ("будет", "было", "состоится", "состоялось"):
            follows = tree[at + 2].text if at + 2 < len(tree) else "."
            return follows in (".", ":", ",", ";", "—", "!")
    return False


def is_compound(prep: str) -> bool:
    """Return whether a preposition is a compound one («на полях»)."""
    return prep in COMPOUND.values()
