"""Whom an office phrase means: a person of the text who holds the office, or the holder on the document's date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.analysis import trees_of
from kg.mentions.offices import OfficePhrase, find_offices
from kg.mentions.residences import find_residences
from kg.mentions.roles import NOT_HOLDING, holder_of, people_by_sentence
from kg.model import Analysis, Mention, Span
from kg.reference import Tenure, holds
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context

HEADS = ("head_of_state", "head_of_government", "head_of_organization", "head")
BROAD = frozenset({"лидер", "глава", "хозяин", "руководитель", "коллега"})
TITLED = frozenset({"президент", "король", "королева", "эмир", "император", "канцлер", "султан"})
NAMED_OFFICE = ("государств", "правительств")
REFERENCE_KINDS = {
    "head_of_state": ("head_of_state",),
    "head_of_government": ("head_of_government",),
    "head_of_organization": ("head_of_organization",),
    "head": ("head_of_state", "head_of_government", "head_of_organization"),
    "parliament_speaker": ("speaker",),
}
MINISTERS = frozenset({"министр", "глава", "руководитель", "шеф", "госсекретарь", "государственный секретарь"})
MINISTRIES = {
    "foreign_minister": frozenset(
        "мид иностранный внешнеполитический дипведомство внешний госдеп госдепартамент госсекретарь дипломатия".split()
    ),
    "defence_minister": frozenset("минобороны оборона оборонный пентагон".split()),
}
"""Words that tell which minister is meant, by the reference's kind of office."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the text says: this person, by number, holds this office, now or once."""

    person: int
    phrase: OfficePhrase
    place: str | None


class Offices(NamedTuple):
    """The office phrases of a document.

    Attributes:
        phrases: All of them, by their range.
        held: Those that the text gives to people it names.
    """

    phrases: Mapping[Span, OfficePhrase]
    held: tuple[Held, ...]


def read_offices(people: Sequence[Cluster], places: Mapping[Mention, str], context: Context) -> Offices:
    """Return the office phrases of a document and which of its people hold them by its word.

    Args:
        people: The people of the document.
        places: Entity ids of the mentions of places and organizations.
        context: The document.
    """
    person_of = {mention: number for number, cluster in enumerate(people) for mention in cluster.mentions}
    named = sorted((*person_of, *places), key=lambda mention: (mention.span.start, -mention.span.stop))
    per = people_by_sentence(named)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    phrases: dict[Span, OfficePhrase] = {}
    held: list[Held] = []
    for index, tree in enumerate(trees_of(context.analysis)):
        for phrase in find_offices(tree, index, by_sentence.get(index, ())):
            phrases.setdefault(phrase.span, phrase)
            person = None if phrase.inside else holder_of(tree, phrase, per.get(index, ()))
            if person is not None:
                place = places.get(phrase.place) if phrase.place else None
                held.append(Held(person_of[person], phrase, place))
    return Offices(phrases, tuple(held))


def resolve_roles(
    roles: Sequence[Mention],
    people: Sequence[Cluster],
    offices: Offices,
    places: Mapping[Mention, str],
    context: Context,
) -> list[Cluster]:
    """Return the people's clusters with the role mentions that mean them; unresolved roles are left out.

    Args:
        roles: Mentions of the form "role" in text order.
        people: The people of the document.
        offices: What `read_offices` found for these people.
        places: Entity ids of the mentions of places and organizations.
        context: The document's date and places.
    """
    if not roles:
        return list(people)
    resolver = _Resolver(people, offices, places, context)
    joined: dict[int, list[Mention]] = {}
    added: dict[str, list[Mention]] = {}
    for role in roles:
        meant = resolver.meant(role)
        if isinstance(meant, int):
            joined.setdefault(meant, []).append(role)
        elif meant is not None:
            added.setdefault(meant, []).append(role)
    clusters = [_with(cluster, joined.get(number, [])) for number, cluster in enumerate(people)]
    return clusters + [_new(ident, mentions, context) for ident, mentions in added.items()]


def _with(cluster: Cluster, roles: list[Mention]) -> Cluster:
    if not roles:
        return cluster
    return replace(cluster, mentions=tuple(sorted((*cluster.mentions, *roles), key=lambda mention: mention.span)))


def _new(ident: str, mentions: list[Mention], context: Context) -> Cluster:
    entity = context.reference.entity(ident)
    return Cluster("Person", entity.name if entity else ident, tuple(mentions), ident, 0.8, "office-date")


