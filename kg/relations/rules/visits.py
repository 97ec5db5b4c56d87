"""Who goes where: trips abroad and arrivals for an event."""

from collections.abc import Iterable, Iterator

from kg.analysis import Tree
from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import obliques, patients, preposition
from kg.relations.events import MOTION, event_complements
from kg.relations.nearby import case_of, governing, nominatives, objects, stretch
from kg.relations.persons import home_of, is_official
from kg.relations.places import destinations, is_locative, places_at, venues
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.scene import scene_of
from kg.relations.view import SentenceView

CALLING = frozenset("посетить посещать навестить".split())
STAYING = frozenset("побывать находиться пребывать гостить работать бывать".split())
MAKING = frozenset(
    "начать завершить совершить прервать провести продолжить запланировать планировать отменить отложить совершать "
    "завершать начинать готовить анонсировать".split()
)
SOON = 6
TRIPS = frozenset("визит поездка турне вояж".split())
BRINGING = frozenset("повезти везти привезти доставить увезти".split())
COMING = frozenset("заглянуть долететь приземлиться завернуть перелететь перебраться доехать слететь подъехать".split())
AIRPORT = frozenset("трап аэропорт аэродром".split())
MEETING_THERE = frozenset("встретить встречать обнять приветствовать поприветствовать принять".split())
AWAITING = frozenset("ждать ожидать".split())
RETURNING = frozenset("вернуться возвращаться собраться собираться".split())

ARRIVING = frozenset(
    "прибыть прибывать прилететь прилетать приехать приезжать съехаться съезжаться слететься пожаловать".split()
)


def _visited(person: Link, place: Link, anchor: int, status: str | None = None) -> Match:
    return Match(person.entity, place.entity, person.mention.span, place.mention.span, anchor, status=status)


def _travellers(sent: SentenceView, verb: int) -> list[Link]:
    return _officials(sent, doers(sent, verb))


def _officials(sent: SentenceView, links: Iterable[Link]) -> list[Link]:
    """Return the people in office: others' journeys are no news of diplomacy."""
    people = [link for link in links if sent.doc.entities[link.entity].type == "Person"]
    return [link for link in people if is_official(sent.doc, link.entity)]


def _abroad(sent: SentenceView, person: Link, place: Link) -> bool:
    """Return whether a trip leaves the traveller's country, as far as reference knowledge tells."""
    home = home_of(sent.doc, person.entity)
    reference = sent.doc.entities[place.entity].reference
    row = sent.doc.reference.entity(reference) if reference else None
    country = row.country if row and row.type != "Country" else row.id if row else None
    return not home or not country or country not in home


@rule("visits.motion", "visits", words=(MOTION - RETURNING) | BRINGING | COMING)
def motion(sent: SentenceView) -> Iterator[Match]:
    """«прибыл в Астану», «летит в Китай», «повезёт приглашение в Дамаск», «съезжаются в Аддис-Абебу»."""
    for verb in verbs(sent.tree, MOTION - RETURNING, BRINGING, COMING):
        for_event = any(prep == "на" for _, prep, _ in event_complements(sent, verb))
        for person in _travellers(sent, verb):
            for place in destinations(sent, verb):
                if for_event or _abroad(sent, person, place):
                    yield _visited(person, place, verb)


@rule("visits.arrival", "visits", confidence=0.8, words=ARRIVING)
def arrival(sent: SentenceView) -> Iterator[Match]:
    """«На саммит приехали Путин и Моди», «В столицу прилетел Эрдоган»: they come to the event's city."""
    for verb in verbs(sent.tree, ARRIVING):
        people = () if any(True for _ in destinations(sent, verb)) else _travellers(sent, verb)
        place = _arrived_at(sent, verb) if people else None
        for person in people:
            if place is not None and _abroad(sent, person, place):
                yield _visited(person, place, verb)


