"""The reference knowledge as one object: entities, names, offices, memberships."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache

from kg.reference.names import NameIndex
from kg.reference.people import PeopleIndex
from kg.reference.records import Membership, NameHit, RefEntity, Tenure
from kg.reference.tables import EntityTable, keyed, parse_place, read_memberships, read_tenures
from kg.reference.terms import holds

LEADING = ("head_of_state", "head_of_government", "head_of_organization")
"""Offices whose holder leads the country or the organization."""

_SENTENCES = 256
"""How many sentences' names are kept: the models and the finders ask for those of one document, one after the other."""

Found = tuple[NameHit, ...]


class Reference:
    """Background knowledge of countries, organizations, cities and people.

    It is read-only; `load` gives the one instance. Tables are read when they are first asked for.
    """

    @cached_property
    def _places(self) -> EntityTable:
        return EntityTable("entities.tsv", parse_place)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex()

    @cached_property
    def _people(self) -> PeopleIndex:
        return PeopleIndex()

    @cached_property
    def _find(self) -> Callable[[tuple[str, ...], bool], Found]:
        return lru_cache(_SENTENCES)(lambda words, nested: tuple(self._names.find(words, nested=nested)))

    @cached_property
    def _find_people(self) -> Callable[[tuple[str, ...]], Found]:
        return lru_cache(_SENTENCES)(lambda words: tuple(self._people.find(words)))

    @cached_property
    def _same(self) -> dict[str, str]:
        """Other identifiers of an entity: the Kingdom of Denmark (Q756617) is Denmark (Q35)."""
        return keyed("same.tsv")

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return keyed("capitals.tsv")

    @cached_property
    def _capital_of(self) -> dict[str, str]:
        return {city: country for country, city in self._capitals.items()}

    @cached_property
    def _tenures(self) -> tuple[dict[str, list[Tenure]], dict[str, list[Tenure]]]:
        by_person: dict[str, list[Tenure]] = {}
        by_place: dict[str, list[Tenure]] = {}
        for tenure in read_tenures():
            by_person.setdefault(tenure.person, []).append(tenure)
            by_place.setdefault(tenure.place, []).append(tenure)
        return by_person, by_place

    @cached_property
    def _memberships(self) -> tuple[dict[str, list[Membership]], dict[str, list[Membership]]]:
        by_country: dict[str, list[Membership]] = {}
        by_organization: dict[str, list[Membership]] = {}
        for membership in read_memberships():
            by_country.setdefault(membership.country, []).append(membership)
            by_organization.setdefault(membership.organization, []).append(membership)
        return by_country, by_organization

    def resolve(self, ident: str) -> str:
        """Return the primary id of an entity that may be named by another one."""
        return self._same.get(ident, ident)

    def entity(self, ident: str) -> RefEntity | None:
        """Return the entity with this id, or None."""
        primary = self.resolve(ident)
        return self._places.get(primary) or self._people.people.get(primary)

    def entities(self, kind: str | None = None) -> Iterator[RefEntity]:
        """Yield all entities, or those of one type, in the order of the tables."""
        for table in (self._places, self._people.people):
            for entity in table:
                if kind is None or entity.type == kind:
                    yield entity

    def find(self, words: Sequence[str], *, nested: bool = False) -> Found:
        """Return the places and organizations named among the words of a sentence; see `NameIndex.find`."""
        return self._find(tuple(words), nested)

    def adjective(self, word: str) -> tuple[str, ...]:
        """Return the ids that an adjective in any form, or its prefix («российско»), belongs to."""
        return self._names.adjective(word)

    def people(self, surname_form: str) -> tuple[RefEntity, ...]:
        """Return the people whose surname has this form in any case («Токаева»), best known first."""
        return self._people.by_surname(surname_form)

    def people_in_english(self, word: str) -> tuple[RefEntity, ...]:
        """Return the people whose English name ends in this word («Putin»), best known first."""
        return self._people.by_english(word)

    def person_names(self, words: Sequence[str]) -> Found:
        """Return the whole names of people among the words («Касым-Жомарта Токаева», «В.В. Путин»)."""
        return self._find_people(tuple(words))

    def tenures(self, person: str) -> tuple[Tenure, ...]:
        """Return the offices of a person, oldest first."""
        return tuple(self._tenures[0].get(self.resolve(person), ()))

    def holders(self, place: str, on: date | None = None, *, kinds: Collection[str] = LEADING) -> tuple[Tenure, ...]:
        """Return who held an office in a country or organization.

        Args:
            place: Id of the country or organization.
            on: The day; None gives all terms.
            kinds: Values of `Tenure.office` that count; an empty collection means every kind.

        Returns:
            Terms that hold or may hold on the day, certain ones first, then the latest start first.
        """
        terms = self._tenures[1].get(self.resolve(place), ())
        held = [tenure for tenure in terms if not kinds or tenure.office in kinds]
        if on is None:
            return tuple(held)
        certain = {tenure: holds(tenure.start, tenure.end, on, tenure.open_until) for tenure in held}
        possible = sorted((t for t in held if certain[t] is not False), key=lambda t: t.start or "", reverse=True)
        return tuple(sorted(possible, key=lambda t: certain[t] is None))

    def members(self, organization: str, on: date | None = None) -> tuple[Membership, ...]:
        """Return the memberships of an organization that hold or may hold on a day, or all of them."""
        return _held(self._memberships[1].get(self.resolve(organization), ()), on)

    def memberships(self, country: str, on: date | None = None) -> tuple[Membership, ...]:
        """Return the memberships of a country that hold or may hold on a day, or all of them."""
        return _held(self._memberships[0].get(self.resolve(country), ()), on)

    def capital(self, country: str) -> str | None:
        """Return the id of a country's capital."""
        return self._capitals.get(self.resolve(country))

    def is_capital_of(self, city: str) -> str | None:
        """Return the id of the country whose capital the city is."""
        return self._capital_of.get(self.resolve(city))

    def headquarters(self, organization: str) -> str | None:
        """Return the id of the city where an organization has its seat."""
        entity = self.entity(organization)
        return entity.seat if entity else None


def _held(memberships: Iterable[Membership], on: date | None) -> tuple[Membership, ...]:
    return tuple(m for m in memberships if on is None or holds(m.start, m.end, on) is not False)


@cache
def load() -> Reference:
    """Return the reference knowledge; the tables are read once, when first used."""
    return Reference()
