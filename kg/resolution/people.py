"""People of one document: a surname joins its full name, a cluster finds its row of the reference."""

from collections.abc import Sequence

from kg.mentions.declension import PARTICLES
from kg.model import Mention
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context
from kg.resolution.linking import fullness, link_person, name_words


class Person:
    """A person of the document while the mentions are being read."""

    def __init__(self, mention: Mention) -> None:
        self.mentions = [mention]
        self.words = name_words(mention.normal)

    def add(self, mention: Mention) -> None:
        """Take in another mention; the longer name becomes the person's."""
        self.mentions.append(mention)
        words = name_words(mention.normal)
        if fullness(words) > fullness(self.words):
            self.words = words

    @property
    def name(self) -> str:
        """Return the fullest nominative."""
        return max((mention.normal for mention in self.mentions), key=lambda normal: fullness(name_words(normal)))


def resolve_people(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the people of a document, whole names first in the order of the text."""
    people: list[Person] = []
    by_word: dict[str, list[int]] = {}
    ordered = sorted(mentions, key=lambda mention: (-_rank(mention), mention.span))
    for mention in ordered:
        words = name_words(mention.normal)
        near = sorted({number for word in words for number in by_word.get(word, ())})
        person = _match(mention, [people[number] for number in near])
        if person is None:
            people.append(person := Person(mention))
            number = len(people) - 1
        else:
            person.add(mention)
            number = next(n for n in near if people[n] is person)
        for word in person.words:
            if not word.endswith(".") and number not in by_word.setdefault(word, []):
                by_word[word].append(number)
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
    ident, score, method = link_person(person.words, mentions, context)
    return Cluster("Person", person.name, mentions, ident, score, method)
