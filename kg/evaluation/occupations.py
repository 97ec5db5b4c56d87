"""Occupations of factRuEval: who holds which position where."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kg.evaluation.factrueval import Fact
from kg.evaluation.page import PLACES, Page, outermost
from kg.evaluation.posts import Post, posts
from kg.model import Evidence, Span

OFFICES = frozenset({"leaderOf", "holdsPositionIn", "formerLeaderOf", "formerlyHeldPositionIn"})
BELONGING = frozenset("болельщик фанат сторонник противник оппонент житель уроженец гражданин идеолог соратник".split())
"""Nouns that tell how one stands to a body, not what one does there."""

STATES = frozenset({"государство", "страна", "республика"})
"""Words for a country that is not named."""

PHRASE = 4
"""Words of a phrase of place between a post and a name."""

NEAR = 80
"""Code points between a person and the post that a statement of the graph joins."""


class Held(NamedTuple):
    """A person in a position at a place.

    Attributes:
        key: What tells the person from others.
        who: The person's name as the text has it.
        position: The position as the text has it, or an empty string.
        place: What tells the place from others.
        where: The place as the text has it.
    """

    key: str
    who: str
    position: str
    place: str
    where: str


def occupations(page: Page) -> list[Fact]:
    """Return each occupation once; the collection annotates none without its place.

    Of several positions of one person at one place the first stands for all, as the collection takes them for names
    of one.
    """
    kept: dict[tuple[str, str], Held] = {}
    for item in chain(_read(page), _apposed(page)):
        kept.setdefault((item.key, item.place), item)
    for item in _stated(page):
        if not any(other.key == item.key and _same(other, item) for other in kept.values()):
            kept.setdefault((item.key, item.place), item)
    return [_fact(item) for item in kept.values()]


def _same(one: Held, other: Held) -> bool:
    """Return whether two occupations of one person are one: an equal position, or a place in the other's words."""
    return one.position == other.position or one.where in other.where or other.where in one.where


def _fact(item: Held) -> Fact:
    pairs = (("who", item.who), ("position", item.position), ("where", item.where))
    return Fact("occupation", tuple((name, frozenset({value})) for name, value in pairs if value))


def _read(page: Page) -> Iterator[Held]:
    """Yield what the models read; a post beside one name is of no other in its sentence."""
    beside = {span: people for span, people in _beside(page)}
    for number, person in page.of_type("PERSON"):
        read = outermost(page.entities[n].span for n in page.relations["WORKS_AS"].get(number, ()))
        given = [span for span in read if any(post.contains(span) for post in page.posts)]
        for span in given:
            if beside.get(span, [number]) == [number] and _fits(page, person.span, span, given):
                here = page.sentence(span) == page.sentence(person.span)
                for post in posts(page, span):
                    if here or post.places:
                        yield from _held(page, number, post)


def _fits(page: Page, person: Span, span: Span, others: Sequence[Span]) -> bool:
    """Return whether a post is in the person's case and number, or there is no other that is."""
    if page.sentence(span) != page.sentence(person):
        return page.number(span) != "Plur"
    return _agrees(page, person, span) or not any(_agrees(page, person, other) for other in others)


def _agrees(page: Page, person: Span, span: Span) -> bool:
    return page.agree(person, span) and page.number(span) != "Plur"


def _held(page: Page, person: int, post: Post) -> Iterator[Held]:
    span = page.entities[person].span
    if page.tokens[page.inside(post.position)[0]].lemma in BELONGING:
        return
    for place, where in _places(page, person, post):
        yield Held(page.key(span), page.value(span), page.value(post.position), place, where)


def _places(page: Page, person: int, post: Post) -> list[tuple[str, str]]:
    """Return where a post is held: by its own words, or what the models say of it, or the graph of the person."""
    own = [page.place(span) for span in post.places]
    if any(own):
        return [item for item in own if item]
    nested = [n for n, item in page.of_type("PROFESSION") if item.span.overlaps(post.whole)]
    if found := _longest(page, [n for post in nested for n in page.relations["WORKPLACE"].get(post, ())]):
        return [found]
    span = page.entities[person].span
    stated = (place for item, place in _offices(page) if item.subject_span and item.subject_span.overlaps(span))
    found = next(stated, None) or _led(page, span, post)
    return [found] if found else []


