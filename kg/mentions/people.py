"""Names of people: the recogniser's, the reference's, and surnames that the recogniser missed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.analysis import Tree
from kg.mentions.declension import PARTICLES, surname_readings
from kg.mentions.personal_names import PersonalName, nominative_name
from kg.mentions.scene import Scene
from kg.mentions.wordlists import organization_kinds, outlets
from kg.model import Mention
from kg.reference import RefEntity, Reference

TITLES = frozenset(
    "президент премьер король королева принц принцесса шейх эмир султан император господин госпожа генерал маршал "
    "министр канцлер лидер глава лорд сэр папа патриарх аятолла кардинал товарищ г-н г-жа кронпринц доктор "
    "профессор мадам месье миссис мистер судья сенатор депутат посол адмирал полковник архиепископ митрополит".split()
)
GENERATIONS = ("млад", "стар")
SHORTEST_TITLE = 4


class Found(NamedTuple):
    """Tokens of a sentence that name a person (half-open) and the people the reference knows by it."""

    sentence: int
    start: int
    stop: int
    candidates: tuple[str, ...]
    whole: bool


def find_people(scene: Scene) -> tuple[Mention, ...]:
    """Return the names of people in text order, with their nominatives."""
    found = [item for index in range(len(scene.trees)) for item in _in_sentence(scene, index)]
    found = sorted([*found, *_repeated(scene, found)])
    names = _nominatives(scene, found)
    return tuple(
        scene.mention(
            item.sentence, item.start, item.stop, "Person", normal=name.text, candidates=_fitting(scene, item, name)
        )
        for item, name in zip(found, names, strict=True)
    )


def _repeated(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the surnames of people named in full that the recogniser overlooked elsewhere in the text."""
    whole = [item for item in found if item.stop - item.start > 1]
    surnames = {
        word.lower() for item in whole for word in nominative_name(*_words(scene, item)[:1], scene.morphology).words
    }
    if not surnames:
        return
    taken = {(item.sentence, at) for item in found for at in range(item.start, item.stop)}
    for index, tree in enumerate(scene.trees):
        longer = {at for start, stop, _ in scene.names[index] if stop - start > 1 for at in range(start, stop)}
        longer |= {at for hit in scene.hits[index] for at in range(hit.start, hit.stop)}
        for at, token in enumerate(tree.tokens):
            if len(token.text) < 3 or not token.text[:1].isupper() or (index, at) in taken or at in longer:
                continue
            bases = {reading.base.lower() for reading in surname_readings(token.text, scene.morphology)}
            if bases & surnames and (not _is_word(scene, token.text) or _proper(scene, index, at)):
                yield Found(index, at, at + 1, (), False)


def _in_sentence(scene: Scene, index: int) -> list[Found]:
    tree = scene.trees[index]
    places = {(hit.start, hit.stop) for hit in scene.hits[index]}
    persons = {(start, stop) for start, stop, label in scene.names[index] if label == "PER"}
    found = [
        Found(index, hit.start, hit.stop, hit.candidates, True)
        for hit in scene.people[index]
        if (hit.start, hit.stop) not in places or (hit.start, hit.stop) in persons
    ]
    for start, stop, label in scene.names[index]:
        start, stop = _trimmed(scene, index, start, stop)
        if label != "PER" or start >= stop or ((start, stop) in places and not _surnamed(scene, tree, start, stop)):
            continue
        if stop - start == 1 and not _surnamed(scene, tree, start, stop) and _is_noise(scene, index, start):
            continue
        if any(tree[at].lemma in organization_kinds() for at in range(start, stop)):
            continue
        if tree.span(start, stop - 1).of(scene.text).lower() in outlets():
            continue
        found = _added(found, Found(index, start, stop, (), False))
    for at in range(len(tree)):
        if not _covered(found, at):
            missed = _missed(scene, index, at)
            found = _added(found, missed) if missed else found
    return _joined(scene, [_extended(scene, item) for item in sorted(found)])


