"""Which names of one document mean one person: a surname joins its full name, initials theirs."""

from collections.abc import Sequence

from kg.mentions.declension import PARTICLES
from kg.mentions.spelling import name_key, same_given
from kg.model import Mention
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context
from kg.resolution.linking import fullness, name_words
from kg.resolution.name_parts import is_initial, name_parts

NUMBERED = ("старший", "младший")


class Person:
    """A person of the document while the mentions are being read."""

    def __init__(self, mention: Mention, gender: str) -> None:
        self.mentions = [mention]
        self.words = name_words(mention.normal)
        self.genders = {gender} - {""}

    def add(self, mention: Mention, gender: str) -> None:
        """Take in another mention; the longer name becomes the person's."""
        self.mentions.append(mention)
        self.genders |= {gender} - {""}
        words = name_words(mention.normal)
        if fullness(words) > fullness(self.words) and _surnamed(mention):
            self.words = words

    @property
    def name(self) -> str:
        """Return the fullest nominative."""
        return max(
            (mention.normal for mention in self.mentions),
            key=lambda normal: (bool(name_parts(normal).surname), fullness(name_words(normal))),
        )


def resolve_people(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the people of a document, whole names first in the order of the text; none is linked yet."""
    people: list[Person] = []
    by_word: dict[str, list[int]] = {}
    ordered = sorted(mentions, key=lambda mention: (-_rank(mention), mention.span))
    for mention in ordered:
        keys = _keys(name_words(mention.normal))
        near = sorted({number for key in keys for number in by_word.get(key, ())})
        gender = context.gender(mention)
        person = _match(mention, gender, [people[number] for number in near], context)
        if person is None:
            people.append(person := Person(mention, gender))
            number = len(people) - 1
        else:
            person.add(mention, gender)
            number = next(n for n in near if people[n] is person)
        for key in _keys(person.words):
            if number not in by_word.setdefault(key, []):
                by_word[key].append(number)
    return [_cluster(person) for person in people]


def _keys(words: Sequence[str]) -> list[str]:
    """Return what a name is looked up by: its words and the parts of double surnames."""
    whole = [word for word in words if not is_initial(word)]
    # a person is found by the surname, whatever the given name is spelt like
    return list(dict.fromkeys(name_key(part) for word in whole for part in (word, *word.split("-"))))


def _surnamed(mention: Mention) -> bool:
    return bool(name_parts(mention.normal).surname)


def _rank(mention: Mention) -> int:
    """Return how much a name tells: whole names, initials with a surname, one word, «Сергей Викторович»."""
    words = [word for word in name_words(mention.normal) if word not in PARTICLES]
    if not _surnamed(mention):
        return -1
    return min(len([word for word in words if not is_initial(word)]), 2) * 2 + (len(words) > 1)


def _match(mention: Mention, gender: str, people: Sequence[Person], context: Context) -> Person | None:
    """Return the person that a name means: one of its gender whom it is known to mean, else the last named before it.

    «Трамп» beside «Иванка Трамп» and «Дональд Трамп» is the one whom the reference knows by this name.
    """
    fitting = [person for person in people if _fits(mention, person, context)]
    of_gender = [person for person in fitting if not gender or not person.genders or gender in person.genders]
    fitting = of_gender or fitting
    known = [person for person in fitting if _known(person) & set(mention.candidates)]
    if known and len(known) < len(fitting):
        fitting = known
    before = [person for person in fitting if _latest(person, mention) >= 0]
    if before:
        return max(before, key=lambda person: _latest(person, mention))
    return min(fitting, key=lambda person: person.mentions[0].span.start, default=None)


def _known(person: Person) -> set[str]:
    """Return the ids that the reference knows a person's fullest name by."""
    fullest = max(person.mentions, key=lambda mention: fullness(name_words(mention.normal)))
    return set(fullest.candidates)


def _latest(person: Person, mention: Mention) -> int:
    return max((m.span.start for m in person.mentions if m.span.start <= mention.span.start), default=-1)


def _fits(mention: Mention, person: Person, context: Context) -> bool:
    words = name_words(mention.normal)
    if not _surnamed(mention):
        return _fathered(mention, person, context)
    return _compatible(words, person.words)


def _fathered(mention: Mention, person: Person, context: Context) -> bool:
    """Return whether a given name with a patronymic is the person's: none other is known of «Сергей Лавров»."""
    wanted = name_parts(mention.normal)
    own = name_parts(person.name)
    given = {name_key(word) for word in own.given}
    fathers = {own.patronymic} if own.patronymic else set()
    for ident in _known(person):
        known = context.reference.entity(ident)
        fathers |= {known.patronymic} if known and known.patronymic else set()
    if not {name_key(word) for word in wanted.given} <= given:
        return False
    return not fathers or any(_same_word(wanted.patronymic.lower(), father.lower()) for father in fathers)


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
    content = [word for word in shorter if not is_initial(word)]
    if len(content) < 2 or len(words) <= len(shorter):
        return len(shorter) == 1 and _same_word(shorter[0], words[0]) | _same_word(shorter[0], words[-1])
    rest = list(words)
    for word in shorter:
        found = next((other for other in rest if _same_word(other, word)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _same_word(word: str, other: str) -> bool:
    """Return whether two words of names are one: an initial by its letter, «Умарова» in a double name."""
    if is_initial(word) or is_initial(other):
        return name_key(word)[:1] == name_key(other)[:1]
    if same_given(word, other):
        return True
    short, double = sorted((word, other), key=lambda item: "-" in item)
    if "-" not in double or "-" in short or double.split("-")[-1] in NUMBERED:
        return False
    return name_key(short) in {name_key(part) for part in double.split("-")}


def _cluster(person: Person) -> Cluster:
    mentions = tuple(sorted(person.mentions, key=lambda mention: mention.span))
    return Cluster("Person", person.name, mentions, None, 1.0, "name")
