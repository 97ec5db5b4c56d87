"""Marked cases of time as tables that whoever knows Russian can extend: `tests/time/dates.tsv`, `tests/time/terms.tsv`.

dates.tsv   published / text / phrase / start / end
            What the date that stands at the phrase covers: first and last day, month or year, «-» for no end. A day or
            month without a year is written --11-28, --11; «- -» says that the phrase is no date, or that none can be
            told.
terms.tsv   published / text / subject / predicate / object / from / until / capacity
            What the text says about a holder or member, with its term as far as the text gives it. Capacity is acting,
            elected, designated, or former where the predicate says so. Predicate «-» expects no statement that the
            subject holds the office now; with elected or designated it expects it as a plan.

`#` opens a comment; «-» for published is a text without a date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.mentions.dates import written_dates
from kg.model import BELIEVED, Analysis, Document, Extraction, Statement
from kg.reference import load

HELD = {"leaderOf", "holdsPositionIn", "memberOf", "observerIn", "chairs"}
FORMER = {
    "leaderOf": "formerLeaderOf",
    "holdsPositionIn": "formerlyHeldPositionIn",
    "memberOf": "formerMemberOf",
    "chairs": "formerlyChaired",
}
OPPOSITE = FORMER | {former: now for now, former in FORMER.items()}
EXPECTED = ("elected", "designated")


@dataclass(frozen=True, slots=True)
class DateCase:
    """A phrase of a text and what it covers, None for no date."""

    where: str
    text: str
    published: date | None
    phrase: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class TermCase:
    """Names of both ends, a predicate (None for no statement), and the term and capacity expected of the text."""

    where: str
    text: str
    published: date | None
    subject: str
    predicate: str | None
    object: str
    start: str | None
    end: str | None
    capacity: str | None


def read_dates_table(path: Path) -> list[DateCase]:
    """Return the cases of a table of dates."""
    return [
        DateCase(where, text, day, phrase or "", start, end)
        for where, (published, text, phrase, start, end) in _rows(path, 5)
        for day in (_day(published),)
    ]


def read_terms_table(path: Path) -> list[TermCase]:
    """Return the cases of a table of terms."""
    return [
        TermCase(where, text, _day(published), subject or "", predicate, object_ or "", start, end, capacity)
        for where, (published, text, subject, predicate, object_, start, end, capacity) in _rows(path, 8)
    ]


def _rows(path: Path, width: int) -> Iterator[tuple[str, list]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            assert len(cells) == width, f"{path.name}:{number}: {len(cells)} cells, expected {width}"
            yield f"{path.stem}:{number}", [None if cell == "-" else cell for cell in cells]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def document(case: DateCase | TermCase) -> Document:
    """Return the text of a case as a document."""
    return Document("case", case.text, published=case.published)


def date_fault(case: DateCase, analysis: Analysis) -> str:
    """Return what is wrong with the date at the phrase, or an empty string."""
    at = case.text.index(case.phrase)
    found = [
        (item.first, item.last)
        for item in written_dates(analysis)
        if item.mention.span.start < at + len(case.phrase) and at < item.mention.span.stop
    ]
    expected = [(case.start, case.end)] if case.start else []
    return "" if found == expected else f"{case.phrase}: found {found}, expected {expected}"


def term_fault(case: TermCase, extraction: Extraction) -> str:
    """Return what is wrong with the statement of a case, or an empty string."""
    subjects, objects = _named(extraction, case.subject), _named(extraction, case.object)
    ties = [
        stmt
        for stmt in extraction.statements
        if stmt.basis == "text" and stmt.subject in subjects and stmt.object in objects and stmt.status in BELIEVED
    ]
    held = [stmt for stmt in ties if stmt.predicate in HELD]
    if case.predicate is None:
        return _not_held(case, [stmt for stmt in held if _shown(stmt)[2] not in EXPECTED], held)
    told = [_shown(stmt) for stmt in ties if stmt.predicate == case.predicate]
    wrong = [stmt.predicate for stmt in ties if stmt.predicate == OPPOSITE.get(case.predicate)]
    expected = [(case.start, case.end, case.capacity)]
    return "" if told == expected and not wrong else f"found {told} {wrong}, expected {expected}"


def _not_held(case: TermCase, now: list[Statement], held: list[Statement]) -> str:
    if now:
        return f"found {[(stmt.predicate, *_shown(stmt)) for stmt in now]}, expected none"
    found = [_shown(stmt) for stmt in held]
    expected = [(case.start, case.end, case.capacity)] if case.capacity else []
    return "" if found == expected else f"found {found}, expected {expected} as a plan"


def _shown(stmt: Statement) -> tuple[str | None, str | None, str | None]:
    former = "former" if stmt.predicate.startswith("former") else None
    return (*stmt.term, stmt.capacity or former)


def _named(extraction: Extraction, name: str) -> set[str]:
    """Return the entities that a name means, by their own names, those seen and those of the reference."""
    found = set()
    for entity in extraction.entities:
        names = {entity.name, *entity.aliases}
        row = load().entity(entity.reference) if entity.reference else None
        if row is not None:
            names |= {row.name, row.abbreviation, row.full_name, *row.aliases}
        if name in names:
            found.add(entity.id)
    return found
