"""Which countries belong to which organizations: memberOf, formerMemberOf, observerIn."""

from collections.abc import Iterable, Iterator

from kg.relations.accession import accession
from kg.relations.members import Claim, containing, nominal, verbal
from kg.relations.observers import observers
from kg.relations.rule import Match, rule
from kg.relations.view import SentenceView


def _matches(claims: Iterable[Claim]) -> Iterator[Match]:
    for claim in claims:
        yield Match(
            subject=claim.country.entity,
            object=claim.organization.entity,
            subject_span=claim.country.mention.span,
            object_span=claim.organization.mention.span,
            anchor=claim.anchor,
            predicate=claim.predicate,
            status=claim.status,
        )


@rule("membership.verb", "memberOf", "formerMemberOf", confidence=0.9)
def verb(sent: SentenceView) -> Iterator[Match]:
    """«Швеция вступила в НАТО», «в группу эти страны не входят», «Катар покинул организацию»."""
    yield from _matches(verbal(sent))


@rule("membership.contains", "memberOf", confidence=0.92)
def contains(sent: SentenceView) -> Iterator[Match]:
    """«союз включает Россию и Армению», «альянс принял Швецию»: the organization is the subject."""
    yield from _matches(containing(sent))


@rule("membership.noun", "memberOf", "formerMemberOf", confidence=0.93)
def noun(sent: SentenceView) -> Iterator[Match]:
    """«члены блока — Чили и Перу», «страны ЕС (Мальта и Кипр)», «Мальта — член ЕС», «стала членом»."""
    yield from _matches(nominal(sent))


@rule("membership.entry", "memberOf", confidence=0.88)
def entry(sent: SentenceView) -> Iterator[Match]:
    """«после вступления Перу в союз», «присоединение Перу к союзу оформлено»: a noun tells of an entry that is done."""
    yield from _matches(accession(sent))


@rule("membership.observer", "observerIn", confidence=0.88)
def observer(sent: SentenceView) -> Iterator[Match]:
    """«страны-наблюдатели ШОС — Иран и Монголия», «Куба получила статус наблюдателя при союзе»."""
    yield from _matches(observers(sent))


RULES = (verb, contains, noun, entry, observer)
