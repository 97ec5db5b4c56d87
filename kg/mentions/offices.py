"""Office phrases: «экс-президент Франции», «глава российского МИДа», «президенты России и США».

A phrase is a title with the marks before it and what it governs; the person who holds the office is
not part of it. The words are in `data/offices.tsv`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis import Tree
from kg.mentions.office_marks import marks_before
from kg.mentions.office_scope import Scope, read_scope
from kg.mentions.office_words import Title, complement_at, title_at
from kg.mentions.scene import Scene
from kg.model import Mention, Span

LEADING = ("head_of_state", "head_of_government", "head_of_organization")
"""Kinds whose holder leads the country or the organization."""

BY_WORD = {
    "government": "head_of_government",
    "state": "head_of_state",
    "ministry": "position",
    "body": "head_of_organization",
    "parliament": "parliament_speaker",
    "region": "head_of_region",
}
BY_PLACE = {"Country": "head_of_state", "Organization": "head_of_organization"}
BODIES = ("Organization", "Facility")
PLURAL = ("ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях")
PERSONAL = {"former", "elect", "candidate", "honorary"}


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A title with its marks and what it governs.

    Attributes:
        sentence: Index of the sentence.
        span: Whole phrase without its holder («избранный президент США»).
        first: First token of the phrase.
        stop: Token after the last.
        head: Token of the title («президент»).
        title: Title as the word list has it («генеральный секретарь»).
        kind: head_of_state, head_of_government, head_of_organization, parliament_speaker,
            head_of_region, minister, position, head (a bare «глава», «председатель») or other (a
            party's, a company's).
        place: Country or organization whose office it is, None where the phrase names none.
        places: All places and organizations in the phrase, in text order.
        anaphor: Noun that stands for the place («страна» of «президент страны»), or "".
        marks: Sorted; some of acting, candidate, current, deputy, elect, former, honorary, post.
        plural: Whether the title is in the plural, so that it may have several places and holders.
        inside: Whether the phrase is governed by another title («президента» of «помощник президента»).
    """

    sentence: int
    span: Span
    first: int
    stop: int
    head: int
    title: str
    kind: str
    place: Mention | None = None
    places: tuple[Mention, ...] = ()
    anaphor: str = ""
    marks: tuple[str, ...] = ()
    plural: bool = False
    inside: bool = False

    @property
    def held(self) -> bool:
        """Return whether the person named with the title holds the office now, not before, later or maybe."""
        return not PERSONAL & set(self.marks)


def document_offices(scene: Scene, named: Sequence[Mention]) -> tuple[OfficePhrase, ...]:
    """Return the office phrases of a document in text order, an outer phrase before the ones inside it."""
    per: list[list[Mention]] = [[] for _ in scene.trees]
    for mention in named:
        per[mention.sentence].append(mention)
    return tuple(phrase for index, tree in enumerate(scene.trees) for phrase in find_offices(tree, index, per[index]))


def find_offices(tree: Tree, sentence: int, named: Sequence[Mention]) -> tuple[OfficePhrase, ...]:
    """Return the office phrases of a sentence in text order, an outer phrase before the ones inside it.

    Args:
        tree: The sentence.
        sentence: Its index.
        named: Mentions of people, places and organizations in the sentence.
    """
    named = [mention for mention in named if mention.form != "role"]
    bodies = {index for m in named if m.type in BODIES for index in tree.inside(m.span)}
    found: list[OfficePhrase] = []
    at = floor = 0
    while at < len(tree):
        title = title_at(tree, at)
        # «Совет глав государств» is a body, «саммит лидеров» an event: their words hold no office.
        if title is None or title.head in bodies:
            at += 1
            continue
        phrase = _phrase(tree, sentence, named, title, at, floor)
        found.append(phrase)
        found.extend(_inner(tree, sentence, named, title.stop, phrase.stop))
        at = floor = phrase.stop
    return tuple(found)


def _inner(tree: Tree, sentence: int, named: Sequence[Mention], start: int, stop: int) -> tuple[OfficePhrase, ...]:
    found: list[OfficePhrase] = []
    at, floor = start, start
    while at < stop:
        title = title_at(tree, at)
        if title is None:
            # The «министров» of «кабинета министров» is no office.
            at += max(complement_at(tree, at)[1], 1)
            continue
        found.append(_phrase(tree, sentence, named, title, at, floor, inside=True))
        at = floor = title.stop
    return tuple(found)


