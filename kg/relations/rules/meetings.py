"""Who meets whom: bilateral meetings, held or planned; not telephone calls, not presence at one summit."""

from collections.abc import Iterator, Sequence

from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import agents, patients, predicate, preposition
from kg.relations.groups import antecedent_group
from kg.relations.modality import status_at
from kg.relations.nearby import nominatives, objects, partners
from kg.relations.persons import is_official
from kg.relations.places import destinations, venues
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.view import SentenceView

MEETING = frozenset(
    "встретиться встречаться увидеться видеться повидаться побеседовать беседовать свидеться пообщаться общаться "
    "уединиться отобедать отужинать поговорить проговорить переговорить разговаривать".split()
)
TALKING = frozenset("провести проводить начать завершить продолжить иметь возобновить".split())
TALKS = frozenset("переговоры встреча беседа аудиенция саммит разговор консультация тет-а-тет".split())
DISCUSSING = frozenset("обсудить обсуждать".split())
AWAITING = frozenset("ждать ожидать принимать принять встречать".split())
RECEIVING = frozenset("принять принимать".split())
VISITING = frozenset("побывать гостить".split())
AT_TALKS = frozenset({"на", "в ходе", "во время", "по итогам", "по", "после", "перед", "в рамках", "от"})
HOLDING = frozenset("состояться пройти проходить прошёл планироваться намечаться".split())
REMOTE = frozenset(
    "телефон телефонный онлайн видеосвязь видеоконференция заочный дистанционный созвониться видеоформат звонок "
    "телефонно трубка".split()
)
PAIR = 2
FURTHER = 16


def _met(sent: SentenceView, first: Link, second: Link, anchor: int, status: str | None = None) -> Iterator[Match]:
    """Yield a match of two people, in the alphabetical order of their names, when one of them is in office."""
    if first.entity == second.entity or not any(is_official(sent.doc, link.entity) for link in (first, second)):
        return
    one, two = sorted((first, second), key=lambda link: (sent.doc.entities[link.entity].name, link.entity))
    yield Match(one.entity, two.entity, one.mention.span, two.mention.span, anchor, status=status)


def _people(sent: SentenceView, links: Sequence[Link]) -> list[Link]:
    return [link for link in links if sent.doc.entities[link.entity].type == "Person"]


def _is_remote(sent: SentenceView) -> bool:
    """Return whether the sentence speaks of a call: «по телефону», «в режиме видеоконференции»."""
    return any(token.lemma in REMOTE for token in sent.tree.tokens)


def _partners(sent: SentenceView, *heads: int) -> list[Link]:
    """Return the people of «с президентом Китая Си» below the given words."""
    found: dict[str, Link] = {}
    for head in heads:
        for child in sent.tree.children(head, "obl", "nmod", "iobj", "obj", "conj"):
            if sent.tree.preposition(child) in ("с", "со") and sent.tree[child].feat("Case") in ("Ins", ""):
                for link in (*_people(sent, actors(sent, child)), *_further(sent, child)):
                    found.setdefault(link.entity, link)
    return list(found.values())


def _further(sent: SentenceView, child: int) -> list[Link]:
    """Return the partner of «встретился с Си, а днём позже — с Моди»."""
    for at in range(child + 1, min(child + FURTHER, len(sent.tree))):
        if sent.tree[at].text.lower() in ("с", "со") and sent.tree[at - 1].text in ("—", "–", "-"):
            link = sent.at(at + 1, "Person") if at + 1 < len(sent.tree) else None
            return [link] if link else []
    return []


def _pairs(sent: SentenceView, ones: Sequence[Link], others: Sequence[Link], anchor: int) -> Iterator[Match]:
    """Yield everyone of one side with everyone of the other; two without another side met each other."""
    if not others and len(ones) == PAIR:
        yield from _met(sent, ones[0], ones[1], anchor)
    for one in ones:
        for other in others:
            yield from _met(sent, one, other, anchor)


@rule("meetings.verb", "meetsWith", words=MEETING)
def verb(sent: SentenceView) -> Iterator[Match]:
    """«Путин встретился с Си», «Путин и Си встретились», «Путин и Буш увидятся»: a verb of meeting."""
    for at in verbs(sent.tree, MEETING):
        if _is_remote(sent):
            continue
        ones = _people(sent, doers(sent, at))
        yield from _pairs(sent, ones, _partners(sent, at), at)


