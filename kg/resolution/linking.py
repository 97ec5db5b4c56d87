"""Which known person a name means: by the whole name, else by office, date and the places of the document."""

from collections.abc import Iterator, Sequence
from datetime import date

from kg.mentions.declension import PARTICLES
from kg.model import Mention
from kg.reference import RefEntity, Tenure, holds
from kg.resolution.context import Context

IN_OFFICE, MAYBE_IN_OFFICE, ONCE_IN_OFFICE, NOT_YET = 4.0, 3.0, 1.0, -1.0
COUNTRY, FAMOUS = 1.5, 1.0
OPEN_TERM, CLOSED_TERM = 1.0, 0.3  # where the document has no date
PROMINENCE = {"head_of_state": 0.8, "head_of_government": 0.3, "head_of_organization": 0.3}
LEAST_SCORE, LEAST_LEAD = 2.0, 0.5
WORLD_FAMOUS = 10_000_000


def name_words(normal: str) -> tuple[str, ...]:
    """Return the lower-case words of a name with ё folded, initials apart."""
    return tuple(normal.lower().replace("ё", "е").replace(".", ". ").split())


def fullness(words: Sequence[str]) -> tuple[int, int]:
    """Return how much a name tells: the number of its words that are no initials, then of letters."""
    return (sum(not word.endswith(".") for word in words), sum(map(len, words)))


def link_person(words: Sequence[str], mentions: Sequence[Mention], context: Context) -> tuple[str | None, float, str]:
    """Return the reference id of a person, its score and the method, or None with the score of the name alone.

    Args:
        words: The fullest name of the person.
        mentions: All its mentions.
        context: The document's date, places and subject.
    """
    candidates = _candidates(mentions, context)
    if not candidates:
        return None, 1.0, "name"
    whole = len([word for word in words if word not in PARTICLES and not word.endswith(".")]) > 1
    scored = sorted((-_score(item, context), item.id) for item in candidates)
    best, ident = -scored[0][0], scored[0][1]
    lead = best + scored[1][0] if len(scored) > 1 else best
    if whole and (best >= LEAST_SCORE or not context.leisure) and (len(scored) == 1 or lead >= LEAST_LEAD):
        return ident, 0.99 if len(scored) == 1 else 0.9, "full-name"
    chosen = next(item for item in candidates if item.id == ident)
    if not whole and best >= LEAST_SCORE and lead >= LEAST_LEAD and _is_expected(chosen, context):
        return ident, 0.8, "office"
    return None, 0.7, "name"


def _candidates(mentions: Sequence[Mention], context: Context) -> list[RefEntity]:
    """Return the known people whose name every mention of the cluster allows."""
    fullest = max(mentions, key=lambda mention: fullness(name_words(mention.normal)))
    common = set(fullest.candidates)
    for mention in mentions:
        if mention.candidates and len(name_words(mention.normal)) > 1:
            common &= set(mention.candidates)
    found = [context.reference.entity(ident) for ident in sorted(common)]
    return [item for item in found if item is not None]


def _is_expected(candidate: RefEntity, context: Context) -> bool:
    """Return whether a surname alone may mean a known person in a text about these things.

    A head of state needs no more than a text that is not about sport or stage; a minister or an aide
    needs his country named too, since «Иванов» of a match report is no minister.
    """
    if context.leisure:
        return False
    tenures = context.reference.tenures(candidate.id)
    if any(tenure.office in PROMINENCE for tenure in tenures):
        return True
    return context.politics and any(tenure.place in context.places for tenure in tenures)


def _score(candidate: RefEntity, context: Context) -> float:
    """Return how well date and places of the document agree with a known person."""
    score = FAMOUS * min(candidate.rank / WORLD_FAMOUS, 1.5)
    tenures = context.reference.tenures(candidate.id)
    days = context.dates or (None,)
    score += max(max(_tenure_scores(tenures, day, context), default=0.0) for day in days[:2])
    if candidate.country in context.places:
        score += COUNTRY
    return score


def _tenure_scores(tenures: Sequence[Tenure], day: date | None, context: Context) -> Iterator[float]:
    for tenure in tenures:
        named = COUNTRY if tenure.place in context.places else 0.0
        if day is None:
            yield (OPEN_TERM if tenure.end is None else CLOSED_TERM) + named
            continue
        named += PROMINENCE.get(tenure.office, 0.0)
        held = holds(tenure.start, tenure.end, day, tenure.open_until)
        if held is True:
            yield IN_OFFICE + named
        elif held is None:
            yield MAYBE_IN_OFFICE + named
        elif tenure.start and day.isoformat() > tenure.start:
            yield ONCE_IN_OFFICE + named / 2
        else:
            yield NOT_YET
