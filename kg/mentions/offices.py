"""Office phrases: «экс-президент Франции», «глава российского МИДа», «президенты России и США».

A phrase is a title with the marks before it and what it governs; the person who holds the office is
not part of it. The words are in `data/offices.tsv`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.analysis import Tree
from kg.mentions.office_kind import office_body, office_kind
from kg.mentions.office_marks import marks_before
from kg.mentions.office_scope import read_scope
from kg.mentions.office_words import Title, complement_at, is_plural, openings, title_at
from kg.mentions.scene import Scene
from kg.model import Mention, Span
from kg.types import is_a

LEADING = ("head_of_state", "head_of_government", "head_of_organization")
"""Kinds whose holder leads the country or the organization."""

BODIES = ("Organization", "Facility")
LASTING = ("former", "acting", "elect", "designate", "honorary")
PERSONAL = {"former", "elect", "designate", "candidate", "honorary"}


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
        marks: Sorted; some of acting, candidate, current, deputy, designate, elect, former, honorary, post.
        plural: Whether the title is in the plural, so that it may have several places and holders.
        paired: Whether it shares place and holder with the title after it («премьер и министр обороны
            Катара»).
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
    paired: bool = False

    @property
    def anchored(self) -> bool:
        """Return whether the phrase itself names a place, a body or a noun that stands for one."""
        return bool(self.places or self.anaphor) or self.kind in ("other", "head_of_region")

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
    starts = openings(tree)
    if not starts:
        return ()
    # A ministry is read by its words («глава МИДа»), so that its country is found.
    named = [mention for mention in named if mention.form != "role" and mention.type != "Authority"]
    bodies = {index for m in named if is_a(m.type, *BODIES) for index in tree.inside(m.span)}
    found: list[OfficePhrase] = []
    floor = following = 0
    for at in starts:
        if at < following:
            continue
        title = title_at(tree, at)
        # «Совет глав государств» is a body, «саммит лидеров» an event: their words hold no office.
        if title is None or title.head in bodies:
            following = at + max(complement_at(tree, at)[1], 1)
            continue
        phrase = _phrase(tree, sentence, named, title, at, floor)
        found.append(phrase)
        found.extend(_inner(tree, sentence, named, title.stop, phrase.stop))
        floor = following = phrase.stop
    return _paired(tree, found)


def _paired(tree: Tree, found: Sequence[OfficePhrase]) -> tuple[OfficePhrase, ...]:
    """Return the phrases with what coordinated titles share: «бывший президент и премьер Израиля» was both there."""
    shared = list(found)
    outer = [index for index, phrase in enumerate(found) if not phrase.inside]
    for first, second in pairwise(outer):
        one, two = shared[first], shared[second]
        bare = one.place is None and not one.anchored
        if not bare or two.first != one.stop + 1 or tree[one.stop].text not in ("и", "-", "—"):
            continue
        if tree[one.head].feat("Case") == tree[two.head].feat("Case"):
            marks = tuple(sorted({*two.marks, *(mark for mark in one.marks if mark in LASTING)}))
            shared[second] = replace(two, marks=marks)
            shared[first] = replace(one, place=two.place, places=two.places, anaphor=two.anaphor, paired=True)
    return tuple(shared)


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
    kind = office_kind(scope, placed=bool(before.places))
    marks = {*before.marks, *scope.marks}
    marks |= ({"former"} if title.former else set()) | ({"deputy"} if title.kind == "deputy" else set())
    if title.words == "президент" and any(tree[at].lemma == "первый" for at in range(before.first, start)):
        marks.add("former")  # «первый президент Казахстана» is said once there is a second
    places = before.places + scope.places
    return OfficePhrase(
        sentence=sentence,
        span=tree.span(before.first, scope.stop - 1),
        first=before.first,
        stop=scope.stop,
        head=title.head,
        title=title.words,
        kind=kind,
        place=office_body(kind, scope, before.places + scope.direct),
        places=places,
        anaphor=scope.anaphor,
        marks=tuple(sorted(marks)),
        plural=is_plural(tree, title),
        inside=inside,
    )


__all__ = ["LEADING", "OfficePhrase", "document_offices", "find_offices"]
