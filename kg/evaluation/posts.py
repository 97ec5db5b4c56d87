"""A post as the text has it, taken apart: «депутат | муниципального собрания Пензы»."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.evaluation.page import BODIES, LANDS, PLACES, QUOTES, Page, is_body
from kg.model import Span, Token

ENDS = frozenset(",.;:()!?—–")
"""Signs that no post goes over."""

KINDS = ("ский", "ской", "цкий", "альный", "енный", "ионный")
"""Endings of adjectives that may be part of a body's name."""

LONGEST = 14
"""Words of a post with its place."""


class Post(NamedTuple):
    """A position and where it is held, when its own words say so.

    Attributes:
        position: Range of the position alone.
        places: Where, in text order.
        whole: Range of position and places.
    """

    position: Span
    places: tuple[Span, ...]
    whole: Span


def posts(page: Page, span: Span) -> Iterator[Post]:
    """Yield the posts that the words of a span name: one, or several in a row."""
    inside = page.inside(span)
    if not inside:
        return
    start = inside[0]
    heads = [start, *(n for n in inside[1:] if _begins(page, n, page.tokens[start]))]
    for head in heads:
        yield _post(page, head, span)


def _begins(page: Page, index: int, first: Token) -> bool:
    """Return whether a nested post begins here: after a comma, «и» or a place, or in the case of the first."""
    token, before = page.tokens[index], page.tokens[index - 1]
    if not any(item.span.start == token.span.start for _, item in page.of_type("PROFESSION")):
        return False
    if before.text in (",", "и") or any(item.span.stop == before.span.stop for _, item in page.of_type(*PLACES)):
        return True
    return first.feat("Case") == token.feat("Case") != "Gen" and token.upos == first.upos == "NOUN"


def _post(page: Page, start: int, span: Span) -> Post:
    tokens = page.tokens
    first = start + 1 if _lead(page, start) and start + 1 in page.inside(span) else start
    lead = _lead(page, first - 1) if first and page.is_office(first) else None
    boundary = _boundary(page, first, span)
    if boundary is None:
        stop = next((n for n in range(first, page.inside(span)[-1] + 1) if _stops(page, n)), None)
        end = tokens[stop - 1].span.stop if stop and stop > first else span.stop
        position = Span(tokens[first].span.start, max(end, tokens[first].span.stop))
        return Post(position, (lead,) if lead else (), Span(tokens[start].span.start, position.stop))
    place = _place(page, boundary)
    case = tokens[boundary].feat("Case")
    while boundary - 1 > first and _loose(tokens[boundary - 1], case):
        boundary -= 1
    position = Span(tokens[first].span.start, tokens[boundary - 1].span.stop)
    places = (place, *_further(page, place, span))
    return Post(position, places, Span(tokens[start].span.start, places[-1].stop))


def _lead(page: Page, index: int) -> Span | None:
    """Return the adjective of a place that a post begins with: «российский министр»."""
    if page.tokens[index].upos != "ADJ":
        return None
    span = page.tokens[index].span
    known = any(item.span == span for _, item in page.of_type(*LANDS))
    linked = any(link.mention.form == "adjective" and link.mention.span == span for link in page.links(span))
    return span if known or linked else None


