"""What the parts of the build share: reading tables, slugs, keys, output rows."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SUPPLEMENTS = Path(__file__).parent / "tables"
ABBREVIATION = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z0-9+&-]*[А-ЯЁA-Z0-9+]")

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya".split(),
        strict=True,
    )
)


@dataclass
class Place:
    """A country, organization, city, region or facility on its way into `entities.tsv`."""

    type: str
    name: str
    name_en: str = ""
    qid: str = ""
    slug: str = ""
    abbreviation: str = ""
    adjectives: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    country: str = ""
    part_of: str = ""
    seat: str = ""
    population: int = 0
    rank: int = 0
    code: str = ""  # iso2 of a country, English abbreviation of an organization
    flags: dict[str, str] = field(default_factory=dict)  # name → flags of the name index

    @property
    def id(self) -> str:
        """Return the Wikidata id, else the slug."""
        return self.qid or self.slug


def table(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file; lines that begin with # are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter=delimiter)


def supplement(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a hand-written table, semicolons between the cells, empty cells filled in."""
    for row in table(SUPPLEMENTS / name, ";"):
        yield {key: (value or "").strip() for key, value in row.items() if key}


def several(cell: str) -> list[str]:
    """Return the values of a cell that «|» divides."""
    return [value.strip() for value in cell.split("|") if value.strip()]


def slug(name: str) -> str:
    """Return a readable ASCII slug of a Russian or English name («Кир Стармер» → kir-starmer)."""
    latin = "".join(_LATIN.get(letter, letter) for letter in name.lower())
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[.’']", "", latin)).strip("-")


def unique(values: list[str]) -> list[str]:
    """Return the values without repetitions and empty ones, in order."""
    return [value for value in dict.fromkeys(values) if value]
