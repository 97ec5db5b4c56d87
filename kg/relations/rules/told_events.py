"""Where and when events take place, by the order of words in their clauses.

The families `venues` and `event_dates` read the tree; these rules of theirs hold where the tree breaks.
"""

from collections.abc import Iterator

from kg.mentions.dates import DateMention
from kg.model import Link
from kg.relations.event_segments import (
    AT,
    ENDING,
    Told,
    asks_where,
    at_events,
    is_online,
    leading_preposition,
    stands_alone,
    told_events,
)
from kg.relations.events import HOST, MOTION, existence
from kg.relations.places import capital_at, destinations, is_locative, places_at
from kg.relations.predicates import VENUES
from kg.relations.rule import Match, Rule, rule
from kg.relations.segments import Segment, is_verb, share_clause
from kg.relations.view import SentenceView

EXCLUDING = frozenset("до после к ко накануне около от перед ранее раньше по".split())
START = frozenset({"с", "со"})
WHERE = "где"
NEAR = 5
ADJACENT = 4


@rule("venues.clause", "takesPlaceIn", confidence=0.85, kinds=("Event",))
def clause_place(sent: SentenceView) -> Iterator[Match]:
    """«очередной, шестнадцатый саммит намечен на октябрь в Казани»: place and event stand in one clause."""
    for told in sent.once(told_events):
        if is_online(sent, told.segment.tokens) or asks_where(sent.tree, told.verb):
            continue
        for place in _places(sent, told.tokens):
            yield _placed(told.event, place, told.verb)


@rule("venues.hosting_clause", "takesPlaceIn", confidence=0.85, kinds=("Event",))
def hosting(sent: SentenceView) -> Iterator[Match]:
    """«на саммите, который в понедельник принимал Асунсьон»: the place is what receives the event."""
    for told in sent.once(told_events):
        if sent.tree[told.verb].lemma not in HOST or told.segment.kind == "participle":
            continue
        if is_online(sent, told.tokens) or any(True for _ in _places(sent, told.tokens)):
            continue
        hosts = [link for link in sent.mentions(*VENUES) if _is_host(sent, link, told)]
        if len(hosts) == 1:
            yield _placed(told.event, hosts[0], told.verb)


def _is_host(sent: SentenceView, link: Link, told: Told) -> bool:
    """Return whether a place is the bare subject of a clause of hosting, not the country of somebody's office."""
    tree, head = sent.tree, sent.head(link)
    inside = tree.inside(link.mention.span)
    if head not in told.tokens or link.mention.form == "adjective" or told.event.mention.span.overlaps(
        link.mention.span
    ):  # fmt: skip
        return False
    many = tree[told.verb].feat("Number") == "Plur"
    if many and tree[head].feat("Number") != "Plur" and not tree.conjuncts(head)[1:]:
        return False  # «на встрече в организацию приняли Чили»: Chile is no host
    bare = tree[head].feat("Case") in ("Nom", "Acc", "") and tree[head].upos == "PROPN"
    before = inside[0] - 1
    follows = before < 0 or tree[before].upos not in ("ADP", "NOUN", "PROPN", "ADJ", "CCONJ")
    return bare and follows and sent.at(head, "Person", "Organization") is None and abs(head - told.verb) <= NEAR


@rule("venues.where", "takesPlaceIn", confidence=0.85, kinds=("Event",))
def where(sent: SentenceView) -> Iterator[Match]:
    """«в Куала-Лумпуре, где 26 октября открылся саммит»: the place before «где» is where the event takes place."""
    for told in sent.once(told_events):
        if told.segment.kind != "relative" or sent.tree[told.segment.tokens[0]].lemma != WHERE:
            continue
        for place in sent.mentions(*VENUES):
            last = sent.tree.inside(place.mention.span)[-1]
            if last == told.segment.before and place.mention.form not in ("adjective", "capital"):
                yield _placed(told.event, place, told.verb)


@rule("venues.beside", "takesPlaceIn", confidence=0.8, kinds=("Event",))
def beside(sent: SentenceView) -> Iterator[Match]:
    """«В Гааге на саммите НАТО союзники согласились …»: what is done at an event in a city is done where it is."""
    held: dict[tuple[int, ...], tuple[Link, ...]] = {}
    for event, segment in at_events(sent):
        if segment.tokens not in held:
            useless = _has_infinitive(sent, segment) or is_online(sent, segment.tokens)
            held[segment.tokens] = () if useless else tuple(_places(sent, segment.tokens))
        for place in held[segment.tokens]:
            if sent.entity(place).type in ("City", "Facility") and _is_near(sent, event, place):
                yield _placed(event, place, _verb(sent, segment))


@rule("venues.goal", "takesPlaceIn", confidence=0.8, words=MOTION)
def goal(sent: SentenceView) -> Iterator[Match]:
    """«в румынскую столицу прилетел Х — на саммит», «приехал в Вену для участия в форуме»: one goes where it is."""
    for verb, token in enumerate(sent.tree.tokens):
        if token.lemma not in MOTION or token.upos != "VERB":
            continue
        events = [link for link in sent.mentions("Event") if _is_aim(sent, link, verb)]
        for place in destinations(sent, verb) if len(events) == 1 else ():
            if sent.entity(place).type in ("City", "Facility", "Location"):
                yield Match(
                    events[0].entity, place.entity, events[0].mention.span, place.mention.span, verb,
                    status=existence(sent, sent.head(events[0])),
                )  # fmt: skip


def _is_aim(sent: SentenceView, event: Link, verb: int) -> bool:
    """Return whether an event is what somebody comes for: «на саммит», «для участия в саммите», «принять участие в»."""
    tree, head = sent.tree, sent.head(event)
    prep = leading_preposition(sent, event)
    first = tree.inside(event.mention.span)[0]
    if prep == "на" and tree[head].feat("Case") == "Acc":
        return share_clause(sent, head, verb)
    return prep in ("в", "во") and any(
        tree[at].lemma in ("участие", "участвовать") for at in range(max(first - 3, 0), first)
    )