@rule("meetings.nearby", "meetsWith", confidence=0.8, words=MEETING | DISCUSSING)
def nearby(sent: SentenceView) -> Iterator[Match]:
    """«Путин отдельно поговорил с Эрдоганом и с Си»: by the order of words, where the tree is of no help."""
    for at in verbs(sent.tree, MEETING, DISCUSSING):
        if _is_remote(sent) or _is_told_remote(sent):
            continue
        others = partners(sent, at)
        ones = [link for link in nominatives(sent, at) if link not in others]
        ones = ones or _people(sent, doers(sent, at))
        if others or (sent.tree[at].lemma in MEETING and sent.tree[at].feat("Number") == "Plur"):
            yield from _pairs(sent, ones if others or len(ones) == PAIR else (), others, at)


def _is_told_remote(sent: SentenceView) -> bool:
    """Return whether a sentence beside speaks of a call: «Они обсудили Сирию. Разговор шёл по телефону»."""
    return any(near is not None and _is_remote(near) for near in (sent.previous, sent.next))


@rule("meetings.group", "meetsWith", confidence=0.8, words=MEETING | TALKS)
def group(sent: SentenceView) -> Iterator[Match]:
    """«Президенты поговорили наедине», «состоялась беседа глав государств»: two people named before."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if _is_remote(sent):
            return
        if token.lemma in MEETING and tree[index].upos == "VERB":
            tokens = agents(tree, index)
        elif token.lemma in TALKS and token.lemma != "саммит":
            tokens = tuple(c for c in tree.children(index, "nmod") if tree[c].feat("Case") == "Gen")
        else:
            continue
        for at in tokens:
            pair = () if actors(sent, at) else antecedent_group(sent, at)
            if len(pair) == PAIR:
                yield from _met(sent, pair[0], pair[1], index)


@rule("meetings.awaited", "meetsWith", confidence=0.75, words=AWAITING)
def awaited(sent: SentenceView) -> Iterator[Match]:
    """«Он ждёт в Сочи Буша», «принимал его в Ново-Огарёве», «лидера Перу принял Рубио»: a host and a guest."""
    for at in verbs(sent.tree, AWAITING):
        hosts = [link for link in _people(sent, doers(sent, at)) if is_official(sent.doc, link.entity)]
        hosts = hosts or [link for link in nominatives(sent, at) if is_official(sent.doc, link.entity)]
        named = _people(sent, tuple(link for token in patients(sent.tree, at) for link in actors(sent, token)))
        guests = named or [link for link in objects(sent, at) if link not in hosts]
        for guest in guests[:1] if _is_told_of_a_place(sent, at) else ():
            for host in hosts[:1]:
                if is_official(sent.doc, guest.entity):
                    yield from _met(sent, host, guest, at)


def _is_told_of_a_place(sent: SentenceView, at: int) -> bool:
    """Return whether a host waits somewhere («ждёт в Сочи»), or receives."""
    return sent.tree[at].lemma in RECEIVING or any(True for _ in (*venues(sent, at), *destinations(sent, at)))


@rule("meetings.talks", "meetsWith", words=TALKING)
def talks(sent: SentenceView) -> Iterator[Match]:
    """«провёл переговоры с Токаевым», «провели встречу»: talks as the object of a verb."""
    for at in verbs(sent.tree, TALKING):
        for noun in patients(sent.tree, at):
            if sent.tree[noun].lemma in TALKS and not _is_remote(sent):
                others = _partners(sent, noun, at)
                ones = _people(sent, doers(sent, at))
                yield from _pairs(sent, ones, others, at)


@rule("meetings.noun", "meetsWith", confidence=0.85, words=TALKS)
def noun(sent: SentenceView) -> Iterator[Match]:
    """«встреча Путина с Трампом», «на встрече с Трампом Мерц заявил»: the noun with those who meet."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in TALKS or _is_remote(sent) or _is_object_of_talking(sent, index):
            continue
        ones = [
            link
            for child in tree.children(index, "nmod")
            if not tree.preposition(child) and tree[child].feat("Case") in ("Gen", "")
            for link in _people(sent, actors(sent, child))
        ]
        above = tree.head(index)
        ones = ones or _having(sent, above)
        others = _partners(sent, index, *((above,) if above >= 0 and tree[above].lemma in HOLDING else ()))
        yield from _noun_pairs(sent, index, ones or _present(sent, index), others)


