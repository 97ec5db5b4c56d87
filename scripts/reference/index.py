"""The rows of the name index: every name of every place with its case forms and flags."""

import re
from functools import cache

import pymorphy3

from kg.reference.normal import key_of

from . import decline
from .common import ABBREVIATION, SUPPLEMENTS, Place, several, supplement, table
from .organizations import written_out

_MORPH = pymorphy3.MorphAnalyzer()
_STATES = ("Республика", "Королевство", "Государство", "Княжество", "Султанат")


def name_rows(places: list[Place], surnames: set[str]) -> list[list[str]]:
    """Return rows of entity, kind of form, flags and paradigm for the name index."""
    ambiguous = {key_of(row["form"]) for row in supplement("ambiguous.csv")}
    manual = {row["name"]: row["forms"] for row in table(SUPPLEMENTS / "declensions.csv")}
    rows: dict[tuple[str, str, str], list[str]] = {}
    for place in places:
        for name in _names(place):
            form = "abbreviation" if ABBREVIATION.fullmatch(name) else "name"
            flags = _flags(place, name, ambiguous, surnames)
            for cell in _paradigms(place, name, manual):
                rows.setdefault((place.id, form, cell), [place.id, form, flags, cell])
        for lemma in place.adjectives:
            cell = _cell(decline.all_adjective_forms(lemma))
            rows[(place.id, "adjective", cell)] = [place.id, "adjective", "", cell]
    return list(rows.values()) + _prefix_rows(places)


def _names(place: Place) -> list[str]:
    names = [place.name, place.abbreviation, *place.aliases]
    if place.type == "Organization":
        names = [variant for name in names for variant in written_out(name)]
    plain = (name.split(" (")[0] for name in names)  # «Дворец независимости (Минск)»
    return [name for name in dict.fromkeys(plain) if name]


def _paradigms(place: Place, name: str, manual: dict[str, str]) -> list[str]:
    if name in manual:
        return ["|".join("~".join(map(key_of, cell.split("~"))) for cell in manual[name].split("|"))]
    tags = "Geox" if place.type in ("Country", "City", "Region") else ""
    cells = [_cell(decline.phrase(name, tags=tags))]
    head, _, rest = name.partition(" ")
    if place.type == "Country" and head in _STATES and rest and decline.is_nominative(rest.split(" ")[0]):
        # «Республики Корея» and «Республики Кореи»
        both = [f"{one} {two}" for one, two in zip(decline.word(head), decline.first(decline.phrase(rest, tags=tags)), strict=True)]
        cells.append(_cell(tuple(both)))
    return cells


def _cell(forms: decline.Forms) -> str:
    keys = ["~".join(dict.fromkeys(key_of(form) for form in cell.split("~"))) for cell in forms]
    return keys[0] if len(set(keys)) == 1 and "~" not in keys[0] else "|".join(keys)


def _flags(place: Place, name: str, ambiguous: set[str], surnames: set[str]) -> str:
    flags = place.flags.get(name, "")
    if key_of(name) in ambiguous or _is_doubtful(place, name, surnames):
        flags += "?"
    elif _is_homograph(name):
        flags += "s"
    if name[0].islower() or name in ("Большая двадцатка", "Большая семёрка", "Большая восьмёрка"):
        flags += "l"
    return "".join(sorted(set(flags.replace("!", ""))))


def _is_doubtful(place: Place, name: str, surnames: set[str]) -> bool:
    """Return whether a town's name is rather a person's or a common word («Владимир», «Киров», «Орёл»)."""
    if place.type != "City" or " " in name or place.rank >= 10**8 or "!" in place.flags.get(name, ""):
        return False
    if key_of(name) in surnames:
        return True
    return place.population < 1_000_000 and (_is_person_name(name) or _is_homograph(name))


@cache
def _is_person_name(name: str) -> bool:
    parses = _MORPH.parse(name) if _MORPH.word_is_known(name.lower()) else []
    return any("nomn" in p.tag and ("Surn" in p.tag or "Name" in p.tag) for p in parses)


@cache
def _is_homograph(name: str) -> bool:
    """Return whether a name is rather a common word in some case («Того», «Вена», «Дели»)."""
    if " " in name or "-" in name or not _MORPH.word_is_known(name.lower()):
        return False
    forms = {form for cell in decline.phrase(name, tags="Geox") for form in cell.split("~")}
    return any(_common_weight(form.lower()) > 0.5 for form in forms)


def _common_weight(form: str) -> float:
    if not _MORPH.word_is_known(form):
        return 0.0
    parses = _MORPH.parse(form)
    proper = sum(p.score for p in parses if re.search("Geox|Name|Surn|Abbr|Orgn|Patr", str(p.tag)))
    return 1 - proper / sum(p.score for p in parses)


def _prefix_rows(places: list[Place]) -> list[list[str]]:
    """Return the first halves of compounds: «российско-китайский», «франко-германский»."""
    rows = {}
    for place in places:
        if place.type not in ("Country", "Region"):
            continue
        for lemma in place.adjectives:
            rows.setdefault(key_of(lemma[:-2] + "о"), place.id)
    for row in supplement("prefixes.csv"):
        owner = next(place for place in places if place.code == row["code"])
        for prefix in several(row["prefixes"]):
            rows[prefix] = owner.id
    return [[ident, "prefix", "", prefix] for prefix, ident in rows.items()]
