"""Who holds which office: office phrases joined with the people named beside them.

«президент Франции Эмманюэль Макрон», «Макрон, президент Франции», «лидеры России и Китая — Владимир
Путин и Си Цзиньпин», «президенты Беларуси А, Казахстана Б», «казахстанский лидер» linked to a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.offices import LEADING, OfficePhrase
from kg.model import Link
from kg.relations.agreement import agree, cases
from kg.relations.holding import Holding, state_of
from kg.relations.lists import countries_before
from kg.relations.offices import office_place
from kg.relations.roles import implied, roles
from kg.relations.term_words import BOUNDS
from kg.relations.turns import led
from kg.relations.view import DocumentView, SentenceView

BESIDE = frozenset("принц принцесса шейх генерал полковник маршал адмирал господин госпожа г-н сэр аятолла".split())
OPENING = 3
TENURE = frozenset("полномочие мандат срок каденция инаугурация отставка".split())
DASHES = ("—", "–", "-")


def holdings(sent: SentenceView) -> tuple[Holding, ...]:
    """Return who holds which office in a sentence, each person, place and office once."""
    return sent.once(_holdings)


def _holdings(sent: SentenceView) -> tuple[Holding, ...]:
    found: list[Holding] = []
    joined = {office: person for office, person in _named_after(sent)}
    for office, following in zip(sent.offices, sent.offices[1:], strict=False):
        if office.paired and following in joined:
            joined[office] = joined[following]
    taken = {person for person in joined.values()}
    for office in sent.offices:
        if office.plural and not office.inside:
            found.extend(_listed(sent, office))
        elif office in joined:
            found.extend(_holding(sent, office, joined[office], "title"))
        elif not office.inside:
            person = _named_before(sent, office, taken)
            if person is not None:
                found.extend(_holding(sent, office, person, "apposition"))
    found.extend(roles(sent))
    found.extend(implied(sent, {holding.office.head for holding in found} | {office.head for office in joined}))
    return tuple({(h.person.entity, h.place, h.office.head): h for h in reversed(found)}.values())[::-1]


def _holding(sent: SentenceView, office: OfficePhrase, person: Link, pattern: str) -> Iterator[Holding]:
    place = office_place(sent, office, person)
    if place is not None:
        state = "now" if _is_tenure(sent, office) else state_of(office)
        yield Holding(person, office, place.entity, place.span, pattern, state)


def _is_tenure(sent: SentenceView, office: OfficePhrase) -> bool:
    """Return whether a named holder's tenure is spoken of: «полномочия президента Чили А истекают»."""
    return office.marks == ("post",) and office.first > 0 and sent.tree[office.first - 1].lemma in TENURE


def bearer(sent: SentenceView, office: OfficePhrase) -> int:
    """Return the token whose case the holder's name shares.

    «исполняющий» of «исполняющий обязанности президента», «бывший» of «бывший тогда президентом».
    """
    first = sent.tree[office.first]
    if "acting" in office.marks or (first.feat("Case") and sent.tree[office.head].feat("Case") == "Ins"):
        return office.first
    return office.head


def _people(sent: SentenceView) -> dict[int, Link]:
    """Return the people named in a sentence by the first token of the name."""
    found: dict[int, Link] = {}
    for link in sent.mentions("Person"):
        inside = sent.tree.inside(link.mention.span)
        if inside and link.mention.form != "role":
            found.setdefault(inside[0], link)
    return found


def _stop(sent: SentenceView, link: Link) -> int:
    return sent.tree.inside(link.mention.span)[-1] + 1


def _after(sent: SentenceView, at: int, people: dict[int, Link]) -> Link | None:
    """Return the person named at a token, courtesy words stepped over («министр … принц Фейсал»)."""
    for index in range(at, min(at + 3, len(sent.tree))):
        if index in people:
            return people[index]
        if sent.tree[index].lemma not in BESIDE:
            return None
    return None


