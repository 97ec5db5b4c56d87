"""Who invites whom."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.model import Link
from kg.relations.arguments import actors, doers
from kg.relations.clause import agents, is_passive, patients
from kg.relations.groups import invited_group
from kg.relations.nearby import run, stretch
from kg.relations.pronouns import guest_meant
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.scene import scene_of
from kg.relations.view import SentenceView

INVITING = frozenset("пригласить приглашать позвать звать зазвать".split())
INVITATION = frozenset("приглашение".split())
GIVING = frozenset("передать передавать направить направлять прислать отправить вручить адресовать послать".split())
GETTING = frozenset("получить принять".split())
FALLING = frozenset("достаться уйти поступить прийти разослать раздать вручён вручен".split())
"""«Приглашения достались Гане и Кении»: who got them stands in the dative."""


def _invited(host: Link, guest: Link, anchor: int, status: str | None = None) -> Match:
    return Match(host.entity, guest.entity, host.mention.span, guest.mention.span, anchor, status=status)


def _each(sent: SentenceView, hosts: tuple[Link, ...], guests: tuple[Link, ...], anchor: int) -> Iterator[Match]:
    for host in hosts[:1]:
        for guest in guests:
            if guest.entity != host.entity:
                yield _invited(host, guest, anchor)


def _guests(sent: SentenceView, token: int) -> tuple[Link, ...]:
    return actors(sent, token) or invited_group(sent, token)


@rule("invitations.verb", "invites", words=INVITING)
def verb(sent: SentenceView) -> Iterator[Match]:
    """«Путин пригласил Си», «Бразилия зовёт три страны — Мексику, …», «приглашён Кремлём»: a verb of inviting."""
    for at in verbs(sent.tree, INVITING):
        if is_passive(sent.tree, at) and sent.tree.related(at, "amod"):
            continue
        hosts = doers(sent, at) or tuple(host for token in agents(sent.tree, at) for host in invited_group(sent, token))
        named = tuple(guest for token in patients(sent.tree, at) for guest in _guests(sent, token))
        yield from _each(sent, hosts, named or _unnamed(sent, at, hosts), at)


def _unnamed(sent: SentenceView, at: int, hosts: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return whom «позвал их», «позвал гостя» means, or the countries of «пригласить в союз Гану, Кению и Оман».

    The parser hangs a list behind «в союз» on the union.
    """
    if is_passive(sent.tree, at):
        return ()
    meant = (
        guest for token in patients(sent.tree, at) for host in hosts[:1] for guest in guest_meant(sent, token, host)
    )
    return tuple(meant) or tuple(run(sent, at, ("Acc", "Nom")))


@rule("invitations.noun", "invites", confidence=0.85, words=INVITATION)
def noun(sent: SentenceView) -> Iterator[Match]:
    """«передал Токаеву приглашение», «направил приглашение Трампу», «получил приглашение от Си»."""
    tree = sent.tree
    for at in verbs(tree, GIVING, GETTING):
        for token in patients(tree, at):
            if tree[token].lemma not in INVITATION:
                continue
            below = (*tree.children(token, "nmod", "iobj"), *tree.children(at, "iobj", "obl", "nmod"))
            receivers = [c for c in below if tree[c].feat("Case") == "Dat" and not tree.preposition(c)]
            givers = [c for c in below if tree.preposition(c) == "от" or _owns(tree, token, c)]
            yield from _given(sent, at, receivers, givers)


def _owns(tree: Tree, invitation: int, child: int) -> bool:
    """Return whether a genitive names the host: «принял приглашение Путина»."""
    return tree.head(child) == invitation and tree[child].feat("Case") == "Gen" and not tree.preposition(child)


def _given(sent: SentenceView, at: int, receivers: list[int], givers: list[int]) -> Iterator[Match]:
    if sent.tree[at].lemma in GIVING:
        guests = tuple(guest for child in receivers for guest in _guests(sent, child))
        yield from _each(sent, doers(sent, at), guests, at)
    else:
        hosts = tuple(host for child in givers for host in actors(sent, child))
        yield from _each(sent, hosts, doers(sent, at), at)


@rule("invitations.at_invitation", "invites", confidence=0.85, words=INVITATION)
def at_invitation(sent: SentenceView) -> Iterator[Match]:
    """«Си прибыл в Москву по приглашению Путина»: the traveller is who was invited."""
    tree = sent.tree
    for index, token in enumerate(tree.tokens):
        if token.lemma not in INVITATION or tree.preposition(index) != "по":
            continue
        hosts = tuple(
            host
            for child in tree.children(index, "nmod")
            if tree[child].feat("Case") in ("Gen", "") and not tree.preposition(child)
            for host in actors(sent, child)
        )
        verb_ = next((at for at in tree.ancestors(index) if tree[at].upos == "VERB"), None)
        if verb_ is not None:
            yield from _each(sent, hosts, doers(sent, verb_), verb_)


@rule("invitations.body", "invites", confidence=0.8, words=INVITATION)
def body(sent: SentenceView) -> Iterator[Match]:
    """«Приглашения вручены Перу и Чили», «Перу получила на саммите НАТО приглашение в альянс»: a body invites."""
    tree = sent.tree
    for at in verbs(tree, GIVING, GETTING, FALLING):
        noun = next((i for i in stretch(sent, at) if tree[i].lemma in INVITATION), None)
        if noun is None:
            continue
        host, near = _host_body(sent, noun), stretch(sent, at)
        if host is None:
            continue
        gets = tree[at].lemma in GETTING
        guests = [g for c in tree.children(at, "iobj", "obl") if _is_dative(tree, c) for g in actors(sent, c)]
        guests = list(doers(sent, at)) if gets else list(dict.fromkeys([*guests, *run(sent, at, ("Dat",))]))
        named = gets or is_passive(tree, at) or tree[at].lemma in FALLING
        for guest in guests if named else ():
            if guest.entity != host.entity and sent.entity(guest).type == "Country" and sent.head(guest) in near:
                yield _invited(host, guest, at)


def _is_dative(tree: Tree, at: int) -> bool:
    return tree[at].feat("Case") == "Dat" and not tree.preposition(at)


def _host_body(sent: SentenceView, noun: int) -> Link | None:
    """Return the body that invites: «приглашение в НАТО», else the one whose event the article reports from."""
    tree = sent.tree
    for child in tree.children(noun, "nmod", "obl"):
        link = sent.headed_by(child, "Organization")
        if link and tree.preposition(child) in ("в", "во", "от"):
            return link
    scene = scene_of(sent.doc)
    organizer = sent.doc.entities[scene.entity].feature("organizer") if scene else None
    for entity in sent.doc.of_type("Organization"):
        if organizer and organizer in (entity.id, entity.reference):
            return next(sent.doc.links_of(entity.id), None)
    return None


RULES: tuple[Rule, ...] = (verb, noun, body, at_invitation)
