"""How a claim of office or membership stands in time: its predicate, status, term and capacity.

«генсек НАТО до октября 2024 года» is a former one in a text of December; whom the members name «генсеком начиная
с 1 января» in November is designated; «избранный президент» is elected, «и. о. президента» is acting.
"""

from datetime import date
from typing import NamedTuple

from kg.mentions.offices import OfficePhrase
from kg.model import BELIEVED
from kg.reference import earliest, latest
from kg.relations.term_words import ENDED, HAPPENING, TERMED, TURNS
from kg.relations.terms import NOWHERE, Claim, Term
from kg.relations.told_after import term_with_next
from kg.relations.view import SentenceView

OFFICES = frozenset("leaderOf holdsPositionIn".split())
CAPACITIES = (("acting", "acting"), ("elect", "elected"), ("designate", "designated"))
NOT_YET = frozenset({"elected", "designated"})


class Standing(NamedTuple):
    """A claim's predicate and status as its dates have them, its term and the capacity of its holder."""

    predicate: str
    status: str
    term: Term = Term()
    capacity: str | None = None


def standing(
    sent: SentenceView,
    predicate: str,
    status: str,
    ends: tuple[str, str],
    anchor: int | None,
    *,
    capacity: str | None = None,
) -> Standing:
    """Return how a claim stands at the day of the text.

    Args:
        sent: The sentence that makes the claim.
        predicate: As the words have it, without regard to dates.
        status: Likewise.
        ends: Ids of subject and object.
        anchor: The title, verb or noun that makes the claim.
        capacity: What its verb says of the capacity; without it the title does.
    """
    if predicate not in TERMED or anchor is None or status not in BELIEVED:
        return Standing(predicate, status)
    term = term_with_next(sent, Claim(predicate, *ends, anchor))
    office = next((office for office in sent.offices if office.head == anchor), None)
    capacity = capacity or _capacity(predicate, office)
    day = sent.doc.issued
    if predicate in ENDED and _is_over(term, day):
        return Standing(ENDED[predicate], "asserted", term)  # «избранный президентом, сложил полномочия»
    if predicate in OFFICES and capacity is None and _lies_ahead(term, day):
        capacity = "designated"
    if capacity in NOT_YET and status == "asserted":
        status = "planned"
    if predicate in TURNS and _lies_ahead(term, day):
        status = "planned"
    if predicate in TURNS and status == "planned":
        capacity = "designated"
    return Standing(predicate, status, term, capacity)


def standing_between(sent: SentenceView, predicate: str, status: str, ends: tuple[str, str]) -> Standing:
    """Return how a claim without a word of its own stands: by the title of its office where there is one alone."""
    if predicate in HAPPENING:
        return Standing(predicate, status)  # a membership is told by its own word, which a rule reads
    offices = [o.head for o in sent.offices if o.place is not None and sent.named[o.place].entity == ends[1]]
    return standing(sent, predicate, status, ends, offices[0] if len(offices) == 1 else NOWHERE)


def _capacity(predicate: str, office: OfficePhrase | None) -> str | None:
    if predicate not in OFFICES or office is None:
        return None
    return next((name for mark, name in CAPACITIES if mark in office.marks), None)


def _is_over(term: Term, day: date | None) -> bool:
    return bool(day and term.last) and latest(term.last or "") < (day or date.min)


def _lies_ahead(term: Term, day: date | None) -> bool:
    return bool(day and term.first) and earliest(term.first or "") > (day or date.max)