def _phrase(
    tree: Tree, sentence: int, named: Sequence[Mention], title: Title, start: int, floor: int, inside: bool = False
) -> OfficePhrase:
    before = marks_before(tree, start, floor, named)
    scope = read_scope(tree, title, named, placed=bool(before.places))
    kind = _kind(scope, before.places)
    marks = (
        set(before.marks) | ({"former"} if title.former else set()) | ({"deputy"} if title.kind == "deputy" else set())
    )
    places = before.places + scope.places
    return OfficePhrase(
        sentence=sentence,
        span=tree.span(before.first, scope.stop - 1),
        first=before.first,
        stop=scope.stop,
        head=title.head,
        title=title.words,
        kind=kind,
        place=_place(kind, before.places + scope.direct, scope.word),
        places=places,
        anaphor=scope.anaphor,
        marks=tuple(sorted(marks)),
        plural=_plural(tree, title),
        inside=inside,
    )


def _plural(tree: Tree, title: Title) -> bool:
    """Return whether a title is in the plural: the tagger takes «Президенты» at the head of a line for a singular."""
    token = tree[title.head]
    text = token.text.lower()
    if text.startswith("глав"):
        return token.feat("Number") == "Plur" or text in ("глав", "главам", "главами", "главах")
    return token.feat("Number") == "Plur" or (token.lemma != text and text.endswith(PLURAL))


def _kind(scope: Scope, before: Sequence[Mention]) -> str:
    own = scope.title.kind
    if own in ("region",):
        return "head_of_region"
    if own in ("position", "minister", "deputy", "speaker"):
        return _lesser(scope, {"speaker": "parliament_speaker", "minister": "minister"}.get(own, "position"))
    governed = _governed(scope)
    if own == "head":
        if governed:
            return governed
        return "head_of_state" if before or scope.title.words == "президент" else "head"
    fixed = {"state": "head_of_state", "government": "head_of_government", "organization": "head_of_organization"}[own]
    if own == "organization":
        loose = scope.title.words in ("директор", "исполнительный директор", "гендиректор", "генеральный директор")
        return governed if governed and governed != "head_of_state" else "other" if governed or loose else fixed
    return fixed if governed in ("", "head_of_state", "head_of_government", "head_of_organization") else governed


def _lesser(scope: Scope, kind: str) -> str:
    """Return "other" for the office of a region, a party or a company («министр образования Пермского края»)."""
    only = [mention.type for mention in scope.places]
    if only and all(kind_ in ("Region", "City", "Location", "Facility") for kind_ in only):
        return "other"
    return "other" if scope.word in ("party", "company", "region") and not only else kind


def _governed(scope: Scope) -> str:
    """Return the kind that the first governed word gives a head's title, "" where nothing is governed."""
    if scope.word:
        known = scope.body is not None and bool(scope.body.candidates)
        if scope.word in ("government", "state", "parliament") or not known:
            return BY_WORD.get(scope.word, "other")
    if scope.body is not None:
        return BY_PLACE.get(scope.body.type, "head_of_region")
    return "other" if scope.governs else ""


def _place(kind: str, direct: Sequence[Mention], word: str) -> Mention | None:
    """Return the country or organization of an office: the body itself for its head, else the country first."""
    fitting = [mention for mention in direct if mention.type in ("Country", "Organization")]
    countries = [mention for mention in fitting if mention.type == "Country"]
    if kind in ("head_of_region", "other"):
        return None
    if kind in ("head_of_organization", "parliament_speaker"):
        bodies = [mention for mention in fitting if mention.type == "Organization"]
        return next(iter(bodies), None) or (next(iter(countries), None) if kind == "parliament_speaker" else None)
    if kind in ("head_of_state", "head_of_government"):
        return next(iter(countries if word else countries or fitting), None)
    first = next(iter(fitting), None)
    if first is not None and first.type == "Organization" and first.candidates:
        return first
    return next(iter(countries), first)


__all__ = ["LEADING", "OfficePhrase", "document_offices", "find_offices"]
