"""Countries, cities, regions and facilities: the reference's, and the recogniser's places besides."""

from collections.abc import Iterator, Sequence

from kg.mentions.facilities import find_facilities
from kg.mentions.person_spans import TITLES
from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.mentions.wordlists import nominal_words, place_words
from kg.model import Mention, Span
from kg.reference import NameHit
from kg.types import PLACES

OPENING, CLOSING = frozenset('«"“„'), frozenset('»"”“')
LONGEST_TITLE = 3
ISLANDS = ("остров", "полуостров", "архипелаг")
OWN_NAME_SHARE = 0.3
DASHES = "-–—‑−"
NOT_PLACES = TITLES | {name for name in nominal_words() if not name.startswith("_")}
LANGUAGE_ADJECTIVES = ("русск", "советск")


def find_places(scene: Scene, people: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of places in text order, none of them inside a person's name.

    Args:
        scene: The document.
        people: The names of people.
    """
    taken: list[list[Span]] = [[] for _ in scene.trees]
    for person in people:
        taken[person.sentence].append(person.span)
    found = [mention for index in range(len(scene.trees)) for mention in _in_sentence(scene, index, taken[index])]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _in_sentence(scene: Scene, index: int, taken: list[Span]) -> Iterator[Mention]:
    tree = scene.trees[index]
    done: list[Span] = []
    for phrase in (*_facilities(scene, index), *_islands(scene, index)):
        if not any(phrase.span.overlaps(other) for other in (*taken, *done)):
            done.append(phrase.span)
            yield phrase
    cities = place_words()["cities"]
    for at in () if tree.lemmas.isdisjoint(cities) else range(len(tree)):
        yield from _city_adjective(scene, index, at)
    for number, hit in enumerate(scene.hits[index]):
        span = tree.span(hit.start, hit.stop - 1)
        if any(span.overlaps(other) for other in taken) or any(span == other for other in done):
            continue
        mention = _known(scene, index, number, hit, span)
        if mention is not None:
            done.append(mention.span)
            yield mention
            yield from _own_name(scene, index, hit, mention)
    bodies = [tree.span(hit.start, hit.stop - 1) for hit in scene.hits[index] if _is_body(scene, hit)]
    known = {(hit.start, hit.stop) for hit in scene.hits[index]}
    for start, stop, label in scene.names[index]:
        span = tree.span(start, stop - 1)
        if (
            label == "LOC"
            and (start, stop) not in known
            and not any(span.overlaps(other) for other in (*taken, *done, *bodies))
        ):
            mention = _unknown(scene, index, start, stop)
            if mention is not None:
                yield mention


def _own_name(scene: Scene, index: int, hit: NameHit, mention: Mention) -> Iterator[Mention]:
    """Yield the proper name at the end of a long description: «Аваза» of «Национальная туристическая зона Аваза»."""
    last = hit.stop - 1
    span = scene.trees[index][last].span
    if (
        mention.type == "Facility"
        and span.length < OWN_NAME_SHARE * mention.span.length
        and span.of(scene.text)[0].isupper()
    ):
        yield scene.mention(index, last, hit.stop, "Facility", normal=mention.normal, candidates=mention.candidates)


def _facilities(scene: Scene, index: int) -> Iterator[Mention]:
    for start, stop in find_facilities(scene, index):
        normal = nominative(scene.trees[index], start, stop, scene.morphology)
        yield scene.mention(index, start, stop, "Facility", normal=normal)


def _islands(scene: Scene, index: int) -> Iterator[Mention]:
    """Yield islands whose name is an adjective, which the recogniser overlooks: «на острове Русский»."""
    tree = scene.trees[index]
    if tree.lemmas.isdisjoint(ISLANDS):
        return
    for at in range(len(tree) - 1):
        name = tree[at + 1]
        if tree[at].lemma in ISLANDS and name.upos == "ADJ" and name.text[:1].isupper() and not tree[at].text.isupper():
            yield scene.mention(index, at, at + 2, "Region", normal=f"{tree[at].lemma.capitalize()} {name.text}")


def _is_body(scene: Scene, hit: NameHit) -> bool:
    entity = scene.reference.entity(hit.candidates[0])
    return entity is not None and entity.type == "Organization"


def _known(scene: Scene, index: int, number: int, hit: NameHit, span: Span) -> Mention | None:
    """Return the mention of a reference hit that is a place, in its part of a compound word."""
    places = [entity for ident in hit.candidates if (entity := scene.reference.entity(ident)) is not None]
    if not places or places[0].type not in PLACES:
        return None
    text = span.of(scene.text)
    if _quoted(scene, index, hit) or _part_of_longer(scene, index, hit) or _is_not_the_state(scene, index, hit):
        return None
    if hit.form == "adjective":
        if text.lower().startswith(LANGUAGE_ADJECTIVES):
            return None
        span = _part(scene, index, number, span)
    elif hit.ambiguous and not _supported(scene, index, hit):
        return None
    return scene.mention_at(
        index, span, places[0].type, form=hit.form, normal=places[0].name, candidates=tuple(p.id for p in places)
    )


def _quoted(scene: Scene, index: int, hit: NameHit) -> bool:
    """Return whether the name is a quoted title or ends one: the club «Астана», the party «Единая Россия»."""
    tokens = scene.trees[index].tokens
    if hit.stop >= len(tokens) or tokens[hit.stop].text not in CLOSING:
        return False
    for at in range(hit.start - 1, max(hit.start - 1 - LONGEST_TITLE, -1), -1):
        if tokens[at].text in OPENING:
            return at == hit.start - 1 or tokens[at + 1].text[:1].isupper()
        if not tokens[at].text[:1].isupper():
            return False
    return False


def _part_of_longer(scene: Scene, index: int, hit: NameHit) -> bool:
    """Return whether the name is a word of a longer one: «Колумбийский университет», «Новая Шотландия»."""
    tree = scene.trees[index]
    for start, stop, label in scene.names[index]:
        if not (start <= hit.start and hit.stop <= stop) or stop - start == hit.stop - hit.start:
            continue
        if label == "LOC" and start < hit.start and tree[hit.start - 1].upos == "ADJ":
            return tree[hit.start - 1].text[:1].isupper() and hit.form == "name"
        if label == "ORG" and (hit.form == "adjective" or tree[max(start - 1, 0)].text in OPENING):
            return hit.start > 0 and tree[hit.start].text[:1].isupper()
    return False


def _is_not_the_state(scene: Scene, index: int, hit: NameHit) -> bool:
    """Return whether a country only tells origin or currency: «аргентинский футболист», «долларов США»."""
    tree = scene.trees[index]
    words = place_words()
    if hit.form != "adjective":
        return hit.start > 0 and tree[hit.start - 1].lemma in words["currencies"]
    following = tree.tokens[hit.stop : hit.stop + 3]
    if following and following[0].text in OPENING:
        return True
    noun = next((token for token in following if token.upos in ("NOUN", "PROPN")), None)
    return noun is not None and noun.lemma in words["not_the_state"]


def _city_adjective(scene: Scene, index: int, at: int) -> Iterator[Mention]:
    """Yield the city of an adjective before a place or an event: «казанский аэропорт»."""
    tree = scene.trees[index]
    words = place_words()
    token = tree[at]
    name = words["cities"].get(token.lemma)
    if name is None or token.upos != "ADJ" or not token.text[:1].islower():
        return
    following = tree.tokens[at + 1 : at + 4]
    noun = next((other for other in following if other.upos in ("NOUN", "PROPN")), None)
    if noun is None or noun.lemma not in words["city_things"]:
        return
    for hit in scene.reference.find([name]):
        entity = scene.reference.entity(hit.candidates[0])
        if entity is not None and entity.type == "City":
            yield scene.mention(
                index, at, at + 1, "City", form="adjective", normal=entity.name, candidates=hit.candidates[:1]
            )


def _part(scene: Scene, index: int, number: int, span: Span) -> Span:
    """Return the hit's own part of a compound word: «китайский» of «российско-китайский»."""
    hits = scene.hits[index]
    same = [at for at, hit in enumerate(hits) if (hit.start, hit.stop) == (hits[number].start, hits[number].stop)]
    if len(same) < 2:
        return span
    starts = [span.start]
    stops: list[int] = []
    for offset, letter in enumerate(span.of(scene.text)):
        if letter in DASHES:
            stops.append(span.start + offset)
            starts.append(span.start + offset + 1)
    stops.append(span.stop)
    which = same.index(number)
    return Span(starts[which], stops[which]) if which < len(starts) else span


def _supported(scene: Scene, index: int, hit: NameHit) -> bool:
    """Return whether the recogniser too sees a place in an ambiguous name («Орёл», «Владимир»)."""
    tree = scene.trees[index]
    if tree[hit.start].text.isupper() and (hit.form == "abbreviation" or hit.start == 0):
        return True
    agreed = any(
        start <= hit.start and hit.stop <= stop and label == "LOC" for start, stop, label in scene.names[index]
    )
    return agreed and (hit.start > 0 or tree[hit.start].upos == "PROPN")


def _unknown(scene: Scene, index: int, start: int, stop: int) -> Mention | None:
    """Return a place that only the recogniser knows, typed by the words in and before it."""
    tree = scene.trees[index]
    while start < stop and not tree[start].text[:1].isalnum():
        start += 1
    while stop > start and not tree[stop - 1].text[-1:].isalnum():
        stop -= 1
    if start >= stop or _common_word(scene, index, start, stop) or tree[start].lemma in NOT_PLACES:
        return None
    if stop - start == 1 and stop < len(tree) and tree[stop].text == "." and stop < len(tree) - 1:
        return None  # an abbreviation: «/Корр. Иван Светлов/»
    if stop - start == 1 and _is_attribute(scene, index, start):
        return None
    kind = _kind_by_words(scene, index, start, stop)
    return scene.mention(index, start, stop, kind, normal=nominative(tree, start, stop, scene.morphology))


def _is_attribute(scene: Scene, index: int, at: int) -> bool:
    """Return whether an adjective names no place by itself: «Казанскую декларацию», unlike «Псковской областей»."""
    tree = scene.trees[index]
    noun = tree.head(at)
    if tree[at].upos != "ADJ" or not tree.related(at, "amod") or noun <= at:
        return False
    cues = {cue for kind in place_words()["kinds"].values() for cue in kind}
    return tree[noun].text[:1].islower() and tree[noun].lemma not in cues


def _kind_by_words(scene: Scene, index: int, start: int, stop: int) -> str:
    tree = scene.trees[index]
    words = place_words()["kinds"]
    lemmas = [tree[at].lemma for at in range(start, stop)]
    if start > 0:
        lemmas.append(tree[start - 1].lemma)
    for lemma in lemmas:
        for kind, cues in words.items():
            if lemma in cues:
                return str(kind)
    return "Location"


def _common_word(scene: Scene, index: int, start: int, stop: int) -> bool:
    """Return whether the «place» is an ordinary word with the capital of a sentence's beginning."""
    tree = scene.trees[index]
    if stop - start > 1:
        return not any(token.text[:1].isupper() for token in tree.tokens[start:stop])
    if tree[start].text[:1].islower():
        return True
    parses = scene.morphology.parses(tree[start].text)
    ordinary = any(parse.known and not parse.name_tags for parse in parses[:1])
    return ordinary and all(not token.text[:1].isalnum() for token in tree.tokens[:start])
