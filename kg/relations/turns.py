"""Organizations whose members take the chair in turns, and the leaders who then preside."""

from collections.abc import Collection
from datetime import timedelta

from kg.analysis import remembered
from kg.mentions.offices import LEADING
from kg.reference import Tenure, holds, latest
from kg.relations.view import DocumentView

CHAIR_TITLES = ("председатель", "сопредседатель")
LEAST_MEMBERS = 3
GRACE = timedelta(days=7)


@remembered
def takes_turns(doc: DocumentView, organization: str) -> bool:
    """Return whether an organization has member countries and is not an organ of another one.

    «председатель ОБСЕ» chairs for a year; «председатель Европейской комиссии» leads it.
    """
    entity = doc.entities[organization]
    known = doc.reference.entity(entity.reference) if entity.reference else None
    if known is None or known.part_of:
        return False
    return len(doc.reference.members(known.id)) >= LEAST_MEMBERS


def is_national_leader(doc: DocumentView, person: str) -> bool:
    """Return whether the reference has the person at the head of a country when the text was written."""
    return any(True for _ in led(doc, person))


@remembered
def led(doc: DocumentView, person: str, offices: Collection[str] = LEADING[:2]) -> tuple[str, ...]:
    """Return the document's ids of the countries that a person leads at the time of the text, or ever if undated."""
    reference = doc.entities[person].reference
    terms = doc.reference.tenures(reference) if reference else ()
    held = [term for term in terms if term.office in offices and _may_hold(doc, term)]
    ids = {entity.reference: entity.id for entity in doc.of_type("Country") if entity.reference}
    return tuple(dict.fromkeys(ids.get(term.place, term.place) for term in held))


def _may_hold(doc: DocumentView, term: Tenure) -> bool:
    return doc.issued is None or holds(term.start, term.end, doc.issued, term.open_until) is not False


@remembered
def left(doc: DocumentView, person: str, place: str) -> bool:
    """Return whether the reference has a person's leading offices in a place ended well before a dated text.

    «В 2009 году тогдашний хозяин Белого дома Обама» in a text of 2017 tells of the past.
    """
    reference, where = doc.entities[person].reference, doc.entities[place].reference
    if doc.issued is None or not reference or not where:
        return False
    terms = [term for term in doc.reference.tenures(reference) if term.place == where and term.office in LEADING]
    return bool(terms) and all(term.end and latest(term.end) < doc.issued - GRACE for term in terms)
