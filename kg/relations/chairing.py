"""A country's or person's turn in the chair: «председательство Чили в АТЭС», «председательствует Перу»."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Link
from kg.relations.clause import predicate, subjects
from kg.relations.lists import countries_of, country_at
from kg.relations.members import apposed, body_at, governed_body, last_part, meant
from kg.relations.modality import status_at
from kg.relations.turns import takes_turns
from kg.relations.view import SentenceView

TURN = "председательство"
CHAIR = frozenset("председатель сопредседатель страна-председатель".split())
PASSING = frozenset("перейти переходить достаться".split())
GIVING = frozenset("передать передавать уступить вручить".split())
TAKING = frozenset("принять принимать получить взять занять возложить осуществлять начать начинать продолжить".split())
ENDING = frozenset("завершить завершать закончить завершиться закончиться сложить".split())
OVER = frozenset("прошлый прежний предыдущий бывший прошлогодний минувший".split())
NEAR = 7
"""How far after the noun a date belongs to it: «председательства Индии в ШОС в 2023 году»."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has the chair of what; `predicate` is chairs or formerlyChaired."""

    holder: Link
    organization: Link
    anchor: int
    predicate: str = "chairs"
    status: str = "asserted"


def turns(sent: SentenceView) -> Iterator[Turn]:
    """Yield the turns that the noun «председательство» gives."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma != TURN:
            continue
        organization = _body(sent, index)
        if organization is None:
            continue
        country = _owner(sent, index)
        if country is not None:
            over = _is_over(sent, index)
            yield from _turn(sent, country, organization, index, "formerlyChaired" if over else "chairs")
        else:
            yield from _passed(sent, index, organization)


def _turn(sent: SentenceView, holder: Link, body: Link, anchor: int, name: str) -> Iterator[Turn]:
    status = status_at(sent, anchor)
    if status in ("denied", "hypothetical") and predicate(sent.tree, anchor) != anchor:
        own = {sent.tree[child].lemma for child in sent.tree.children(anchor, "amod")}
        status = "hypothetical" if own & {"возможный", "вероятный", "предполагаемый"} else "asserted"
    yield Turn(holder, body, anchor, name, status)


def _body(sent: SentenceView, noun: int) -> Link | None:
    """Return the organization after the noun, its country stepped over: «председательство России в ОДКБ»."""
    for at in range(noun + 1, min(noun + 9, len(sent.tree))):
        body = sent.at(at, "Organization")
        if body is not None:
            return body
        token = sent.tree[at]
        country = country_at(sent, at) is not None
        if not (country or token.text.lower() in ("в", "во") or token.upos in ("ADJ", "NOUN", "PROPN", "DET")):
            return None
    return None


def _owner(sent: SentenceView, noun: int) -> Link | None:
    """Return the country in the genitive after the noun or in its adjective: «венгерское председательство»."""
    own = country_at(sent, noun + 1)
    if own is not None:
        return own
    for child in sent.tree.children(noun, "amod"):
        adjective = sent.at(child, "Country")
        if adjective is not None:
            return adjective
    for child in sent.tree.children(noun, "nmod"):
        country = country_at(sent, child)
        if country is not None and sent.tree[child].feat("Case") == "Gen" and not sent.tree.preposition(child):
            return country
    return None


def _is_over(sent: SentenceView, noun: int) -> bool:
    """Return whether the turn is over: «прошлое председательство», «… в 2019 году» read later, «завершилось»."""
    tree = sent.tree
    if any(tree[child].lemma in OVER for child in tree.children(noun, "amod", "det")):
        return True
    verb = tree.head(noun)
    if verb >= 0 and tree[verb].lemma in ENDING and tree[verb].feat("Tense") == "Past":
        return True
    year = sent.doc.issued.year if sent.doc.issued else None
    below = set(tree.subtree(noun))
    near = range(noun, noun + NEAR)
    own = [
        at for at in sent.dates if set(tree.inside(at.mention.span)) <= below or tree.inside(at.mention.span)[0] in near
    ]
    return year is not None and any(int((found.end or found.start)[:4]) < year for found in own)


def _passed(sent: SentenceView, noun: int, organization: Link) -> Iterator[Turn]:
    """Yield who gets the chair: «переходит к А», «А приняла», «А передала Б»; a giver to be keeps it so far."""
    tree = sent.tree
    verb = _verb(sent, noun)
    if verb < 0:
        return
    lemma, status = tree[verb].lemma, status_at(sent, verb)
    if lemma in PASSING:
        getters = [at for at in tree.children(verb) if tree.preposition(at) in ("к", "ко")]
        getters += [at for at in tree.children(verb, "iobj", "obl") if tree[at].feat("Case") == "Dat"]
    elif lemma in GIVING:
        getters = [at for at in tree.children(verb, "iobj", "obl") if tree[at].feat("Case") == "Dat"]
    elif lemma in TAKING:
        getters = list(subjects(tree, verb))
    else:
        return
    for token in getters:
        for country in countries_of(sent, token)[:1]:
            yield Turn(country, organization, verb, "chairs", status)
    if lemma in GIVING and status in ("asserted", "planned"):
        for token in subjects(tree, verb):
            for country in countries_of(sent, token)[:1]:
                name = "chairs" if status == "planned" else "formerlyChaired"
                yield Turn(country, organization, verb, name, "asserted")


def _verb(sent: SentenceView, noun: int) -> int:
    """Return the verb of the chair's passing: the one above the noun, else the first after it in its clause."""
    known = PASSING | GIVING | TAKING
    above = sent.tree.head(noun)
    if above >= 0 and sent.tree[above].lemma in known:
        return above
    for at in range(noun + 1, len(sent.tree)):
        if sent.tree[at].text in (";", ":", "—"):
            break
        if sent.tree[at].upos == "VERB":
            return at if sent.tree[at].lemma in known else -1
    return -1


