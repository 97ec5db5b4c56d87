"""Where and when the event is held that an article reports from, told by what surrounds it.

The dateline, the arrival of guests, the reception at a palace: «ТИРАНА, 16 мая. Лидеры Европы …».
"""

from collections.abc import Iterator

from kg.mentions.dates import DateMention
from kg.model import Link
from kg.relations.clause import agents, patients, subjects
from kg.relations.event_segments import at_events, is_online, leading_preposition, told_events
from kg.relations.events import existence
from kg.relations.groups import LEADERS
from kg.relations.modality import status_at
from kg.relations.places import destinations, venues
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules import event_dates
from kg.relations.rules import told_events as told_rules
from kg.relations.rules import venues as venue_rules
from kg.relations.scene import is_scene_sentence, scene_of
from kg.relations.segments import is_verb, segments, share_clause
from kg.relations.stage import dateline_of, stated
from kg.relations.view import DocumentView, SentenceView

GUESTS = LEADERS | frozenset("гость участник коллега делегация союзник министр".split())
GATHERING = frozenset(
    "собраться собираться съехаться съезжаться встретиться встречаться приступить заседать совещаться слететься "
    "обсудить обсуждать беседовать разговаривать присоединиться".split()
)
RECEIVING = frozenset(
    "принять принимать встретить встречать собрать усадить рассадить приветствовать поприветствовать свести".split()
)
MEETING = frozenset("встретиться встречаться".split())
ARRIVING = frozenset("прибыть прибывать прилететь прилетать приехать приезжать съехаться съезжаться слететься".split())
ELSEWHERE = frozenset(
    "аэропорт вокзал аэродром памятник мемориал музей собор храм мечеть театр кладбище отель гостиница завод госпиталь "
    "больница посольство университет стадион резиденция".split()
)
BUREAUS = frozenset({"Q649"})
"""Cities whose agencies write of events elsewhere: a text from Moscow needs more than its dateline."""
CLOSING = frozenset("завершение открытие закрытие итог окончание начало".split())
NEAR = 3


def _known_places(doc: DocumentView) -> tuple[Match, ...]:
    return doc.sentences[0].once(_all_places)


def _all_places(first: SentenceView) -> tuple[Match, ...]:
    rules = (*venue_rules.RULES, *(r for r in told_rules.RULES if r.predicates == ("takesPlaceIn",)))
    return tuple(match for found in rules for match in stated(first.doc, found))


def has_date(doc: DocumentView, event: str) -> bool:
    """Return whether another rule finds the date of an event."""
    return any(match.subject == event for match in doc.sentences[0].once(_all_dates))


def _all_dates(first: SentenceView) -> tuple[Match, ...]:
    rules = (*event_dates.RULES, *(r for r in told_rules.RULES if r.predicates == ("eventDate",)))
    return tuple(match for found in rules for match in stated(first.doc, found))


def _placed(sent: SentenceView, event: Link, place: Link, anchor: int | None, status: str | None = None) -> Match:
    return Match(event.entity, place.entity, event.mention.span, place.mention.span, anchor, status=status)


@rule("stage.dateline", "takesPlaceIn", confidence=0.75)
def dateline(sent: SentenceView) -> Iterator[Match]:
    """«ТИРАНА, 16 мая. На саммите решили …»: an event of the day without a place is held where the text comes from."""
    scene, line = scene_of(sent.doc), dateline_of(sent.doc)
    if (
        scene is None
        or line is None
        or scene.mention.sentence != sent.index
        or is_online(sent, tuple(range(len(sent.tree))))
    ):
        return
    if not _is_on(sent, scene):
        return
    known = {match.object for match in _known_places(sent.doc) if match.subject == scene.entity}
    cities = {place.entity for place in line.places if sent.entity(place).type == "City"}
    around = cities | {country for city in cities for country in _countries(sent.doc, city)}
    if any(sent.doc.entities[place].type != "Facility" and place not in around for place in known):
        return
    for place in line.places:
        if sent.entity(place).reference not in BUREAUS:
            yield _placed(sent, scene, place, None, "asserted")


def _countries(doc: DocumentView, city: str) -> Iterator[str]:
    """Yield the entity of the country that a city lies in by the reference."""
    row = doc.reference.entity(doc.entities[city].reference or "")
    for country in doc.of_type("Country"):
        if row is not None and row.country and country.reference == row.country:
            yield country.id


