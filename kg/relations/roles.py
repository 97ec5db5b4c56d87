"""Offices that stand for a person alone: «казахстанский лидер», «президент Перу» below the name."""

import re
from collections.abc import Iterator

from kg.mentions.offices import LEADING, OfficePhrase
from kg.model import Link
from kg.relations.holding import Holding, state_of
from kg.relations.offices import place_of
from kg.relations.turns import led
from kg.relations.view import SentenceView

YEAR = re.compile(r"(?:19|20)\d\d")
PREDICATIVE = frozenset(
    "быть являться стать становиться остаться оставаться избрать назначить работать служить".split()
)


def roles(sent: SentenceView) -> Iterator[Holding]:
    """Yield the offices that stand for a person whom resolution found: «казахстанский лидер»."""
    for link in sent.mentions("Person"):
        if link.mention.form != "role":
            continue
        for office in sent.offices:
            if (
                link.mention.span.contains(sent.tree[office.head].span)
                and not office.plural
                and not _dated(sent, office)
            ):
                place = place_of(sent, office)
                if place is not None and state_of(office) == "now" and _plausible(sent, link, office, place.entity):
                    yield Holding(link, office, place.entity, place.span, "role")
                break


def implied(sent: SentenceView, taken: set[int]) -> Iterator[Holding]:
    """Yield the offices whose one holder the text names elsewhere («Казахстанский лидер» below «Токаев»)."""
    for office in sent.offices:
        alone = not (office.plural or office.inside or office.head in taken) and office.kind in LEADING[:2]
        if not alone or office.place is None or state_of(office) != "now" or _dated(sent, office):
            continue
        place = place_of(sent, office)
        if place is None or office.place.type != "Country" or not _subject_like(sent, office):
            continue
        holders = [e.id for e in sent.doc.of_type("Person") if place.entity in led(sent.doc, e.id, (office.kind,))]
        if len(holders) == 1:
            named = next(sent.doc.links_of(holders[0]), None)
            if named is not None:
                yield Holding(named, office, place.entity, place.span, "role")


def _subject_like(sent: SentenceView, office: OfficePhrase) -> bool:
    """Return whether the phrase speaks of a person, not of what one may become («был президентом»)."""
    above = sent.tree.head(office.head)
    predicative = above >= 0 and sent.tree[above].lemma in PREDICATIVE
    return not (predicative or sent.tree.children(office.head, "cop"))


def _plausible(sent: SentenceView, link: Link, office: OfficePhrase, place: str) -> bool:
    """Return whether a leader's role is no predicate («был президентом») and not against the reference."""
    if not _subject_like(sent, office):
        return False
    reference = sent.doc.entities[link.entity].reference
    if office.kind not in LEADING[:2] or not reference or not sent.doc.reference.tenures(reference):
        return True
    return place in led(sent.doc, link.entity)


def _dated(sent: SentenceView, office: OfficePhrase) -> bool:
    """Return whether an earlier year stands before a role: «в 1995–2002 гг. — премьер», «в 2009 году глава ФРС»."""
    near = sent.tree.tokens[: office.first]
    years = [int(year) for token in near for year in YEAR.findall(token.text)]
    now = sent.doc.issued.year if sent.doc.issued else None
    return any(year < now for year in years) if now is not None else len(years) > 1