def _arrived_at(sent: SentenceView, verb: int) -> Link | None:
    """Return the city of the event that a clause names, or what «в столицу» and «куда» take up; none for «приехали»."""
    tree = sent.tree
    if any(tree[child].lemma == "куда" for child in tree.children(verb)):
        return next((p for p in reversed(sent.mentions("City")) if sent.head(p) < verb), None)
    goals = {tree[at].lemma for at, prep in obliques(tree, verb) if prep in ("в", "во", "на")}
    events = [event for event, prep, _ in event_complements(sent, verb) if prep == "на"]
    if events:
        return _city_of(sent, events[0].entity)
    scene = scene_of(sent.doc)
    return _city_of(sent, scene.entity) if scene is not None and goals & {"столица", "город"} else None


def _city_of(sent: SentenceView, event: str) -> Link | None:
    """Return a mention of the city where an event is held, as resolution found it or as «саммит в Баку» tells."""
    doc = sent.doc
    known = {value for name, value in doc.entities[event].features if name == "place"}
    for entity in doc.of_type("City"):
        if {entity.id, entity.reference} & known:
            return next(iter(doc.links_of(entity.id)), None)
    for link in doc.links_of(event) if not known else ():
        told = doc.sentences[link.mention.sentence]
        for place in told.mentions("City"):
            at = told.head(place)
            if governing(told, place) in ("в", "во") and is_locative(told.tree, at, "в"):
                return place
    return None


@rule("visits.call", "visits", words=CALLING)
def call(sent: SentenceView) -> Iterator[Match]:
    """«посетит Узбекистан»: the place is the object."""
    for verb in verbs(sent.tree, CALLING):
        for token in patients(sent.tree, verb):
            for place in places_at(sent, token):
                for person in _travellers(sent, verb):
                    if _abroad(sent, person, place):
                        yield _visited(person, place, verb)


@rule("visits.stay", "visits", confidence=0.8, words=STAYING)
def stay(sent: SentenceView) -> Iterator[Match]:
    """«находится в Пекине с визитом», «побывал в Баку», «работает в Анкаре»: a stay abroad."""
    for verb in verbs(sent.tree, STAYING):
        for person in _travellers(sent, verb):
            for place in venues(sent, verb):
                near = sent.head(place) in stretch(sent, verb) and sent.entity(place).type in ("City", "Country")
                if near and _abroad(sent, person, place):
                    yield _visited(person, place, verb)


@rule("visits.there", "visits", confidence=0.8, kinds=("City", "Country"))
def there(sent: SentenceView) -> Iterator[Match]:
    """«Зеленский тоже был в Вашингтоне»: the place itself is the predicate."""
    tree = sent.tree
    for place in sent.mentions("City", "Country"):
        head = sent.head(place)
        was = tree.children(head, "cop") and is_locative(tree, head, tree.preposition(head))
        for person in _officials(sent, doers(sent, head)) if was else ():
            if _abroad(sent, person, place):
                yield _visited(person, place, head)


@rule("visits.greeted", "visits", confidence=0.8, words=AIRPORT)
def greeted(sent: SentenceView) -> Iterator[Match]:
    """«У трапа в Астане Си обнял Токаев», «в аэропорту Баку Эрдогана встречал Алиев»: who is met has come."""
    tree = sent.tree
    if not any(token.lemma in AIRPORT for token in tree.tokens):
        return
    named = [link for link in sent.mentions("City", "Country") if link.mention.form == "name"]
    places = [link for link in named if governing(sent, link) in ("в", "во", "на") or _is_airports(sent, link)][:1]
    for at in verbs(tree, MEETING_THERE):
        found = [link for token in patients(tree, at) for link in actors(sent, token)] or objects(sent, at)
        for person in _officials(sent, found)[:1]:
            for place in places:
                if _abroad(sent, person, place):
                    yield _visited(person, place, at)


def _is_airports(sent: SentenceView, place: Link) -> bool:
    """Return whether a place stands after its airport: «в аэропорту Баку»."""
    before = sent.head(place) - 1
    return before >= 0 and sent.tree[before].lemma in AIRPORT