def past_term(sent: SentenceView, at: int) -> int:
    """Return the token after the term that follows an office: «премьер Италии [с 2014 по 2016 год] А»."""
    tree = sent.tree
    ahead = at + 1 if at < len(tree) and tree[at].upos == "ADP" else at
    while ahead < len(tree) and ahead > at and tree[ahead].lemma in BOUNDS:
        ahead += 1
    for found in sent.dates if ahead > at else ():
        inside = tree.inside(found.mention.span)
        if inside and inside[0] == ahead:
            return past_term(sent, inside[-1] + 1)
    return at


def _named_after(sent: SentenceView) -> Iterator[tuple[OfficePhrase, Link]]:
    """Yield the offices whose holder's name follows; of nested titles the one that agrees with the name."""
    people = _people(sent)
    for office in sent.offices:
        if office.inside or office.plural:
            continue
        first = _after(sent, past_term(sent, office.stop), people)
        if first is None:
            dashed = _after_dash(sent, office, people)
            if dashed is not None:
                yield office, dashed
            continue
        second = _after(sent, _stop(sent, first), people)
        inner = [other for other in sent.offices if other.inside and office.head < other.head < office.stop]
        if inner and second is not None:
            yield inner[-1], first
            yield office, second
        elif inner and not agree(sent, bearer(sent, office), first) and agree(sent, bearer(sent, inner[-1]), first):
            yield inner[-1], first
        elif agree(sent, bearer(sent, office), first):
            yield office, first


def _after_dash(sent: SentenceView, office: OfficePhrase, people: dict[int, Link]) -> Link | None:
    """Return the person after a dash: «нынешний глава бюро — седовласый Олаф Берг»."""
    at = office.stop
    if at >= len(sent.tree) or sent.tree[at].text not in DASHES or "Nom" not in cases(sent, office.head):
        return None
    at += 1
    while at < len(sent.tree) and at not in people and sent.tree[at].upos in ("ADJ", "NOUN"):
        at += 1
    return people.get(at)


def _named_before(sent: SentenceView, office: OfficePhrase, taken: set[Link]) -> Link | None:
    """Return the person that the office stands in apposition to: «Макрон, президент Франции,», «Орбан (премьер)»."""
    sign = _sign_before(sent, office)
    if sign < 1 or sent.tree[sign].text not in (",", "(", *DASHES):
        return None
    for link in sent.mentions("Person"):
        if link.mention.form != "role" and _stop(sent, link) == sign and agree(sent, bearer(sent, office), link):
            return None if sent.tree[sign].text == "," and not _closed(sent, office) else link
    return None


def _sign_before(sent: SentenceView, office: OfficePhrase) -> int:
    """Return the sign before an apposition; adverbials stand before «бывший» («А, до НАТО дважды бывший премьером»)."""
    at = _before_term(sent, office.first - 1)
    while (
        "former" in office.marks and at > office.first - 5 and at > 0 and sent.tree[at].upos in ("ADP", "ADV", "PROPN")
    ):
        at -= 1
    return at


def _before_term(sent: SentenceView, at: int) -> int:
    """Return the token before the term that leads an office in: «А, [с 23 апреля] исполняющий обязанности премьера»."""
    for found in sent.dates:
        inside = sent.tree.inside(found.mention.span)
        if inside and inside[-1] == at:
            first = inside[0] - 1
            while first > 0 and sent.tree[first].lemma in BOUNDS:
                first -= 1
            led = first > 0 and sent.tree[first].upos == "ADP"
            return _before_term(sent, first - 1) if led else at
    return at


def _closed(sent: SentenceView, office: OfficePhrase) -> bool:
    """Return whether a sign closes the apposition, so that it is not the next member of a list."""
    stop = past_term(sent, office.stop)
    return stop >= len(sent.tree) or sent.tree[stop].text in (",", ".", ";", ")", ":", *DASHES)


