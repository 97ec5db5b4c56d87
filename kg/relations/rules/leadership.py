"""Who leads a country or an organization: leaderOf and formerLeaderOf."""

from collections.abc import Iterator

from kg.mentions.offices import LEADING
from kg.relations.heading import headings
from kg.relations.holders import holdings
from kg.relations.holding import Holding, stated
from kg.relations.rule import Match, rule
from kg.relations.taking import taken
from kg.relations.terms import Claim, term_of
from kg.relations.turns import CHAIR_TITLES, is_national_leader, left, takes_turns
from kg.relations.view import SentenceView

STATES = {"now": "leaderOf", "former": "formerLeaderOf", "next": "leaderOf"}


def _led(sent: SentenceView, pattern: str) -> Iterator[Match]:
    for holding in (*holdings(sent), *taken(sent)):
        if holding.pattern != pattern or holding.state not in STATES or not _leads(sent, holding):
            continue
        gone = holding.state != "former" and left(sent.doc, holding.person.entity, holding.place)
        if not gone or _is_dated(sent, holding):
            yield stated(holding, STATES[holding.state], holding.place, holding.place_span)


def _is_dated(sent: SentenceView, holding: Holding) -> bool:
    """Return whether the sentence itself says when the office is held: «генсек НАТО до октября 2024 года»."""
    return any(term_of(sent, Claim("leaderOf", holding.person.entity, holding.place, holding.anchor)))


def _leads(sent: SentenceView, holding: Holding) -> bool:
    kind, marks = holding.office.kind, holding.office.marks
    if "deputy" in marks:
        return False
    if kind == "parliament_speaker":
        return sent.doc.entities[holding.place].type == "Organization"
    if kind == "head_of_organization" and holding.office.title in CHAIR_TITLES:
        return not takes_turns(sent.doc, holding.place)
    return kind in LEADING


@rule("leadership.title", "leaderOf", "formerLeaderOf", confidence=0.97)
def title(sent: SentenceView) -> Iterator[Match]:
    """«президент Франции Эмманюэль Макрон»: the title stands before the name and governs the country."""
    yield from _led(sent, "title")


@rule("leadership.apposition", "leaderOf", "formerLeaderOf", confidence=0.93)
def apposition(sent: SentenceView) -> Iterator[Match]:
    """«Эмманюэль Макрон, президент Франции,»: the title stands in apposition to the name."""
    yield from _led(sent, "apposition")


@rule("leadership.list", "leaderOf", "formerLeaderOf", confidence=0.92)
def listed(sent: SentenceView) -> Iterator[Match]:
    """«президенты Беларуси А, Казахстана Б», «лидеры России и Китая — А и Б»: one title, several places and names."""
    yield from _led(sent, "list")


@rule("leadership.role", "leaderOf", "formerLeaderOf", confidence=0.9)
def role(sent: SentenceView) -> Iterator[Match]:
    """«казахстанский лидер» that resolution linked to a person: the phrase itself names the country."""
    yield from _led(sent, "role")


@rule("leadership.clause", "leaderOf", "formerLeaderOf", confidence=0.88)
def clause(sent: SentenceView) -> Iterator[Match]:
    """«А стал премьером Италии», «занимает пост генсека», «покинул пост президента»: a verb gives it."""
    yield from _led(sent, "clause")


@rule("leadership.heads", "leaderOf", "formerLeaderOf", confidence=0.87)
def heads(sent: SentenceView) -> Iterator[Match]:
    """«А возглавляет правительство Японии», «стоял во главе агентства»; not a country's turn in the chair."""
    for heading in headings(sent):
        turn = takes_turns(sent.doc, heading.place.entity) and is_national_leader(sent.doc, heading.subject.entity)
        if heading.kind == "lead" and heading.state in ("now", "former") and not turn:
            yield Match(
                subject=heading.subject.entity,
                object=heading.place.entity,
                subject_span=heading.subject.mention.span,
                object_span=heading.place.mention.span,
                anchor=heading.anchor,
                predicate=STATES[heading.state],
                status="asserted",
                capacity=heading.capacity,
            )


RULES = (title, apposition, listed, role, clause, heads)
