"""Who takes part in an event."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.model import Link
from kg.relations.arguments import actors, doers, is_in_person
from kg.relations.clause import TIME_WORDS, governor, patients, predicate
from kg.relations.events import (
    AT_EVENT,
    MOTION,
    event_arguments,
    event_at,
    event_complements,
    existence,
    is_compound,
    only_event,
)
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.scene import spoken_of
from kg.relations.view import SentenceView

JOINING = frozenset("присоединиться присоединяться".split())
TAKING_PART = frozenset("участвовать поучаствовать присутствовать председательствовать выступить выступать".split())
OPENING = frozenset(
    "открыть открывать начать завершить закрыть возглавить возглавлять провести проводить вести посетить посещать "
    "приветствовать продолжить созвать".split()
)
LEADING = frozenset("вести возглавить посетить открыть".split())
MISSING = frozenset("пропустить пропускать бойкотировать проигнорировать покинуть".split())
ABOUT_EVENT = frozenset("о об обо про для от из вместо перед до после к без".split())
ARRIVING = frozenset("приехать прибыть прилететь съехаться собраться приезжать прибывать прилетать".split())
RECEIVING = frozenset("встречать встретить приветствовать поприветствовать принимать принять".split())
PRESENCE = frozenset("участие присутствие председательство".split())
WITH = ("с", "при", "под", "в")
REPRESENTING = frozenset("представлять представить".split())
GATHERING = frozenset("работа мероприятие встреча заседание переговоры форум саммит дискуссия церемония речь".split())
COMING = MOTION | TAKING_PART
MEETING_NOUNS = frozenset("встреча переговоры беседа саммит консультация".split())


def took_part(actor: Link, event: Link, anchor: int | None, status: str | None = None) -> Match:
    """Return a match that somebody takes part in an event."""
    return Match(actor.entity, event.entity, actor.mention.span, event.mention.span, anchor, status=status)


@rule("participation.takes_part", "participatesIn")
def takes_part(sent: SentenceView) -> Iterator[Match]:
    """«участвовать в саммите», «прибыть на саммит», «заявил на саммите», «открыть заседание»."""
    for verb in verbs(sent.tree):
        present = doers(sent, verb)
        if not present:
            continue
        coming = sent.tree[verb].lemma in COMING | MISSING
        for event in _attended(sent, verb):
            if _is_of_a_later_verb(sent, verb, sent.head(event)):
                continue
            for actor in present:
                if coming or _takes(sent, verb) or is_in_person(sent, actor):
                    yield took_part(actor, event, verb)


def _is_of_a_later_verb(sent: SentenceView, verb: int, event: int) -> bool:
    """Return whether another verb stands before the event: «страна, где правит А, одобрила на саммите»."""
    return any(token.upos == "VERB" and token.feat("VerbForm") == "Fin" for token in sent.tree.tokens[verb + 1 : event])


def _takes(sent: SentenceView, verb: int) -> bool:
    """Return whether a verb takes part by its noun: «принять участие»."""
    return any(sent.tree[token].lemma == "участие" for token in sent.tree.children(verb, "obj", "nsubj"))


def _attended(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the events that the doer of a verb is at: «на саммите», «прибыл на саммит», «открыл саммит»."""
    tree, lemma = sent.tree, sent.tree[verb].lemma
    for event, prep, case in event_complements(sent, verb):
        if prep in ABOUT_EVENT:
            continue
        if lemma in JOINING:
            if prep in ("к", "ко"):
                yield event
        elif is_compound(prep) or (prep in AT_EVENT and case in ("Loc", "Gen")) or (prep == "на" and lemma in COMING):
            yield event
        elif lemma in TAKING_PART and prep in AT_EVENT:
            yield event
    if lemma in RECEIVING:
        yield from event_arguments(sent, verb)
    if lemma in MISSING or (lemma in OPENING and tree[verb].feat("VerbForm") != "Inf") or lemma in LEADING:
        yield from event_arguments(sent, verb)
    yield from _with_participation(sent, verb)


