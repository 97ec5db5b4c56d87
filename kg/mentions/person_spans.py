"""Where people are named: the recogniser's names, the reference's, and surnames that the recogniser missed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.analysis import Tree
from kg.mentions.declension import surname_readings
from kg.mentions.personal_names import nominative_name
from kg.mentions.scene import Scene
from kg.mentions.spelling import is_latin, name_key
from kg.mentions.wordlists import organization_kinds, outlets

TITLES = frozenset(
    "президент премьер король королева принц принцесса шейх эмир султан император господин госпожа генерал маршал "
    "министр канцлер лидер глава лорд сэр папа патриарх аятолла кардинал товарищ г-н г-жа кронпринц доктор "
    "профессор мадам месье миссис мистер судья сенатор депутат посол адмирал полковник архиепископ "
    "митрополит елбасы".split()
)
SHORTEST_TITLE = 4
FUNCTION_WORDS = ("CCONJ", "ADP", "PART", "PRON", "INTJ")


class Found(NamedTuple):
    """Tokens of a sentence that name a person (half-open) and the people the reference knows by it."""

    sentence: int
    start: int
    stop: int
    candidates: tuple[str, ...]
    whole: bool


def find_person_spans(scene: Scene) -> tuple[Found, ...]:
    """Return the tokens that name people, in text order."""
    found = [item for index in range(len(scene.trees)) for item in _in_sentence(scene, index)]
    return tuple(sorted([*found, *_repeated(scene, found)]))


def _repeated(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the surnames of people named in full that the recogniser overlooked elsewhere in the text."""
    whole = [item for item in found if item.stop - item.start > 1]
    names = [nominative_name(name_tokens(scene, item)[0], scene.morphology) for item in whole]
    surnames = {word.lower() for name in names for word in name.words}
    if not surnames:
        return
    latin = _latin_surnames(scene, found, surnames)
    taken = {(item.sentence, at) for item in found for at in range(item.start, item.stop)}
    for index, tree in enumerate(scene.trees):
        longer = {at for start, stop, _ in scene.names[index] if stop - start > 1 for at in range(start, stop)}
        longer |= {at for hit in scene.hits[index] for at in range(hit.start, hit.stop)}
        for at, token in enumerate(tree.tokens):
            if len(token.text) < 3 or not token.text[:1].isupper() or (index, at) in taken or at in longer:
                continue
            if is_latin(token.text):
                if name_key(token.text) in latin:
                    yield Found(index, at, at + 1, (), False)
                continue
            bases = {reading.base.lower() for reading in surname_readings(token.text, scene.morphology)}
            if bases & surnames and (not _is_word(scene, token.text) or _proper(scene, index, at)):
                yield Found(index, at, at + 1, (), False)


def _latin_surnames(scene: Scene, found: Sequence[Found], surnames: Iterable[str]) -> frozenset[str]:
    """Return the keys of the surnames of a text as they stand in Latin letters: «Tokayev» of «Токаев», «Trump»."""
    known = {ident for item in found for ident in item.candidates}
    people = [scene.reference.entity(ident) for ident in sorted(known)]
    english = {name_key(person.name_en.split()[-1]) for person in people if person and person.name_en}
    return frozenset(english | {name_key(word) for word in surnames if len(word) >= SHORTEST_TITLE})


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
        if _within_known(scene, index, start, stop):
            continue
        if stop - start == 1 and not _surnamed(scene, tree, start, stop) and _is_noise(scene, index, start):
            continue
        if any(tree[at].lemma in organization_kinds() for at in range(start, stop)):
            continue
        if tree.span(start, stop - 1).of(scene.text).lower() in outlets():
            continue
        for piece in _pieces(scene, found, Found(index, start, stop, (), False)):
            found = _added(found, piece)
    for at in range(len(tree)):
        if not _covered(found, at):
            missed = _missed(scene, index, at)
            found = _added(found, missed) if missed else found
    return _joined(scene, [_extended(scene, item) for item in sorted(found)])


def _within_known(scene: Scene, index: int, start: int, stop: int) -> bool:
    """Return whether a «name» is a part of a longer name of the reference: «Тюркскому» of «Тюркскому совету»."""
    return any(
        hit.start <= start and stop <= hit.stop and hit.stop - hit.start > stop - start and not hit.ambiguous
        for hit in scene.hits[index]
    )


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
            if is_given(scene, scene.trees[item.sentence][last.start].text):
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
    if not any(_capital(token.text) for token in tree.tokens[start:stop]):
        return start, start
    return start, stop