def _is_on(sent: SentenceView, scene: Link) -> bool:
    """Return whether a clause says that an event goes on, ends, or is where something was done; not «о саммите»."""
    head = sent.head(scene)
    nominal = any(sent.tree[at].lemma in CLOSING for at in tuple(sent.tree.ancestors(head))[:1])
    told = any(told.event.entity == scene.entity for told in sent.once(told_events))
    during = [part for event, part in at_events(sent) if event.entity == scene.entity]
    arrived = leading_preposition(sent, scene) == "на" and any(t.lemma in ARRIVING for t in sent.tree.tokens)
    future = any(sent.tree[at].feat("Tense") == "Fut" for part in during for at in part.tokens)
    return nominal or told or arrived or (bool(during) and not future) or _does(sent, scene)


def _does(sent: SentenceView, event: Link) -> bool:
    """Return whether an event is what a verb of the past or present tells of: «саммит свёл за столом троих»."""
    tree, head = sent.tree, sent.head(event)
    if leading_preposition(sent, event) or tree[head].feat("Case") not in ("Nom", "Acc"):
        return False
    parts = [part for part in sent.once(segments) if head in part.tokens]
    return any(head < at and is_verb(tree, at) and tree[at].feat("Tense") != "Fut" for p in parts for at in p.tokens)


@rule("stage.gathering", "takesPlaceIn", confidence=0.75)
def gathering(sent: SentenceView) -> Iterator[Match]:
    """«Лидеры собрались в Тиране», «принял коллег во Дворце конгрессов»: where those of the event come together."""
    scene = _scene_here(sent)
    if scene is None:
        return
    for verb in _gatherings(sent):
        for place in venues(sent, verb):
            if _may_be_stage(sent, scene, place):
                yield _placed(sent, scene, place, verb)


def _scene_here(sent: SentenceView) -> Link | None:
    """Return the event that the article reports from where a sentence near its mention speaks of no other one."""
    scene = scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene):
        return None
    near = any(abs(link.mention.sentence - sent.index) <= NEAR for link in sent.doc.links_of(scene.entity))
    return scene if near else None


def _gatherings(sent: SentenceView) -> Iterator[int]:
    """Yield the words that say that guests meet or are received: leaders or guests in the plural."""
    tree = sent.tree
    for verb, token in enumerate(tree.tokens):
        meets = token.lemma in GATHERING and any(_are_guests(sent, at) for at in subjects(tree, verb))
        meets = meets or (token.lemma in MEETING and _are_partners(sent, verb))
        received = (*patients(tree, verb), *_after(sent, verb)) if token.lemma in RECEIVING else ()
        receives = any(_are_guests(sent, at) for at in received)
        if (meets or receives) and status_at(sent, verb) == "asserted":
            yield verb


def _are_partners(sent: SentenceView, verb: int) -> bool:
    """Return whether two named people meet at talks of their own: «Байден и Путин встретились на вилле»."""
    scene = _scene_here(sent)
    if scene is None or sent.entity(scene).feature("organizer") or sent.tree[verb].feat("Number") != "Plur":
        return False
    people = {link.entity for link in sent.mentions("Person") if share_clause(sent, sent.head(link), verb)}
    return len(people) > 1


def _after(sent: SentenceView, verb: int) -> Iterator[int]:
    """Yield the nouns without a preposition behind a verb: «принял сегодня в Минске глав государств»."""
    tree = sent.tree
    for part in sent.once(segments):
        for at in part.tokens if verb in part.tokens else ():
            bare = at > verb and tree[at].upos == "NOUN" and tree[at - 1].upos != "ADP"
            if bare and tree[at].feat("Case") in ("Gen", "Acc"):
                yield at


def _are_guests(sent: SentenceView, at: int) -> bool:
    token = sent.tree[at]
    return token.lemma in GUESTS and token.feat("Number") == "Plur" and sent.headed_by(at, "Person") is None


def _may_be_stage(sent: SentenceView, scene: Link, place: Link) -> bool:
    kind = sent.entity(place).type
    if kind == "Facility":
        return not any(sent.tree[at].lemma in ELSEWHERE for at in sent.tree.inside(place.mention.span))
    known = {match.object for match in _known_places(sent.doc) if match.subject == scene.entity}
    named = [entity for entity in known if sent.doc.entities[entity].type in ("City", "Country", "Region")]
    return kind in ("City", "Location") and (not named or place.entity in known)


