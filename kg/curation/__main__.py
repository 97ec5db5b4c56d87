"""Build the package's reference data: `python -m kg.curation SOURCE [--target DIR]`.

Reads the redistributable tables of the source folder and the hand-written supplements in
`kg/curation/tables`, declines every name and writes the tab-separated files of `kg/reference/data`.
"""

import argparse
from pathlib import Path

from kg.curation import decline, offices, persons, places
from kg.curation.common import Place, supplement, table, unique
from kg.curation.index import name_index
from kg.curation.organizations import organizations
from kg.reference.normal import key_of
from kg.reference.tables import paradigm

DATA = Path(__file__).resolve().parents[1] / "reference" / "data"


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
    """Fill in gender, given name and surname where no table states them, and the other spellings of names."""
    if not person.givens and not person.surnames:
        given, surname = persons.split_name(person.name, person.country)
        # «Франциск», «Акихито» stand alone as surnames do; «Карл III» does not
        alone = not surname and " " not in given
        person.givens, person.surnames = [given] * (not alone), [surname or given] * (alone or bool(surname))
    for names in (person.givens, person.surnames, person.aliases):
        names[:] = unique([spelling for name in names for spelling in persons.spellings(name)])
    if not person.gender:
        person.gender = "f" if persons.is_female("".join(person.givens[:1]), "".join(person.surnames[:1])) else "m"


def person_row(person: offices.Person, country: str) -> list[str]:
    """Return the row of a person for `people.tsv`, paradigms last."""
    last_only = person.country in persons.SURNAME_FIRST
    givens = [persons.given_forms(given, person.gender, last_only=last_only) for given in person.givens]
    patronymics = [persons.patronymic_forms(person.patronymic)] if person.patronymic else []
    surnames = [persons.surname_forms(surname, person.gender) for surname in person.surnames]
    wholes = [persons.cell(forms) for forms in persons.whole_names(person, last_only=last_only)]
    names = ["".join(person.givens[:1]), person.patronymic, "".join(person.surnames[:1])]
    full = " ".join(filter(None, names)) if person.patronymic else person.name
    cells = [persons.cell(decline.merge(*forms)) if forms else "" for forms in (givens, patronymics, surnames)]
    start = [person.id, person.name, person.name_en, person.qid, "|".join(person.aliases), country, person.gender]
    return [*start, full, *names, str(person.rank), *cells, ";".join(wholes)]


def anchor_rows(people: list[list[str]]) -> list[list[str]]:
    """Return for the last word of every form of a surname or alias the people who have it."""
    anchors: dict[str, dict[str, None]] = {}
    for row in people:
        surname, aliases = row[-2:]
        for cell in [surname, *aliases.split(";")]:
            for form, _ in paradigm(cell) if cell else ():
                anchors.setdefault(form.rsplit(" ", 1)[-1], {})[row[0]] = None
    return [[word, " ".join(idents)] for word, idents in sorted(anchors.items())]


def membership_rows(source: Path, lands: dict[str, Place], organs: dict[str, Place]) -> list[list[str]]:
    """Return the memberships, in the order of organizations and countries."""
    rows = []
    for row in [*table(source / "memberships.csv"), *supplement("memberships.csv")]:
        land, organ = lands.get(row["iso2"]), organs.get(row["organisation"])
        if land and organ:
            rows.append([land.id, organ.id, row["status"], row["start"], row["end"]])
    return sorted(rows, key=lambda row: (row[1], row[0], row[3]))


def build(source: Path, target: Path) -> None:
    """Write all files of the target folder."""
    lands = places.countries(source)
    towns = places.cities(source, lands)
    organs = {place.code: place for place in organizations(source, lands, towns)}
    areas = places.regions(lands)
    held = lands | {area.code: area for area in areas if area.code}
    register = offices.Register(held, organs, offices.identifiers(source))
    offices.officials(register)
    offices.leaders(source, register)
    offices.heads(source, register)
    for term in register.terms:
        term.person.rank = max(term.person.rank, offices.rank(term))
    people = sorted(register.people.values(), key=lambda person: (-person.rank, person.id))
    for person in people:
        complete(person)
    everything = [*lands.values(), *organs.values(), *towns]
    everything += [*areas, *places.facilities(lands, towns)]
    check(everything, people)
    surnames = {key_of(surname) for person in people for surname in person.surnames}
    target.mkdir(parents=True, exist_ok=True)
    entity_heading = (
        "id type name name_en wikidata abbreviation adjectives aliases country part_of seat population rank"
    )
    write(target / "entities.tsv", entity_heading, [entity_row(place) for place in everything])
    index = name_index(everything, surnames)
    write(target / "names.tsv", "id form flags", index.names)
    write(target / "forms.tsv", "form names", index.forms)
    write(target / "reach.tsv", "word tokens", index.reach)
    write(target / "prefixes.tsv", "prefix id", index.prefixes)
    ids = {code: land.id for code, land in lands.items()}
    person_heading = "id name name_en wikidata aliases country gender full_name given patronymic surname rank"
    rows = [person_row(person, ids.get(person.country, "")) for person in people]
    write(target / "people.tsv", f"{person_heading} given_forms patronymic_forms surname_forms whole_forms", rows)
    write(target / "anchors.tsv", "word people", anchor_rows(rows))
    terms = sorted(register.terms, key=lambda term: (term.person.id, term.start, term.place.id, term.office))
    tenures = [[t.person.id, t.place.id, t.office, t.title, t.start, t.end, t.open_until] for t in terms]
    write(target / "tenures.tsv", "person place office title start end open_until", tenures)
    write(target / "memberships.tsv", "country organization status start end", membership_rows(source, lands, organs))
    write(target / "capitals.tsv", "country city", places.capitals(source, lands, towns))
    write(target / "same.tsv", "other id", places.same(source))


def check(everything: list[Place], people: list[offices.Person]) -> None:
    """Stop when two entities share an id."""
    seen: dict[str, str] = {}
    things: list[Place | offices.Person] = [*everything, *people]
    for thing in things:
        if thing.id in seen:
            raise SystemExit(f"{thing.id}: both {seen[thing.id]} and {thing.name}")
        seen[thing.id] = thing.name


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("source", type=Path, help="folder of the source tables")
    parser.add_argument("--target", type=Path, default=DATA, help="folder to write")
    options = parser.parse_args()
    build(options.source, options.target)