def _joined(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """Return the names with a given name and a surname that were found apart put together («Дмитрий» «Дедов»)."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.stop == item.start
            and last.stop - last.start == 1
            and not (last.whole or item.whole)
        ):
            if _given(scene, scene.trees[item.sentence][last.start].text):
                joined[-1] = item._replace(start=last.start)
                continue
        joined.append(item)
    return joined


def _trimmed(scene: Scene, index: int, start: int, stop: int) -> tuple[int, int]:
    """Return the range without titles before it and signs around it («Президент Уильям Руто», «Ма Лин (马凌»)."""
    tree = scene.trees[index]
    bracket = next((at for at in range(start, stop) if tree[at].text == "("), stop)
    stop = bracket if bracket > start else stop
    while start < stop and (not tree[start].text[:1].isalnum() or _is_title(scene, index, start, stop)):
        start += 1
    while stop > start and not tree[stop - 1].text[-1:].isalnum() and tree[stop - 1].text != ".":
        stop -= 1
    if not any(token.text[:1].isupper() for token in tree.tokens[start:stop]):
        return start, start
    return start, stop


def _is_title(scene: Scene, index: int, at: int, stop: int) -> bool:
    """Return whether a word before a name is no part of it: «Поп-звезда Мадонна», «С Элвисом»."""
    token = scene.trees[index][at]
    if token.lemma in TITLES or token.upos == "ADP" or (at + 1 < stop and token.lemma in organization_kinds()):
        return True
    if at + 1 >= stop or len(token.text) < SHORTEST_TITLE or _given(scene, token.text):
        return False
    parses = scene.morphology.parses(token.text)
    if not parses or parses[0].upos != "NOUN" or not _is_word(scene, token.text):
        return False
    surname_too = any(parse.name_tags for parse in parses)
    # «Лесник Арсений Кедровский»: a word that may be a surname is a trade before a given name.
    return not surname_too or (not _proper(scene, index, at) and _given(scene, scene.trees[index][at + 1].text))


def _surnamed(scene: Scene, tree: Tree, start: int, stop: int) -> bool:
    return stop - start == 1 and bool(scene.reference.people(tree[start].text))


def _added(found: Sequence[Found], new: Found) -> list[Found]:
    """Return the names with a new one, which is joined to the one it overlaps."""
    for item in found:
        if item.start < new.stop and new.start < item.stop:
            joined = item._replace(start=min(item.start, new.start), stop=max(item.stop, new.stop))
            if (joined.start, joined.stop) != (item.start, item.stop):
                joined = joined._replace(whole=False)
            return [joined if other is item else other for other in found]
    return [*found, new]


def _covered(found: Sequence[Found], at: int) -> bool:
    return any(item.start <= at < item.stop for item in found)


def _missed(scene: Scene, index: int, at: int) -> Found | None:
    """Return a surname that the recogniser overlooked, as in «Путин пригласил…» or «ПУТИН ПРИБЫЛ»."""
    token = scene.trees[index][at]
    if not token.text[:1].isupper() or len(token.text) < 2:
        return None
    if any(start <= at < stop and (start, stop) != (at, at + 1) for start, stop, _ in scene.names[index]):
        return None
    if any(hit.start <= at < hit.stop for hit in scene.hits[index]):
        return None
    known = scene.reference.people(token.text)
    if not known or (_is_word(scene, token.text) and not _proper(scene, index, at)):
        return None
    return Found(index, at, at + 1, (), False)


def _is_noise(scene: Scene, index: int, at: int) -> bool:
    """Return whether a lone «name» is an ordinary word at a sentence's beginning («Узнав», «Это», «Мы»)."""
    token = scene.trees[index][at]
    parses = scene.morphology.parses(token.text)
    if not parses or not parses[0].known or parses[0].name_tags:
        return False
    return token.upos != "PROPN" or not _proper(scene, index, at)


def _is_word(scene: Scene, word: str) -> bool:
    """Return whether the dictionary knows the form as an ordinary word («Мая», «Лев», «Путина»)."""
    return any(
        parse.known and parse.upos != "X" and not parse.name_tags and parse.score > 0.05
        for parse in scene.morphology.parses(word)
    )


def _proper(scene: Scene, index: int, at: int) -> bool:
    """Return whether the capital of a word does not come from the sentence's beginning."""
    tree = scene.trees[index]
    before = [token for token in tree.tokens[:at] if token.text[:1].isalnum()]
    return bool(before) and not tree[at].text.isupper() and tree[at].upos == "PROPN"


def _extended(scene: Scene, item: Found) -> Found:
    """Return a name with the given name before it or the initials beside it that were left out."""
    tree = scene.trees[item.sentence]
    start, stop = item.start, item.stop
    if stop - start == 1 and start > 0 and not item.whole:
        before = tree[start - 1].text
        if before[:1].isupper() and _given(scene, before) and tree[start - 1].span.stop < tree[start].span.start:
            start -= 1
    while start >= 2 and tree[start - 1].text == "." and _initial(tree[start - 2].text):
        start -= 2
    while stop + 1 < len(tree) and _initial(tree[stop].text) and tree[stop + 1].text == "." and stop - item.stop < 4:
        if tree[stop].span.start - tree[stop - 1].span.stop > 1:
            break
        stop += 2
    return item if (start, stop) == (item.start, item.stop) else item._replace(start=start, stop=stop, whole=False)


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _given(scene: Scene, word: str) -> bool:
    return any(parse.known and "Name" in parse.name_tags for parse in scene.morphology.parses(word))


def _words(scene: Scene, item: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name, initials joined with their full stop, and the tagger's case of each."""
    words: list[str] = []
    cases: list[str] = []
    for token in scene.trees[item.sentence].tokens[item.start : item.stop]:
        if token.text == "." and words and _initial(words[-1]):
            words[-1] += "."
        elif token.text[:1].isalnum():
            words.append(token.text)
            cases.append(token.feat("Case"))
    return tuple(words), tuple(cases)


def _nominatives(scene: Scene, found: Sequence[Found]) -> list[PersonalName]:
    """Return the nominative of each name; whole names come first, since they settle their surnames."""
    names: dict[Found, PersonalName] = {}
    known: set[str] = set()
    for item in sorted(found, key=lambda item: (len(_words(scene, item)[0]) == 1, item)):
        names[item] = name = _nominative(scene, item, frozenset(known))
        if len(name.words) > 1:
            known.update(word.lower() for word in name.words)
    return [names[item] for item in found]


def _nominative(scene: Scene, item: Found, known: frozenset[str]) -> PersonalName:
    words, cases = _words(scene, item)
    person = _sole(scene, item)
    if person is not None and len(person.name.split()) == len(words):
        return PersonalName(tuple(person.name.split()), person.gender or "m", 9.0)
    familiar = familiar_nominatives(words, scene.reference)
    gender = _gender(scene, item)
    return nominative_name(words, scene.morphology, cases=cases, gender=gender, known=known, also=familiar)


def _sole(scene: Scene, item: Found) -> RefEntity | None:
    if not item.whole:
        return None
    people = [scene.reference.entity(ident) for ident in item.candidates]
    return people[0] if people and len({person.name for person in people if person}) == 1 else None


def familiar_nominatives(words: Sequence[str], reference: Reference) -> frozenset[str]:
    """Return the lower-case nominatives of known people whose surname one of the words may be.

    Args:
        words: A name's words in any case: «Василия», «Небензи» give «небензя», «василий».
        reference: Known people.
    """
    surnames = [word for word in words if word.lower() not in PARTICLES and not word.endswith(".")]
    found = [person for word in dict.fromkeys((*surnames[-1:], *surnames[:1])) for person in reference.people(word)]
    return frozenset(part.lower() for person in found for part in f"{person.given} {person.surname}".split())


def _gender(scene: Scene, item: Found) -> str:
    """Return the gender that the verb or the tagger gives: «Захарова заявила»."""
    tree = scene.trees[item.sentence]
    for at in range(item.start, item.stop):
        head = tree.head(at)
        if tree.related(at, "nsubj") and head >= 0 and tree[head].feat("Tense") == "Past":
            return {"Masc": "m", "Fem": "f"}.get(tree[head].feat("Gender"), "")
    return ""


def _fitting(scene: Scene, item: Found, name: PersonalName) -> tuple[str, ...]:
    """Return the ids of the people whose name this may be: of the whole name, or of the surname alone."""
    if item.whole:
        return item.candidates
    ids = [person.id for person in _namesakes(scene, item) if _may_be(person, name)]
    return tuple(ids)


def _namesakes(scene: Scene, item: Found) -> Iterator[RefEntity]:
    words, _ = _words(scene, item)
    seen: set[str] = set()
    for word in words:
        family, _, generation = word.partition("-")
        for person in scene.reference.people(family if generation.startswith(GENERATIONS) else word):
            if person.id not in seen:
                seen.add(person.id)
                yield person


def _may_be(person: RefEntity, name: PersonalName) -> bool:
    """Return whether no word of the name contradicts the person's own name."""
    own = {part.lower() for part in f"{person.name} {person.full_name} {person.patronymic}".split()}
    initials = {part[0] for part in own}
    for alias in person.aliases:
        own.update(part.lower() for part in alias.split())
    if person.gender and len(name.words) == 1 and name.gender != person.gender and name.words[0].lower() not in own:
        return False
    for word in " ".join(name.words).replace("-млад", " млад").replace("-стар", " стар").split():
        lower = word.lower()
        if lower.endswith("."):
            if lower[0] not in initials:
                return False
        elif lower not in own:
            return False
    return True
