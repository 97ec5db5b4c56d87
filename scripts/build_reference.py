"""Build the package's reference data: python scripts/build_reference.py [--source DIR] [--target DIR].

Reads the redistributable tables of the source folder and the hand-written supplements in
`scripts/reference`, declines every name and writes the tab-separated files of `kg/reference/data`.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from reference import offices, persons, places  # noqa: E402  (the path is set above)
from reference.common import Place, table  # noqa: E402
from reference.index import name_rows  # noqa: E402
from reference.organizations import organizations  # noqa: E402

_LEADER_RANK = {"head_of_state": 10**6, "head_of_government": 10**6, "head_of_organization": 10**5}


def write(target: Path, heading: str, rows: list[list[str]]) -> None:
    """Write rows under a heading, tabs between the fields."""
    lines = [heading.replace(" ", "\t"), *("\t".join(row) for row in rows)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def entity_row(place: Place) -> list[str]:
    """Return the row of a place for `entities.tsv`."""
    adjectives, aliases = "|".join(place.adjectives), "|".join(place.aliases)
    numbers = [str(place.population or ""), str(place.rank)]
    links = [place.country, place.part_of, place.seat]
    start = [place.id, place.type, place.name, place.name_en, place.qid, place.abbreviation]
    return [*start, adjectives, aliases, *links, *numbers]


def complete(person: offices.Person) -> None:
    """Fill in gender, given name and surname where no table states them."""
    if not person.given and not person.surname:
        person.given, person.surname = persons.split_name(person.name, person.country)
    if not person.gender:
        person.gender = "f" if persons.is_female(person.given, person.surname) else "m"


def person_row(person: offices.Person, country: str) -> list[str]:
    """Return the row of a person for `people.tsv`, paradigms last."""
    last_only = person.country in persons.SURNAME_FIRST
    given = persons.given_forms(person.given, person.gender, last_only=last_only) if person.given else None
    patronymic = persons.patronymic_forms(person.patronymic) if person.patronymic else None
    surname = persons.surname_forms(person.surname, person.gender) if person.surname else None
    wholes = [persons.cell(forms) for forms in persons.whole_names(person, last_only=last_only)]
    full = " ".join(filter(None, (person.given, person.patronymic, person.surname))) if patronymic else person.name
    cells = [persons.cell(forms) if forms else "" for forms in (given, patronymic, surname)]
    start = [person.id, person.name, person.name_en, person.qid, "|".join(person.aliases), country, person.gender]
    return [*start, full, person.given, person.patronymic, person.surname, str(person.rank), *cells, ";".join(wholes)]


def membership_rows(source: Path, lands: dict[str, Place], organs: dict[str, Place]) -> list[list[str]]:
    """Return the memberships, in the order of organizations and countries."""
    rows = []
    for row in [*table(source / "memberships.csv"), *offices.supplement("memberships.csv")]:
        land, organ = lands.get(row["iso2"]), organs.get(row["organisation"])
        if land and organ:
            rows.append([land.id, organ.id, row["status"], row["start"], row["end"]])
    return sorted(rows, key=lambda row: (row[1], row[0], row[3]))


def build(source: Path, target: Path) -> None:
    """Write all files of the target folder."""
    lands = places.countries(source)
    towns = places.cities(source, lands)
    organs = {place.code: place for place in organizations(source, lands, towns)}
    register = offices.Register(lands, organs)
    offices.officials(source, register)
    offices.leaders(source, register)
    offices.heads(source, register)
    for term in register.terms:
        term.person.rank += _LEADER_RANK.get(term.office, 10**3) + term.place.rank // 10**6
    people = sorted(register.people.values(), key=lambda person: (-person.rank, person.id))
    for person in people:
        complete(person)
    everything = [*lands.values(), *organs.values(), *towns]
    everything += [*places.regions(lands), *places.facilities(lands, towns)]
    check(everything, people)
    surnames = {persons.key_of(person.surname) for person in people}
    target.mkdir(parents=True, exist_ok=True)
    entity_heading = "id type name name_en wikidata abbreviation adjectives aliases country part_of seat population rank"
    write(target / "entities.tsv", entity_heading, [entity_row(place) for place in everything])
    write(target / "names.tsv", "id form flags forms", name_rows(everything, surnames))
    ids = {code: land.id for code, land in lands.items()}
    person_heading = "id name name_en wikidata aliases country gender full_name given patronymic surname rank"
    rows = [person_row(person, ids.get(person.country, "")) for person in people]
    write(target / "people.tsv", f"{person_heading} given_forms patronymic_forms surname_forms whole_forms", rows)
    terms = sorted(register.terms, key=lambda term: (term.person.id, term.start, term.place.id, term.office))
    tenures = [[t.person.id, t.place.id, t.office, t.title, t.start, t.end, t.open_until] for t in terms]
    write(target / "tenures.tsv", "person place office title start end open_until", tenures)
    write(target / "memberships.tsv", "country organization status start end", membership_rows(source, lands, organs))
    write(target / "capitals.tsv", "country city", places.capitals(source, lands, towns))
    write(target / "same.tsv", "other id", places.same(source))


def check(everything: list[Place], people: list[offices.Person]) -> None:
    """Stop when two entities share an id."""
    seen: dict[str, str] = {}
    for thing in [*everything, *people]:
        if thing.id in seen:
            raise SystemExit(f"{thing.id}: both {seen[thing.id]} and {thing.name}")
        seen[thing.id] = thing.name


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--source", type=Path, default=ROOT.parent / "shared" / "data" / "reference")
    parser.add_argument("--target", type=Path, default=ROOT / "kg" / "reference" / "data")
    options = parser.parse_args()
    build(options.source, options.target)
