"""Who takes part in the event that an article reports from, where the sentence itself does not say «на саммите»."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.absence import absent
from kg.relations.arguments import actors, doers
from kg.relations.clause import patients, preposition
from kg.relations.events import context_event, event_arguments
from kg.relations.modality import status_at, words
from kg.relations.national import belongs, heads_body, leads
from kg.relations.persons import is_named, is_official
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
LEAVING = frozenset(
    "вылететь улететь отбыть уехать стать избрать назначить умереть скончаться родиться остаться возглавлять являться "
    "занимать работать рассчитывать хотеть мочь смочь должен намерен намереваться готов собираться планировать".split()
)
"""Deeds away from the event, and what is so at any time («секретариат, который возглавляет Х»)."""
AIRPORT = frozenset("трап аэропорт аэродром".split())
LINEUP = frozenset(
    "участник участница гость стол зал выступивший приглашённый приглашенный собравшийся присутствующий прибывший "
    "приехавший делегация фото снимок трибуна президиум оратор список состав".split()
)
DASHES = frozenset({"—", "–", "-", ":"})
UNITING = frozenset(
    "усадить усаживать свести собрать собирать объединить встретить встречать поприветствовать приветствовать обнять "
    "созвать рассадить принимать принять".split()
)
SEATING = frozenset("усадить свести собрать объединить рассадить созвать".split())
SENDING = frozenset("прислать делегировать направить отправить командировать послать".split())
DELEGATES = frozenset(
    "гость представитель министр делегация наблюдатель замминистра вице-премьер посол чиновник дипломат эмиссар "
    "посланник советник делегат".split()
)
REPRESENTING = frozenset("представлять представить представлен".split())
LIMITED = frozenset("ограничиться обойтись".split())
HOSTS = frozenset("хозяин хозяйка".split())
SHOWING = frozenset("появление приезд прибытие присутствие выступление речь слово приветствие".split())
ARRIVING = frozenset(
    "приехать прибыть прилететь приезжать прибывать прилетать долететь пожаловать явиться войти".split()
)
STAGING = frozenset("устроить собрать созвать провести организовать".split())
HERE = frozenset("зал здание дворец центр аэропорт трап комплекс площадка резиденция сюда туда здесь".split())


def event_spoken_of(sent: SentenceView, at: int | None = None) -> Link | None:
    """Return the only gathering of a sentence, else the one that the article reports from or spoke of last."""
    here = {link.entity: link for link in sent.mentions(*GATHERINGS)}
    if here:
        return next(iter(here.values())) if len(here) == 1 else None
    return scene_of(sent.doc) or context_event(sent, at)


def _people(sent: SentenceView, links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if sent.entity(link).type == "Person" and is_named(sent.doc, link.entity))


def _there(sent: SentenceView, links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Leave out those whom the article says to be away."""
    return tuple(link for link in links if link.entity not in absent(sent.doc))


@rule("participation.deed", "participatesIn", confidence=0.7)
def deed(sent: SentenceView) -> Iterator[Match]:
    """«Единства нет, — посетовал Орбан» in a report from a summit: a leader who acts there is there."""
    scene = scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene) or _is_elsewhere(sent):
        return
    for verb in verbs(sent.tree):
        token = sent.tree[verb]
        if token.upos != "VERB" or token.feat("Tense") == "Fut" or token.lemma in LEAVING:
            continue
        if sent.tree.related(verb, "acl") and token.feat("VerbForm") == "Fin":
            continue  # «секретариат, который готовил Х» is background
        for actor in _there(sent, _people(sent, doers(sent, verb))):
            if _acts_there(sent, verb, actor, scene) and status_at(sent, verb) == "asserted":
                yield took_part(actor, scene, verb, "asserted")


def _is_elsewhere(sent: SentenceView) -> bool:
    """Return whether a sentence tells of a letter, a call or an earlier time."""
    lemmas = {token.lemma for token in sent.tree.tokens}
    if lemmas & (REMOTE | EARLIER):
        return True
    if lemmas & AIRPORT:
        return True
    year = sent.doc.issued.year if sent.doc.issued else None
    return bool(year) and any(found.kind == "year" and not found.start.startswith(str(year)) for found in sent.dates)