def _capital(word: str) -> bool:
    """Return whether a word begins with a capital, after an article too: «ас-Сиси»."""
    return word[:1].isupper() or word.rpartition("-")[2][:1].isupper()


def _is_title(scene: Scene, index: int, at: int, stop: int) -> bool:
    """Return whether a word before a name is no part of it: «Поп-звезда Мадонна», «С Элвисом»."""
    token = scene.trees[index][at]
    if token.lemma in TITLES or token.upos == "ADP" or (at + 1 < stop and token.lemma in organization_kinds()):
        return True
    if at + 1 >= stop or len(token.text) < SHORTEST_TITLE or is_given(scene, token.text):
        return False
    parses = scene.morphology.parses(token.text)
    if not parses or parses[0].upos != "NOUN" or not _is_word(scene, token.text):
        return False
    if _proper(scene, index, at):
        return False  # «мэр Лондона Садик Хан»
    surname_too = any(parse.name_tags for parse in parses)
    # «Лесник Арсений Кедровский»: a word that may be a surname is a trade before a given name.
    return not surname_too or is_given(scene, scene.trees[index][at + 1].text)


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


def _pieces(scene: Scene, found: Sequence[Found], new: Found) -> list[Found]:
    """Return the names of a range: two where a known whole name stands beside another («Эво Моралес Иван Петров»)."""
    for item in found:
        if item.whole and item.stop - item.start > 1 and new.start <= item.start and item.stop <= new.stop:
            parts = [new._replace(stop=item.start), new._replace(start=item.stop)]
            apart = [part for part in parts if part.stop - part.start > 1 and _begins_name(scene, part)]
            if apart:
                return apart
    return [new]


def _begins_name(scene: Scene, item: Found) -> bool:
    return is_given(scene, scene.trees[item.sentence][item.start].text)


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
    if not scene.reference.people(token.text) or _is_function_word(scene, token.text):
        return None
    if _is_word(scene, token.text) and not _proper(scene, index, at):
        return None
    return Found(index, at, at + 1, (), False)


def _is_noise(scene: Scene, index: int, at: int) -> bool:
    """Return whether a lone «name» is an ordinary word at a sentence's beginning («Узнав», «Это», «Мы»)."""
    token = scene.trees[index][at]
    parses = scene.morphology.parses(token.text)
    if not parses or not parses[0].known or parses[0].name_tags:
        return False
    return token.upos != "PROPN" or not _proper(scene, index, at)


def _is_function_word(scene: Scene, word: str) -> bool:
    """Return whether the form is a conjunction, a preposition and the like («Но», «За»)."""
    return any(parse.known and parse.upos in FUNCTION_WORDS for parse in scene.morphology.parses(word))


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
        given = is_given(scene, before) and not _is_function_word(scene, before)  # «У Стоговой»
        if before[:1].isupper() and given and tree[start - 1].span.stop < tree[start].span.start:
            start -= 1
    while start >= 2 and tree[start - 1].text == "." and is_initial(tree[start - 2].text):
        start -= 2
    while stop + 1 < len(tree) and is_initial(tree[stop].text) and tree[stop + 1].text == "." and stop - item.stop < 4:
        if tree[stop].span.start - tree[stop - 1].span.stop > 1:
            break
        stop += 2
    return item if (start, stop) == (item.start, item.stop) else item._replace(start=start, stop=stop, whole=False)


def is_initial(word: str) -> bool:
    """Return whether a word is one capital letter."""
    return len(word) == 1 and word.isupper()


def is_given(scene: Scene, word: str) -> bool:
    """Return whether the dictionary knows a given name in the form."""
    return any(parse.known and "Name" in parse.name_tags for parse in scene.morphology.parses(word))


def name_tokens(scene: Scene, item: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a name, initials joined with their full stop, and the tagger's case of each."""
    words: list[str] = []
    cases: list[str] = []
    for token in scene.trees[item.sentence].tokens[item.start : item.stop]:
        if token.text == "." and words and is_initial(words[-1]):
            words[-1] += "."
        elif token.text[:1].isalnum():
            words.append(token.text)
            cases.append(token.feat("Case"))
    return tuple(words), tuple(cases)
