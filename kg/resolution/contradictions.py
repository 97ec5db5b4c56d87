"""Pairs of statements that cannot both hold: found over all documents, shown, never resolved away.

A text that gives both sides tells of several places or days, or of a change; only what different texts say, or speakers
whom one text quotes, contradicts. Kinds: city, country, date, seat, capital, leader, chair, denied (said and denied),
reference (a text against reference knowledge).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from kg.model import BELIEVED, Contradiction, Corpus, Evidence, Statement
from kg.reference import earliest, latest
from kg.resolution.holders import ENDED, rivals
from kg.types import is_a

WHOLE = len("2024-11-28")
LASTS = timedelta(days=3)
"""A report of an event's second day may date it so: whole days this near differ in announcements alone."""

SAME_TIME = timedelta(days=31)
"""How near in time a state, a visit or a meeting must be said and denied; an event or a document is one anyway."""

PLACES = {"takesPlaceIn": (("City", "city"), ("Country", "country")), "headquarteredIn": (("City", "seat"),)}
"""Predicates of which one object of a class holds, and the kind of contradiction that two are."""

HOLDING = {"leaderOf": "leader", "chairs": "chair"}
"""Offices that one holds at a time, unless texts call one of two a former holder."""

BY_OBJECT = frozenset({"leaderOf", "chairs", "capitalOf"})
"""Predicates whose object is what the contradiction is about."""

PAIRED = frozenset({"eventDate", *PLACES, *HOLDING, *BY_OBJECT})
"""Predicates of which statements with different objects, or of different subjects, may contradict each other."""

Sides = tuple[Statement, Statement]


def contradictions(corpus: Corpus) -> tuple[Contradiction, ...]:
    """Return the contradictions of a corpus, sorted; its order and that of the documents do not matter."""
    return contradictions_among(corpus.statements, {entity.id: entity.type for entity in corpus.entities})


