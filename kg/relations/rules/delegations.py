"""Who takes part by lists and delegations: line-ups, delegates sent, seats taken for a country, hosts."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import patients, predicate, preposition
from kg.relations.groups import LEADERS
from kg.relations.lists import country_list
from kg.relations.modality import status_at
from kg.relations.nearby import case_of, governing
from kg.relations.persons import is_official
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.participation import took_part
from kg.relations.rules.presence import event_spoken_of, people, there
from kg.relations.rules.venues import verbs
from kg.relations.scene import is_scene_sentence, scene_of
from kg.relations.view import SentenceView

LINEUP = frozenset(
    "участник участница гость стол зал выступить пригласить приглашённый приглашенный собраться присутствовать прибыть "
    "приехать делегация фото снимок трибуна президиум оратор список состав".split()
)
DASHES = frozenset({"—", "–", "-", ":"})
AMONG = frozenset({"среди", "в", "во", "за", "из"})
SENDING = frozenset("прислать делегировать направить отправить командировать послать".split())
DELEGATES = frozenset(
    "гость представитель министр делегация наблюдатель замминистра вице-премьер посол чиновник дипломат эмиссар "
    "посланник советник делегат".split()
)
REPRESENTING = frozenset("представлять представить представлен".split())
LIMITED = frozenset("ограничиться обойтись".split())
HOSTS = frozenset("хозяин хозяйка свидетель свидетельница гость гостья".split())
SHOWING = frozenset("появление приезд прибытие присутствие выступление речь слово приветствие".split())
CALLING = frozenset("пригласить позвать приглашать ввести провести допустить".split())
INSIDE = frozenset("зал стол комната кабинет".split())
INTO = ("в", "во", "за")
NEAR = 8


@rule("participation.lineup", "participatesIn", confidence=0.8, words=LINEUP)
def lineup(sent: SentenceView) -> Iterator[Match]:
    """«Российская делегация: А, Б», «В числе выступивших — А», «В зале также А и Б»: a list without a verb."""
    tree = sent.tree
    start = _list_start(sent)
    if start is None or any(token.feat("VerbForm") == "Fin" for token in tree.tokens[:start]):
        return
    event = event_spoken_of(sent, start)
    for person in there(sent, sent.mentions("Person")):
        head = sent.head(person)
        listed = head > start and tree[head].feat("Case") in ("Nom", "") and is_official(sent.doc, person.entity)
        if event and listed and not any(token.feat("VerbForm") == "Fin" for token in tree.tokens[start:head]):
            yield took_part(person, event, start)


def _list_start(sent: SentenceView) -> int | None:
    """Return the sign or the noun after which a list of those present begins."""
    tree = sent.tree
    sign = next((i for i, token in enumerate(tree.tokens) if token.text in DASHES and i), None)
    if sign is not None:
        return sign if any(token.lemma in LINEUP for token in tree.tokens[:sign]) else None
    if any(token.feat("VerbForm") == "Fin" for token in tree.tokens):
        return None
    found = (i for i, token in enumerate(tree.tokens) if token.lemma in LINEUP and tree.preposition(i) in AMONG)
    return next(found, None)


@rule("participation.sent", "participatesIn", confidence=0.8, words=SENDING | LIMITED)
def sent_there(sent: SentenceView) -> Iterator[Match]:
    """«Туркмения прислала вице-премьера А», «Москва ограничилась наблюдателем»: a delegate, else the country."""
    event, tree = scene_of(sent.doc), sent.tree
    if event is None or not is_scene_sentence(sent, event):
        return
    for verb in verbs(tree, SENDING, LIMITED):
        if tree[verb].feat("VerbForm") != "Fin":
            continue
        objects = patients(tree, verb)
        if tree[verb].lemma in LIMITED:
            objects = tuple(at for at in tree.children(verb, "obl", "iobj", "xcomp") if not preposition(tree, at))
        named = people(sent, tuple(link for at in objects for link in actors(sent, at))) or _delegate_after(sent, verb)
        unnamed = any(tree[at].lemma in DELEGATES for at in objects)
        countries = tuple(link for link in doers(sent, verb) if sent.entity(link).type == "Country")
        for actor in named or (countries if unnamed else ()):
            yield took_part(actor, event, verb)


def _delegate_after(sent: SentenceView, verb: int) -> tuple[Link, ...]:
    """Return the delegate whom the parser did not take for an object: «делегировала замглавы МИД А»."""
    for person in people(sent, sent.mentions("Person")):
        head = sent.head(person)
        title = {token.lemma for token in sent.tree.tokens[verb + 1 : head]}
        plain = not any(token.text in (",", ";", ":") for token in sent.tree.tokens[verb:head])
        if verb < head <= verb + NEAR and plain and title and sent.tree[head].feat("Case") in ("Acc", "Gen"):
            return (person,)
    return ()


@rule("participation.called", "participatesIn", confidence=0.75, words=CALLING)
def called(sent: SentenceView) -> Iterator[Match]:
    """«Затем в зал пригласят А и Б»: who is called in takes part."""
    tree, event = sent.tree, scene_of(sent.doc)
    for verb in verbs(tree, CALLING):
        inside = [at for at in tree.children(verb, "obl") if tree[at].lemma in INSIDE and tree.preposition(at) in INTO]
        if event is None or not inside or not is_scene_sentence(sent, event):
            continue
        for person in people(sent, sent.mentions("Person")):
            head = sent.head(person)
            plain = not any(token.feat("VerbForm") == "Fin" for token in tree.tokens[verb + 1 : head])
            if head > verb and plain and case_of(sent, person) in ("Acc", "Gen") and not governing(sent, person):
                yield took_part(person, event, verb)


@rule("participation.leaders", "participatesIn", confidence=0.75, words=LEADERS)
def leaders(sent: SentenceView) -> Iterator[Match]:
    """«День отвели лидерам стран, в клуб не входящих, — Бразилии, Индии и Мексики»: a list of whose leaders came."""
    tree, event = sent.tree, scene_of(sent.doc)
    if event is None or not is_scene_sentence(sent, event):
        return
    for index, token in enumerate(tree.tokens):
        if token.lemma not in LEADERS or token.feat("Number") != "Plur":
            continue
        dash = next((i for i in range(index, len(tree)) if tree[i].text in ("—", "–", ":")), None)
        listed = country_list(sent, dash + 1) if dash is not None else ()
        verb = predicate(tree, index)
        if len(listed) > 1 and tree[sent.head(listed[0])].feat("Case") == "Gen" and _is_presence(sent, verb):
            for country in there(sent, listed):
                yield took_part(country, event, verb)


def _is_presence(sent: SentenceView, verb: int) -> bool:
    return sent.tree[verb].upos == "VERB" and status_at(sent, verb) in ("asserted", "planned")


@rule("participation.seat", "participatesIn", confidence=0.8, words=REPRESENTING)
def seat(sent: SentenceView) -> Iterator[Match]:
    """«Казахстан представлял А, Киргизию — Б»; «Мьянму представляли чиновники»: who speaks for a country."""
    for verb in verbs(sent.tree, REPRESENTING):
        tree = sent.tree
        event = event_spoken_of(sent, verb)
        places = [link for token in patients(tree, verb) if (link := sent.headed_by(token, "Country"))]
        if event is None or not places:
            continue
        named = people(sent, doers(sent, verb))
        after = [link for link in sent.mentions("Person") if sent.head(link) > verb]
        for person in named or after[:1]:
            yield took_part(person, event, verb)
        for place in places if not named and not after else ():
            yield took_part(place, event, verb)
        for person in _dashed(sent, verb):
            yield took_part(person, event, verb)


def _dashed(sent: SentenceView, verb: int) -> Iterator[Link]:
    """Yield the people of «…, Киргизию — А, Таджикистан — Б»: a country, a dash, a name."""
    for person in sent.mentions("Person"):
        first = sent.tree.inside(person.mention.span)[0]
        signs = (i for i in range(first - 1, verb, -1) if sent.tree[i].text in DASHES or sent.tree[i].text == ",")
        dash = next(signs, -1)
        if dash > verb and sent.tree[dash].text in DASHES and sent.at(dash - 1, "Country"):
            yield person


@rule("participation.showing", "participatesIn", confidence=0.8, words=SHOWING | HOSTS)
def showing(sent: SentenceView) -> Iterator[Match]:
    """«появление Мадуро», «слово у президента А», «хозяином форума выступает А», «свидетелем стал А»."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma in SHOWING and tree.preposition(index) != "по":
            below = [at for at in tree.children(index, "nmod", "obl") if tree.preposition(at) in ("", "у")]
            present = tuple(link for at in below for link in people(sent, actors(sent, at)))
        elif token.lemma in HOSTS:
            present = _hosting(sent, index)
        else:
            continue
        event = event_spoken_of(sent, index)
        for actor in there(sent, present):
            if event:
                yield took_part(actor, event, index)


def _hosting(sent: SentenceView, index: int) -> tuple[Link, ...]:
    """Return the host: beside the word («хозяина встречи А»), or the subject of «хозяином был А»."""
    tree = sent.tree
    above = tree.head(index)
    if tree[index].feat("Case") == "Ins":
        found = people(sent, doers(sent, above)) if above >= 0 else ()
        return found or people(sent, doers(sent, index))
    return people(sent, actors(sent, index))


RULES: tuple[Rule, ...] = (lineup, sent_there, called, leaders, seat, showing)
