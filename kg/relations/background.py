"""What reference knowledge adds to a document: offices, memberships, capitals and seats of what it names.

Each statement carries its term, so that it stays true whatever the date of the text; it never has a
passage as evidence, and it is left out where the text itself states, denies or doubts it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from kg.model import THRESHOLD, Entity, Evidence, Statement
from kg.reference import LEADING, RefEntity, Tenure, holds, latest
from kg.relations.heads import HEADS
from kg.relations.period import days, in_force
from kg.relations.predicates import fits
from kg.relations.term_words import ENDED
from kg.relations.view import DocumentView

METHOD = "reference"
CERTAIN, LIKELY = 0.97, 0.85
MEMBERSHIPS = {"member": "memberOf", "observer": "observerIn"}


def reference_statements(
    doc: DocumentView, stated: Sequence[Statement] = ()
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """Return the background statements about a document's entities, and the entities that they bring in.

    Args:
        doc: The document.
        stated: What its text says; a statement that the text makes, denies or doubts is not added.

    Returns:
        Statements of basis "reference" in order of first mention, and the countries and
        organizations that people of the text lead without being named in it.
    """
    known = _Known(doc)
    day = next(iter(days(doc)), None)
    found: dict[tuple[str, str, str], Statement] = {}
    said = {(s.subject, s.predicate, s.object) for s in stated if s.status != "planned"}
    for statement in _everything(known, day):
        key = (statement.subject, statement.predicate, statement.object)
        ended = (statement.subject, ENDED.get(statement.predicate, ""), statement.object)
        if key not in said and ended not in said:
            found.setdefault(key, statement)
    used = {end for statement in found.values() for end in (statement.subject, statement.object)}
    return tuple(found.values()), tuple(entity for entity in known.implied.values() if entity.id in used)


def known_terms(doc: DocumentView, stated: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the terms that the reference gives to offices and memberships that the text itself tells of.

    The text's own statement is left as it is; the term stands beside it with basis "reference", so that «кто
    возглавлял страну в этот день» finds an answer. A former office has every term that ended before the text.
    """
    known = _Known(doc)
    day = next(iter(days(doc)), None)
    sure = (s for s in stated if s.status in ("asserted", "past") and s.confidence >= THRESHOLD)
    told = {(s.subject, s.predicate, s.object) for s in sure}
    found: dict[str, Statement] = {}
    for statement in (*_everything(known, day), *_ended(known, day)):
        key = (statement.subject, statement.predicate, statement.object)
        if key in told and (statement.valid_from or statement.valid_until):
            found.setdefault(statement.id, statement)
    return tuple(found.values())


def _ended(known: "_Known", day: date | None) -> Iterator[Statement]:
    """Yield the offices and memberships that were over on a day, those without an end left out."""
    for person in known.every("Person") if day is not None else ():
        for term in known.reference.tenures(person.reference or ""):
            predicate, place = _predicate(term), known.entity(term.place)
            former = ENDED.get(predicate or "")
            if former and place is not None and term.end and latest(term.end) <= (day or date.min):
                if fits(former, person.type, place.type):
                    yield _statement(known, person, former, place, term.start, term.end)
    for country in known.every("Country") if day is not None else ():
        for tie in known.reference.memberships(country.reference or ""):
            former = ENDED.get(MEMBERSHIPS.get(tie.status, ""))
            organization = known.entity(tie.organization)
            if former and organization is not None and tie.end and latest(tie.end) <= (day or date.min):
                yield _statement(known, country, former, organization, tie.start, tie.end)


class _Known:
    """The entities of a document by their row of the reference, and those that it implies."""

    def __init__(self, doc: DocumentView) -> None:
        self.doc = doc
        self.reference = doc.reference
        self.named = {e.reference: e for e in doc.linked.entities if e.reference}
        self.implied: dict[str, Entity] = {}

    def entity(self, ident: str, *, imply: bool = False) -> Entity | None:
        """Return the document's entity of a row; one that it does not name is made when asked for."""
        primary = self.reference.resolve(ident)
        found = self.named.get(primary) or self.implied.get(primary)
        if found is None and imply:
            row = self.reference.entity(primary)
            if row is not None:
                found = self.implied.setdefault(primary, implied_entity(row))
        return found

    def every(self, kind: str) -> list[Entity]:
        """Return the named and implied entities of a class."""
        return [e for e in (*self.named.values(), *self.implied.values()) if e.type == kind]


def implied_entity(row: RefEntity) -> Entity:
    """Return the entity of a row that the document implies and does not name."""
    return Entity(
        id=row.id,
        type=row.type,
        name=row.name,
        wikidata=row.wikidata,
        reference=row.id,
        name_en=row.name_en or None,
    )


def _everything(known: _Known, day: date | None) -> Iterator[Statement]:
    if day is not None:
        for person in known.every("Person"):
            yield from _offices(known, person, day)
    for country in known.every("Country"):
        yield from _memberships(known, country, day)
    for country in known.every("Country"):
        capital = known.entity(known.reference.capital(country.reference or "") or "")
        if capital is not None:
            yield _statement(known, capital, "capitalOf", country)
    for organization in known.every("Organization"):
        seat = known.entity(known.reference.headquarters(organization.reference or "") or "")
        if seat is not None:
            yield _statement(known, organization, "headquarteredIn", seat)


def _offices(known: _Known, person: Entity, day: date) -> Iterator[Statement]:
    for term in known.reference.tenures(person.reference or ""):
        predicate = _predicate(term)
        if not in_force(term, day) or predicate is None:
            continue
        place = known.entity(term.place, imply=True)
        if place is not None and fits(predicate, person.type, place.type):
            sure, office = _sure(known, term, day), office_of(term)
            yield _statement(known, person, predicate, place, term.start, term.end, sure=sure, office=office)


def office_of(term: Tenure) -> str | None:
    """Return the office of a country's leader that a term is, None for another."""
    return term.office if term.office in HEADS else None


def _predicate(term: Tenure) -> str | None:
    if term.office == "head_of_region":
        return None
    return "leaderOf" if term.office in LEADING else "holdsPositionIn"


def _sure(known: _Known, term: Tenure, day: date) -> bool:
    """Return whether both the day of the text and the term are certain."""
    return known.doc.issued is not None and holds(term.start, term.end, day, term.open_until) is True


def _memberships(known: _Known, country: Entity, day: date | None) -> Iterator[Statement]:
    """Yield a country's memberships on a day; without one, those that have not ended."""
    for tie in known.reference.memberships(country.reference or "", day):
        organization = known.entity(tie.organization)
        predicate = MEMBERSHIPS.get(tie.status)
        if organization is None or predicate is None or (day is None and tie.end):
            continue
        sure = known.doc.issued is not None and holds(tie.start, tie.end, known.doc.issued) is True
        yield _statement(known, country, predicate, organization, tie.start, tie.end, sure=sure)


def _statement(
    known: _Known,
    subject: Entity,
    predicate: str,
    object_: Entity,
    start: str | None = None,
    end: str | None = None,
    *,
    sure: bool = True,
    office: str | None = None,
) -> Statement:
    document = known.doc.document
    evidence = Evidence(
        document_id=document.id,
        span=None,
        quote=None,
        subject_span=None,
        object_span=None,
        method=METHOD,
        status="asserted",
        confidence=CERTAIN if sure else LIKELY,
        issued=known.doc.issued,
        office=office,
    )
    return Statement(
        subject.id, predicate, object_.id, (evidence,), basis="reference", valid_from=start, valid_until=end
    )
