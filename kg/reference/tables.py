"""Reading of the package's data files: tab-separated, UTF-8, a heading on top."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from kg.reference.records import CASES, Membership, RefEntity, Tenure

CaseMask = int  # bit N stands for the case CASES[N]


def lines(name: str) -> list[str]:
    """Return the lines of a data file, the heading left out."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return text.rstrip("\n").split("\n")[1:]


def keyed(name: str) -> dict[str, str]:
    """Return the lines of a data file by their first field, the rest left as it is."""
    pairs = (line.split("\t", 1) for line in lines(name))
    return {key: rest for key, rest in pairs}


@cache
def cases_of(mask: CaseMask) -> tuple[str, ...]:
    """Return the names of the cases whose bits are set."""
    return tuple(case for number, case in enumerate(CASES) if mask >> number & 1)


def paradigm(cell: str) -> list[tuple[str, int]]:
    """Return the forms of a name with the numbers of their cases.

    Args:
        cell: Six forms divided by «|», variants of one case by «~»; one form alone is every case.

    Returns:
        Pairs of a folded form and an index into `CASES`.
    """
    cases = cell.split("|")
    if len(cases) == 1:
        return [(cell, number) for number in range(len(CASES))]
    return [(form, number) for number, forms in enumerate(cases) for form in forms.split("~")]


def _optional(cell: str) -> str | None:
    return cell or None


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def parse_place(ident: str, rest: str) -> RefEntity:
    """Return the entity of a line of `entities.tsv`."""
    (kind, name, name_en, wikidata, abbreviation, adjectives, aliases, country, part_of, seat, population,
     rank) = rest.split("\t")  # fmt: skip
    return RefEntity(
        id=ident,
        type=kind,
        name=name,
        name_en=name_en,
        wikidata=_optional(wikidata),
        abbreviation=abbreviation,
        adjectives=_several(adjectives),
        aliases=_several(aliases),
        country=_optional(country),
        part_of=_optional(part_of),
        seat=_optional(seat),
        population=int(population) if population else None,
        rank=int(rank),
    )


def parse_person(ident: str, rest: str) -> RefEntity:
    """Return the entity of a line of `people.tsv`."""
    name, name_en, wikidata, aliases, country, gender, full_name, given, patronymic, surname, rank = rest.split("\t")[
        :11
    ]
    return RefEntity(
        id=ident,
        type="Person",
        name=name,
        name_en=name_en,
        wikidata=_optional(wikidata),
        aliases=_several(aliases),
        country=_optional(country),
        gender=gender,
        full_name=full_name,
        given=given,
        patronymic=patronymic,
        surname=surname,
        rank=int(rank),
    )


class EntityTable:
    """The entities of one file, each parsed when it is first asked for."""

    def __init__(self, name: str, parse: Callable[[str, str], RefEntity]) -> None:
        self.raw = keyed(name)
        self._parse = parse
        self._parsed: dict[str, RefEntity] = {}

    def get(self, ident: str) -> RefEntity | None:
        """Return the entity with this id, or None."""
        found = self._parsed.get(ident)
        if found is None and ident in self.raw:
            found = self._parsed[ident] = self._parse(ident, self.raw[ident])
        return found

    def __getitem__(self, ident: str) -> RefEntity:
        found = self.get(ident)
        if found is None:
            raise KeyError(ident)
        return found

    def __iter__(self) -> Iterator[RefEntity]:
        return (self[ident] for ident in self.raw)


def read_tenures() -> Iterator[Tenure]:
    """Yield the terms of office."""
    for line in lines("tenures.tsv"):
        person, place, office, title, start, end, open_until = line.split("\t")
        yield Tenure(person, place, office, title, _optional(start), _optional(end), _optional(open_until))


def read_memberships() -> Iterator[Membership]:
    """Yield the memberships."""
    for line in lines("memberships.tsv"):
        country, organization, status, start, end = line.split("\t")
        yield Membership(country, organization, status, _optional(start), _optional(end))
