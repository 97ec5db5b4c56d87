"""Who holds another office: holdsPositionIn and formerlyHeldPositionIn."""

from collections.abc import Iterator

from kg.model import Span
from kg.relations.heading import headings
from kg.relations.holders import holdings
from kg.relations.holding import Holding, stated
from kg.relations.rule import Match, rule
from kg.relations.taking import taken
from kg.relations.view import SentenceView

STATES = {"now": "holdsPositionIn", "former": "formerlyHeldPositionIn", "next": "holdsPositionIn"}


def _held(sent: SentenceView, pattern: str) -> Iterator[Match]:
    for holding in (*holdings(sent), *taken(sent)):
        if holding.pattern == pattern and holding.state in STATES:
            for place, span in _places(sent, holding):
                yield stated(holding, STATES[holding.state], place, span)


def _places(sent: SentenceView, holding: Holding) -> Iterator[tuple[str, Span | None]]:
    kind = holding.office.kind
    if kind == "parliament_speaker":
        for mention in holding.office.places:
            if mention.type == "Country":
                yield sent.named[mention].entity, mention.span
    elif kind in ("minister", "position") or "deputy" in holding.office.marks:
        yield holding.place, holding.place_span


@rule("positions.title", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.96)
def title(sent: SentenceView) -> Iterator[Match]:
    """«министр иностранных дел Катара А», «глава российского МИДа Б»: the title stands before the name."""
    yield from _held(sent, "title")


@rule("positions.apposition", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.92)
def apposition(sent: SentenceView) -> Iterator[Match]:
    """«А, посол России в Чили,»: the title stands in apposition to the name."""
    yield from _held(sent, "apposition")


@rule("positions.list", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.9)
def listed(sent: SentenceView) -> Iterator[Match]:
    """«министры обороны России А и Китая Б»: one title, several places and names."""
    yield from _held(sent, "list")


@rule("positions.role", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.88)
def role(sent: SentenceView) -> Iterator[Match]:
    """«глава российского МИДа» that resolution linked to a person: the phrase itself names the country."""
    yield from _held(sent, "role")


@rule("positions.clause", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.87)
def clause(sent: SentenceView) -> Iterator[Match]:
    """«А назначен послом Франции», «стал министром обороны Чехии», «покинул пост министра»."""
    yield from _held(sent, "clause")


@rule("positions.heads", "holdsPositionIn", "formerlyHeldPositionIn", confidence=0.85)
def heads(sent: SentenceView) -> Iterator[Match]:
    """«А возглавляет МИД Испании», «руководил министерством обороны страны»."""
    for heading in headings(sent):
        if heading.kind == "position" and heading.state in ("now", "former"):
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