class _Resolver:
    def __init__(
        self, people: Sequence[Cluster], offices: Offices, places: Mapping[Mention, str], context: Context
    ) -> None:
        self.people = people
        self.places = places
        self.context = context
        self.phrases = offices.phrases
        self.held = [item for item in offices.held if not NOT_HOLDING & set(item.phrase.marks)]

    def _place(self, phrase: OfficePhrase) -> str | None:
        return self.places.get(phrase.place) if phrase.place else None

    def meant(self, role: Mention) -> int | str | None:
        """Return the number of the person meant, the reference id of one whom the text does not name, or None."""
        phrase = self.phrases.get(role.span)
        if phrase is None:
            host = self._host(role)
            return self._colleague(role) if host is None else host
        place = self._place(phrase)
        if place is None:
            return self._antecedent(phrase, role)
        stated = [held for held in self.held if held.place == place and _compatible(held.phrase, phrase)]
        if stated:
            return self._nearest([held.person for held in stated], role)
        return self._by_date(phrase, place, exact=any(stem in role.text.lower() for stem in NAMED_OFFICE))

    def _host(self, role: Mention) -> int | str | None:
        """Return whom «хозяин Кремля» means: the holder on the document's day, else the person named who holds it."""
        tree = trees_of(self.context.analysis)[role.sentence]
        for found in find_residences(tree):
            if tree.span(found.first, found.stop - 1) == role.span:
                return self._holder(found.country, (found.office,), "")
        return None

    def _colleague(self, role: Mention) -> int | None:
        """Return the only person of the text who holds an office in the country of «американский коллега»."""
        first = [mention for mention in self.places if mention.span.start == role.span.start]
        place = next((self.places[mention] for mention in first if mention.type == "Country"), "")
        named = {held.person for held in self.held if held.place == place}
        named |= {number for number in range(len(self.people)) if self._serves(number, place)}
        return named.pop() if len(named) == 1 else None

    def _serves(self, number: int, place: str) -> bool:
        day = self.context.day
        terms = [term for term in self._terms(self.people[number]) if term.place == place]
        if day is None:
            return any(term.end is None for term in terms)
        return any(holds(term.start, term.end, day, term.open_until) is True for term in terms)

    def _nearest(self, numbers: list[int], role: Mention) -> int:
        """Return the person named last before the role, else the first one after it."""
        return min(sorted(set(numbers)), key=lambda number: self._distance(number, role))

    def _distance(self, number: int, role: Mention) -> tuple[int, int]:
        starts = [mention.span.start for mention in self.people[number].mentions]
        before = [role.span.start - start for start in starts if start <= role.span.start]
        return (0, min(before)) if before else (1, min(starts))

    def _by_date(self, phrase: OfficePhrase, place: str, exact: bool) -> int | str | None:
        # «казахстанский лидер» may head state or government, «глава российского государства» only the state.
        kinds = kinds_of(phrase, self.context.analysis)
        if phrase.title in BROAD and not exact and not MINISTRIES.keys() & set(kinds):
            kinds = HEADS[:3]
        day = self.context.day
        if not kinds:
            return None
        if day is None:
            return self._once(place, kinds)
        if phrase.title == "президент" and "head_of_state" in kinds:
            kinds = HEADS[:2]  # the president of Iran heads the government
        return self._holder(place, kinds, phrase.title)

    def _holder(self, place: str, kinds: Sequence[str], title: str) -> int | str | None:
        """Return who of the text, else of the reference, holds an office on the document's day."""
        day = self.context.day
        if day is None:
            return self._once(place, kinds)
        terms = _titled(self.context.reference.holders(place, day, kinds=kinds), title)
        certain = [t for t in terms if holds(t.start, t.end, day, t.open_until) is True] or list(terms)
        holders = list(dict.fromkeys(term.person for term in certain))
        known = [number for number, cluster in enumerate(self.people) if cluster.reference in holders]
        if known:
            return known[0] if len(known) == 1 else None
        return holders[0] if len(holders) == 1 else None

    def _once(self, place: str, kinds: Sequence[str]) -> int | None:
        """Return the person of an undated text who is or was in the office; of several the only one still in it.

        «Казахстанский лидер» beside «Токаев» and «Назарбаев» is Токаев.
        """
        found: dict[int, bool] = {}
        for number, cluster in enumerate(self.people):
            for term in self._terms(cluster):
                if term.place == place and term.office in kinds:
                    found[number] = found.get(number, False) or term.end is None
        lasting = [number for number, lasts in found.items() if lasts]
        # ministers change often: «до недавнего времени министр иностранных дел» was one
        choice = list(found) if len(found) == 1 and not MINISTRIES.keys() & set(kinds) else lasting
        return choice[0] if len(choice) == 1 else None

    def _terms(self, cluster: Cluster) -> Sequence[Tenure]:
        return self.context.reference.tenures(cluster.reference) if cluster.reference else ()

    def _antecedent(self, phrase: OfficePhrase, role: Mention) -> int | None:
        """Return the only person named before a bare «президент», «глава государства» who holds such an office."""
        before = [number for number in range(len(self.people)) if self._distance(number, role)[0] == 0]
        fitting = {held.person for held in self.held if held.person in before and _compatible(held.phrase, phrase)}
        fitting |= {number for number in before if self._is_known_as(number, phrase)}
        return fitting.pop() if len(fitting) == 1 else None

    def _is_known_as(self, number: int, phrase: OfficePhrase) -> bool:
        day, kinds = self.context.day, kinds_of(phrase, self.context.analysis)
        terms = [term for term in self._terms(self.people[number]) if term.office in kinds]
        if day is None:
            return any(term.end is None for term in terms)
        return any(holds(term.start, term.end, day, term.open_until) is True for term in terms)


def kinds_of(phrase: OfficePhrase, analysis: Analysis) -> tuple[str, ...]:
    """Return the reference's kinds of office that a phrase may name: «глава российского МИД» is a foreign minister."""
    tree = trees_of(analysis)[phrase.sentence]
    words = {token.lemma.lower() for token in tree.tokens[phrase.first : phrase.stop]}
    found = tuple(kind for kind, signs in MINISTRIES.items() if words & signs and phrase.title in MINISTERS)
    return found or REFERENCE_KINDS.get(phrase.kind, ())


def _titled(terms: Sequence[Tenure], title: str) -> list[Tenure]:
    """Return the terms that a title may name: «президент Ирана» is not its supreme leader."""
    if title not in TITLED:
        return list(terms)
    exact = [term for term in terms if title in term.title_ru]
    return exact or [term for term in terms if term.title_ru.startswith("глава ")]


def _compatible(one: OfficePhrase, other: OfficePhrase) -> bool:
    """Return whether two titles may be one office: the same title or kind, or «лидер» and «глава» with any head."""
    if one.title == other.title or one.kind == other.kind:
        return True
    return one.kind in HEADS and other.kind in HEADS and bool({one.title, other.title} & BROAD)