def _listed(sent: SentenceView, office: OfficePhrase) -> Iterator[Holding]:
    """Yield the holders of a plural title: names after each place, or after all of them."""
    if office.first and sent.tree[office.first - 1].text.lower() == "из":
        return  # «один из лидеров» leaves open who leads
    people = _people(sent)
    pairs = list(_two_lists(sent, office, people)) or list(_alternating(sent, office, people)) or _below(sent, office)
    for person, place in pairs:
        one = replace(office, plural=False)
        yield Holding(person, one, place.entity, place.mention.span, "list", state_of(office))


def _alternating(sent: SentenceView, office: OfficePhrase, people: dict[int, Link]) -> Iterator[tuple[Link, Link]]:
    """Yield the pairs of «президенты Беларуси А, Казахстана Б и Киргизии В»."""
    place = office.place
    at = office.stop
    while place is not None and at in people:
        person = people[at]
        yield person, sent.named[place]
        at = _stop(sent, person)
        if at + 1 >= len(sent.tree) or sent.tree[at].text not in (",", "и"):
            return
        start = sent.tree[at + 1].span.start
        place = next((m for m in sent.named if m.span.start == start and m.type in ("Country", "Organization")), None)
        at = sent.tree.inside(place.span)[-1] + 1 if place is not None else at


def _two_lists(sent: SentenceView, office: OfficePhrase, people: dict[int, Link]) -> Iterator[tuple[Link, Link]]:
    """Yield the pairs of «лидеры России и Китая — Владимир Путин и Си Цзиньпин», lists of equal length."""
    places = [sent.named[mention] for mention in office.places if mention.type in ("Country", "Organization")]
    if not places and office.first > 1 and sent.tree[office.first - 1].lemma == "чей":
        places = list(countries_before(sent, office.first - 2))  # «Чили и Перу, чьи президенты, А и Б, …»
    run = _run(sent, [people[at] for at in sorted(people) if at >= office.stop])
    if len(run) < 2:
        return
    if len(places) == 1 and sent.tree.inside(run[0].mention.span)[0] == office.stop:
        # «американские сенаторы А и Б» have one country.
        yield from ((person, places[0]) for person in run)
    elif len(run) == len(places):
        yield from matched(sent.doc, run, places)


def _below(sent: SentenceView, office: OfficePhrase) -> list[tuple[Link, Link]]:
    """Return the pairs of a headline's countries and the names that open the next sentence, lists of equal length."""
    places = [sent.named[mention] for mention in office.places if mention.type == "Country"]
    if sent.next is None or len(places) < 2 or office.kind not in LEADING or sent.mentions("Person"):
        return []
    after = _people(sent.next)
    run = _run(sent.next, [after[at] for at in sorted(after)])
    opens = bool(run) and min(after) <= OPENING
    return matched(sent.doc, run, places) if opens and len(run) == len(places) else []


def matched(doc: DocumentView, people: Sequence[Link], places: Sequence[Link]) -> list[tuple[Link, Link]]:
    """Return the pairs of two equal lists: in order, unless the reference knows the people otherwise."""
    wanted = {place.entity: place for place in places}
    known = [next((id_ for id_ in led(doc, person.entity) if id_ in wanted), "") for person in people]
    if len(set(known)) == len(people) and all(known):
        return [(person, wanted[id_]) for person, id_ in zip(people, known, strict=True)]
    pairs = list(zip(people, places, strict=True))
    if any(own and own != place.entity for own, (_, place) in zip(known, pairs, strict=True)):
        return []
    return pairs


def _run(sent: SentenceView, people: Sequence[Link]) -> list[Link]:
    """Return the first coordination of names among the people: joined by commas and «и» alone."""
    run: list[Link] = []
    for link in people:
        if run:
            between = sent.tree.tokens[_stop(sent, run[-1]) : sent.tree.inside(link.mention.span)[0]]
            if any(token.text not in (",", "и", "а", "также") for token in between):
                break
        run.append(link)
    return run