@rule("stage.arrival", "takesPlaceIn", confidence=0.75, words=ARRIVING)
def arrival(sent: SentenceView) -> Iterator[Match]:
    """«В албанскую столицу съехались делегации»: guests of the event arrive where it is held."""
    scene = _scene_here(sent)
    if scene is None:
        return
    for verb, token in enumerate(sent.tree.tokens):
        if token.lemma not in ARRIVING or status_at(sent, verb) != "asserted":
            continue
        near = any(abs(link.mention.sentence - sent.index) <= 1 for link in sent.doc.links_of(scene.entity))
        many = any(_are_guests(sent, at) for at in agents(sent.tree, verb))
        visits = any(word.lemma == "визит" for word in sent.tree.tokens)
        person = (
            near and not visits and any(share_clause(sent, verb, sent.head(link)) for link in sent.mentions("Person"))
        )
        for place in destinations(sent, verb) if many or person else ():
            if _may_be_stage(sent, scene, place) and (sent.entity(place).type != "Facility" or sent.index > 0):
                yield _placed(sent, scene, place, verb)


@rule("stage.visit", "takesPlaceIn", confidence=0.7, kinds=("Event",))
def visit(sent: SentenceView) -> Iterator[Match]:
    """«Х прибыл в Тирану. Завтра он примет участие в саммите»: who has just arrived is where the event is."""
    before = sent.previous
    events = [event for event in sent.mentions("Event") if _is_attended(sent, event)]
    if before is None or len(events) != 1 or sent.mentions("City", "Facility", "Region") or before.mentions("Event"):
        return
    if any(match.subject == events[0].entity for match in _known_places(sent.doc)):
        return
    for verb, token in enumerate(before.tree.tokens):
        if token.lemma in ARRIVING and status_at(before, verb) == "asserted":
            places = [place for place in destinations(before, verb) if sent.entity(place).type == "City"]
            for place in places[:1] if len({place.entity for place in places}) == 1 else ():
                head = sent.head(events[0])
                yield _placed(sent, events[0], place, head, existence(sent, head))


def _is_attended(sent: SentenceView, event: Link) -> bool:
    """Return whether «примет участие в саммите», «выступит на форуме» stands here without another person as doer."""
    tree = sent.tree
    first = tree.inside(event.mention.span)[0]
    joins = any(tree[at].lemma in ("участие", "участвовать", "выступить") for at in range(max(first - 3, 0), first))
    return joins and leading_preposition(sent, event) in ("в", "во", "на") and len(sent.mentions("Person")) <= 1


@rule("stage.here", "takesPlaceIn", confidence=0.8, words=("здесь", "тут", "сюда"))
def here(sent: SentenceView) -> Iterator[Match]:
    """«собравший здесь саммит», «лидеры завершают здесь встречу»: «здесь» is the place named last, or the dateline."""
    tree = sent.tree
    for at, token in enumerate(tree.tokens):
        if token.lemma not in ("здесь", "тут", "сюда"):
            continue
        place = _last_place(sent, at)
        for event in sent.mentions("Event"):
            near = abs(sent.head(event) - at) <= NEAR + (NEAR if token.lemma == "сюда" else 0)
            between = range(min(at, sent.head(event)), max(at, sent.head(event)))
            if place and near and not any(tree[i].text in (",", ";", ":", "—") for i in between):
                yield _placed(sent, event, place, sent.head(event))
                break


def _last_place(sent: SentenceView, before: int) -> Link | None:
    for where in (sent, sent.previous):
        if where is None:
            return None
        found = [
            link
            for link in where.mentions("City", "Facility", "Location")
            if link.mention.form != "adjective" and (where is not sent or sent.head(link) < before)
        ]
        cities = [link for link in found if where.entity(link).type != "Facility"]
        if cities:
            return cities[-1]
    return None


@rule("stage.date", "eventDate", confidence=0.75)
def gathering_date(sent: SentenceView) -> Iterator[Match]:
    """«Лидеры в субботу собрались на острове», «принял сегодня глав государств»: the day on which guests meet."""
    scene = _scene_here(sent)
    if scene is None or has_date(sent.doc, scene.entity):
        return
    for verb in _gatherings(sent):
        for found in sent.dates:
            if found.kind == "day" and _in_clause(sent, verb, found):
                yield Match(
                    scene.entity, found.start, scene.mention.span, found.mention.span, verb, datatype="date"
                )  # fmt: skip
                return


def _in_clause(sent: SentenceView, verb: int, found: DateMention) -> bool:
    tree = sent.tree
    inside = tree.inside(found.mention.span)
    before = tree[inside[0] - 1].text.lower() if inside[0] else ""
    low, high = sorted((inside[0], verb))
    apart = any(tree[at].text in (",", ";", ":") or is_verb(tree, at) for at in range(low + 1, high))
    return before not in ("до", "после", "к", "с", "со", "от") and not apart


RULES: tuple[Rule, ...] = (dateline, gathering, arrival, visit, here, gathering_date)
