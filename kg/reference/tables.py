"""Reading of the package's data files: tab-separated, UTF-8."""

from collections.abc import Iterator
from importlib.resources import files

from .records import CASES, Membership, RefEntity, Tenure


def rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a data file, the heading left out."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.split("\n")[1:]:
        if line:
            yield line.split("\t")


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


def read_entities() -> Iterator[RefEntity]:
    """Yield countries, organizations, cities, regions and facilities."""
    for row in rows("entities.tsv"):
        (ident, kind, name, name_en, wikidata, abbreviation, adjectives, aliases, country, part_of, seat, population,
         rank) = row  # fmt: skip
        yield RefEntity(
            id=ident,
            type=kind,
            name=name,
            name_en=name_en,
            wikidata=_optional(wikidata),
            aliases=_several(aliases),
            abbreviation=abbreviation,
            adjectives=_several(adjectives),
            country=_optional(country),
            part_of=_optional(part_of),
            seat=_optional(seat),
            population=int(population) if population else None,
            rank=int(rank),
        )


def read_people() -> Iterator[tuple[RefEntity, list[str]]]:
    """Yield people, each with the paradigms of given name, patronymic, surname and whole names."""
    for row in rows("people.tsv"):
        ident, name, name_en, wikidata, aliases, country, gender, full_name, given, patronymic, surname, rank = row[:12]
        person = RefEntity(
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
        yield person, row[12:]


def read_tenures() -> Iterator[Tenure]:
    """Yield the terms of office."""
    for person, place, office, title, start, end, open_until in rows("tenures.tsv"):
        yield Tenure(person, place, office, title, _optional(start), _optional(end), _optional(open_until))


def read_memberships() -> Iterator[Membership]:
    """Yield the memberships."""
    for country, organization, status, start, end in rows("memberships.tsv"):
        yield Membership(country, organization, status, _optional(start), _optional(end))
