"""Which office a leader holds, where the text's own title tells, and how long an event lasts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Statement
from kg.relations.holders import holdings
from kg.relations.taking import taken
from kg.relations.view import DocumentView

HEADS = ("head_of_state", "head_of_government")
VAGUE = frozenset({"глава", "лидер", "руководитель", "шеф", "верховный лидер"})
"""Titles that a president and a premier share («лидер Италии» is the premier), or that stand beside a president's."""


Titles = dict[tuple[str, str], set[tuple[str, str]]]


def with_offices(doc: DocumentView, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements, those of leaders of countries marked with the office that their titles tell."""
    named = titles(doc)
    for statement in statements:
        told = {office for office, _ in named.get((statement.subject, statement.object), ())}
        if statement.predicate == "leaderOf" and len(told) == 1:
            (office,) = told
            evidence = tuple(replace(item, office=office) for item in statement.evidence)
            yield replace(statement, evidence=evidence)
        else:
            yield statement


def titles(doc: DocumentView) -> Titles:
    """Return the clear titles at the head of countries by person and country, each with the office that it names."""
    if titles not in doc.answers:
        doc.answers[titles] = _titles(doc)
    found: Titles = doc.answers[titles]
    return found


def _titles(doc: DocumentView) -> Titles:
    found: Titles = defaultdict(set)
    for sent in doc.sentences:
        for holding in (*holdings(sent), *taken(sent)):
            kind, title = holding.office.kind, holding.office.title
            clear = kind == "head_of_government" or (kind == "head_of_state" and title not in VAGUE)
            if clear and holding.state == "now" and doc.entities[holding.place].type == "Country":
                found[holding.person.entity, holding.place].add((kind, title))
    return dict(found)


def with_last_days(doc: DocumentView, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements, an event's date with its last day where the text gives a range («22–24 октября»)."""
    last = {(found.mention.span, found.start): found.end for found in doc.dates if found.end}
    for statement in statements:
        if statement.predicate != "eventDate" or not last:
            yield statement
            continue
        evidence = (
            replace(item, valid_until=last.get((item.object_span, statement.object), item.valid_until))
            if item.object_span else item
            for item in statement.evidence
        )  # fmt: skip
        yield replace(statement, evidence=tuple(evidence))