def presiding(sent: SentenceView) -> Iterator[Turn]:
    """Yield «в О председательствует А», «председательствующая в О А»."""
    for index, token in enumerate(sent.tree.tokens):
        if token.lemma not in ("председательствовать", "председательствующий"):
            continue
        organization = _where(sent, index)
        if organization is None:
            continue
        finite_past = token.feat("Tense") == "Past"
        doers = subjects(sent.tree, index) or (
            (sent.tree.head(index),) if sent.tree.related(index, "amod", "acl") else ()
        )
        for doer in doers:
            for holder in meant(sent, doer) or _person(sent, doer):
                name = "formerlyChaired" if finite_past else "chairs"
                yield Turn(holder, organization, index, name, status_at(sent, index))


def _where(sent: SentenceView, verb: int) -> Link | None:
    for child in sent.tree.children(verb):
        if sent.tree.preposition(child) in ("в", "во"):
            body = body_at(sent, child)
            if body is not None:
                return body
    return None


def _person(sent: SentenceView, token: int) -> tuple[Link, ...]:
    person = sent.at(token, "Person")
    return (person,) if person is not None else ()


def chair_nouns(sent: SentenceView) -> Iterator[Turn]:
    """Yield «А — председатель О», «председатель О А» where A is a country."""
    for index, token in enumerate(sent.tree.tokens):
        if last_part(token.lemma) not in CHAIR:
            continue
        organization, stop = governed_body(sent, index)
        if organization is None or not takes_turns(sent.doc, organization.entity):
            continue
        former = any(sent.tree[child].lemma in OVER for child in sent.tree.children(index, "amod"))
        following = _nominative(sent, index, stop)
        for country in (*apposed(sent, index), *((following,) if following is not None else ())):
            yield Turn(country, organization, index, "formerlyChaired" if former else "chairs")


def _nominative(sent: SentenceView, noun: int, at: int) -> Link | None:
    """Return the country that agrees with the noun («председатель союза Чили», not «… совета Кубы»)."""
    country = country_at(sent, at)
    if country is None or sent.tree[noun].feat("Case") in ("Gen", ""):
        return None
    return country if sent.tree[at].feat("Case") == sent.tree[noun].feat("Case") else None
