"""Who takes part in the event that an article reports from, where the sentence itself does not say «на саммите»."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.absence import absent
from kg.relations.arguments import actors, doers
from kg.relations.clause import patients
from kg.relations.events import MOTION, context_event, event_arguments
from kg.relations.groups import LEADERS
from kg.relations.modality import status_at, words
from kg.relations.national import belongs, heads_body, leads
from kg.relations.nearby import nominatives
from kg.relations.nearby import objects as objects_near
from kg.relations.persons import is_named
from kg.relations.places import destinations, venues
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.participation import took_part
from kg.relations.rules.venues import verbs
from kg.relations.scene import GATHERINGS, is_scene_sentence, scene_of
from kg.relations.view import SentenceView

SPEAKING = ("speaking", "reporting", "doubting", "planning")
REMOTE = frozenset(
    "телефон телефонный письмо письменно телеграмма послание созвониться позвонить звонок интервью твит твиттер "
    "соцсеть блог поздравить поздравление написать опубликовать разослать телеканал пресс-служба".split()
)
EARLIER = frozenset("ранее прежде когда-то предшественник преемник предыдущий прошлогодний тогдашний раньше".split())
IDLE = frozenset(
    "вылететь улететь отбыть уехать стать избрать назначить умереть скончаться родиться остаться возглавлять являться "
    "руководить находиться состоять знать "
    "занимать работать рассчитывать хотеть мочь смочь должен намерен намереваться готов собираться планировать".split()
)
"""Deeds away from the event, and what is so at any time («секретариат, который возглавляет Х»)."""
COMPANY = frozenset("участник коллега лидер гость трибуна зал саммит форум заседание церемония".split())
AIRPORT = frozenset("трап аэропорт аэродром".split())
UNITING = frozenset(
    "усадить усаживать свести собрать собирать объединить встретить встречать поприветствовать приветствовать обнять "
    "созвать рассадить принимать принять".split()
)
SEATING = frozenset("усадить свести собрать объединить рассадить созвать".split())
HANDING = frozenset("вручить вручать передать передавать уступить".split())
ARRIVING = frozenset(
    "приехать прибыть прилететь приезжать прибывать прилетать долететь пожаловать явиться войти".split()
)
ATTENDING = ARRIVING | frozenset("присутствовать участвовать принимать собрать сидеть".split())
INTENDING = frozenset("собраться собираться".split())
STAGING = frozenset("устроить собрать созвать провести организовать".split())
HERE = frozenset("зал здание дворец центр конгресс-центр аэропорт трап комплекс площадка резиденция сюда здесь".split())
REACH = 14
"""How many words a verb may stand from its subject where the parser lost it."""


def event_spoken_of(sent: SentenceView, at: int | None = None) -> Link | None:
    """Return the only gathering of a clause, else the one that the article reports from or spoke of last."""
    near = [link for link in sent.mentions(*GATHERINGS) if at is None or not _is_apart(sent, at, sent.head(link))]
    here = {link.entity: link for link in near}
    if here:
        return next(iter(here.values())) if len(here) == 1 else None
    return scene_of(sent.doc) or context_event(sent, at)


def _is_apart(sent: SentenceView, one: int, other: int) -> bool:
    """Return whether a colon or a semicolon parts two words: «принял Си: саммит 2013 года пройдёт на Бали»."""
    return any(token.text in (":", ";") for token in sent.tree.tokens[min(one, other) : max(one, other)])


def people(sent: SentenceView, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the people of whom the text gives the name."""
    return tuple(link for link in links if sent.entity(link).type == "Person" and is_named(sent.doc, link.entity))


