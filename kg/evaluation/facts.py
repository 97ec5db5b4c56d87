"""NEREL's entities and relations as the facts of factRuEval: occupations, meetings, ownerships."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.evaluation.closeness import normal
from kg.evaluation.factrueval import Fact
from kg.evaluation.standoff import Annotated, GoldSpan

HOLDERS = frozenset({"PERSON", "ORGANIZATION", "COUNTRY"})
MEETING_STEMS = ("встреч", "переговор", "саммит", "беседа", "беседу")
WORKPLACES = frozenset({"ORGANIZATION", "COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION", "FACILITY"})


def facts(document: Annotated) -> list[Fact]:
    """Return the facts that a document's relations say, each once."""
    links: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item in document.relations:
        links[item.type][item.subject].append(item.object)
    found = [*_occupations(document, links), *_meetings(document, links), *_ownerships(document, links)]
    return list(dict.fromkeys(found))


Links = dict[str, dict[int, list[int]]]


def _occupations(document: Annotated, links: Links) -> Iterator[Fact]:
    """Yield who works as what and where; the collection annotates no post without its place.

    The place is the post's own, else the person's; of several the one with the longest name.
    """
    for person, posts in sorted(links["WORKS_AS"].items()):
        places = links["WORKPLACE"].get(person, [])
        for post in posts:
            inside = [n for n in places if document.spans[post].span.contains(document.spans[n].span)]
            own = inside or links["WORKPLACE"].get(post, []) or places
            if own:
                place = max(own, key=lambda n: document.spans[n].span.length)
                yield _fact(document, "occupation", who=person, position=post, where=place)


def _meetings(document: Annotated, links: Links) -> Iterator[Fact]:
    """Yield the people who take part in one meeting; only events called so are meetings."""
    members: dict[int, list[int]] = defaultdict(list)
    for person, events in sorted(links["PARTICIPANT_IN"].items()):
        for event in events:
            if document.spans[person].type == "PERSON" and _text(document, event).startswith(MEETING_STEMS):
                members[event].append(person)
    for _, people in sorted(members.items()):
        if len(people) > 1:
            yield Fact("meeting", tuple(("participant", frozenset({_text(document, n)})) for n in people))


def _ownerships(document: Annotated, links: Links) -> Iterator[Fact]:
    for owner, things in sorted(links["OWNER_OF"].items()):
        for thing in things:
            if document.spans[owner].type in HOLDERS and document.spans[thing].type == "ORGANIZATION":
                yield _fact(document, "ownership", owner=owner, property=thing)


def _fact(document: Annotated, kind: str, **arguments: int) -> Fact:
    pairs = []
    for name, number in arguments.items():
        text = _post(document, number) if name == "position" else _text(document, number)
        pairs.append((name, frozenset({text})))
    return Fact(kind, tuple(pairs))


def _text(document: Annotated, number: int) -> str:
    return normal(document.spans[number].span.of(document.text))


def _post(document: Annotated, number: int) -> str:
    """Return a post without the place that its name ends in: «президент» of «президент России»."""
    span = document.spans[number].span
    starts = [item.span.start for item in _inside(document.spans, document.spans[number])]
    stop = min((start for start in starts if start > span.start), default=span.stop)
    return normal(document.text[span.start : stop]).rstrip(' «"„')


def _inside(spans: Sequence[GoldSpan], outer: GoldSpan) -> Iterator[GoldSpan]:
    for item in spans:
        if item.type in WORKPLACES and item.span != outer.span and outer.span.contains(item.span):
            yield item