def _acts_there(sent: SentenceView, verb: int, actor: Link, scene: Link) -> bool:
    """Return whether a leader's deed is one of the event: a member's any deed, a stranger's more than words."""
    doc = sent.doc
    organizer = doc.entities[scene.entity].feature("organizer")
    if any(organizer in (body, doc.entities[body].reference) for body in heads_body(doc, actor.entity)):
        return True
    countries = leads(doc, actor.entity)
    if not countries or _is_in_another_city(sent, verb, scene):
        return False
    said = any(sent.tree[verb].lemma in words(kind) for kind in SPEAKING)
    return belongs(doc, countries, scene) or not said


def _is_in_another_city(sent: SentenceView, verb: int, scene: Link) -> bool:
    """Return whether a deed is done in another city than the event's."""
    places = {value for name, value in sent.doc.entities[scene.entity].features if name == "place"}
    cities = [place for place in venues(sent, verb) if sent.entity(place).type in ("City", "Country")]
    return bool(places and cities) and not any(
        {place.entity, sent.doc.entities[place.entity].reference} & places for place in cities
    )


@rule("participation.lineup", "participatesIn", confidence=0.8)
def lineup(sent: SentenceView) -> Iterator[Match]:
    """«Российская делегация: А, Б», «В числе выступивших — А и Б», «Гости: А и Б»: names after a sign."""
    tree = sent.tree
    sign = next((i for i, token in enumerate(tree.tokens) if token.text in DASHES and i), None)
    if sign is None or not any(token.lemma in LINEUP for token in tree.tokens[:sign]):
        return
    if any(token.feat("VerbForm") == "Fin" for token in tree.tokens[:sign]):
        return
    event = event_spoken_of(sent, sign)
    for person in _there(sent, sent.mentions("Person")):
        head = sent.head(person)
        if (
            event
            and is_official(sent.doc, person.entity)
            and head > sign
            and tree[head].feat("Case") in ("Nom", "")
            and not _after_verb(sent, sign, head)
        ):
            yield took_part(person, event, sign)


def _after_verb(sent: SentenceView, sign: int, head: int) -> bool:
    return any(token.feat("VerbForm") == "Fin" for token in sent.tree.tokens[sign:head])


@rule("participation.united", "participatesIn", confidence=0.8)
def united(sent: SentenceView) -> Iterator[Match]:
    """«Макрон усадил за стол А и Б», «саммит свёл А и Б», «у входа Меркель встречает Рахоя»: host and guests."""
    for verb in verbs(sent.tree, UNITING):
        event = event_spoken_of(sent, verb)
        guests = tuple(link for token in patients(sent.tree, verb) for link in _people(sent, actors(sent, token)))
        hosts = _people(sent, doers(sent, verb))
        if event is None or not guests or not (hosts or sent.tree[verb].lemma in SEATING):
            continue
        if sent.tree[verb].lemma not in SEATING and not (scene_of(sent.doc) and _are_leaders(sent, hosts + guests)):
            continue
        greeted = any(token.lemma in AIRPORT for token in sent.tree.tokens)
        for actor in _there(sent, guests if greeted else hosts + guests):
            yield took_part(actor, event, verb)


def _are_leaders(sent: SentenceView, people: tuple[Link, ...]) -> bool:
    return all(leads(sent.doc, link.entity) for link in people)


@rule("participation.stager", "participatesIn", confidence=0.75)
def stager(sent: SentenceView) -> Iterator[Match]:
    """«саммит, устроенный Макроном», «принц, собравший здесь саммит»: a person who holds an event is at it."""
    for verb in verbs(sent.tree, STAGING):
        if sent.tree[verb].feat("VerbForm") == "Inf":
            continue
        people = _there(sent, _people(sent, doers(sent, verb)))
        for event in event_arguments(sent, verb):
            for actor in people:
                yield took_part(actor, event, verb)


@rule("participation.sent", "participatesIn", confidence=0.8)
def sent_there(sent: SentenceView) -> Iterator[Match]:
    """«Туркмения прислала вице-премьера А», «Москва ограничилась наблюдателем»: a delegate, else the country."""
    for verb in verbs(sent.tree, SENDING, LIMITED):
        event = scene_of(sent.doc)
        if event is None or sent.tree[verb].feat("VerbForm") != "Fin" or not is_scene_sentence(sent, event):
            continue
        objects = patients(sent.tree, verb)
        if sent.tree[verb].lemma in LIMITED:
            objects = tuple(at for at in sent.tree.children(verb, "obl", "iobj") if not preposition(sent.tree, at))
        for token in objects:
            named = _people(sent, actors(sent, token))
            unnamed = sent.tree[token].lemma in DELEGATES and not named
            for actor in named or (_countries(sent, doers(sent, verb)) if unnamed else ()):
                yield took_part(actor, event, verb)


