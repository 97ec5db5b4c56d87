"""When an event takes place: its first day."""

from collections.abc import Iterator

from kg.mentions.dates import DateMention
from kg.model import Link
from kg.relations.clause import governor, patients, predicate
from kg.relations.event_segments import told_events
from kg.relations.events import (
    AT_EVENT,
    HOST,
    MOTION,
    PROCEED,
    context_event,
    event_arguments,
    event_at,
    event_complements,
    existence,
)
from kg.relations.rule import Match, Rule, rule
from kg.relations.view import SentenceView

ENDING = frozenset(
    "завершиться завершаться закончиться продолжаться продолжиться продлиться длиться завершить закончить".split()
)
AFTER_THEN = 4
"""How soon a date follows «тогда»: «Тогда, в октябре 2024 года, …»."""
DATE_PREPOSITIONS = frozenset({"", "в", "во", "на", "с", "по"})


def _dated(event: Link, found: DateMention, anchor: int | None, status: str | None = None) -> Match:
    return Match(
        event.entity, found.start, event.mention.span, found.mention.span, anchor, datatype="date", status=status
    )


def _top(sent: SentenceView, found: DateMention) -> int:
    """Return the token that carries a date, -1 when the date belongs to a word that excludes it («до 5 мая»)."""
    tree = sent.tree
    top = tree.top(found.mention.span)
    if top < 0:
        return -1
    inside = tree.inside(found.mention.span)
    before = tree[inside[0] - 1].text.lower() if inside and inside[0] else ""
    if before in ("до", "после", "к", "ко", "накануне", "около", "от", "перед", "ранее", "раньше"):
        return -1
    return top if tree.preposition(top) in DATE_PREPOSITIONS else -1


@rule("event_dates.clause", "eventDate")
def clause(sent: SentenceView) -> Iterator[Match]:
    """«Саммит пройдёт 5 мая», «заседание назначено на вторник», «Астана примет форум в июне»."""
    for found in sent.dates:
        top = _top(sent, found)
        if top < 0:
            continue
        verb = _verb_of(sent, top)
        if verb is None or sent.tree[verb].lemma in ENDING or _begins_a_state(sent, found, verb):
            continue
        for event in _events_of(sent, verb):
            yield _dated(event, found, verb)
        for event in _after_colon(sent, verb):
            yield _dated(event, found, verb)


def _begins_a_state(sent: SentenceView, found: DateMention, verb: int) -> bool:
    """Return whether a date tells since when something holds: «Сантос, с октября работающий президентом, …»."""
    since = sent.tree.preposition(sent.tree.top(found.mention.span)) in ("с", "со")
    return since and not found.end and sent.tree[verb].lemma not in PROCEED | HOST


def _after_colon(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the events of «Присягу он принёс 7 мая: церемония прошла в Кремле», whose clause has no date of its own."""
    for child in sent.tree.children(verb, "parataxis"):
        below = set(sent.tree.subtree(child))
        dated = any(sent.tree.top(found.mention.span) in below for found in sent.dates)
        if (
            sent.tree[child].lemma in PROCEED
            and not dated
            and any(sent.tree[i].text == ":" for i in range(verb, child))
        ):
            yield from event_arguments(sent, child)


def _verb_of(sent: SentenceView, top: int) -> int | None:
    """Return the verb that a date completes, through a neighbouring complement that the parser hung it on."""
    tree = sent.tree
    verb = predicate(tree, top)
    for at in tree.ancestors(top):
        if at == verb:
            return verb
        if sent.at(at, "Event") is not None:
            return None
        if not (tree.related(at, "obl", "advmod") or sent.at(at, "City", "Facility", "Country")):
            return None
    return verb if verb != top else None


def _events_of(sent: SentenceView, verb: int) -> Iterator[Link]:
    lemma = sent.tree[verb].lemma
    if lemma in PROCEED | HOST:
        yield from event_arguments(sent, verb)
        above = governor(sent.tree, verb)
        if above != verb:
            yield from event_arguments(sent, above)
    for event, prep, case in event_complements(sent, verb):
        if (prep in AT_EVENT and case in ("Loc", "Gen")) or (prep == "на" and lemma in MOTION):
            yield event
    if sent.tree[verb].lemma in ("открыть", "начать", "посетить", "подписать"):
        for token in patients(sent.tree, verb):
            event_ = event_at(sent, token)
            if event_:
                yield event_


@rule("event_dates.attached", "eventDate", kinds=("Event",))
def attached(sent: SentenceView) -> Iterator[Match]:
    """«саммит 11 октября», «на саммите ШОС в 2018 году», «июльский саммит»: the date hangs on the event's noun."""
    for found in sent.dates:
        for event in sent.mentions("Event"):
            head = sent.head(event)
            if event.mention.span.contains(found.mention.span) or _hangs_on(sent, found, event):
                yield _dated(event, found, head, existence(sent, head))


def _hangs_on(sent: SentenceView, found: DateMention, event: Link) -> bool:
    tree = sent.tree
    top = _top(sent, found)
    if top < 0:
        return False
    inside = tree.inside(event.mention.span)
    dates = tree.inside(found.mention.span)
    follows = (
        dates
        and dates[0] - inside[-1] in (1, 2)
        and all(tree[at].text.lower() in ("в", "во") for at in range(inside[-1] + 1, dates[0]))
    )
    adjacent = (bool(follows) and not tree.preposition(top)) or tree.head(top) in inside
    precedes = bool(dates) and tree.head(top) == sent.head(event) and dates[-1] < inside[0]
    return adjacent or precedes


@rule("event_dates.told", "eventDate", confidence=0.8, words=("тогда",))
def told(sent: SentenceView) -> Iterator[Match]:
    """«Тогда, в октябре 2024 года, в аэропорту гостя встречал мэр»: a date that takes up the event just spoken of."""
    if any(token.lemma == "тогда" for token in sent.tree.tokens[:2]) and not sent.mentions("Event"):
        event = context_event(sent)
        for found in sent.dates[:1]:
            near = sent.tree.inside(found.mention.span)[:1] and sent.tree.inside(found.mention.span)[0] <= AFTER_THEN
            if event and near and _top(sent, found) >= 0:
                yield _dated(event, found, _top(sent, found), "asserted")


@rule("event_dates.frame", "eventDate", confidence=0.8)
def frame(sent: SentenceView) -> Iterator[Match]:
    """«В 2030 году блок возглавит Чили, саммит пройдёт в Лиме»: a year that opens the sentence holds for its parts."""
    if len(sent.dates) != 1 or sent.dates[0].kind not in ("year", "month"):
        return
    found = sent.dates[0]
    inside = sent.tree.inside(found.mention.span)
    if not inside or inside[0] > 1 or _top(sent, found) < 0:
        return
    for held in sent.once(told_events):
        later = held.segment.tokens[0] > inside[-1] and held.segment.kind not in ("relative", "participle")
        if later and sent.tree[held.verb].lemma in PROCEED | HOST - ENDING:
            yield _dated(held.event, found, held.verb)


@rule("event_dates.resolved", "eventDate", confidence=0.85, kinds=("Event",))
def resolved(sent: SentenceView) -> Iterator[Match]:
    """«АТЭС-2012», «G20-2025»: the year is part of the event's name."""
    for event in sent.mentions("Event"):
        year = sent.entity(event).feature("year")
        if year and year in event.mention.text:
            yield Match(
                event.entity, year, event.mention.span, event.mention.span, sent.head(event), datatype="date",
                status=existence(sent, sent.head(event)),
            )  # fmt: skip


RULES: tuple[Rule, ...] = (clause, attached, told, frame, resolved)
