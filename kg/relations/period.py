"""The day at which background knowledge is asked for: that of the text, or the likeliest when it has none."""

from collections.abc import Iterable
from datetime import date

from kg.reference import LEADING, Tenure, earliest, holds
from kg.relations.view import DocumentView

MIDYEAR = (7, 1)


def days(doc: DocumentView) -> tuple[date, ...]:
    """Return the day of the text; without one, the likeliest day: when most of its people were in office.

    The days weighed are the beginnings of those people's offices, the last days at which open ones
    are known to hold and the middles of the years that the text names; the latest of the best is
    taken, and a year that the text names outweighs one person more in office. A text without a
    date and without known people gives none.
    """
    if doc.issued is not None:
        return (doc.issued,)
    terms = [
        term for entity in doc.of_type("Person") if entity.reference for term in doc.reference.tenures(entity.reference)
    ]
    years = named_years(doc)
    weighed = {earliest(term.start) for term in terms if term.start} | {date(year, *MIDYEAR) for year in years}
    weighed |= {earliest(term.open_until) for term in terms if term.open_until}
    scored = [(_in_office(terms, day) + 1.5 * (day.year in years), day) for day in sorted(weighed)]
    best = max(scored, default=None)
    return (best[1],) if best is not None and best[0] >= 1 else ()


def named_years(doc: DocumentView) -> tuple[int, ...]:
    """Return the years that the text itself names, ascending, those of far history left out."""
    years = {int(found.start[:4]) for found in doc.dates if found.explicit}
    return tuple(sorted(year for year in years if 1990 <= year <= 2100))


def _in_office(terms: Iterable[Tenure], day: date) -> int:
    """Return how many people held a leading office on a day."""
    return len({term.person for term in terms if term.office in LEADING and in_force(term, day)})


def in_force(term: Tenure, day: date) -> bool:
    """Return whether an office was held on a day: for certain, or as far as is known a year later."""
    if term.end == day.isoformat():
        return False  # on the day of a change the text itself says who leads
    held = holds(term.start, term.end, day, term.open_until)
    if held is not None or term.end is not None or term.start is None or term.open_until is None:
        return bool(held)
    return earliest(term.start) <= day and day.year - int(term.open_until[:4]) <= 1
