"""Who takes part in an event."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import governor, is_passive, patients, predicate
from kg.relations.events import (
    AT_EVENT,
    MOTION,
    context_event,
    event_at,
    event_complements,
    existence,
    is_compound,
    only_event,
)
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.view import SentenceView

TAKING_PART = frozenset(
    "присоединиться присоединяться участвовать поучаствовать присутствовать председательствовать выступить выступать".split()
)
OPENING = frozenset(
    "открыть открывать начать завершить закрыть возглавить возглавлять провести проводить вести посетить посещать "
    "приветствовать продолжить созвать".split()
)
LEADING = frozenset("вести возглавить посетить открыть".split())
MISSING = frozenset("пропустить пропускать бойкотировать проигнорировать покинуть".split())
ABOUT_EVENT = frozenset("о об обо про для от из вместо перед до после к без".split())
ARRIVING = frozenset("приехать прибыть прилететь съехаться собраться приезжать прибывать прилетать".split())
RECEIVING = frozenset("встречать встретить приветствовать поприветствовать принимать".split())
COMERS = frozenset("участник гость лидер глава президент делегация коллега".split())
SWEARING = frozenset("присяга клятва".split())
COMING = MOTION | TAKING_PART
MEETING_NOUNS = frozenset("встреча переговоры беседа саммит консультация".split())


def took_part(actor: Link, event: Link, anchor: int | None, status: str | None = None) -> Match:
    """Return a match that somebody takes part in an event."""
    return Match(actor.entity, event.entity, actor.mention.span, event.mention.span, anchor, status=status)


@rule("participation.takes_part", "participatesIn")
def takes_part(sent: SentenceView) -> Iterator[Match]:
    """«участвовать в саммите», «принять участие в саммите», «прибыть на саммит», «открыть заседание»."""
    for verb in verbs(sent.tree):
        present = doers(sent, verb)
        if not present:
            continue
        for event in _attended(sent, verb):
            for actor in present:
                yield took_part(actor, event, verb)


def _attended(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the events that the doer of a verb is at: «на саммите», «на саммит» after a verb of motion, «саммит» opened."""
    tree, lemma = sent.tree, sent.tree[verb].lemma
    for event, prep, case in event_complements(sent, verb):
        if prep in ABOUT_EVENT:
            continue
        if is_compound(prep) or (prep in AT_EVENT and case in ("Loc", "Gen")) or (prep == "на" and lemma in COMING):
            yield event
        elif lemma in TAKING_PART and prep in AT_EVENT:
            yield event
    if lemma in MISSING or (lemma in OPENING and tree[verb].feat("VerbForm") != "Inf") or lemma in LEADING:
        for token in patients(tree, verb):
            attended = event_at(sent, token)
            if attended:
                yield attended
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


