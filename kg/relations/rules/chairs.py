"""Whose turn it is to chair an organization: chairs and formerlyChaired."""

from collections.abc import Iterable, Iterator

from kg.relations.chair_words import chair_words
from kg.relations.chairing import Turn, chair_nouns, presiding, turns
from kg.relations.heading import headings
from kg.relations.holders import holdings
from kg.relations.rule import Match, rule
from kg.relations.taking import taken
from kg.relations.turns import CHAIR_TITLES, is_national_leader, takes_turns
from kg.relations.view import SentenceView

STATES = {"now": "chairs", "former": "formerlyChaired", "next": "chairs"}


def _matches(found: Iterable[Turn]) -> Iterator[Match]:
    for turn in found:
        yield Match(
            subject=turn.holder.entity,
            object=turn.organization.entity,
            subject_span=turn.holder.mention.span,
            object_span=turn.organization.mention.span,
            anchor=turn.anchor,
            predicate=turn.predicate,
            status=turn.status,
        )


@rule("chairs.turn", "chairs", "formerlyChaired", confidence=0.92)
def turn(sent: SentenceView) -> Iterator[Match]:
    """«председательство Чили в АТЭС», «председательство в союзе переходит к Перу», «Перу передала его Чили»."""
    yield from _matches(turns(sent))


@rule("chairs.presides", "chairs", "formerlyChaired", confidence=0.92)
def presides(sent: SentenceView) -> Iterator[Match]:
    """«в союзе председательствует Перу», «председательствующая в союзе Перу»."""
    yield from _matches(presiding(sent))


@rule("chairs.noun", "chairs", "formerlyChaired", confidence=0.9)
def noun(sent: SentenceView) -> Iterator[Match]:
    """«Чили — председатель союза», «страна-председатель АТЭС Перу»."""
    yield from _matches(chair_nouns(sent))


@rule("chairs.words", "chairs", "formerlyChaired", confidence=0.85)
def words(sent: SentenceView) -> Iterator[Match]:
    """«возглавить союз поручено Перу», «председательство в союзе — у Чили», «председателем станет Перу»."""
    yield from _matches(chair_words(sent))


@rule("chairs.title", "chairs", "formerlyChaired", confidence=0.9)
def title(sent: SentenceView) -> Iterator[Match]:
    """«председатель ОБСЕ Элина Валтонен»: the title of a turn, not of a lasting office."""
    for holding in (*holdings(sent), *taken(sent)):
        rotates = holding.office.kind == "head_of_organization" and holding.office.title in CHAIR_TITLES
        if rotates and holding.state in STATES and takes_turns(sent.doc, holding.place):
            yield Match(
                subject=holding.person.entity,
                object=holding.place,
                subject_span=holding.person.mention.span,
                object_span=holding.place_span,
                anchor=holding.anchor,
                predicate=STATES[holding.state],
                status="planned" if holding.state == "next" else "asserted",
            )


@rule("chairs.heads", "chairs", "formerlyChaired", confidence=0.85)
def heads(sent: SentenceView) -> Iterator[Match]:
    """«Чили возглавит союз», «президент, который сейчас возглавляет СНГ»: a country or its leader in turn."""
    for heading in headings(sent):
        body, who = heading.place.entity, heading.subject.entity
        leader = heading.kind == "lead" and is_national_leader(sent.doc, who)
        if heading.state != "none" and (heading.kind == "chair" or leader) and takes_turns(sent.doc, body):
            yield Match(
                subject=who,
                object=body,
                subject_span=heading.subject.mention.span,
                object_span=heading.place.mention.span,
                anchor=heading.anchor,
                predicate="formerlyChaired" if heading.state == "former" else "chairs",
                status="planned" if heading.state == "next" else "asserted",
            )


RULES = (turn, presides, noun, words, title, heads)