def _countries(sent: SentenceView, links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if sent.entity(link).type == "Country")


@rule("participation.seat", "participatesIn", confidence=0.8)
def seat(sent: SentenceView) -> Iterator[Match]:
    """«Казахстан представлял А, Киргизию — Б»; «Мьянму представляли чиновники»: who speaks for a country."""
    for verb in verbs(sent.tree, REPRESENTING):
        tree = sent.tree
        event = event_spoken_of(sent, verb)
        places = [link for token in patients(tree, verb) if (link := sent.headed_by(token, "Country"))]
        if event is None or not places:
            continue
        people = _people(sent, doers(sent, verb))
        after = [link for link in sent.mentions("Person") if sent.head(link) > verb]
        for person in people or after[:1]:
            yield took_part(person, event, verb)
        if not people and not after:
            for place in places:
                yield took_part(place, event, verb)
        for person in _dashed(sent, verb):
            yield took_part(person, event, verb)


def _dashed(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the people of «…, Киргизию — А, Таджикистан — Б»: a country, a dash, a name."""
    for person in sent.mentions("Person"):
        first = sent.tree.inside(person.mention.span)[0]
        dash = next(
            (i for i in range(first - 1, verb, -1) if sent.tree[i].text in DASHES or sent.tree[i].text == ","), -1
        )
        if dash > verb and sent.tree[dash].text in DASHES and sent.at(dash - 1, "Country"):
            yield person


@rule("participation.showing", "participatesIn", confidence=0.8)
def showing(sent: SentenceView) -> Iterator[Match]:
    """«появление Мадуро», «слово у президента А», «хозяином форума выступает А», «хозяина встречи А»."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma in SHOWING:
            below = [at for at in tree.children(index, "nmod", "obl") if tree.preposition(at) in ("", "у")]
            present = tuple(link for at in below for link in _people(sent, actors(sent, at)))
        elif token.lemma in HOSTS:
            present = _hosting(sent, index)
        else:
            continue
        event = event_spoken_of(sent, index)
        for actor in _there(sent, present):
            if event:
                yield took_part(actor, event, index)


def _hosting(sent: SentenceView, index: int) -> tuple[Link, ...]:
    """Return the host: beside the word («хозяина встречи А»), or the subject of «хозяином был А»."""
    tree = sent.tree
    above = tree.head(index)
    if tree[index].feat("Case") == "Ins":
        found = _people(sent, doers(sent, above)) if above >= 0 else ()
        return found or _people(sent, doers(sent, index))
    return _people(sent, actors(sent, index))


@rule("participation.arrival", "participatesIn", confidence=0.8)
def arrival(sent: SentenceView) -> Iterator[Match]:
    """«В конгресс-центр приехал А», «сюда долетели А и Б»: an arrival where the event of the report is held."""
    scene = scene_of(sent.doc)
    if scene is None or not is_scene_sentence(sent, scene):
        return
    for verb in verbs(sent.tree, ARRIVING):
        led_to = [sent.tree[at].lemma for at in sent.tree.children(verb)] + [
            lemma for place in destinations(sent, verb) for lemma in _place_words(sent, place)
        ]
        if not set(led_to) & HERE and not _leads_to_scene(sent, verb, scene):
            continue
        for actor in _there(sent, _people(sent, doers(sent, verb))):
            yield took_part(actor, scene, verb)


def _place_words(sent: SentenceView, place: Link) -> list[str]:
    return [sent.tree[at].lemma for at in sent.tree.inside(place.mention.span)]


def _leads_to_scene(sent: SentenceView, verb: int, scene: Link) -> bool:
    places = {value for name, value in sent.doc.entities[scene.entity].features if name == "place"}
    return any({p.entity, sent.doc.entities[p.entity].reference} & places for p in destinations(sent, verb))


RULES: tuple[Rule, ...] = (deed, lineup, united, stager, sent_there, seat, showing, arrival)
