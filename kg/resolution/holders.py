"""Two holders of one office at one time, as texts name them on the days of their publication or give their terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from kg.model import Statement
from kg.reference import earliest, latest
from kg.types import is_a

ENDED = ("formerLeaderOf", "formerlyChaired")


class Spell(NamedTuple):
    """The first and the last day of a year on which texts name somebody as the holder of an office."""

    statement: Statement
    first: date
    last: date


def rivals(held: Sequence[Statement], types: Mapping[str, str]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the statements of two holders of one office at one time, each pair once.

    One is named between two mentions of the other within a year, or on the same day; one after the other is a change
    of office, and in years to come the first may return.

    Args:
        held: Believed statements of leaders or chairs of one country or organization, sorted.
        types: Class of each entity.
    """
    found: dict[tuple[Statement, Statement], None] = {}
    for spells in _by_office_and_year(held, types).values():
        for one, two in combinations(spells, 2):
            if one.first <= two.last and two.first <= one.last and _in_terms(one, two):
                found[one.statement, two.statement] = None
    yield from found


def _by_office_and_year(held: Sequence[Statement], types: Mapping[str, str]) -> dict[tuple[str, int], list[Spell]]:
    found: dict[tuple[str, int], list[Spell]] = defaultdict(list)
    for statement in held:
        days: dict[tuple[str, int], list[date]] = defaultdict(list)
        for item in statement.evidence:
            office = _office(statement, item.office, types)
            if item.issued and office and item.status == "asserted":
                days[office, item.issued.year].append(item.issued)
        for place, dates in sorted(days.items()):
            found[place].append(Spell(statement, min(dates), max(dates)))
    return found


def _office(statement: Statement, told: str | None, types: Mapping[str, str]) -> str | None:
    """Return what tells the office from others of the same place, None where a country's is not known.

    A country has a head of state and a head of government; its chairman in a body is another matter than a person.
    """
    if statement.predicate == "chairs":
        return "Country" if is_a(types[statement.subject], "Country") else "Person"
    return told if is_a(types[statement.object], "Country") else "organization"


def _in_terms(one: Spell, two: Spell) -> bool:
    """Return whether the terms that the statements give leave both in office; terms that only touch are a change."""
    return _may_hold(one.statement, two) and _may_hold(two.statement, one) and not _succeed(one, two)


def _may_hold(statement: Statement, other: Spell) -> bool:
    """Return whether a statement's term reaches the days of another holder's spell."""
    first, last = statement.term
    begun = not first or earliest(first) <= other.last
    return begun and (not last or other.first <= latest(last))


def _succeed(one: Spell, two: Spell) -> bool:
    terms = one.statement.term, two.statement.term
    return any(end and start and latest(end) <= latest(start) for (_, end), (start, _) in (terms, terms[::-1]))