def _led(page: Page, person: Span, post: Post) -> tuple[str, str] | None:
    """Return the country of an office that the graph knows of a person, as in «глава государства»."""
    words = {page.tokens[n].lemma for n in page.inside(post.whole)}
    if not page.is_office(page.inside(post.position)[0]) or not words & STATES:
        return None
    key = page.key(person)
    held = (item.object for item in page.extraction.statements if item.subject == key and item.predicate in OFFICES)
    return next(((place, page.name(place)) for place in held), None)


def _longest(page: Page, numbers: Sequence[int]) -> tuple[str, str] | None:
    """Return the place with the longest name."""
    spans = [page.entities[n].span for n in numbers if page.entities[n].type in PLACES]
    values = [
        page.place(page.core(span))
        for span in sorted(spans, key=lambda span: -span.length)
        if not page.is_adjective(span)
    ]
    return next((value for value in values if value), None)


def _apposed(page: Page) -> Iterator[Held]:
    """Yield the posts that stand beside a person's name."""
    for span, people in _beside(page):
        for number in people:
            for post in posts(page, span):
                if page.agree(page.entities[number].span, post.position):
                    yield from _held(page, number, post)


def _beside(page: Page) -> Iterator[tuple[Span, list[int]]]:
    """Yield each post with the name that it stands right before, or after with a comma or dash, if any."""
    people = list(page.of_type("PERSON"))
    for span in page.posts:
        ends = [post.whole for post in posts(page, span)]
        after = [n for n, item in people if any(_leads_to(page, end, item.span) for end in ends)]
        before = [n for n, item in people if page.between(item.span, span) in (",", "-", "(", ", -")]
        further = [] if after or before else [n for n, item in people if _is_row(page, item.span, span)][-1:]
        if found := (after or before or further)[:1]:
            yield span, found


def _leads_to(page: Page, post: Span, person: Span) -> bool:
    """Return whether a post stands before a name, at most with a phrase of place: «посол США в регионе А»."""
    if page.between(post, person) in ("", '"'):
        return True
    between = [page.tokens[n] for n in page.inside(Span(post.stop, max(post.stop, person.start)))]
    between = [token for token in between if token.span.start >= post.stop and token.span.stop <= person.start]
    if not between or len(between) > PHRASE or person.start < post.stop:
        return False
    return between[0].upos == "ADP" and all(token.upos in ("ADP", "ADJ", "NOUN", "PROPN") for token in between)


def _is_row(page: Page, person: Span, post: Span) -> bool:
    """Return whether a post is a later member of a row after a name: «А, известный борец с Б, член В»."""
    words = page.text[person.stop : post.start].strip()
    if page.sentence(person) != page.sentence(post) or not words.startswith(",") or not words.endswith((",", "и")):
        return False
    between = page.inside(Span(person.stop, post.start))
    broken = any(page.tokens[n].upos == "VERB" or page.is_person(n) for n in between)
    return not broken and page.number(post) != "Plur"


def _offices(page: Page) -> Iterator[tuple[Evidence, tuple[str, str]]]:
    """Yield the evidence of the graph's statements about offices, with the place and its text."""
    for statement in page.extraction.statements:
        if statement.predicate in OFFICES and statement.basis == "text":
            for item in statement.evidence:
                span = item.object_span
                yield item, (statement.object, page.value(span) if span else page.name(statement.object))


def _stated(page: Page) -> Iterator[Held]:
    """Yield what the graph's statements add; the position is the nearest one in the passage."""
    for statement in page.extraction.statements:
        if statement.predicate not in OFFICES or statement.basis != "text":
            continue
        for item in statement.evidence:
            if item.subject_span is None:
                continue
            where = page.value(item.object_span) if item.object_span else page.name(statement.object)
            person = item.subject_span
            named = any(link.mention.form == "name" for link in page.links(person) if link.entity == statement.subject)
            if named:
                yield Held(
                    statement.subject,
                    page.value(person),
                    _position(page, person, item.object_span),
                    statement.object,
                    where,
                )


def _position(page: Page, person: Span, place: Span | None) -> str:
    """Return the position that a passage names of a person: at the place if it says so, or else the nearest."""
    same = page.sentence(person)
    spans = [span for span in page.posts if page.sentence(span) == same]
    near = [post for span in spans for post in posts(page, span) if _gap(post.whole, person) <= NEAR]
    here = [post for post in near if place and any(place.overlaps(span) for span in post.places)]
    best = min(here or near, key=lambda post: _gap(post.whole, person), default=None)
    return page.value(best.position) if best else ""


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)
