"""The country or organization of an office phrase: what it names, or what the text around it gives."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.mentions.office_words import complement_kind
from kg.mentions.offices import OfficePhrase
from kg.model import Link, Span
from kg.reference import earliest
from kg.relations.clause import subjects
from kg.relations.lists import country_at
from kg.relations.turns import takes_turns
from kg.relations.view import SentenceView

REPRESENTING = frozenset("представлять представить".split())
SENDING = frozenset("прислать делегировать направить командировать отрядить".split())
DELEGATING = frozenset("возглавить возглавлять".split())
SECRETARIES = ("генсек", "генеральный секретарь")
REACH = 4
POSSESSIVE = ("его", "её", "ее", "их")
MINISTERS = ("minister", "foreign_minister", "defence_minister", "deputy_minister")
REFERENCE_KINDS = {
    "head_of_state": ("head_of_state",),
    "head_of_government": ("head_of_government",),
    "head_of_organization": ("head_of_organization",),
    "minister": MINISTERS,
    "position": (*MINISTERS, "aide", "spokesperson", "official", "security_secretary", "chief_of_staff", "envoy"),
}
STAFF = ("пресс-секретарь", "помощник", "советник", "представитель", "заместитель", "официальный представитель")


@dataclass(frozen=True, slots=True)
class Place:
    """An entity id and where the text names it, None where it is understood."""

    entity: str
    span: Span | None


def place_of(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the country or organization that the phrase itself names."""
    if office.place is None:
        return None
    link = sent.named[office.place]
    return Place(link.entity, link.mention.span)


def office_place(sent: SentenceView, office: OfficePhrase, person: Link | None = None) -> Place | None:
    """Return the country or organization of an office whose holder is named.

    Args:
        sent: The sentence.
        person: Its holder, where the text names one.
        office: The phrase; a bare one takes its place from the list it belongs to, from the leader
            whose aide it is, or from an earlier phrase with the same title.
    """
    named = place_of(sent, office)
    if named is not None or office.kind in ("other", "head_of_region") or office.places:
        return named
    return (
        _represented(sent, office)
        or (_from_reference(sent, office, person) if office.kind == "head_of_organization" else None)
        or _from_list(sent, office)
        or _from_master(sent, office)
        or _from_same_title(sent, office)
        or _named_again(sent, office)
        or _from_reference(sent, office, person)
        or _last_body(sent, office)
    )


