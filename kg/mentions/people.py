"""Names of people with their nominatives and the known people they may mean."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.mentions.declension import PARTICLES
from kg.mentions.person_spans import Found, find_person_spans, is_given, name_tokens
from kg.mentions.personal_names import PersonalName, nominative_name
from kg.mentions.scene import Scene
from kg.mentions.spelling import is_latin
from kg.model import Mention
from kg.reference import RefEntity, Reference

GENERATIONS = ("млад", "стар")
POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")
SURNAMES = (*POSSESSIVE, *(f"{ending}а" for ending in POSSESSIVE), "ский", "ская", "цкий", "цкая", "ко", "швили", "ян")
"""Endings that tell a surname from a given name, «Мулдабаев Ерик»."""


def find_people(scene: Scene) -> tuple[Mention, ...]:
    """Return the names of people in text order, with their nominatives."""
    found = find_person_spans(scene)
    names = _nominatives(scene, found)
    return tuple(
        scene.mention(
            item.sentence, item.start, item.stop, "Person", normal=name.text, candidates=_fitting(scene, item, name)
        )
        for item, name in zip(found, names, strict=True)
    )


def _nominatives(scene: Scene, found: Sequence[Found]) -> list[PersonalName]:
    """Return the nominative of each name; whole names come first, since they settle their surnames."""
    names: dict[Found, PersonalName] = {}
    known: set[str] = set()
    families = _families(scene, found)
    for item in sorted(found, key=lambda item: (len(name_tokens(scene, item)[0]) == 1, item)):
        whole = sum(not word.endswith(".") for word in name_tokens(scene, item)[0]) > 1
        near = {form for word in known for form in _both_genders(word)} if whole else known
        name = _nominative(scene, item, frozenset(near), families.get(item, ""))
        names[item] = name = name._replace(words=_in_order(scene, name.words))
        if len(name.words) > 1:
            known.update(word.lower() for word in name.words)
    return [names[item] for item in found]


def _both_genders(surname: str) -> tuple[str, ...]:
    """Return «ветров» and «ветрова»: «Ветрова» beside «Игорь Ветров» is as likely his wife as his genitive."""
    if surname.endswith(POSSESSIVE):
        return surname, f"{surname}а"
    return (surname, surname[:-1]) if surname.endswith(tuple(f"{ending}а" for ending in POSSESSIVE)) else (surname,)


def _in_order(scene: Scene, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return «Владимир Путин» for «Путин Владимир»: a given name that stands last goes before a surname."""
    if len(words) != 2 or any(word.endswith(".") or is_latin(word) for word in words):
        return words
    surname, given = words
    if not surname.lower().endswith(SURNAMES) or not is_given(scene, given) or is_given(scene, surname):
        return words
    return given, surname


def _nominative(scene: Scene, item: Found, known: frozenset[str], family: str) -> PersonalName:
    words, cases = name_tokens(scene, item)
    words = (*words, family) if family else words
    person = _sole(scene, item)
    if person is not None and len(person.name.split()) == len(words):
        return PersonalName(tuple(person.name.split()), person.gender or "m", 9.0)
    familiar = familiar_nominatives(words, scene.reference)
    if len(words) > 1:
        familiar = frozenset(form for word in familiar for form in _both_genders(word))
    gender = _gender(scene, item)
    name = nominative_name(words, scene.morphology, cases=cases, gender=gender, known=known, also=familiar)
    names = {person.name.lower() for person in _familiar_people(words, scene.reference)}
    if len(words) > 1 and names and name.text.lower() not in names:
        # «Мехрибан Алиевы» has no sign of gender but that the woman is known.
        for other in ("m", "f"):
            tried = nominative_name(words, scene.morphology, cases=cases, gender=other, known=known, also=familiar)
            if tried.text.lower() in names:
                return tried
    return name


def _families(scene: Scene, found: Sequence[Found]) -> dict[Found, str]:
    """Return the surname of a given name before «и» and a whole name: «Эмин и Лейла Алиевы»."""
    families: dict[Found, str] = {}
    for first, second in pairwise(found):
        words, _ = name_tokens(scene, second)
        if first.sentence != second.sentence or first.stop + 1 != second.start or len(words) < 2:
            continue
        tokens = scene.trees[first.sentence].tokens
        given = tokens[first.start].text
        if tokens[first.stop].text == "и" and first.stop - first.start == 1 and is_given(scene, given):
            if not scene.reference.people(given):
                families[first] = words[-1]
    return families


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
    found = _familiar_people(words, reference)
    return frozenset(part.lower() for person in found for part in f"{person.given} {person.surname}".split())


def _familiar_people(words: Sequence[str], reference: Reference) -> list[RefEntity]:
    surnames = [word for word in words if word.lower() not in PARTICLES and not word.endswith(".")]
    forms = list(dict.fromkeys((*surnames[-1:], *surnames[:1])))
    forms += [word[:-1] + ending for word in forms if word.endswith("ы") for ending in ("", "а")]  # «Алиевы»
    return [person for word in forms for person in reference.people(word)]


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
    ids = [person.id for person in _namesakes(scene, item, name) if _may_be(person, name)]
    return tuple(ids)


def _namesakes(scene: Scene, item: Found, name: PersonalName) -> Iterator[RefEntity]:
    words, _ = name_tokens(scene, item)
    seen: set[str] = set()
    for word in dict.fromkeys((*words, *name.words)):
        family, _, generation = word.partition("-")
        english = scene.reference.people_in_english(word) if is_latin(word) else ()
        for person in english or scene.reference.people(family if generation.startswith(GENERATIONS) else word):
            if person.id not in seen:
                seen.add(person.id)
                yield person


def _may_be(person: RefEntity, name: PersonalName) -> bool:
    """Return whether no word of the name contradicts the person's own name."""
    own = {part.lower() for part in f"{person.name} {person.full_name} {person.patronymic}".split()}
    initials = {part[0] for part in own}
    for alias in (*person.aliases, person.name_en):
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
