"""A country's or person's turn in the chair: «председательство Чили в АТЭС», «председательствует Перу»."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.mentions.office_words import mark_of
from kg.model import Link
from kg.relations.clause import predicate, subjects
from kg.relations.lists import country_at
from kg.relations.members import COPULAS, apposed, body_at, governed_body, last_part, meant
from kg.relations.modality import status_at
from kg.relations.segments import taken_up
from kg.relations.turns import takes_turns
from kg.relations.view import SentenceView

TURN = "председательство"
CHAIR = frozenset("председатель сопредседатель страна-председатель".split())
PASSING = frozenset("перейти переходить достаться доставаться отойти отходить".split())
GIVING = frozenset("передать передавать уступить уступать вручить сдать отдать доверить".split())
TAKING = frozenset(
    "принять принимать перенять перенимать получить получать взять занять занимать возложить осуществлять начать "
    "начинать продолжить приступить приступать вступить заступить исполнять выполнять нести".split()
)
ENDING = frozenset("завершить завершать закончить завершиться закончиться окончиться истечь сложить".split())
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
        organization = _body(sent, index) or turning_body(sent, index)
        if organization is None or sent.tree.preposition(index) == "под":
            continue
        country = _owner(sent, index)
        if country is not None:
            over = is_over(sent, index)
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


def is_over(sent: SentenceView, noun: int) -> bool:
    """Return whether the turn is over: «прошлое председательство», «… в 2019 году» read later, «завершилось»."""
    tree = sent.tree
    if any(tree[child].lemma in OVER for child in tree.children(noun, "amod", "det")):
        return True
    verb = tree.head(noun)
    ended = verb >= 0 and (tree[verb].lemma in ENDING or "конец" in [t.lemma for t in tree.tokens[verb : verb + 3]])
    if ended and tree[verb].feat("Tense") == "Past":
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
        for holder in (*who(sent, token)[:1], *(_person(sent, token) if lemma in TAKING else ())):
            yield Turn(holder, organization, verb, "chairs", status)
    if status not in ("asserted", "planned") or tree[verb].feat("Tense") == "Pres":
        return
    givers = subjects(tree, verb) if lemma in GIVING else _sources(sent, noun, verb)
    for token in givers:
        for country in who(sent, token)[:1]:
            over = tree[verb].feat("Tense") == "Past"
            yield Turn(country, organization, verb, "formerlyChaired" if over else "chairs", "asserted")


def _sources(sent: SentenceView, noun: int, verb: int) -> list[int]:
    """Return whom the chair comes from: «от Таджикистана», «у Белоруссии»."""
    tree = sent.tree
    below = (*tree.children(verb), *tree.children(noun))
    return [at for at in below if tree.preposition(at) in ("от", "у")]


def who(sent: SentenceView, token: int) -> tuple[Link, ...]:
    """Return the country that a noun phrase is or speaks for: «Индия», «премьер-министр Индии», «страна»."""
    own = meant(sent, token)
    if own:
        return own
    for office in sent.offices:
        if office.head == token and office.place is not None and office.place.type == "Country":
            return (sent.named[office.place],)
    return ()


def turning_body(sent: SentenceView, before: int) -> Link | None:
    """Return the organization whose chair is meant without being named.

    The last one with turns here or in the sentence before, else the one that the text names most.
    """
    near = [link for link in sent.mentions("Organization") if sent.head(link) < before]
    for links in (near, sent.previous.mentions("Organization") if sent.previous else ()):
        turning = [link for link in links if takes_turns(sent.doc, link.entity)]
        if turning:
            return turning[-1]
    counts = Counter(link.entity for link in sent.doc.linked.links if _turns(sent, link))
    best = max(counts, key=lambda entity: counts[entity], default=None)
    return next(sent.doc.links_of(best)) if best is not None else None


def _turns(sent: SentenceView, link: Link) -> bool:
    return sent.entity(link).type == "Organization" and takes_turns(sent.doc, link.entity)


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
        if organization is None and not _placed(sent, index):
            organization = turning_body(sent, index)
        if organization is None:
            continue
        finite_past = token.feat("Tense") == "Past"
        doers = subjects(sent.tree, index) or (
            (sent.tree.head(index),) if sent.tree.related(index, "amod", "acl") else ()
        )
        if not doers and country_at(sent, index + 1) is not None:
            doers = (index + 1,)
        for doer in doers:
            for holder in _lands(sent, doer) or (_person(sent, doer) if _where(sent, index) else ()):
                name = "formerlyChaired" if finite_past else "chairs"
                yield Turn(holder, organization, index, name, status_at(sent, index))


def _where(sent: SentenceView, verb: int) -> Link | None:
    for child in sent.tree.children(verb):
        if sent.tree.preposition(child) in ("в", "во"):
            body = body_at(sent, child)
            if body is not None:
                return body
    return None


def _placed(sent: SentenceView, verb: int) -> bool:
    """Return whether the verb says where: «председательствовал на заседании» is about a meeting."""
    below = [
        at for at in sent.tree.children(verb, "obl") if sent.tree[at].lemma not in ("год", "время", "раз", "полугодие")
    ]
    return any(sent.tree.preposition(at) in ("в", "во", "на") for at in below)


def _lands(sent: SentenceView, doer: int) -> tuple[Link, ...]:
    """Return the countries that preside: named, «чья страна» of a leader, «правительство Бразилии, которая»."""
    own = meant(sent, doer)
    if own:
        return own
    if any(sent.tree[child].lemma == "чей" for child in sent.tree.children(doer)):
        places = [office.place for office in sent.offices if office.stop <= doer and office.place is not None]
        return (sent.named[places[-1]],) if places and places[-1].type == "Country" else ()
    if any(office.head == doer for office in sent.offices):
        return ()
    inside = [country_at(sent, child) for child in sent.tree.children(doer, "nmod")]
    return tuple(country for country in inside if country is not None)[:1]


def _person(sent: SentenceView, token: int) -> tuple[Link, ...]:
    person = sent.at(token, "Person")
    return (person,) if person is not None else ()


def chair_nouns(sent: SentenceView) -> Iterator[Turn]:
    """Yield «А — председатель О», «председатель О А» where A is a country."""
    for index, token in enumerate(sent.tree.tokens):
        if last_part(token.lemma) not in CHAIR:
            continue
        organization, stop = governed_body(sent, index)
        current = [child for child in sent.tree.children(index, "amod") if mark_of(sent.tree[child]) == "current"]
        became = [at for at in _subjects_of_copula(sent, index) if country_at(sent, at) is not None]
        if organization is None and (current or became):
            organization = turning_body(sent, index)
        if organization is None or not takes_turns(sent.doc, organization.entity):
            continue
        former = any(sent.tree[child].lemma in OVER for child in sent.tree.children(index, "amod"))
        following = _nominative(sent, index, stop)
        named = [country for at in became for country in who(sent, at)]
        for country in (*apposed(sent, index), *((following,) if following is not None else ()), *named):
            yield Turn(country, organization, index, "formerlyChaired" if former or _was(sent, index) else "chairs")


def _nominative(sent: SentenceView, noun: int, at: int) -> Link | None:
    """Return the country that agrees with the noun («председатель союза Чили», not «… совета Кубы»)."""
    country = country_at(sent, at)
    if country is None or sent.tree[noun].feat("Case") in ("Gen", ""):
        return None
    return country if sent.tree[at].feat("Case") == sent.tree[noun].feat("Case") else None


def _subjects_of_copula(sent: SentenceView, noun: int) -> tuple[int, ...]:
    """Return the subjects of «председателем стала Индия»."""
    if _was(sent, noun) and status_at(sent, noun) == "asserted":
        up = taken_up(sent, noun)
        return subjects(sent.tree, noun) or ((up,) if up >= 0 else ())
    verb = sent.tree.head(noun)
    if verb < 0 or sent.tree[verb].lemma not in COPULAS or status_at(sent, verb) != "asserted":
        return ()
    return subjects(sent.tree, verb)


def _was(sent: SentenceView, noun: int) -> bool:
    """Return whether a copula puts the chair into the past: «была председателем»."""
    cops = sent.tree.children(noun, "cop")
    return sent.tree[noun].feat("Case") == "Ins" and any(sent.tree[at].feat("Tense") == "Past" for at in cops)
