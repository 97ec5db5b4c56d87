"""Organizations whose members take the chair in turns, and the leaders who then preside."""

from kg.mentions.offices import LEADING
from kg.relations.view import DocumentView

CHAIR_TITLES = ("председатель", "сопредседатель")
LEAST_MEMBERS = 3


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
    """Return whether the reference has the person at the head of a country at the time of the text, or ever if undated."""
    reference = doc.entities[person].reference
    if not reference:
        return False
    for tenure in doc.reference.tenures(reference):
        if tenure.office in LEADING[:2]:
            held = doc.reference.holders(tenure.place, doc.issued, kinds=(tenure.office,))
            if any(other.person == tenure.person for other in held):
                return True
    return False
