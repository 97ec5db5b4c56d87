"""Where a text contradicts reference knowledge: the statement is kept, and what the reference says stands beside it.

For «президент Казахстана Иван Петров» the reference gives two statements: that Иван Петров does not lead the country,
and who does, with the term. Nothing is said where the reference itself is unsure: of a text without a date, near a
change of office, of a member that joins or leaves about then, or of somebody with the holder's surname.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher

from kg.model import Entity, Evidence, Statement
from kg.reference import Membership, RefEntity, Tenure, earliest, holds, latest
from kg.reference.normal import key_of
from kg.relations.background import CERTAIN, METHOD, implied_entity, office_of
from kg.relations.heads import titles
from kg.relations.view import DocumentView

NEAR = timedelta(days=60)
"""A change this near may be told early or late: the elected get their title before, those who left after."""

AHEAD = timedelta(days=730)
"""How long before it begins texts may speak of a membership: a treaty is signed, then ratified."""

ALIKE = 0.72
"""Likeness of two spellings of one name: «Албанезе» and «Албанизи», «Зайд» and «Зайед»."""

LEAST_NAME = 3

LEAST_MEMBERS = 5
"""Memberships that the reference must know of an organization before it denies one."""

Found = tuple[Statement, tuple[Entity, ...]]


def contradicting(doc: DocumentView, stated: Iterable[Statement]) -> Iterator[Found]:
    """Yield what the reference holds against the text's statements, each with the entities that it brings in."""
    for statement in stated:
        if statement.status == "asserted" and not statement.datatype:
            yield from _against(doc, statement)


def _against(doc: DocumentView, statement: Statement) -> Iterator[Found]:
    subject, target = doc.entities[statement.subject], doc.entities[statement.object]
    if statement.predicate == "leaderOf" and target.reference and doc.issued:
        yield from _leader(doc, subject, target, doc.issued)
    elif statement.predicate == "memberOf" and subject.reference and target.reference and doc.issued:
        yield from _member(doc, subject, target, doc.issued)
    elif statement.predicate == "capitalOf" and subject.reference and target.reference:
        yield from _place(doc, subject, target, doc.reference.capital(target.reference), "capitalOf")
    elif statement.predicate == "headquarteredIn" and subject.reference and target.reference:
        yield from _place(doc, subject, target, doc.reference.headquarters(subject.reference), "headquarteredIn")


def _leader(doc: DocumentView, person: Entity, place: Entity, day: date) -> Iterator[Found]:
    terms = doc.reference.holders(place.reference or "", day)
    held = [term for term in terms if _has_title(doc, person, place, term)]
    holders = [term for term in held if _settled(term, day)]
    if not holders or len(holders) < len(held) or any(_is_same(doc, person, term) for term in terms):
        return
    if any(term.place == holders[0].place for term in doc.reference.tenures(person.reference or "")):
        return  # «в 1994 году президент России Борис Ельцин» speaks of that time
    yield _denied(doc, person.id, "leaderOf", place.id), ()
    for term in holders:
        row = doc.reference.entity(term.person)
        if row is not None:
            yield _known(doc, row, "leaderOf", place.id, term)


def _has_title(doc: DocumentView, person: Entity, place: Entity, term: Tenure) -> bool:
    """Return whether a term is of the office that the text gives the person.

    A president leads the government in some countries, beside a monarch or a «верховный лидер» in some. «Лидер
    страны» says neither.
    """
    if place.type != "Country":
        return term.office == "head_of_organization"
    president = "президент" in term.title_ru or term.title_ru == "глава государства"
    return any(
        president if title == "президент" else term.office == office and not _presides(doc, term)
        for office, title in titles(doc).get((person.id, place.id), ())
    )


def _presides(doc: DocumentView, term: Tenure) -> bool:
    """Return whether who leads a government is its president, so that a premier may stand beside him."""
    both = (
        other.place == term.place and other.office == "head_of_state" for other in doc.reference.tenures(term.person)
    )
    return term.office == "head_of_government" and ("президент" in term.title_ru or any(both))


def _settled(term: Tenure, day: date) -> bool:
    """Return whether a term holds for certain and neither begins nor ends near the day."""
    return bool(holds(term.start, term.end, day, term.open_until)) and not _changes(term.start, term.end, day)


def _changes(start: str | None, end: str | None, day: date) -> bool:
    near = [earliest(start) - NEAR <= day <= latest(start) + NEAR] if start else []
    return any([*near, earliest(end) - NEAR <= day <= latest(end) + NEAR] if end else near)


def _is_same(doc: DocumentView, person: Entity, term: Tenure) -> bool:
    """Return whether a person is the holder, or somebody of nearly his name whom the text only writes otherwise."""
    if person.reference == term.person:
        return True
    holder = doc.reference.entity(term.person)
    known = {word for name in (holder.name, *holder.aliases) for word in _name_words(name)} if holder else set()
    return any(
        SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
        for one in _name_words(person.name)
        for other in sorted(known)
    )


def _name_words(name: str) -> list[str]:
    return [word for word in key_of(name).split() if len(word) >= LEAST_NAME]


def _member(doc: DocumentView, country: Entity, organization: Entity, day: date) -> Iterator[Found]:
    known = [tie for tie in doc.reference.members(organization.reference or "") if tie.status == "member"]
    own = [tie for tie in known if tie.country == doc.reference.resolve(country.reference or "")]
    if len(known) < LEAST_MEMBERS or any(_may_hold(tie, day) for tie in own):
        return
    yield _denied(doc, country.id, "memberOf", organization.id), ()


def _may_hold(tie: Membership, day: date) -> bool:
    coming = tie.start is not None and day <= earliest(tie.start) <= day + AHEAD
    return holds(tie.start, tie.end, day) is not False or coming or _changes(tie.start, tie.end, day)


def _place(doc: DocumentView, subject: Entity, target: Entity, known: str | None, predicate: str) -> Iterator[Found]:
    """Yield that a capital or a seat is another city, where the reference knows one."""
    city, whole = (subject, target) if predicate == "capitalOf" else (target, subject)
    row = doc.reference.entity(known) if known else None
    if row is None or row.id == doc.reference.resolve(city.reference or ""):
        return
    yield _denied(doc, subject.id, predicate, target.id), ()
    ends = (row.id, whole.id) if predicate == "capitalOf" else (whole.id, row.id)
    yield Statement(ends[0], predicate, ends[1], (_background(doc),), basis="reference"), (implied_entity(row),)


def _denied(doc: DocumentView, subject: str, predicate: str, target: str) -> Statement:
    return Statement(subject, predicate, target, (_background(doc, "denied"),), basis="reference")


def _known(doc: DocumentView, row: RefEntity, predicate: str, target: str, term: Tenure) -> Found:
    evidence = (_background(doc, office=office_of(term)),)
    statement = Statement(
        row.id, predicate, target, evidence, basis="reference", valid_from=term.start, valid_until=term.end
    )
    return statement, (implied_entity(row),)


def _background(doc: DocumentView, status: str = "asserted", office: str | None = None) -> Evidence:
    return Evidence(
        doc.document.id, None, None, None, None, METHOD, status, CERTAIN, issued=doc.issued, office=office
    )  # fmt: skip
