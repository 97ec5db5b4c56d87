"""Where an event takes place."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.model import Link
from kg.relations.clause import agents, governor, patients, predicate, predicates, subjects
from kg.relations.event_segments import asks_where
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
from kg.relations.places import capital_at, destinations, is_locative, places_at, venues
from kg.relations.predicates import VENUES
from kg.relations.rule import Match, Rule, rule
from kg.relations.view import SentenceView

OPENING = frozenset("открыть открывать начать начинать завершить возглавить посетить провести собрать".split())
AT_CASES = ("Loc", "Gen")
MOVING = frozenset("перенести переносить переехать переместить".split())
GUESTS = frozenset("гость участник лидер президент глава делегация".split())
VENUE_NOUNS = frozenset(
    "место площадка хозяин хозяйка столица страна-хозяйка страна-хозяин город-хозяин страна-организатор".split()
)
AFTER = 4


def verbs(tree: Tree, *lemmas: frozenset[str]) -> tuple[int, ...]:
    """Return the predicates of a sentence whose lemma is in one of the sets, in text order; all without sets."""
    found = predicates(tree)
    if not lemmas:
        return found
    return tuple([at for at in found for lemma in (tree[at].lemma,) if any(lemma in members for members in lemmas)])


def placed(event: Link, place: Link, anchor: int | None, status: str | None = None) -> Match:
    """Return a match that an event takes place somewhere."""
    return Match(event.entity, place.entity, event.mention.span, place.mention.span, anchor, status=status)


@rule("venues.proceeds", "takesPlaceIn", words=PROCEED)
def proceeds(sent: SentenceView) -> Iterator[Match]:
    """«В Астане проходит саммит»: a verb of taking place with an event as subject and a place that tells where."""
    for verb in verbs(sent.tree, PROCEED):
        if asks_where(sent.tree, verb):
            continue
        events = tuple(event_arguments(sent, verb))
        for event in events:
            for place in destinations(sent, verb) if sent.tree[verb].lemma in MOVING else venues(sent, verb):
                yield placed(event, place, verb)


@rule("venues.host", "takesPlaceIn", words=HOST)
def host(sent: SentenceView) -> Iterator[Match]:
    """«Астана примет саммит», «принять саммит предстоит Астане», «провёл в Сочи заседание»: a place hosts an event."""
    for verb in verbs(sent.tree, HOST):
        hosts = [place for token in _hosts(sent.tree, verb) for place in _host_places(sent, token)]
        for event in event_arguments(sent, verb):
            for place in (*hosts, *venues(sent, verb)):
                yield placed(event, place, verb)


def _hosts(tree: Tree, verb: int) -> tuple[int, ...]:
    above = governor(tree, verb)
    givers = tree.children(above, "iobj", "obl") if tree[above].lemma in ("предстоять", "выпасть", "доверить") else ()
    return (
        *agents(tree, verb),
        *patients(tree, verb),
        *(token for token in givers if tree[token].feat("Case") == "Dat"),
    )


def _host_places(sent: SentenceView, token: int) -> Iterator[Link]:
    link = sent.headed_by(token, *VENUES) or capital_at(sent, token)
    if link and link.mention.form != "adjective":
        yield link


@rule("venues.attached", "takesPlaceIn", kinds=("Event",))
def attached(sent: SentenceView) -> Iterator[Match]:
    """«саммит АТЭС в Чили», «на саммите в Брюсселе»: the place hangs on the event's noun or follows it at once."""
    for event in sent.mentions("Event"):
        head = sent.head(event)
        status = existence(sent, head) if head >= 0 else None
        for place in _attached(sent, event, head):
            yield placed(event, place, head, status)


def _attached(sent: SentenceView, event: Link, head: int) -> Iterator[Link]:
    tree = sent.tree
    inside = tree.inside(event.mention.span)
    found: dict[str, Link] = {}
    for token in inside:
        for child in tree.children(token, "nmod", "obl", "appos"):
            apart = any(tree[at].feat("VerbForm") == "Fin" for at in range(token + 1, child))
            if not apart and is_locative(tree, child, tree.preposition(child)) and _of_event(sent, event, token):
                for place in places_at(sent, child):
                    found.setdefault(place.entity, place)
    following = _following(sent, event)
    if following is not None:
        for place in places_at(sent, following):
            found.setdefault(place.entity, place)
    yield from found.values()


def _of_event(sent: SentenceView, event: Link, token: int) -> bool:
    """Return whether a word inside the event's mention may carry its place: the head or its last word."""
    inside = sent.tree.inside(event.mention.span)
    return token in (sent.head(event), inside[-1]) or sent.tree.related(token, "nmod")


def _following(sent: SentenceView, event: Link) -> int | None:
    """Return the noun of «в Брюсселе» right after the event's mention, however the parser attached it."""
    last = sent.tree.inside(event.mention.span)[-1]
    if last + 2 < len(sent.tree) and sent.tree[last + 1].text.lower() in ("в", "во", "на"):
        for link in sent.mentions(*VENUES):
            tokens = sent.tree.inside(link.mention.span)
            if tokens[0] == last + 2 and is_locative(sent.tree, sent.head(link), "в"):
                return sent.head(link)
    return None


