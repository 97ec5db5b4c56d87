"""People of one document: a surname joins its full name, a cluster finds its row of the reference."""

from collections.abc import Iterator, Sequence
from datetime import date

from kg.mentions.declension import PARTICLES
from kg.model import Mention
from kg.reference import RefEntity, Reference, Tenure, holds
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context

IN_OFFICE, ONCE_IN_OFFICE, COUNTRY, FAMOUS = 4.0, 1.0, 1.5, 1.0
PROMINENCE = {"head_of_state": 0.8, "head_of_government": 0.3, "head_of_organization": 0.3}
LEAST_SCORE, LEAST_LEAD = 2.0, 0.5
WORLD_FAMOUS = 10_000_000


class Person:
    """A person of the document while the mentions are being read."""

    def __init__(self, mention: Mention) -> None:
        self.mentions = [mention]
        self.words = name_words(mention.normal)

    def add(self, mention: Mention) -> None:
        """Take in another mention; the longer name becomes the person's."""
        self.mentions.append(mention)
        words = name_words(mention.normal)
        if _fullness(words) > _fullness(self.words):
            self.words = words

    @property
    def name(self) -> str:
        """Return the fullest nominative."""
        return max((mention.normal for mention in self.mentions), key=lambda normal: _fullness(name_words(normal)))


def name_words(normal: str) -> tuple[str, ...]:
    """Return the lower-case words of a name with ё folded and the hyphens of given names kept."""
    return tuple(normal.lower().replace("ё", "е").replace(".", ". ").split())


def _fullness(words: Sequence[str]) -> tuple[int, int]:
    return (sum(not word.endswith(".") for word in words), sum(map(len, words)))


def resolve_people(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the people of a document, whole names first in the order of the text."""
    people: list[Person] = []
    ordered = sorted(mentions, key=lambda mention: (-_rank(mention), mention.span))
    for mention in ordered:
        person = _match(mention, people)
        if person is None:
            people.append(Person(mention))
        else:
            person.add(mention)
    return [_cluster(person, context) for person in people]


def _rank(mention: Mention) -> int:
    """Return how much a name tells: whole names, then initials with a surname, then one word."""
    words = [word for word in name_words(mention.normal) if word not in PARTICLES]
    return min(len([word for word in words if not word.endswith(".")]), 2) * 2 + (len(words) > 1)


def _match(mention: Mention, people: Sequence[Person]) -> Person | None:
    """Return the person that a name means: the last one named before it, else the first one after."""
    words = name_words(mention.normal)
    fitting = [person for person in people if _compatible(words, person.words)]
    before = [person for person in fitting if _latest(person, mention) >= 0]
    if before:
        return max(before, key=lambda person: _latest(person, mention))
    return min(fitting, key=lambda person: person.mentions[0].span.start, default=None)


def _latest(person: Person, mention: Mention) -> int:
    return max((m.span.start for m in person.mentions if m.span.start <= mention.span.start), default=-1)


def _compatible(words: Sequence[str], fuller: Sequence[str]) -> bool:
    """Return whether every word of a name stands in a fuller one, initials by their letter.

    «Путин», «В. В. Путин», «Владимир Владимирович» fit «Владимир Владимирович Путин»; «Дарига
    Назарбаева» does not fit «Нурсултан Назарбаев».
    """
    rest = list(fuller)
    for word in words:
        found = next((other for other in rest if _same_word(word, other)), None)
        if found is None:
            return _extends(words, fuller)
        rest.remove(found)
    return True


def _extends(words: Sequence[str], shorter: Sequence[str]) -> bool:
    """Return whether a name only adds to a shorter whole one: a patronymic, a family («Аль Сауд»)."""
    content = [word for word in shorter if not word.endswith(".")]
    if len(content) < 2 or len(words) <= len(shorter):
        return len(shorter) == 1 and shorter[0] in (words[0], words[-1])
    rest = list(words)
    for word in shorter:
        found = next((other for other in rest if _same_word(other, word)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _same_word(word: str, other: str) -> bool:
    if word.endswith(".") or other.endswith("."):
        return word[0] == other[0]
    return word == other


def _cluster(person: Person, context: Context) -> Cluster:
    mentions = tuple(sorted(person.mentions, key=lambda mention: mention.span))
    ident, score, method = link_person(person, context)
    return Cluster("Person", person.name, mentions, ident, score, method)


def link_person(person: Person, context: Context) -> tuple[str | None, float, str]:
    """Return the reference id of a person, its score and the method, or None with the score of the name alone."""
    candidates = _candidates(person, context.reference)
    if not candidates:
        return None, 1.0, "name"
    whole = len([word for word in person.words if word not in PARTICLES and not word.endswith(".")]) > 1
    scored = sorted((-_score(item, context), item.id) for item in candidates)
    best = -scored[0][0]
    lead = best + scored[1][0] if len(scored) > 1 else best
    if whole and len(scored) == 1:
        return scored[0][1], 0.99, "full-name"
    if whole and lead >= LEAST_LEAD:
        return scored[0][1], 0.9, "full-name"
    if not whole and best >= LEAST_SCORE and lead >= LEAST_LEAD:
        return scored[0][1], 0.8, "office"
    return None, 0.7, "name"


def _candidates(person: Person, reference: Reference) -> list[RefEntity]:
    """Return the known people whose name every mention of the cluster allows."""
    fullest = max(person.mentions, key=lambda mention: _fullness(name_words(mention.normal)))
    common = set(fullest.candidates)
    for mention in person.mentions:
        if mention.candidates and len(name_words(mention.normal)) > 1:
            common &= set(mention.candidates)
    found = [reference.entity(ident) for ident in sorted(common)]
    return [item for item in found if item is not None]


def _score(candidate: RefEntity, context: Context) -> float:
    """Return how well date and places of the document agree with a known person."""
    score = FAMOUS * min(candidate.rank / WORLD_FAMOUS, 1.5)
    tenures = context.reference.tenures(candidate.id)
    days = context.dates or (None,)
    score += max(_tenure_score(tenures, day, context) for day in days[:2])
    if candidate.country in context.places:
        score += COUNTRY
    return score


def _tenure_score(tenures: Sequence[Tenure], day: date | None, context: Context) -> float:
    return max(_tenure_scores(tenures, day, context), default=0.0)


def _tenure_scores(tenures: Sequence[Tenure], day: date | None, context: Context) -> Iterator[float]:
    for tenure in tenures:
        named = COUNTRY if tenure.place in context.places else 0.0
        if day is None:
            yield (1.0 if tenure.end is None else 0.3) + named
            continue
        named += PROMINENCE.get(tenure.office, 0.0)
        held = holds(tenure.start, tenure.end, day, tenure.open_until)
        if held is True:
            yield IN_OFFICE + named
        elif held is None:
            yield IN_OFFICE - 1.0 + named
        elif tenure.start and day.isoformat() > tenure.start:
            yield ONCE_IN_OFFICE + named / 2
        else:
            yield -1.0