def there(sent: SentenceView, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links without those whom the article says to be away."""
    return tuple(link for link in links if link.entity not in absent(sent.doc))


@rule("participation.deed", "participatesIn", confidence=0.7)
def deed(sent: SentenceView) -> Iterator[Match]:
    """«Единства нет, — посетовал Орбан» in a report from a summit: a leader who acts there is there."""
    scene = scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene) or _is_elsewhere(sent):
        return
    for verb, actor in (*_acting(sent), *_beside(sent), *_receiving(sent)):
        if _acts_there(sent, verb, actor, scene) and actor.entity not in absent(sent.doc):
            yield took_part(actor, scene, verb, "asserted")


def _acting(sent: SentenceView) -> Iterator[tuple[int, Link]]:
    """Yield the verbs of a sentence with the people who are their subjects."""
    for verb in verbs(sent.tree):
        if _is_deed(sent, verb):
            for actor in people(sent, doers(sent, verb)):
                yield verb, actor


def _beside(sent: SentenceView) -> Iterator[tuple[int, Link]]:
    """Yield a person in the nominative with the nearest finite verb, where the parser lost the subject."""
    tree = sent.tree
    for actor in people(sent, sent.mentions("Person")):
        head = sent.head(actor)
        if tree[head].feat("Case") != "Nom" or tree.preposition(head) or actor.mention.form == "role":
            continue
        near = range(max(0, head - REACH), min(len(tree), head + REACH))
        finite = [at for at in near if tree[at].feat("VerbForm") == "Fin" and tree[at].upos == "VERB"]
        verb = min(finite, key=lambda at: abs(at - head), default=-1)
        if verb >= 0 and _is_deed(sent, verb) and _is_unbroken(sent, verb, head):
            yield verb, actor


def _is_unbroken(sent: SentenceView, one: int, other: int) -> bool:
    """Return whether no sign parts a verb from a name, and they agree in number."""
    between = sent.tree.tokens[min(one, other) + 1 : max(one, other)]
    plain = not any(token.text in (",", ";", ":", "—", "–", "-", "(") for token in between)
    return plain and sent.tree[one].feat("Number") in ("Sing", "")


def _receiving(sent: SentenceView) -> Iterator[tuple[int, Link]]:
    """Yield to whom something is handed: «молоток вручила латвийскому коллеге Кариньшу»."""
    for verb in verbs(sent.tree, HANDING):
        for token in sent.tree.children(verb, "iobj", "obl"):
            if sent.tree[token].feat("Case") == "Dat" and not sent.tree.preposition(token) and _is_deed(sent, verb):
                for actor in people(sent, actors(sent, token)):
                    yield verb, actor


def _is_deed(sent: SentenceView, verb: int) -> bool:
    """Return whether a verb tells of a deed; a relative clause is background («секретариат, который готовил»)."""
    token = sent.tree[verb]
    if token.upos != "VERB" or token.feat("Tense") == "Fut" or token.lemma in IDLE:
        return False
    if sent.tree.related(verb, "acl") and token.feat("VerbForm") == "Fin":
        return False
    return status_at(sent, verb) == "asserted"


def _is_elsewhere(sent: SentenceView) -> bool:
    """Return whether a sentence tells of a letter, a call, the airport or an earlier time."""
    lemmas = {token.lemma for token in sent.tree.tokens}
    if lemmas & (REMOTE | EARLIER | AIRPORT):
        return True
    year = str(sent.doc.issued.year) if sent.doc.issued else ""
    return bool(year) and any(found.kind == "year" and found.start < year for found in sent.dates)


def _acts_there(sent: SentenceView, verb: int, actor: Link, scene: Link) -> bool:
    """Return whether a leader's deed is one of the event: a member's any deed, a stranger's among others."""
    doc = sent.doc
    organizer = doc.entities[scene.entity].feature("organizer")
    if any(organizer in (body, doc.entities[body].reference) for body in heads_body(doc, actor.entity)):
        return True
    if doc.entities[scene.entity].feature("level") == "ministers":
        return False  # the host's president receives the ministers
    countries = leads(doc, actor.entity)
    if not countries or _is_in_another_city(sent, verb, scene):
        return False
    said = any(sent.tree[verb].lemma in words(kind) for kind in SPEAKING)
    return belongs(doc, countries, scene) or (not said and _is_in_company(sent, actor))


def _is_in_company(sent: SentenceView, actor: Link) -> bool:
    """Return whether a leader acts among others of the event: another leader, «участники», «коллеги»."""
    others = (link.entity for link in sent.mentions("Person") if link.entity != actor.entity)
    return any(leads(sent.doc, other) for other in others) or any(t.lemma in COMPANY for t in sent.tree.tokens)


def _is_in_another_city(sent: SentenceView, verb: int, scene: Link) -> bool:
    """Return whether a deed is done in another city than the event's."""
    places = _places(sent, scene)
    cities = [place for place in venues(sent, verb) if sent.entity(place).type in ("City", "Country")]
    return bool(places and cities) and not any(_is_one_of(sent, place, places) for place in cities)


def _places(sent: SentenceView, scene: Link) -> set[str]:
    return {value for name, value in sent.doc.entities[scene.entity].features if name == "place"}


def _is_one_of(sent: SentenceView, place: Link, places: set[str]) -> bool:
    return bool({place.entity, sent.doc.entities[place.entity].reference} & places)


@rule("participation.attending", "participatesIn", confidence=0.75, words=ATTENDING)
def attending(sent: SentenceView) -> Iterator[Match]:
    """«Присутствовавший в составе делегации Сурков ушёл», «принимавший коллег Мирзиёев»: a participle of presence."""
    tree, scene = sent.tree, scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene):
        return
    for index, token in enumerate(tree.tokens):
        if token.lemma not in ATTENDING or token.feat("VerbForm") != "Part" or token.feat("Voice") == "Pass":
            continue
        for person in there(sent, people(sent, sent.mentions("Person"))):
            head = sent.head(person)
            near = index < head <= index + REACH and tree[head].feat("Case") == tree[index].feat("Case")
            if near and not any(t.text == "," or t.feat("VerbForm") == "Fin" for t in tree.tokens[index:head]):
                yield took_part(person, scene, index, "asserted")
                break