def _having(sent: SentenceView, verb: int) -> list[Link]:
    """Return who has a meeting ahead: «у Путина назначены встречи с Моди»."""
    below = sent.tree.children(verb, "obl", "nmod") if verb >= 0 else ()
    owners = [child for child in below if sent.tree.preposition(child) == "у"]
    return [link for child in owners for link in _people(sent, actors(sent, child))]


def _is_object_of_talking(sent: SentenceView, index: int) -> bool:
    above = sent.tree.head(index)
    return above >= 0 and sent.tree.related(index, "obj") and sent.tree[above].lemma in TALKING


def _present(sent: SentenceView, index: int) -> list[Link]:
    """Return who speaks at a meeting or of it: «Встречу с Трампом Мерц назвал успешной»."""
    tree, above = sent.tree, sent.tree.head(index)
    prep = preposition(tree, index)
    if above < 0 or tree[index].lemma == "саммит" or not (tree.related(index, "obj") or prep in AT_TALKS):
        return []
    return _people(sent, doers(sent, predicate(tree, above)))


def _noun_pairs(sent: SentenceView, index: int, ones: list[Link], others: list[Link]) -> Iterator[Match]:
    status = status_at(sent, index)
    if not others and len(ones) == PAIR:
        yield from _met(sent, ones[0], ones[1], index, status)
    for one in ones:
        for other in others:
            yield from _met(sent, one, other, index, status)


@rule("meetings.received", "meetsWith", confidence=0.85, words=RECEIVING | VISITING)
def received(sent: SentenceView) -> Iterator[Match]:
    """«Путин принял в Кремле Жапарова», «Минниханов побывал у Эрдогана»: a host and a guest."""
    tree = sent.tree
    for at in verbs(sent.tree, RECEIVING):
        hosts = _people(sent, doers(sent, at))
        for token in patients(tree, at):
            for guest in _people(sent, actors(sent, token)):
                for host in hosts[:1]:
                    yield from _met(sent, host, guest, at)
    for at in verbs(sent.tree, VISITING):
        for child in tree.children(at, "obl", "obj"):
            if tree.preposition(child) == "у":
                for host in _people(sent, actors(sent, child)):
                    for guest in _people(sent, doers(sent, at)):
                        yield from _met(sent, host, guest, at)


@rule("meetings.invited", "meetsWith", confidence=0.75, words=("пригласить", "позвать"))
def invited(sent: SentenceView) -> Iterator[Match]:
    """«Эрдоган пригласил его на встречу, написала пресс-служба» once the text has told that they met.

    An invitation to a meeting counts when an earlier or later sentence speaks of the talk as held.
    """
    for at in verbs(sent.tree, frozenset({"пригласить", "позвать"})):
        to_meet = any(sent.tree[c].lemma in TALKS and sent.tree.preposition(c) == "на" for c in sent.tree.children(at))
        if not to_meet or status_at(sent, at) != "asserted" or not _was_held(sent):
            continue
        for host in _people(sent, doers(sent, at))[:1]:
            for token in patients(sent.tree, at):
                for guest in _people(sent, actors(sent, token)):
                    yield from _met(sent, host, guest, at)


def _was_held(sent: SentenceView) -> bool:
    """Return whether a sentence near says that the talk took place: «Разговор прошёл без прессы»."""
    near = sent.doc.sentences[max(0, sent.index - 3) : sent.index + 4]
    for other in near:
        lemmas = {token.lemma for token in other.tree.tokens if token.feat("Tense") == "Past"}
        if lemmas & (VISITING | {"встретиться"}) or (
            lemmas & HOLDING and any(t.lemma in TALKS for t in other.tree.tokens)
        ):
            return True
    return False


RULES: tuple[Rule, ...] = (verb, nearby, group, awaited, talks, noun, received, invited)
