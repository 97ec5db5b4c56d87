"""Which known person a name means: what the text says of the person, its date and its places must agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.mentions.declension import PARTICLES
from kg.mentions.spelling import alike
from kg.model import Mention
from kg.reference import RefEntity, Tenure, holds
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context
from kg.resolution.describe import described
from kg.resolution.known import AGREES, CONTRADICTS, Known, is_common, verdict
from kg.resolution.name_parts import is_initial, name_parts
from kg.resolution.roles import Held, Offices, kinds_of
from kg.resolution.traits import Traits

IN_OFFICE, MAYBE_IN_OFFICE, ONCE_IN_OFFICE, NOT_YET = 4.0, 3.0, 1.0, -1.0
COUNTRY, FAMOUS = 1.5, 1.0
OPEN_TERM, CLOSED_TERM = 1.0, 0.3  # where the document has no date
SAID = 6.0  # what the text says of the person goes before all else
PROMINENCE = {"head_of_state": 0.8, "head_of_government": 0.3, "head_of_organization": 0.3}
LEAST_SCORE, LEAST_LEAD = 2.0, 0.5
WORLD_FAMOUS = 10_000_000
"""Rank of a person whom everybody knows."""

Linked = tuple[str | None, float, str]


def name_words(normal: str) -> tuple[str, ...]:
    """Return the lower-case words of a name with ё folded, initials apart."""
    return tuple(normal.lower().replace("ё", "е").replace(".", ". ").split())


def fullness(words: Sequence[str]) -> tuple[int, int]:
    """Return how much a name tells: the number of its words that are no initials, then of letters."""
    return (sum(not is_initial(word) for word in words), sum(map(len, words)))


def link_people(
    people: Sequence[Cluster], offices: Offices, places: Mapping[Mention, str], context: Context
) -> list[Cluster]:
    """Return the people of a document with their ids of the reference, and with what the text says of them as features.

    Args:
        people: Clusters of names.
        offices: Offices that the text gives them.
        places: Entity keys of the mentions of places and organizations.
        context: The document's date, places and subject.
    """
    said = described(people, [(item.person, item.phrase) for item in offices.held], places, context.analysis)
    linked = []
    for number, cluster in enumerate(people):
        held = [item for item in offices.held if item.person == number]
        ident, score, method = _link(cluster, said[number], held, context)
        features = said[number].features
        if ident:
            features = tuple(sorted({*features, *Known(ident, context.reference).features}))
        linked.append(replace(cluster, reference=ident, score=score, method=method, features=features))
    return linked


def _link(cluster: Cluster, said: Traits, held: Sequence[Held], context: Context) -> Linked:
    """Return the reference id of a person, its score and the method, or None with the score of the name alone."""
    words = name_words(cluster.name)
    content = [word for word in words if word not in PARTICLES and not is_initial(word)]
    whole = len(content) > 1
    common = is_common(cluster.name)
    verdicts = {
        item.id: verdict(Known(item.id, context.reference), said, held, context, common=common)
        for item in _candidates(cluster.mentions, context)
    }
    candidates = [ident for ident, judged in verdicts.items() if judged != CONTRADICTS]
    if not candidates:
        return (None, 1.0, "name") if verdicts else _by_spelling(content, held, context)
    scored = sorted((-_score(ident, context) - SAID * (verdicts[ident] == AGREES), ident) for ident in candidates)
    best, ident = -scored[0][0], scored[0][1]
    lead = best + scored[1][0] if len(scored) > 1 else best
    clear = len(scored) == 1 or lead >= LEAST_LEAD
    enough = verdicts[ident] == AGREES or not (common or context.leisure)
    if whole and clear and enough:
        return ident, 0.99 if len(scored) == 1 else 0.9, "full-name"
    agreed = best >= LEAST_SCORE + SAID or (best >= LEAST_SCORE and verdicts[ident] != AGREES)
    if not whole and agreed and lead >= LEAST_LEAD and _is_expected(ident, context):
        return ident, 0.8, "office"
    return None, 0.7, "name"


def _candidates(mentions: Sequence[Mention], context: Context) -> list[RefEntity]:
    """Return the known people whose name every whole name of a cluster allows that the reference has at all.

    A whole name that the reference does not have leaves none: «Садик Хан» is not the «Хан» whom it knows.
    """
    whole = [mention for mention in mentions if _is_whole(mention)]
    telling = [mention for mention in whole if mention.candidates] if whole else [m for m in mentions if m.candidates]
    if not telling:
        return []
    common = set.intersection(*(set(mention.candidates) for mention in telling))
    found = {item.id: item for ident in sorted(common) if (item := context.reference.entity(ident))}
    return list(found.values())


def _is_whole(mention: Mention) -> bool:
    parts = name_parts(mention.normal)
    return bool(parts.surname and parts.given)


def _by_spelling(content: Sequence[str], held: Sequence[Held], context: Context) -> Linked:
    """Return the holder of the office that the text gives to a person, when the name is but a spelling of the holder's.

    «Генсек ООН Гутерреш» is Антониу Гутерриш.
    """
    day = context.day
    found = set()
    for item in held:
        if item.place and day:
            terms = context.reference.holders(item.place, day, kinds=kinds_of(item.phrase, context.analysis))
            people = (context.reference.entity(term.person) for term in terms)
            found |= {known.id for known in people if known and _spelt(content, known)}
    return (found.pop(), 0.8, "office-spelling") if len(found) == 1 else (None, 1.0, "name")


def _spelt(content: Sequence[str], known: RefEntity) -> bool:
    """Return whether each word of a name may be a spelling of one of the person's, the surname among them."""
    own = name_words(known.name)
    surnames = name_words(known.surname or known.name)
    return all(any(alike(word, other) for other in own) for word in content) and any(
        alike(word, surname) for word in content for surname in surnames
    )


def _is_expected(ident: str, context: Context) -> bool:
    """Return whether a surname alone may mean a known person in a text about these things.

    A head of state needs no more than a text that is not about sport or stage; a minister or an aide
    needs his country named too, since «Иванов» of a match report is no minister.
    """
    if context.leisure:
        return False
    tenures = context.reference.tenures(ident)
    if any(tenure.office in PROMINENCE for tenure in tenures):
        return True
    return context.politics and any(tenure.place in context.places for tenure in tenures)


def _score(ident: str, context: Context) -> float:
    """Return how well date and places of the document agree with a known person."""
    candidate = context.reference.entity(ident)
    tenures = context.reference.tenures(ident)
    days = context.dates or (None,)
    score = max(max(_tenure_scores(tenures, day, context), default=0.0) for day in days[:2])
    if candidate is not None:
        score += FAMOUS * min(candidate.rank / WORLD_FAMOUS, 1.5)
        score += COUNTRY if candidate.country in context.places else 0.0
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