def _is_near(sent: SentenceView, event: Link, place: Link) -> bool:
    """Return whether at most one verb and no other event stand between."""
    low, high = sorted((sent.head(event), sent.head(place)))
    other = any(low < sent.head(link) < high and link.entity != event.entity for link in sent.mentions("Event"))
    return not other and sum(sent.tree[at].upos == "VERB" for at in range(low, high)) <= 1


def _has_infinitive(sent: SentenceView, segment: Segment) -> bool:
    return any(sent.tree[at].feat("VerbForm") == "Inf" for at in segment.tokens)


def _verb(sent: SentenceView, segment: Segment) -> int | None:
    return next((at for at in segment.tokens if is_verb(sent.tree, at)), segment.tokens[0])


def _placed(event: Link, place: Link, anchor: int | None) -> Match:
    return Match(event.entity, place.entity, event.mention.span, place.mention.span, anchor)


def _places(sent: SentenceView, tokens: tuple[int, ...]) -> Iterator[Link]:
    """Yield the places that a stretch of a clause gives («в Казани»), and what is joined to them."""
    tree = sent.tree
    found: dict[str, Link] = {}
    begun = sent.once(_begun)
    for at in tokens:
        prep = tree[at].text.lower()
        if tree[at].upos != "ADP" or prep in ("около", "близ"):
            continue
        capital = next((i for i in range(at + 1, min(at + 3, len(tree))) if tree[i].lemma == "столица"), -1)
        if (at not in begun and capital < 0) or not stands_alone(sent, at):
            continue
        for link in begun.get(at, ()):
            if capital >= 0 and link.mention.type == "Country":
                continue  # «в столице Перу Лиме» is no place in all of Peru
            if is_locative(tree, sent.head(link), prep):
                last = tree.inside(link.mention.span)[-1]
                for place in (link, *places_at(sent, sent.head(link)), *_country_beside(sent, last)):
                    if place.mention.form not in ("adjective", "capital"):
                        found.setdefault(place.entity, place)
        city = capital_at(sent, capital) if capital >= 0 and tree[capital].feat("Case") == "Loc" else None
        if city is not None:
            found.setdefault(city.entity, city)
    yield from found.values()


def _begun(sent: SentenceView) -> dict[int, tuple[Link, ...]]:
    """Return the places by the token before them and the words that describe them."""
    found: dict[int, tuple[Link, ...]] = {}
    for link in sent.mentions(*VENUES):
        at = _begins(sent, sent.tree.inside(link.mention.span)[0])
        found[at] = (*found.get(at, ()), link)
    return found


def _country_beside(sent: SentenceView, last: int) -> Iterator[Link]:
    """Yield the country of «в Дубае (ОАЭ)»."""
    if last + 1 < len(sent.tree) and sent.tree[last + 1].text == "(":
        country = sent.at(last + 2, "Country") if last + 2 < len(sent.tree) else None
        if country is not None and country.mention.form in ("name", "abbreviation"):
            yield country


def _begins(sent: SentenceView, first: int) -> int:
    """Return the token before a place and the words that describe it: «в городе Сочи», «в турецком Самсуне»."""
    tree, at = sent.tree, first - 1
    while at > 0 and (tree[at].upos == "ADJ" or tree[at].lemma in ("город", "остров", "столица", "курорт")):
        at -= 1
    return at


@rule("event_dates.words", "eventDate", confidence=0.85, kinds=("Event",))
def clause_date(sent: SentenceView) -> Iterator[Match]:
    """«саммит, намеченный на 24 июня, …»: date and event stand in one clause; of an end only «со вторника» counts."""
    for told in sent.once(told_events):
        ending = sent.tree[told.verb].lemma in ENDING
        for found in _dates(sent, told.tokens, START if ending else None):
            yield _dated(told.event, found, told.verb)


@rule("event_dates.beside", "eventDate", confidence=0.8, kinds=("Event",))
def beside_date(sent: SentenceView) -> Iterator[Match]:
    """«В июле на саммите в Вильнюсе решили …»: the day of what is done at an event is a day of the event."""
    for event, segment in at_events(sent):
        if _has_infinitive(sent, segment):
            continue
        for found in _dates(sent, segment.tokens, None):
            if found.kind == "day" or _is_adjacent(sent, event, found):
                yield _dated(event, found, _verb(sent, segment))


def _is_adjacent(sent: SentenceView, event: Link, found: DateMention) -> bool:
    inside, dates = sent.tree.inside(event.mention.span), sent.tree.inside(found.mention.span)
    return 0 < inside[0] - dates[-1] <= ADJACENT or 0 < dates[0] - inside[-1] <= 2


def _dates(sent: SentenceView, tokens: tuple[int, ...], only: frozenset[str] | None) -> Iterator[DateMention]:
    tree = sent.tree
    for found in sent.dates:
        inside = tree.inside(found.mention.span)
        if not inside or not set(inside) <= set(tokens):
            continue
        before = tree[inside[0] - 1].text.lower() if inside[0] else ""
        fits = before in only if only is not None else before not in EXCLUDING
        first = inside[0] - 1 if tree[inside[0] - 1].upos == "ADP" else inside[0]
        if fits and (stands_alone(sent, first) or before in AT):
            yield found


def _dated(event: Link, found: DateMention, anchor: int | None) -> Match:
    return Match(event.entity, found.start, event.mention.span, found.mention.span, anchor, datatype="date")


RULES: tuple[Rule, ...] = (clause_place, hosting, where, beside, goal, clause_date, beside_date)
