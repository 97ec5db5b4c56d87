"""Who a noun phrase speaks of: people, and countries or bodies whose people are not named.

«президенты Беларуси Александр Лукашенко и России» → Лукашенко, Россия: the country stands for its
leader or delegate unless the name follows.
"""

from collections.abc import Iterator

from kg.analysis import remembered
from kg.model import Link, Span
from kg.relations.clause import agents, is_passive, phrase, subjects
from kg.relations.groups import GROUPS, LEADERS, listed
from kg.relations.persons import is_named, leader_named
from kg.relations.pronouns import antecedent
from kg.relations.view import SentenceView

ACTORS = ("Person", "Country", "Organization")
NO_ACTORS = frozenset({"Authority", "Company", "Outlet", "Party"})
"""Organizations that do not act for a country at an event: ministries, firms, newspapers."""
DELEGATES = LEADERS | frozenset(
    "министр представитель делегация посол дипломат постпред вице-премьер спикер замминистра замглавы госсекретарь "
    "секретарь делегат наблюдатель участник сторона власть парламентарий депутат сенатор президентура чиновник "
    "принц принцесса председатель командующий военнослужащий участница переговорщик".split()
)
MINISTRIES = frozenset(
    "мид министерство дело оборона правительство кабинет парламент ведомство минобороны минфин финансы экономика "
    "торговля здравоохранение энергетика образование культура юстиция безопасность минэнерго".split()
)
"""What may stand between a delegate and the country: «главы МИД Армении», «министры обороны Турции»."""