@rule("venues.adjective", "takesPlaceIn", confidence=0.8, kinds=("Event",))
def adjective(sent: SentenceView) -> Iterator[Match]:
    """«казанский саммит»: the adjective of a city before the event's noun."""
    for event in sent.mentions("Event"):
        for place in sent.mentions("City"):
            if place.mention.form == "adjective" and sent.tree.head(sent.head(place)) == sent.head(event):
                yield placed(event, place, sent.head(event), existence(sent, sent.head(event)))


@rule("venues.arrival", "takesPlaceIn", confidence=0.85, words=MOTION)
def arrival(sent: SentenceView) -> Iterator[Match]:
    """«прибыл в Сочи на саммит», «сюда прилетел на встречу»: who goes to an event goes where it is."""
    for verb in verbs(sent.tree, MOTION):
        events = [link for link, prep, _ in event_complements(sent, verb) if prep == "на"]
        for event in events:
            for place in destinations(sent, verb):
                status = existence(sent, sent.head(event))
                yield placed(event, place, verb, status)


@rule("venues.at_event", "takesPlaceIn", confidence=0.8)
def at_event(sent: SentenceView) -> Iterator[Match]:
    """«встретились в Казани на саммите», «открыли заседание в Астане»: the clause says at which event and where."""
    for verb in verbs(sent.tree):
        lemma = sent.tree[verb].lemma
        open_ended = sent.tree[verb].feat("VerbForm") == "Inf"  # «на саммите решили открыть в Риге центр»
        here = () if open_ended else event_complements(sent, verb)
        events = [event for event, prep, case in here if prep in AT_EVENT and case in AT_CASES]
        if lemma in OPENING:
            events += [link for token in patients(sent.tree, verb) if (link := event_at(sent, token))]
        for event in events:
            for place in venues(sent, verb):
                if sent.entity(place).type in ("City", "Facility") and not _proceeds(sent, verb):
                    yield placed(event, place, verb)


def _proceeds(sent: SentenceView, verb: int) -> bool:
    """Return whether the clause itself is about an event that takes place, so that the place is that one's."""
    return sent.tree[verb].lemma in PROCEED and any(True for _ in event_arguments(sent, verb))


@rule("venues.headline", "takesPlaceIn", confidence=0.8, kinds=("Event",))
def headline(sent: SentenceView) -> Iterator[Match]:
    """«Астана: лидеры открыли заседание»: a headline that names the place before a colon."""
    tree = sent.tree
    colon = next((i for i, token in enumerate(tree.tokens[:5]) if token.text == ":"), None)
    places = [link for link in sent.mentions("City", "Facility") if link.mention.form == "name"]
    if colon and places and tree.inside(places[0].mention.span) == tuple(range(colon)):
        for event in sent.mentions("Event")[:1]:
            head = sent.head(event)
            yield placed(event, places[0], head, existence(sent, head))


@rule("venues.guests", "takesPlaceIn", confidence=0.75, words=HOST)
def guests(sent: SentenceView) -> Iterator[Match]:
    """«Принимать гостей будет Дворец независимости»: a place receives those who come to the event spoken of."""
    for verb in verbs(sent.tree, HOST):
        if any(sent.tree[token].lemma in GUESTS for token in patients(sent.tree, verb)):
            event = context_event(sent)
            for token in agents(sent.tree, verb):
                place = sent.headed_by(token, "City", "Facility")
                if event and place:
                    yield placed(event, place, verb)


@rule("venues.ground", "takesPlaceIn", confidence=0.75, words=VENUE_NOUNS)
def ground(sent: SentenceView) -> Iterator[Match]:
    """«Дворец стал площадкой для президентов», «столицей саммита станет Тирана»: a place became an event's ground."""
    for index, token in enumerate(sent.tree.tokens):
        named = token.lemma.startswith(("страна-", "город-"))  # the tagger does not know their cases
        if token.lemma in VENUE_NOUNS and (named or token.feat("Case") in ("Ins", "Nom")):
            own = _event_of(sent, index)
            event = own or (context_event(sent, index) if token.lemma != "столица" else None)
            kinds = ("City", "Facility", "Country", "Region") if own else ("City", "Facility")
            for subject in subjects(sent.tree, predicate(sent.tree, index)):
                place = sent.headed_by(subject, *kinds)
                if event and place:
                    yield placed(event, place, predicate(sent.tree, index))


def _event_of(sent: SentenceView, noun: int) -> Link | None:
    """Return the event in the genitive soon after a noun: «местом проведения следующего саммита»."""
    for link in sent.mentions("Event"):
        head = sent.head(link)
        if noun < head <= noun + AFTER and sent.tree[head].feat("Case") == "Gen":
            return link
    return None


@rule("venues.table", "takesPlaceIn", confidence=0.75, words=("стол",))
def table(sent: SentenceView) -> Iterator[Match]:
    """«За столом во Дворце независимости — президенты»: the table of the event spoken of stands in a place."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma != "стол" or tree.preposition(index) != "за":
            continue
        event = context_event(sent, index)
        for child in tree.children(index, "nmod", "obl"):
            if event and is_locative(tree, child, tree.preposition(child)):
                for place in places_at(sent, child):
                    yield placed(event, place, predicate(tree, index))


RULES: tuple[Rule, ...] = (proceeds, host, attached, adjective, arrival, at_event, headline, guests, ground, table)