@rule("visits.awaited", "visits", confidence=0.75, words=AWAITING)
def awaited(sent: SentenceView) -> Iterator[Match]:
    """«Путин ждёт в Сочи Буша»: a host in office awaits a guest in office at a place."""
    for at in verbs(sent.tree, AWAITING):
        guests = _officials(sent, (link for token in patients(sent.tree, at) for link in actors(sent, token)))
        hosts = _officials(sent, doers(sent, at))
        for place in dict.fromkeys((*destinations(sent, at), *venues(sent, at))) if hosts else ():
            for guest in guests:
                if sent.entity(place).type in ("City", "Country") and _abroad(sent, guest, place):
                    yield _visited(guest, place, at)


@rule("visits.nearby", "visits", confidence=0.8, words=TRIPS)
def nearby(sent: SentenceView) -> Iterator[Match]:
    """«Моди 9 июля завершил официальный визит в Россию»: the trip, its goal and the traveller by the order of words."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in TRIPS:
            continue
        places = [p for p in sent.mentions("Country", "City") if _is_goal(sent, index, p)]
        after = [p for p in sent.mentions("Person") if index < sent.head(p) <= index + SOON]
        own = [p for p in after if case_of(sent, p) == "Gen" and not governing(sent, p)]
        verb = next((at for at in (index, *tree.ancestors(index)) if tree[at].upos == "VERB"), -1)
        makes = verb >= 0 and tree[verb].lemma in MAKING
        for person in _officials(sent, own or (nominatives(sent, verb) if makes else []))[:1]:
            for place in places[:1]:
                if _abroad(sent, person, place):
                    yield _visited(person, place, index)


def _is_goal(sent: SentenceView, trip: int, place: Link) -> bool:
    head = sent.head(place)
    near = trip < head <= trip + SOON and place.mention.form != "adjective"
    return near and governing(sent, place) in ("в", "во", "на", "по") and not is_locative(sent.tree, head, "в")


@rule("visits.trip", "visits", confidence=0.85, words=TRIPS)
def trip(sent: SentenceView) -> Iterator[Match]:
    """«визит Си в Москву», «с визитом в Ташкент прибыл», «в ходе поездки в Китай Путин»: the noun and its place."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in TRIPS:
            continue
        places = [
            place
            for child in tree.children(index, "nmod", "obl")
            if tree.preposition(child) in ("в", "во", "на", "по") and _leads(tree, index, child)
            for place in places_at(sent, child)
        ]
        places = places or _soon_after(sent, index)
        for person in _of_trip(sent, index):
            for place in places:
                if _abroad(sent, person, place):
                    yield _visited(person, place, index)


def _soon_after(sent: SentenceView, trip: int) -> list[Link]:
    """Return the goal that the parser hung on the traveller: «визита Си Цзиньпина в Россию»."""
    tree = sent.tree
    for place in sent.mentions("Country", "City"):
        head = sent.head(place)
        inside = trip < head <= trip + SOON and trip in tuple(tree.ancestors(head))
        if inside and tree.preposition(head) in ("в", "во", "на") and not is_locative(tree, head, "в"):
            return [place]
    return []


def _leads(tree: Tree, trip: int, child: int) -> bool:
    """Return whether a place is the goal: «визит в Баку», and after «находится с визитом» also «в Баку»."""
    stays = tree.head(trip) >= 0 and tree[tree.head(trip)].lemma in STAYING
    return stays or not is_locative(tree, child, tree.preposition(child))


def _of_trip(sent: SentenceView, index: int) -> list[Link]:
    """Return whose trip it is: the genitive, or who does what the trip is part of."""
    tree = sent.tree
    own = [
        link
        for child in tree.children(index, "nmod")
        if not tree.preposition(child) and tree[child].feat("Case") in ("Gen", "")
        for link in actors(sent, child)
    ]
    above = tree.head(index)
    makes = above >= 0 and tree.related(index, "obj") and tree[above].lemma in MAKING
    if not own and (makes or preposition(tree, index) in ("с", "со", "в", "во", "из", "в ходе", "в рамках")):
        for verb in tree.ancestors(index):
            if tree[verb].upos == "VERB":
                own = list(doers(sent, verb))
                break
    return _officials(sent, own)


RULES: tuple[Rule, ...] = (motion, arrival, call, stay, there, greeted, awaited, trip, nearby)