@remembered
def actors(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people, countries and organizations that a noun phrase means, in text order.

    Args:
        sent: The sentence.
        token: The head of the phrase, such as a verb's subject.
    """
    found: dict[str, Link] = {}
    inside = set(phrase(sent.tree, token))
    for link in sent.mentions(*ACTORS):
        if sent.head(link) in inside and sent.entity(link).type not in NO_ACTORS:
            for actor in _meant(sent, link, token, inside):
                found.setdefault(actor.entity, actor)
    if not found:
        pronoun = antecedent(sent, token)
        if pronoun:
            found[pronoun.entity] = pronoun
    return tuple(found.values())


@remembered
def doers(sent: SentenceView, verb: int) -> tuple[Link, ...]:
    """Return the actors that do what a verb says; a plural without names takes the list that follows."""
    found: dict[str, Link] = {}
    for token in agents(sent.tree, verb):
        for actor in actors(sent, token) or listed(sent, token):
            found.setdefault(actor.entity, actor)
    if not found:
        found = {link.entity: link for link in (*_explained(sent, verb), *_beside(sent, verb))}
    return tuple(found.values())


def _explained(sent: SentenceView, verb: int) -> tuple[Link, ...]:
    """Return the people of the list after a colon: «Приехали все: Алиев, Пашинян и Лукашенко»."""
    for child in sent.tree.children(verb, "parataxis"):
        if sent.tree[child - 1].text == ":" and sent.tree[child].feat("Case") == "Nom":
            return tuple(link for link in actors(sent, child) if sent.entity(link).type == "Person")
    return ()


def _beside(sent: SentenceView, verb: int) -> tuple[Link, ...]:
    """Return the person in the nominative right beside a finite verb that the parser left without a subject."""
    token = sent.tree[verb]
    if token.feat("VerbForm") != "Fin" or is_passive(sent.tree, verb) or subjects(sent.tree, verb):
        return ()
    for link in sent.mentions("Person"):
        inside = sent.tree.inside(link.mention.span)
        near = inside[0] - verb == 1 or verb - inside[-1] == 1
        named = sent.tree[inside[0]].feat("Case") in ("Nom", "") and not sent.tree.preposition(sent.head(link))
        if near and named and token.feat("Number") in ("Sing", ""):
            return (link,)
    return ()


def is_in_person(sent: SentenceView, link: Link) -> bool:
    """Return whether an actor is a person or comes by its delegate, not a country that does something as a state.

    «лидер Албании выступил на саммите» is presence, «Албания получила на саммите приглашение» is not.
    """
    if sent.doc.entities[link.entity].type == "Person":
        return True
    return _delegate(sent, link, set(range(len(sent.tree)))) >= 0


@remembered
def countries_of(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the countries whose leaders or delegates a phrase lists («президентов Перу и Чили»)."""
    inside = set(phrase(sent.tree, token))
    named = [link for link in sent.mentions("Country") if sent.head(link) in inside]
    return tuple(link for link in named if not _named_after(sent, link) and _delegate(sent, link, inside) >= 0)


def people(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the people that a noun phrase means, in text order."""
    return tuple(link for link in actors(sent, token) if sent.entity(link).type == "Person")


def _meant(sent: SentenceView, link: Link, token: int, inside: set[int]) -> Iterator[Link]:
    if sent.entity(link).type == "Person":
        if is_governed(sent, link, token):
            return
        country = _country_inside(sent, link)
        unnamed = link.mention.form == "role" and not is_named(sent.doc, link.entity)
        yield country if unnamed and country else link
    elif not _under_role(sent, link) and not _named_after(sent, link):
        if _is_member(sent, link, token):
            yield link
        else:
            office = _delegate(sent, link, inside)
            if office >= 0 and _stands_for(sent, link, office):
                title = sent.tree[office].lemma
                leader = leader_named(sent, link, title) if title in LEADERS else None
                yield leader or link


def is_governed(sent: SentenceView, link: Link, token: int) -> bool:
    """Return whether a person stands in another case than the phrase: «помощник Путина Ушаков» is not about Путин."""
    head = sent.head(link)
    case, expected = sent.tree[head].feat("Case"), sent.tree[token].feat("Case")
    if head == token:
        return False
    if sent.tree.related(head, "nmod") and case == "Gen":
        return not (expected == "Gen" and link.mention.form == "role") or _governs_name(sent, head, token)
    return (
        bool(case and expected) and {case, expected} not in ({"Gen", "Acc"}, {case}) and case in ("Gen", "Ins", "Dat")
    )


def _governs_name(sent: SentenceView, head: int, token: int) -> bool:
    return sent.tree.head(head) != token


def _country_inside(sent: SentenceView, link: Link) -> Link | None:
    """Return the country of a role: «казахстанский лидер» → Казахстан."""
    inside = (
        other for other in sent.mentions("Country", "Organization") if link.mention.span.contains(other.mention.span)
    )
    return next(inside, None)


def _under_role(sent: SentenceView, link: Link) -> bool:
    return any(other.mention.span.contains(link.mention.span) for other in sent.mentions("Person"))


def _named_after(sent: SentenceView, link: Link) -> bool:
    """Return whether the name of the country's person follows: «премьер-министр Венгрии Виктор Орбан».

    A name that nobody recognised follows too: a capitalised word in the nominative.
    """
    after = sent.tree.inside(link.mention.span)[-1] + 1
    if after < len(sent.tree) and link.mention.form != "adjective":
        word = sent.tree[after]
        if word.upos == "PROPN" and word.text[:1].isupper() and sent.at(after, "Country", "City") is None:
            return not word.text.isupper()
    for person in sent.mentions("Person"):
        if person.mention.span.start >= link.mention.span.stop:
            between = sent.tree.inside(Span(link.mention.span.stop, person.mention.span.start))
            return all(_binds(sent, at) for at in between)
    return False


def _binds(sent: SentenceView, index: int) -> bool:
    token = sent.tree[index]
    return token.upos in ("NOUN", "ADJ", "PROPN") or token.text in ("«", "»", '"')


def _is_member(sent: SentenceView, link: Link, token: int) -> bool:
    """Return whether a country is itself the phrase or a member of its coordination: «Россия и Китай подписали»."""
    if link.mention.form == "adjective":
        return False
    head = sent.head(link)
    path = [head, *sent.tree.ancestors(head)]
    for at in path:
        if at == token:
            return True
        if not sent.tree.related(at, "conj", "appos", "flat"):
            return False
    return False


def _delegate(sent: SentenceView, link: Link, inside: set[int]) -> int:
    """Return the office noun that governs a country («лидеры России, Киргизии» → «лидеры»), or -1.

    A list after a dash belongs to whatever noun it explains: «министры пяти членов рынка — Перу, Чили».
    """
    tree, head = sent.tree, sent.head(link)
    explained = any(tree.related(at, "parataxis") for at in (head, tree.head(head)) if at >= 0)
    for above in tree.ancestors(head):
        lemma = tree[above].lemma
        if above not in inside:
            return -1
        if lemma in DELEGATES:
            return above
        joined = tree.related(above, "conj", "appos", "parataxis") or sent.at(above, "Country") is not None
        if not (joined or explained or lemma in GROUPS or lemma in MINISTRIES):
            return -1
    return -1


def _stands_for(sent: SentenceView, link: Link, office: int) -> bool:
    """Return whether an office holder speaks for the entity: the leaders of an organization's countries do not."""
    if sent.entity(link).type == "Country":
        return True
    return sent.tree[office].feat("Number") == "Sing" and sent.tree.head(sent.head(link)) == office
