"""Short names of organizations: introduced («Союз садоводов Прииртышья (ССП)», «далее – Союз»), or left to the reader.

An abbreviation that the text never introduces is read by its letters: «ГПВ» beside «Гильдия пекарей Вятки».
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.model import Mention

BRACKET = re.compile(r'[\s«»"“”]*\(([^()]{2,90})\)')
PIECE = re.compile(
    r'\s*(далее\b|сокращённо\b)?(?:\s*по тексту)?(?:\s*(?:англ|фр|нем|исп|итал|сокр)\.)?[\s:—–-]*[«"“]?(.*?)[»"”]?\s*'
)
"""A part of the bracket right after a name: «(ССП)», «(далее — Союз)», «(англ. Northern Union, NU)»."""

BEFORE = re.compile(r'([А-ЯЁA-Z][\w-]{1,14})[»"”]?\s*\(\s*[«"“]?$')
"""«ССП (Союз …)» right before a name."""

SHORT = re.compile(r"(?=(?:.*[А-ЯЁA-Z]){2})[\w+-]{2,15}")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .&'’-]+")
LETTERS = re.compile(r"[А-ЯЁ]{3,8}")
"""An abbreviation that may be read by its letters alone; two letters stand for too much."""

WORDS = re.compile(r"[А-ЯЁа-яё]+")
LEAST_WORDS = 3
SMALL_WORDS = frozenset("и по в на за о об с со для при от до к из над под у".split())


def take_short_names(scene: Scene, bodies: Sequence[Mention], taken: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the organizations, each short name with what it stands for, and those short names not seen before.

    Args:
        scene: The document.
        bodies: Mentions of organizations, in text order.
        taken: Other names, whose words are no short names.
    """
    meant = _introduced(scene, bodies)
    bodies = tuple(_named_by_its_short_name(body, meant, bodies) for body in bodies)
    meant = {short: body for short, body in _introduced(scene, bodies).items() if not _is_known(short, bodies)}
    meant = _by_letters(scene, bodies, meant) | meant
    known = tuple(_cut_short(_told(body, meant), bodies) for body in bodies)
    spans = [mention.span for mention in (*bodies, *taken)]
    found = (*_others(scene, meant), *_organs(scene, bodies))
    new = [mention for mention in found if not any(span.overlaps(mention.span) for span in spans)]
    return tuple(sorted((*known, *new), key=lambda mention: mention.span))


def _introduced(scene: Scene, bodies: Sequence[Mention]) -> dict[str, Mention]:
    """Return the short names that the text introduces, each with the mention of the whole name."""
    found: dict[str, Mention] = {}
    for body in bodies:
        if SHORT.fullmatch(body.text) and body.text.isupper():
            continue
        bracket = BRACKET.match(scene.text, body.span.stop)
        for short in _told_in(bracket[1], {other.text for other in bodies}) if bracket else ():
            found.setdefault(short, body)
        before = BEFORE.search(scene.text[max(body.span.start - 20, 0) : body.span.start])
        if (
            before
            and SHORT.fullmatch(before[1])
            and scene.text[body.span.stop : body.span.stop + 2].strip('»"”')[:1] == ")"
        ):
            found.setdefault(before[1], body)
    return found


def _told_in(bracket: str, names: Set[str]) -> Iterator[str]:
    """Yield the names that a bracket gives: after «далее» any, else abbreviations and the name in another language."""
    for part in re.split("[,;]", bracket):
        piece = PIECE.fullmatch(part)
        if piece and piece[2][:1].isupper():
            foreign = LATIN.fullmatch(piece[2]) and piece[2] in names
            if piece[1] or foreign or SHORT.fullmatch(piece[2]):
                yield piece[2]


def _named_by_its_short_name(body: Mention, meant: Mapping[str, Mention], bodies: Sequence[Mention]) -> Mention:
    """Return an unknown body as the known one that its short name is: «Организация американских стран (ОАГ)»."""
    if body.candidates:
        return body
    short = next((short for short, other in meant.items() if other.normal == body.normal), None)
    known = next((other for other in bodies if other.text == short and len(other.candidates) == 1), None)
    return replace(body, normal=known.normal, candidates=known.candidates) if known else body


