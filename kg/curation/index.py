"""The rows of the name index: every name of every place with its case forms and flags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pymorphy3

from kg.curation import decline
from kg.curation.common import ABBREVIATION, SUPPLEMENTS, Place, several, supplement, table
from kg.curation.organizations import written_out
from kg.reference.normal import key_of
from kg.reference.tables import paradigm

_MORPH = pymorphy3.MorphAnalyzer()
_STATES = ("Республика", "Королевство", "Государство", "Княжество", "Султанат")


@dataclass
class Index:
    """The rows of the files of the name index."""

    names: list[list[str]]
    forms: list[list[str]]
    reach: list[list[str]]
    prefixes: list[list[str]]


def name_index(places: list[Place], surnames: set[str]) -> Index:
    """Return the rows of all names, best known first, of their forms, and of what a first word may begin."""
    ranked = sorted(places, key=lambda place: (-place.rank, place.id))
    rows = _name_rows(ranked, surnames)
    forms: dict[str, dict[int, int]] = {}
    for number, (_, _, _, cell) in enumerate(rows):
        for form, case in paradigm(cell):
            masks = forms.setdefault(form, {})
            masks[number] = masks.get(number, 0) | 1 << case
    coded = [[form, " ".join(f"{n}:{mask}" for n, mask in masks.items())] for form, masks in sorted(forms.items())]
    return Index([row[:3] for row in rows], coded, _reach_rows(forms), _prefix_rows(places))


def _reach_rows(forms: Iterable[str]) -> list[list[str]]:
    """Return for first words how many tokens a name may take: signs and two quotation marks count."""
    reach: dict[str, int] = {}
    for form in forms:
        signs = sum(form.count(sign) for sign in "-'/+.")
        if " " not in form and not signs:
            continue
        bound = form.count(" ") + 1 + 2 * signs + 2
        first = form.split(" ", 1)[0]
        for end in range(1, len(first) + 1):
            if end == len(first) or first[end] in "-'/+.":
                reach[first[:end]] = max(reach.get(first[:end], 0), bound)
    return [[head, str(bound)] for head, bound in sorted(reach.items())]


def _name_rows(places: list[Place], surnames: set[str]) -> list[list[str]]:
    """Return rows of entity, kind of form, flags and paradigm."""
    ambiguous = {key_of(row["form"]) for row in supplement("ambiguous.csv")}
    manual = {row["name"]: row["forms"] for row in table(SUPPLEMENTS / "declensions.csv")}
    rows: dict[tuple[str, str, str], list[str]] = {}
    for place in places:
        for name in _names(place):
            form = "abbreviation" if ABBREVIATION.fullmatch(name) else "name"
            flags = _flags(place, name, ambiguous, surnames)
            for cell in _paradigms(place, name, manual):
                row = rows.setdefault((place.id, form, cell), [place.id, form, flags, cell])
                row[2] = "".join(sorted({*row[2], *flags}))  # «Кнессет» and «кнессет»
        for lemma in place.adjectives:
            cell = _cell(decline.all_adjective_forms(lemma))
            rows[(place.id, "adjective", cell)] = [place.id, "adjective", "", cell]
        for noun in place.demonyms:
            cell = _cell(decline.word(noun))
            rows[(place.id, "adjective", cell)] = [place.id, "adjective", "", cell]
    return list(rows.values())


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
        tail = decline.first(decline.phrase(rest, tags=tags))
        cells.append(_cell(tuple(f"{one} {two}" for one, two in zip(decline.word(head), tail, strict=True))))
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
    proper = sum(float(p.score) for p in parses if re.search("Geox|Name|Surn|Abbr|Orgn|Patr", str(p.tag)))
    return 1 - proper / sum(float(p.score) for p in parses)


def _prefix_rows(places: list[Place]) -> list[list[str]]:
    """Return the first halves of compounds: «российско-китайский», «франко-германский»."""
    rows: dict[str, str] = {}
    for place in places:
        if place.type not in ("Country", "Region"):
            continue
        for lemma in place.adjectives:
            rows.setdefault(key_of(lemma[:-2] + "о"), place.id)
    for row in supplement("prefixes.csv"):
        owner = next(place for place in places if place.code == row["code"])
        for prefix in several(row["prefixes"]):
            rows[prefix] = owner.id
    return [[prefix, ident] for prefix, ident in sorted(rows.items())]