def _stops(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.upos == "VERB" or token.text in ENDS or page.is_person(index)


def _boundary(page: Page, first: int, span: Span) -> int | None:
    """Return the token that the place of a post starts with; it may follow the span at once."""
    tokens = page.tokens
    noun = False
    for index in range(first, min(first + LONGEST, len(tokens))):
        token = tokens[index]
        if noun and (_is_place(page, index) or is_body(token) or _is_name(page, index)):
            return _adjectives(page, index, first)
        if index > first and (_stops(page, index) or page.sentence(token.span) != page.sentence(span)):
            return None
        if token.span.start >= span.stop and token.upos != "ADJ" and token.text not in QUOTES:
            return None
        noun = (
            noun or token.upos in ("NOUN", "PROPN") or (index == first and ("-" in token.text or token.upos != "ADJ"))
        )
    return None


def _is_place(page: Page, index: int) -> bool:
    """Return whether a place's name starts with a token; an adjective has to describe a body."""
    tokens = page.tokens
    if all(page.is_adjective(item.span) for item in page.places_from(index)):
        noun = next((n for n in range(index, min(index + 4, len(tokens))) if tokens[n].upos != "ADJ"), index)
        return bool(page.places_from(index)) and is_body(tokens[noun])
    return True


def _is_name(page: Page, index: int) -> bool:
    """Return whether a token is a name that nobody knows, and not a person's: «защитник Арсенала»."""
    token = page.tokens[index]
    return token.upos in ("PROPN", "X") and token.text[:1].isupper() and not page.is_person(index)


def _loose(token: Token, case: str) -> bool:
    """Return whether a word between a position and its place belongs to neither: «клуба» of a «футбольного» kind."""
    return token.text in QUOTES or token.upos == "ADP" or (token.upos == "ADJ" and token.feat("Case") == case)


def _adjectives(page: Page, index: int, first: int) -> int:
    """Return where the adjectives before a kind of organization start: «синодального отдела»."""
    case = page.tokens[index].feat("Case")
    while index - 1 > first and _specifies(page.tokens[index - 1], case):
        index -= 1
    return index


def _specifies(token: Token, case: str) -> bool:
    """Return whether an adjective may be part of a name: «государственной», not «влиятельной»."""
    return token.upos == "ADJ" and token.feat("Case") == case and token.lemma.endswith(KINDS)


def _place(page: Page, boundary: int) -> Span:
    """Return the range of the place that starts with a token: a name, or the words up to the end of the phrase."""
    tokens = page.tokens
    names = page.places_from(boundary)
    bodies = [item.span for item in names if item.type in BODIES]
    if bodies:
        return page.core(next((span for span in bodies if not _joins(page, span)), bodies[0]))
    noun = next((n for n in range(boundary, min(boundary + 4, len(tokens))) if is_body(tokens[n])), None)
    between = noun is not None and all(tokens[n].upos == "ADJ" for n in range(boundary, noun))
    if noun is None or not between:
        return names[0].span if names else Span(tokens[boundary].span.start, _run_end(page, boundary))
    whole = [item.span for item in page.places_from(noun) if item.type in BODIES]
    if whole:
        return Span(tokens[boundary].span.start, whole[0].stop)
    follow = noun + 1
    while follow < len(tokens) and tokens[follow].text in QUOTES:
        follow += 1
    named = [item for item in page.places_from(follow)] if follow < len(tokens) else []
    if named and named[0].type in BODIES:
        return named[0].span
    return Span(tokens[boundary].span.start, _phrase_end(page, noun))


def _joins(page: Page, span: Span) -> bool:
    """Return whether a name is two joined by «и»: another begins after it."""
    inside = page.inside(span)
    joints = (n for n in inside[:-1] if page.tokens[n].text == "и")
    return any(item.type in BODIES for n in joints for item in page.places_from(n + 1))


def _run_end(page: Page, index: int) -> int:
    """Return where names in a row end."""
    while index + 1 < len(page.tokens) and _is_name(page, index + 1):
        index += 1
    return page.tokens[index].span.stop


def _phrase_end(page: Page, noun: int) -> int:
    """Return where the phrase of a noun ends: its genitives and names, before a person or a sign."""
    tokens = page.tokens
    end = tokens[noun].span.stop
    for index in range(noun + 1, min(noun + LONGEST, len(tokens))):
        token = tokens[index]
        names = page.places_from(index)
        if token.text in QUOTES:
            continue
        dative = page.tokens[index - 1].feat("Case") == "Dat" or page.tokens[index - 1].lemma == "по"
        allowed = ("Gen", "", "Dat") if dative else ("Gen", "")
        if _stops(page, index) or (token.feat("Case") not in allowed and not names):
            break
        if (token.upos == "ADP" and token.lemma not in ("по", "при")) or token.upos == "CCONJ":
            break
        end = max(token.span.stop, *(item.span.stop for item in names)) if names else token.span.stop
    return end


def _further(page: Page, place: Span, span: Span) -> Iterator[Span]:
    """Yield the places joined to the first by «и» within the words of a post."""
    after = [n for n in page.inside(Span(place.stop, max(span.stop, place.stop + 1))) if page.tokens[n].text == "и"]
    for index in after[:1]:
        if page.tokens[index].span.start - place.stop <= 2 and index + 1 < len(page.tokens):
            yield from (item.span for item in page.places_from(index + 1)[:1] if item.span.start < span.stop)