def _represented(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the country that the holder speaks for: «Индию представлял министр», «Иран — министр»."""
    tree = sent.tree
    verb = tree.head(office.head)
    if office.anaphor or office.inside:
        return None
    sender = _sender(sent, office)
    if sender is not None:
        return Place(sender.entity, sender.mention.span)
    if verb >= 0 and tree[verb].lemma in REPRESENTING:
        for child in tree.children(verb, "obj", "nsubj", "obl"):
            country = country_at(sent, child)
            if country is not None and tree[child].feat("Case") in ("Acc", "Nom", ""):
                return Place(country.entity, country.mention.span)
    dashed = office.first >= 2 and tree[office.first - 1].text in ("—", "–")
    country = country_at(sent, office.first - 2) if dashed else None
    apart = country is not None and tree[office.first - 2].feat("Case") == "Acc"
    return Place(country.entity, country.mention.span) if country is not None and apart else None


def _sender(sent: SentenceView, office: OfficePhrase) -> Link | None:
    """Return the country that sends the holder: «Чили прислала министра», «делегацию Чили возглавил министр»."""
    tree = sent.tree
    near = range(office.first - 1, max(office.first - REACH, -1), -1)
    verb = next((at for at in near if tree[at].upos in ("VERB", "PUNCT")), -1)
    if verb < 0 or office.kind not in ("minister", "position"):
        return None
    if tree[verb].lemma in SENDING and tree[office.head].feat("Case") in ("Acc", "Gen"):
        found = (country_at(sent, at) for at in subjects(tree, verb))
        return next((country for country in found if country is not None), None)
    if tree[verb].lemma in DELEGATING:
        nouns = [at for at in range(verb) if tree[at].lemma == "делегация"]
        found = (sent.at(at, "Country") for noun in nouns[-1:] for at in (noun - 1, noun + 1) if 0 <= at < verb)
        return next((country for country in found if country is not None), None)
    return None


def _last_body(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the international organization named last, for a «генсек» or a «генеральный секретарь» alone."""
    if office.title not in SECRETARIES or office.anaphor:
        return None
    for where in (sent, *((sent.previous,) if sent.previous else ())):
        before = [k for k in where.mentions("Organization") if k.mention.span.stop <= office.span.start]
        bodies = [link for link in before if takes_turns(sent.doc, link.entity)]
        if bodies:
            return Place(bodies[-1].entity, bodies[-1].mention.span)
    return None


def _from_reference(sent: SentenceView, office: OfficePhrase, person: Link | None) -> Place | None:
    """Return the country of the text that the reference gives a bare title's holder: «бывший премьер Медведев»."""
    reference = sent.doc.entities[person.entity].reference if person is not None else None
    wanted = REFERENCE_KINDS.get(office.kind)
    if reference is None or wanted is None or (office.anaphor and office.kind != "head_of_organization"):
        return None
    kind = "Organization" if office.kind == "head_of_organization" else "Country"
    named = {entity.reference: entity.id for entity in sent.doc.of_type(kind) if entity.reference}
    for term in reversed(sent.doc.reference.tenures(reference)):
        begun = sent.doc.issued is None or term.start is None or earliest(term.start) <= sent.doc.issued
        if term.office in wanted and term.place in named and begun:
            return Place(named[term.place], None)
    return None


def _named_again(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return what the noun in the phrase points back to: «заместитель генсека этой организации», «премьер страны»."""
    if not office.anaphor or office.plural:
        return None
    if complement_kind(office.anaphor) == "state":
        return _main_country(sent, office)
    before = [
        link
        for where in sent.doc.sentences[: sent.index + 1]
        for link in where.mentions("Organization")
        if link.mention.span.stop <= office.span.start and sent.doc.entities[link.entity].type == "Organization"
    ]
    counts = Counter(link.entity for link in before)
    best = max(reversed(before), key=lambda k: (counts[k.entity], takes_turns(sent.doc, k.entity)), default=None)
    return Place(best.entity, best.mention.span) if best is not None else None


def _main_country(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the last country named before when the text so far speaks of it most; «республика» may be a region."""
    if office.anaphor == "республика" and any(True for _ in sent.doc.of_type("Region")):
        return None
    before = [
        link
        for where in sent.doc.sentences[: sent.index + 1]
        for link in where.mentions("Country")
        if link.mention.span.stop <= office.span.start
    ]
    if not before:
        return None
    counts = Counter(link.entity for link in before)
    last = before[-1]
    if any(token.lemma == "этот" for token in sent.tree.tokens[office.head : office.stop]):
        return Place(last.entity, last.mention.span)
    return Place(last.entity, last.mention.span) if counts[last.entity] == max(counts.values()) else None


def _from_list(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the place of the member before: «премьер Киргизии А, министр транспорта Б» are of one cabinet."""
    if office.kind not in ("minister", "position"):
        return None
    before = [other for other in sent.offices if other.stop <= office.first and not other.inside]
    for other in reversed(before):
        between = sent.tree.tokens[other.stop : office.first]
        if any(token.upos in ("VERB", "ADP") or token.text in (".", ";", ":") for token in between):
            return None
        place = place_of(sent, other)
        if place is not None:
            country = sent.doc.entities[place.entity].type == "Country"
            return place if country and len(between) <= 12 else None
    return None


def _from_master(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the country of the leader whose aide this is: «сообщил его пресс-секретарь»."""
    before = sent.tree[office.first - 1].text.lower() if office.first else ""
    if before not in POSSESSIVE or office.title not in STAFF:
        return None
    for other in reversed([phrase for phrase in sent.offices if phrase.stop < office.first]):
        place = place_of(sent, other)
        if place is not None and not other.plural:
            return place
    return None


def _from_same_title(sent: SentenceView, office: OfficePhrase) -> Place | None:
    """Return the organization of the last phrase with a like title: «генсеком ООН … нынешний генсек»."""
    if office.kind not in ("head_of_organization",):
        return None
    for other, where in _earlier(sent, office):
        if other.kind == office.kind and (other.title == office.title or office.anaphor):
            place = place_of(where, other)
            if place is not None:
                return place
    return None


def _earlier(sent: SentenceView, office: OfficePhrase) -> Iterator[tuple[OfficePhrase, SentenceView]]:
    """Yield the phrases before this one, the nearest first."""
    for where in reversed(sent.doc.sentences[: sent.index + 1]):
        for other in reversed(where.offices):
            if where is not sent or other.stop <= office.first:
                yield other, where