@rule("participation.nominal", "participatesIn", confidence=0.85)
def nominal(sent: SentenceView) -> Iterator[Match]:
    """«с участием Путина», «участие Токаева в саммите», «отказался от участия в саммите»."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma != "участие":
            continue
        event = _event_of_noun(sent, index)
        below = [c for c in tree.children(index, "nmod") if tree[c].feat("Case") == "Gen" and not tree.preposition(c)]
        present = [actor for child in below for actor in actors(sent, child)]
        if not below and tree.head(index) >= 0 and tree.preposition(index) not in ("с", "при"):
            present = list(doers(sent, predicate(tree, tree.head(index))))
        for actor in present:
            if event:
                yield took_part(actor, event, index)


@rule("participation.participant", "participatesIn", confidence=0.85)
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
            for actor in _after_dash(sent, index):
                yield took_part(actor, event, index)


def _after_dash(sent: SentenceView, index: int) -> tuple[Link, ...]:
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
    if sent.tree.preposition(index) in ("с", "при"):
        before = [link for link in sent.mentions("Event") if sent.head(link) < index]
        return before[-1] if before else None
    return None


@rule("participation.meeting", "participatesIn", confidence=0.85)
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
    """«Приедет и генсек ОДКБ», «С речами выступили…» after a sentence about the event."""
    for verb in verbs(sent.tree, TAKING_PART | ARRIVING):
        if any(True for _ in _attended(sent, verb)) or any(sent.head(e) > verb for e in sent.mentions("Event")):
            continue
        event = context_event(sent, verb) or only_event(sent.doc)
        if event is None or not _continues(sent, verb):
            continue
        for actor in doers(sent, verb):
            yield took_part(actor, event, verb)


def _continues(sent: SentenceView, verb: int) -> bool:
    """Return whether nothing in the clause says that it is about something else («приехал в Минск», «выступил в Думе»)."""
    tree: Tree = sent.tree
    top = governor(tree, verb)
    for at in (verb, top):
        for child in tree.children(at, "obl"):
            if tree.preposition(child) in ("в", "во", "на", "за", "против", "из") and child != verb:
                return False
    return not any(tree.preposition(t) for t in patients(tree, verb))


@rule("participation.host", "participatesIn", confidence=0.75)
def host(sent: SentenceView) -> Iterator[Match]:
    """«Участников встречи Токаев встречал лично»: who receives those who come takes part."""
    for verb in verbs(sent.tree, RECEIVING):
        received = [t for t in patients(sent.tree, verb) if sent.tree[t].lemma in COMERS]
        if received and not any(actors(sent, token) for token in received):
            event = context_event(sent, max(received[0], 1)) or only_event(sent.doc)
            for actor in doers(sent, verb):
                if event and sent.doc.entities[actor.entity].type == "Person":
                    yield took_part(actor, event, verb)


@rule("participation.ground", "participatesIn", confidence=0.7)
def ground(sent: SentenceView) -> Iterator[Match]:
    """«Дворец для президентов Казахстана и России стал площадкой»: those for whom the event's place is ready."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma != "площадка":
            continue
        event = context_event(sent, index)
        verb = predicate(sent.tree, index)
        tops = [at for at in range(len(sent.tree)) if sent.tree.preposition(at) == "для"]
        for actor in (actor for top in tops for actor in actors(sent, top)):
            if event:
                yield took_part(actor, event, verb)


@rule("participation.oath", "participatesIn", confidence=0.85)
def oath(sent: SentenceView) -> Iterator[Match]:
    """«Присягу Путин принёс 7 мая: церемония инаугурации прошла в Кремле»: who is sworn in is at the inauguration."""
    event = next((e for e in sent.mentions("Event") if "инаугураци" in e.mention.text.lower()), None)
    for verb in verbs(sent.tree, frozenset({"принести", "приносить", "дать", "вступить"})):
        sworn = any(sent.tree[t].lemma in SWEARING for t in patients(sent.tree, verb))
        if event and (sworn or sent.tree[verb].lemma == "вступить"):
            for actor in doers(sent, verb):
                yield took_part(actor, event, verb)


@rule("participation.decision", "participatesIn", confidence=0.65)
def decision(sent: SentenceView) -> Iterator[Match]:
    """«За вступление высказались министры Перу и Чили. Решение принято на заседании совета.»: who decided was there."""
    tree = sent.tree
    for verb in verbs(tree):
        subject = [token for token in patients(tree, verb) if tree[token].lemma in ("решение", "договорённость")]
        if not subject or not is_passive(tree, verb) or sent.previous is None:
            continue
        for event, prep, _ in event_complements(sent, verb):
            if prep == "на":
                for actor in _main_actors(sent.previous):
                    yield took_part(actor, event, verb)


def _main_actors(sent: SentenceView) -> tuple[Link, ...]:
    root = next((i for i, token in enumerate(sent.tree.tokens) if token.head < 0 and token.upos == "VERB"), None)
    return doers(sent, root) if root is not None else ()


RULES: tuple[Rule, ...] = (
    takes_part, nominal, participant, meeting, context, host, ground, oath, decision,
)  # fmt: skip