def _with_participation(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the events of «принять участие в саммите», «подтвердил участие в форуме»."""
    for token in sent.tree.children(verb, "obj"):
        if sent.tree[token].lemma == "участие" and not _is_anothers(sent.tree, token):
            for child in sent.tree.children(token, "nmod", "obl"):
                event = event_at(sent, child)
                if event:
                    yield event


def _is_anothers(tree: Tree, token: int) -> bool:
    """Return whether a genitive says whose participation it is: «подтвердил участие Путина»."""
    return any(tree[c].feat("Case") == "Gen" and not tree.preposition(c) for c in tree.children(token, "nmod"))


@rule("participation.nominal", "participatesIn", confidence=0.85, words=PRESENCE)
def nominal(sent: SentenceView) -> Iterator[Match]:
    """«с участием Путина», «участие Токаева в саммите», «отказался от участия в саммите»."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in PRESENCE:
            continue
        event = _event_of_noun(sent, index)
        below = [c for c in tree.children(index, "nmod") if tree[c].feat("Case") == "Gen" and not tree.preposition(c)]
        present = [actor for child in below for actor in actors(sent, child)]
        if token.lemma == "участие" and not below and tree.head(index) >= 0 and tree.preposition(index) not in WITH:
            present = list(doers(sent, predicate(tree, tree.head(index))))
        for actor in present:
            if event:
                yield took_part(actor, event, index)


@rule("participation.participant", "participatesIn", confidence=0.85, words=("участник", "гость"))
def participant(sent: SentenceView) -> Iterator[Match]:
    """«Участниками саммита станут А и Б», «Среди участников саммита — А и Б»."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in ("участник", "гость"):
            continue
        event = next((e for c in tree.children(index, "nmod") if (e := event_at(sent, c))), None)
        if event is None:
            continue
        verb = predicate(tree, index)
        if token.feat("Case") == "Ins" and tree[verb].lemma in ("стать", "быть", "являться"):
            for actor in doers(sent, verb):
                yield took_part(actor, event, verb)
        elif tree.preposition(index) in ("среди", "в"):
            for actor in after_dash(sent, index):
                yield took_part(actor, event, index)


def after_dash(sent: SentenceView, index: int) -> tuple[Link, ...]:
    """Return the actors after the dash of «Среди участников — А и Б»."""
    dash = next((i for i in range(index, len(sent.tree)) if sent.tree[i].text in ("—", "–", "-", ":")), None)
    if dash is None:
        return ()
    first = next((i for i in range(dash, len(sent.tree)) if sent.tree[i].feat("Case") == "Nom"), None)
    return actors(sent, first) if first is not None else ()


def _event_of_noun(sent: SentenceView, index: int) -> Link | None:
    """Return the event that «участие» speaks of: «в саммите» below it, or what is held «с участием»."""
    for child in sent.tree.children(index, "nmod", "obl"):
        if sent.tree.preposition(child) in ("в", "во"):
            return event_at(sent, child)
    if sent.tree.preposition(index) in WITH:
        before = [link for link in sent.mentions("Event") if sent.head(link) < index]
        return before[-1] if before else None
    return None


@rule("participation.meeting", "participatesIn", confidence=0.85, words=MEETING_NOUNS)
def meeting(sent: SentenceView) -> Iterator[Match]:
    """«встреча президентов России и США», «переговоры Путина с Си»: the genitive and «с» name those who meet."""
    for event in sent.mentions("Event"):
        head = sent.head(event)
        if head < 0 or sent.tree[head].lemma not in MEETING_NOUNS:
            continue
        for actor in meeting_parties(sent, head):
            yield took_part(actor, event, head, existence(sent, head))


def meeting_parties(sent: SentenceView, noun: int) -> tuple[Link, ...]:
    """Return who meets by the noun's genitive and «с»: «встреча Путина и Си», «переговоры Путина с Си»."""
    found: dict[str, Link] = {}
    for child in sent.tree.children(noun, "nmod", "obl"):
        prep, case = sent.tree.preposition(child), sent.tree[child].feat("Case")
        if (prep in ("с", "со") and case in ("Ins", "")) or (not prep and case in ("Gen", "")):
            for actor in actors(sent, child):
                if sent.doc.entities[actor.entity].type != "Organization":
                    found.setdefault(actor.entity, actor)
    return tuple(found.values())


@rule("participation.context", "participatesIn", confidence=0.75)
def context(sent: SentenceView) -> Iterator[Match]:
    """«Приедет и генсек ОДКБ», «С речами выступили…», «Россию представлял Лавров» after a sentence about the event."""
    for verb in verbs(sent.tree):
        if not (_speaks_of_presence(sent, verb) and _continues(sent, verb)) or any(True for _ in _attended(sent, verb)):
            continue
        if any(sent.head(event) > verb for event in sent.mentions("Event")):
            continue
        event = spoken_of(sent, verb) or only_event(sent.doc)
        for actor in doers(sent, verb):
            if event and _may_come(sent, verb, actor):
                yield took_part(actor, event, verb)


def _speaks_of_presence(sent: SentenceView, verb: int) -> bool:
    """Return whether a verb says that somebody is there: came, takes part, represents a country."""
    lemma = sent.tree[verb].lemma
    if lemma in TAKING_PART | ARRIVING or (lemma in ("принять", "принимать") and _takes(sent, verb)):
        return not _is_in_a_role(sent, verb)
    objects = patients(sent.tree, verb)
    if lemma in REPRESENTING:
        return any(sent.headed_by(token, "Country", "Organization") for token in objects)
    return lemma in ("возглавить", "возглавлять") and any(sent.tree[token].lemma == "делегация" for token in objects)


def _is_in_a_role(sent: SentenceView, verb: int) -> bool:
    """Return whether somebody «выступил хозяином встречи»: acted as something, not at the event."""
    below = sent.tree.children(verb, "obl", "xcomp", "iobj")
    return any(sent.tree[at].feat("Case") == "Ins" and not sent.tree.preposition(at) for at in below)


def _may_come(sent: SentenceView, verb: int, actor: Link) -> bool:
    """Return whether an actor can do this: countries take part, but they neither arrive nor preside."""
    if sent.tree[verb].lemma in ARRIVING or sent.tree[verb].lemma == "председательствовать":
        return is_in_person(sent, actor)
    return True


def _continues(sent: SentenceView, verb: int) -> bool:
    """Return whether the clause is not about something else («приехал в Минск», «выступил в Думе»)."""
    tree = sent.tree
    for at in (verb, governor(tree, verb)):
        for child in tree.children(at, "obl"):
            elsewhere = tree.preposition(child) in ("в", "во", "на", "за", "против", "из", "к", "ко")
            if elsewhere and child != verb and tree[child].lemma not in GATHERING and tree[child].upos != "PRON":
                return _is_time(tree, child)
    return True


def _is_time(tree: Tree, index: int) -> bool:
    return tree[index].lemma in TIME_WORDS or tree[index].text.isdigit()


RULES: tuple[Rule, ...] = (takes_part, nominal, participant, meeting, context)