def _is_known(short: str, bodies: Sequence[Mention]) -> bool:
    """Return whether the reference knows a short name beyond doubt, so that it needs no introduction."""
    return any(body.text == short and len(body.candidates) == 1 for body in bodies)


def _by_letters(scene: Scene, bodies: Sequence[Mention], meant: Mapping[str, Mention]) -> dict[str, Mention]:
    """Return for the capital words of a text that no table knows the one organization whose first letters they are."""
    words = {token.text for tree in scene.trees for token in tree.tokens if LETTERS.fullmatch(token.text)}
    words -= {body.text for body in bodies if body.candidates}
    found = {}
    for word in sorted(words - set(meant)):
        fitting = {body.normal: body for body in reversed(bodies) if word in initials(body.text)}
        if len(fitting) == 1:
            found[word] = next(iter(fitting.values()))
    return found


def initials(name: str) -> set[str]:
    """Return the first letters of a name's words, capital, with its small words and without them.

    The last word may be a place that is not spoken: «ГПВ» of «Городская палата ветеранов Пскова».
    """
    words = WORDS.findall(name)
    large = [word for word in words if word.lower() not in SMALL_WORDS]
    every = [words, large, *((words[:-1], large[:-1]) if len(large) > LEAST_WORDS and large[-1][0].isupper() else ())]
    return {"".join(word[0] for word in chosen).upper() for chosen in every if len(chosen) > 1}


def _told(body: Mention, meant: Mapping[str, Mention]) -> Mention:
    """Return a mention whose text is a short name as one of what it stands for."""
    whole = meant.get(body.text)
    if whole is None or whole.normal == body.normal:
        return body
    return replace(body, type=whole.type, form="abbreviation", normal=whole.normal, candidates=whole.candidates)


def _others(scene: Scene, meant: Mapping[str, Mention]) -> Iterator[Mention]:
    """Yield the short names that no finder saw, in any case: «в Союзе» after «(далее — Союз)»."""
    words = {short.lower(): body for short, body in meant.items() if not short.isupper()}
    for index, tree in enumerate(scene.trees):
        for at, token in enumerate(tree.tokens):
            whole = meant.get(token.text)
            if whole is None and token.text[:1].isupper():
                whole = words.get(token.lemma)
            if whole is not None and token.span.start != whole.span.start:
                yield scene.mention(
                    index, at, at + 1, whole.type, form="abbreviation", normal=whole.normal, candidates=whole.candidates
                )


def _cut_short(body: Mention, bodies: Sequence[Mention]) -> Mention:
    """Return a body named by the first words of a longer name before it as that one: «Союз садоводов»."""
    whole = None if body.candidates or " " not in body.normal else _begun_by(body.normal, body.span.start, bodies)
    return replace(body, type=whole.type, normal=whole.normal, candidates=whole.candidates) if whole else body


def _begun_by(name: str, before: int, bodies: Sequence[Mention]) -> Mention | None:
    """Return the one organization before an offset whose name begins with a shorter name, or None."""
    start = f"{name.lower()} "
    longer = {
        body.normal: body for body in bodies if body.span.start < before and body.normal.lower().startswith(start)
    }
    return next(iter(longer.values())) if len(longer) == 1 else None


def _organs(scene: Scene, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the organs without their body's name: «Совет глав государств» after «Совета глав государств СНГ»."""
    for index, names in enumerate(scene.names):
        tree = scene.trees[index]
        for start, stop, label in names:
            if label != "ORG" or stop - start == 1:
                continue
            name = nominative(tree, start, stop, scene.morphology)
            whole = _begun_by(name, tree[start].span.start, bodies)
            if whole is not None:
                yield scene.mention(index, start, stop, whole.type, normal=whole.normal, candidates=whole.candidates)
