"""Countries, cities, regions and facilities from the tables and the supplements."""

import re
from pathlib import Path

from kg.curation.common import Place, several, slug, supplement, table, unique

FORMER_USSR = frozenset("RU BY UA KZ KG TJ UZ TM AM AZ GE MD LT LV EE".split())
NOT_COUNTRIES = frozenset("HK MO GL PR".split())
HISTORIC = frozenset("suhh yucs csxx cshh dd".split())
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+([ -][А-ЯЁа-яё][а-яё]*)*|[А-ЯЁ][а-яё]")
_TRUSTED = "Natural Earth"
_TABLE = ("name_ru", "official_name_ru", "aliases_ru", "adjective_ru", "name_en", "qid")


def countries(source: Path) -> dict[str, Place]:
    """Return the countries and territories by code (iso2, or the code of a former or breakaway state)."""
    more = {row["code"]: row for row in supplement("countries.csv")}
    demonyms = {row["code"]: several(row["demonyms"]) for row in supplement("demonyms.csv")}
    found: dict[str, Place] = {}
    for row in table(source / "countries.csv"):
        kind = "Region" if row["iso2"] in NOT_COUNTRIES else "Country"
        found[row["iso2"]] = _country(row, row["iso2"], kind, 10**10, more.get(row["iso2"], {}))
        found[row["iso2"]].demonyms = demonyms.get(row["iso2"], [])
    for row in table(source / "other_territories.csv"):
        historic = row["code"] in HISTORIC
        kind, rank = ("Country", 10**9) if historic else ("Region", 10**8)
        found[row["code"]] = _country(row, row["code"], kind, rank, more.get(row["code"], {}))
    for code, row in more.items():
        if code not in found:  # «Острова Кука», a state in free association
            found[code] = _country(dict.fromkeys(_TABLE, "") | row, code, "Country", 10**9, row)
    return found


def _country(row: dict[str, str], code: str, kind: str, rank: int, more: dict[str, str]) -> Place:
    name = more.get("name") or row["name_ru"]
    names = [row["name_ru"], row["official_name_ru"], *several(row["aliases_ru"]), *several(more.get("aliases", ""))]
    return Place(
        type=kind,
        name=name,
        name_en=row["name_en"],
        qid=more.get("qid") or row["qid"],
        adjectives=unique(several(row["adjective_ru"]) + several(more.get("adjectives", ""))),
        aliases=[alias for alias in unique(names) if alias != name and _is_name(alias)],
        rank=rank,
        code=code,
    )


def _is_name(text: str) -> bool:
    """Return whether news would write it so: not «Конго - Киншаса», «Конго (ДРК)», «Маршалловы о-ва»."""
    return "(" not in text and " - " not in text and "о-ва" not in text


def cities(source: Path, lands: dict[str, Place]) -> list[Place]:
    """Return the cities that news may name: large ones, capitals, those of the former USSR, venues."""
    more = {row["name_en"] + "/" + row["iso2"]: row for row in supplement("cities.csv")}
    found: dict[tuple[str, str], Place] = {}
    by_qid: dict[str, Place] = {}
    states = {land.qid for land in lands.values()}
    for row in sorted(table(source / "cities.csv"), key=lambda row: (-int(row["is_capital"]), -int(row["population"]))):
        extra = more.pop(f"{row['name_en']}/{row['iso2']}", {})
        name = extra.get("name") or row["name_ru"]
        if not name or row["iso2"] not in lands or not (extra or _is_kept(row, name)):
            continue
        city = _city(row, name, extra, lands[row["iso2"]])
        key = (name.lower().replace("ё", "е"), row["iso2"])
        if key in found or (city.qid and (city.qid in by_qid or city.qid in states)):
            continue  # a district, GeoNames' twin of the same place, a city state
        found[key] = city
        by_qid[city.qid] = city
    for place, extra in more.items():
        if not extra["population"]:
            print(f"no such city in the table: {place}")
            continue
        row = {"name_en": extra["name_en"], "qid": "", "population": extra["population"] or "10000", "is_capital": "0"}
        city = _city(row | {"iso2": extra["iso2"]}, extra["name"], extra, lands[extra["iso2"]])
        found[(extra["name"].lower(), extra["iso2"])] = city
    return list(found.values())


def _is_kept(row: dict[str, str], name: str) -> bool:
    if not _RUSSIAN.fullmatch(name):
        return False
    population = int(row["population"])
    if row["is_capital"] == "1" or (row["iso2"] in FORMER_USSR and population >= 20_000):
        return True
    trusted = row["name_ru_source"] == _TRUSTED or "only" in row["name_ru_source"]
    return population >= (100_000 if trusted else 300_000)


def _city(row: dict[str, str], name: str, extra: dict[str, str], land: Place) -> Place:
    population = int(row["population"])
    capital = row["is_capital"] == "1"
    return Place(
        type="City",
        name=name,
        name_en=row["name_en"],
        qid=extra.get("qid") or row["qid"],
        slug=slug(f"{name} {land.code}"),
        aliases=several(extra.get("aliases", "")),
        adjectives=several(extra.get("adjectives", "")),
        country=land.id,
        population=population,
        rank=population + (10**8 if capital else 0),
        flags={name: extra["flags"]} if extra.get("flags") else {},
    )


def regions(lands: dict[str, Place]) -> list[Place]:
    """Return the parts of countries and of the world, all written by hand."""
    found = []
    for row in supplement("regions.csv"):
        land = lands.get(row["country"])
        found.append(
            Place(
                type="Region",
                name=row["name"],
                name_en=row["name_en"],
                qid=row["qid"],
                slug=slug(row["name_en"] or row["name"]),
                aliases=several(row["aliases"]),
                country=land.id if land else "",
                code=row["code"],
                rank=10**7,
                flags={row["name"]: row["flags"]} if row["flags"] else {},
            )
        )
    return found


def facilities(lands: dict[str, Place], towns: list[Place]) -> list[Place]:
    """Return the venues, all written by hand."""
    by_name = {(town.name, town.country): town for town in reversed(towns)}
    found = []
    for row in supplement("facilities.csv"):
        land = lands.get(row["country"])
        town = by_name.get((row["city"], land.id if land else ""))
        found.append(
            Place(
                type="Facility",
                name=row["name"],
                name_en=row["name_en"],
                qid=row["qid"],
                slug=slug(row["name_en"] or row["name"]),
                aliases=several(row["aliases"]),
                country=land.id if land else "",
                seat=town.id if town else "",
                rank=10**6,
                flags={row["name"]: row["flags"]} if row["flags"] else {},
            )
        )
    return found


def capitals(source: Path, lands: dict[str, Place], towns: list[Place]) -> list[list[str]]:
    """Return pairs of country and capital."""
    found = []
    for row in table(source / "countries.csv"):
        land = lands[row["iso2"]]
        near = [town for town in towns if town.country == land.id]
        named = [town for town in near if row["capital_ru"] and row["capital_ru"] in (town.name, *town.aliases)]
        seat = named or [town for town in near if town.rank >= 10**8]
        if row["capital_ru"] == land.name and not named:
            found.append([land.id, land.id])  # Сингапур is its own capital
        elif seat and land.type == "Country":
            found.append([land.id, seat[0].id])
        elif row["capital_ru"]:
            print(f"no capital: {land.name} {row['capital_ru']}")
    return found


def same(source: Path) -> list[list[str]]:
    """Return pairs of another identifier and the primary one."""
    return [[row["qid_alt"], row["qid"]] for row in table(source / "countries.csv") if row["qid_alt"]]
