"""The record of a person in an office, and the state that the title gives it."""

from dataclasses import dataclass

from kg.mentions.offices import OfficePhrase
from kg.model import Link, Span
from kg.relations.rule import Match


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office of a country or organization, as one sentence puts it.

    `pattern` says how: title (before the name), apposition (after it), list (distributed over
    several), role (the office alone, linked to its holder), clause (by a verb). `state` is now, former,
    next or none; `capacity` is acting, elected or designated where the verb says so.
    """

    person: Link
    office: OfficePhrase
    place: str
    place_span: Span | None
    pattern: str
    state: str = "now"
    capacity: str | None = None

    @property
    def anchor(self) -> int:
        """Return the token of the title."""
        return self.office.head


def state_of(office: OfficePhrase) -> str:
    """Return now, former, next or none: whether the title's marks leave the office to the person it names."""
    if "former" in office.marks:
        return "former"
    if {"elect", "designate"} & set(office.marks) and not {"candidate", "honorary"} & set(office.marks):
        return "next"
    return "now" if office.held and "post" not in office.marks else "none"


def stated(holding: Holding, predicate: str, place: str, span: Span | None) -> Match:
    """Return the match that a person holds an office in a place, or held it; the office itself asserts it."""
    return Match(
        subject=holding.person.entity,
        object=place,
        subject_span=holding.person.mention.span,
        object_span=span,
        anchor=holding.anchor,
        predicate=predicate,
        status="planned" if holding.state == "next" else "asserted",
        capacity=holding.capacity,
    )