@rule("participation.united", "participatesIn", confidence=0.8, words=UNITING)
def united(sent: SentenceView) -> Iterator[Match]:
    """«Макрон усадил за стол А и Б», «саммит свёл А и Б», «у входа Меркель встречает Рахоя»: host and guests."""
    for verb in verbs(sent.tree, UNITING):
        event, seats = event_spoken_of(sent, verb), sent.tree[verb].lemma in SEATING
        objects = patients(sent.tree, verb)
        guests = tuple(link for token in objects for link in people(sent, actors(sent, token)))
        guests += people(sent, tuple(link for link in objects_near(sent, verb) if sent.head(link) > verb))
        hosts = people(sent, doers(sent, verb))
        group = seats and any(sent.tree[token].lemma in LEADERS for token in objects)
        if event is None or not (guests or group) or not (hosts or seats):
            continue
        if not seats and not (scene_of(sent.doc) and all(leads(sent.doc, link.entity) for link in hosts + guests)):
            continue
        greeted = any(token.lemma in AIRPORT for token in sent.tree.tokens)
        for actor in there(sent, guests if greeted else hosts + guests):
            yield took_part(actor, event, verb)


@rule("participation.stager", "participatesIn", confidence=0.75, words=STAGING)
def stager(sent: SentenceView) -> Iterator[Match]:
    """«саммит, устроенный Макроном», «принц, собравший здесь саммит»: a person who holds an event is at it."""
    for verb in verbs(sent.tree, STAGING):
        if sent.tree[verb].feat("VerbForm") == "Inf":
            continue
        hosts = there(sent, people(sent, doers(sent, verb)))
        for event in event_arguments(sent, verb):
            for actor in hosts:
                yield took_part(actor, event, verb)


@rule("participation.arrival", "participatesIn", confidence=0.8, words=ARRIVING)
def arrival(sent: SentenceView) -> Iterator[Match]:
    """«В конгресс-центр приехал А», «сюда долетели А и Б»: an arrival where the event of the report is held."""
    scene = scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene):
        return
    places = _places(sent, scene)
    for verb in verbs(sent.tree, ARRIVING):
        goals = tuple(destinations(sent, verb))
        led_to = {sent.tree[at].lemma for at in sent.tree.children(verb)}
        led_to |= {sent.tree[at].lemma for place in goals for at in sent.tree.inside(place.mention.span)}
        if led_to & HERE or any(_is_one_of(sent, place, places) for place in goals):
            for actor in there(sent, people(sent, doers(sent, verb) or tuple(nominatives(sent, verb)))):
                yield took_part(actor, scene, verb)


@rule("participation.bound", "participatesIn", confidence=0.85, words=MOTION)
def bound(sent: SentenceView) -> Iterator[Match]:
    """«Прилетел премьер А — на заседание совета»: a journey to an event, by the order of words."""
    tree = sent.tree
    for verb in verbs(tree, MOTION - INTENDING):
        if tree[verb].feat("VerbForm") != "Fin":
            continue
        for event in sent.mentions(*GATHERINGS):
            first = tree.inside(event.mention.span)[0]
            between = tree.tokens[min(verb, first) + 1 : max(verb, first)]
            clear = not any(token.feat("VerbForm") == "Fin" or token.text in (":", ";") for token in between)
            if first > 0 and tree[first - 1].text.lower() == "на" and clear:
                for actor in people(sent, doers(sent, verb) or tuple(nominatives(sent, verb))):
                    yield took_part(actor, event, verb)


RULES: tuple[Rule, ...] = (deed, attending, united, stager, arrival, bound)