def contradictions_among(statements: Sequence[Statement], types: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Return the contradictions of statements, sorted.

    Args:
        statements: Of one or several whole groups of `group_of`, and those that end them.
        types: Class of each entity that is an end of one.
    """
    found = {Contradiction(kind, about(one), one.id, two.id) for kind, (one, two) in _all(statements, types)}
    return tuple(sorted(found, key=lambda item: (item.kind, item.about, item.first, item.second)))


def about(statement: Statement) -> str:
    """Return the entity that a contradiction of a statement is about: the event, the country of a leader."""
    return statement.object if statement.predicate in BY_OBJECT else statement.subject


def group_of(statement: Statement) -> tuple[str, ...]:
    """Return the group of a statement: a contradiction is between two of one group.

    Whether offices of a group are held depends on the statements with a predicate of `ENDED` and its object, too.
    """
    if statement.predicate in PAIRED:
        return statement.predicate, about(statement)
    return statement.predicate, statement.subject, statement.object


def _all(statements: Sequence[Statement], types: Mapping[str, str]) -> Iterator[tuple[str, Sides]]:
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    left = {(item.subject, item.object) for item in statements if item.predicate in ENDED and item.status in BELIEVED}
    for statement in sorted(statements, key=lambda item: (item.subject, item.object, item.id)):
        if statement.basis == "text":
            gone = statement.predicate in HOLDING and (statement.subject, statement.object) in left
            if statement.status in BELIEVED and not gone:
                said[statement.predicate, about(statement)].append(statement)
            if _is_contested(statement, types):
                yield "denied", (statement, statement)
    for (predicate, _), held in sorted(said.items()):
        yield from _within(predicate, held, types)
    yield from _against_reference(statements)


def _within(predicate: str, held: Sequence[Statement], types: Mapping[str, str]) -> Iterator[tuple[str, Sides]]:
    """Yield the contradictions among the statements of one predicate about one thing."""
    if predicate == "eventDate":
        dated = sorted(held, key=lambda item: item.object)
        pairs = (pair for pair in combinations(dated, 2) if _differ(*pair) and _apart(*pair))
        yield from (("date", pair) for pair in pairs if not _explained(*pair, dated))
    elif predicate == "capitalOf":
        yield from (("capital", pair) for pair in combinations(held, 2) if _apart(*pair))
    elif predicate in HOLDING:
        yield from ((HOLDING[predicate], pair) for pair in rivals(held, types) if _apart(*pair))
    for name, kind in PLACES.get(predicate, ()):
        places = [statement for statement in held if is_a(types[statement.object], name)]
        yield from ((kind, pair) for pair in combinations(places, 2) if _apart(*pair))


def _differ(one: Statement, two: Statement) -> bool:
    """Return whether two dates of an event, in order, exclude each other: 2024-11 does not exclude 2024-11-28."""
    last = max((item.valid_until for item in one.evidence if item.valid_until), default="")
    if two.object.startswith(one.object) or two.object <= last:
        return False
    whole = len(one.object) == len(two.object) == WHOLE
    announced = one.status == two.status == "planned"
    return not whole or announced or earliest(two.object) - earliest(one.object) > LASTS


def _explained(one: Statement, two: Statement, dated: Iterable[Statement]) -> bool:
    """Return whether a text of one side also gives a date that agrees with the other: it tells of two times."""
    first, second = ({item.document_id for item in _held(side)} for side in (one, two))
    for other in dated:
        told = {item.document_id for item in _held(other)}
        with_one, with_two = _agree(other, one), _agree(other, two)
        if (told & first and with_two and not with_one) or (told & second and with_one and not with_two):
            return True
    return False


def _agree(one: Statement, two: Statement) -> bool:
    return one.object.startswith(two.object) or two.object.startswith(one.object)


def _apart(one: Statement, two: Statement) -> bool:
    """Return whether no text gives both sides, or two speakers differ in them."""
    first, second = _held(one), _held(two)
    if not {item.document_id for item in first} & {item.document_id for item in second}:
        return True
    return any(left.speaker and right.speaker and left.speaker != right.speaker for left in first for right in second)


def _held(statement: Statement) -> list[Evidence]:
    return [item for item in statement.evidence if item.status in BELIEVED]


def _is_contested(statement: Statement, types: Mapping[str, str]) -> bool:
    """Return whether a statement is said and denied: by different texts, or in one text by different voices."""
    denials = [item for item in statement.evidence if item.status == "denied"]
    lasting = any(
        is_a(types.get(end, ""), "Event", "Document") for end in (statement.subject, statement.object)
    )  # «саммит» is one; a visit may be denied today and made next year
    return any(_clash(yes, no, lasting) for no in denials for yes in _held(statement))


def _clash(yes: Evidence, no: Evidence, lasting: bool) -> bool:
    if yes.document_id == no.document_id:
        return yes.speaker != no.speaker  # a text does not contradict itself, those that it quotes do
    near = yes.issued is not None and no.issued is not None and abs(yes.issued - no.issued) <= SAME_TIME
    return lasting or near


def _against_reference(statements: Iterable[Statement]) -> Iterator[tuple[str, Sides]]:
    """Yield what texts say and the reference denies, beside what it gives instead or else beside its denial."""
    said: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    known: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    denials = []
    for statement in statements:
        if statement.basis == "text" and statement.status in BELIEVED:
            said[statement.subject, statement.predicate, statement.object].append(statement)
        elif statement.basis == "reference" and statement.status == "denied":
            denials.append(statement)
        elif statement.basis == "reference":
            known[statement.predicate, about(statement)].append(statement)
    for denial in denials:
        told = {item.document_id for item in denial.evidence}
        alike = [item for item in known[denial.predicate, about(denial)] if _instead(item, denial, told)]
        for one in said[denial.subject, denial.predicate, denial.object]:
            if told & {item.document_id for item in _held(one)}:
                yield from (("reference", (one, other)) for other in _same_office(one, alike) or [denial])


def _instead(known: Statement, denial: Statement, documents: set[str]) -> bool:
    """Return whether the reference gives a statement in the place of a denied one, for one of the same texts."""
    single = denial.predicate in (*BY_OBJECT, "headquarteredIn")
    return single and bool(documents & {item.document_id for item in known.evidence})


def _same_office(said: Statement, known: Sequence[Statement]) -> list[Statement]:
    """Return those that the reference gives for the text's day, of the same office where both tell it."""
    days = [item.issued for item in _held(said) if item.issued]
    found = [item for item in known if not days or any(_covers(item, day) for day in days)]
    offices = set(said.offices)
    return [item for item in found if not offices or not item.offices or offices & set(item.offices)] or found


def _covers(known: Statement, day: date) -> bool:
    begun = not known.valid_from or earliest(known.valid_from) <= day
    return begun and (not known.valid_until or day <= latest(known.valid_until))
