"""People and their terms of office from the tables and the supplements."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.curation.common import Place, several, slug, supplement, table, unique

_LAST_EDITION = "2026-01"
_RANKS = {"head_of_state": 100, "head_of_government": 90, "head_of_organization": 60, "foreign_minister": 50}
_WEIGHTS = {"RU": 100, "BY": 50, "KZ": 50, "US": 50, "UA": 50, "CN": 50}
_WEIGHTY = frozenset(
    "KG UZ TJ TM AM AZ GE MD DE FR GB IT TR IR IN JP KP KR IL SA BR ZA EG SY PL HU CU VE CA".split()
) | {
    "UN",
    "NATO",
    "CSTO",
    "CIS",
    "SCO",
    "EEC",
    "IAEA",
    "WHO",
    "IMF",
    "OSCE",
    "EU",
    "European Commission",
    "European Council",
}
_SEEN_UNTIL = {
    "in office at the last edition (January 2026)": _LAST_EDITION,
    "not known to have ended by January 2026": _LAST_EDITION,
    "in office at the end of the data (2014-12-31)": "2014-12-31",
    "not stated in 2022": "2022-10",
}
_TITLES = {
    "President": "президент",
    "Prime Minister": "премьер-министр",
    "Premier": "премьер-министр",
    "King": "король",
    "Queen": "королева",
    "Chancellor": "канцлер",
    "Emperor": "император",
    "Amir": "эмир",
    "Prince": "князь",
    "Pope": "папа римский",
    "Supreme Leader": "верховный лидер",
    "Grand Duke": "великий герцог",
    "Acting President": "исполняющий обязанности президента",
    "Interim President": "временный президент",
    "Acting Prime Minister": "исполняющий обязанности премьер-министра",
    "Interim Prime Minister": "временный премьер-министр",
    "President of the Swiss Confederation": "президент Конфедерации",
    "Chairman of the Presidency": "председатель Президиума",
    "Chairperson of the Presidency": "председатель Президиума",
    "Secretary-General": "генеральный секретарь",
    "Secretary General": "генеральный секретарь",
    "Executive Secretary": "исполнительный секретарь",
    "Director-General": "генеральный директор",
    "Director General": "генеральный директор",
    "Managing Director": "директор-распорядитель",
    "High Representative": "верховный представитель",
    "Chairman of the Board": "председатель коллегии",
    "State Secretary": "государственный секретарь",
    "Chairperson of the Commission": "председатель комиссии",
    "Chairman of the Management Board": "председатель правления",
}
_DEFAULT_TITLES = {"head_of_state": "глава государства", "head_of_government": "глава правительства"}


@dataclass
class Person:
    """A person on the way into `people.tsv`."""

    name: str
    name_en: str = ""
    qid: str = ""
    country: str = ""
    gender: str = ""
    givens: list[str] = field(default_factory=list)  # spellings, the usual one first
    patronymic: str = ""
    surnames: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    rank: int = 0

    @property
    def id(self) -> str:
        """Return the Wikidata id, else a slug of the name."""
        return self.qid or slug(self.name)


@dataclass
class Term:
    """A term of office: dates are whole or partial ISO, empty where not known."""

    person: Person
    place: Place
    office: str
    title: str
    start: str
    end: str
    open_until: str
    trusted: bool


class Register:
    """Collects people and terms; one name is one person unless two identifiers say otherwise."""

    def __init__(
        self, lands: dict[str, Place], organizations: dict[str, Place], identifiers: dict[tuple[str, str], str]
    ) -> None:
        self.lands, self.organizations = lands, organizations
        self.people: dict[str, Person] = {}
        self.by_qid: dict[str, Person] = {}
        self.terms: list[Term] = []
        self.identifiers = identifiers
        self.details = {row["name"]: row for row in supplement("people.csv")}

    def person(self, name: str, *, name_en: str, qid: str, country: str) -> Person:
        """Return the person of this name, made or filled in."""
        detail = self.details.get(name, {})
        name = detail.get("news_name") or name
        qid = qid or detail.get("qid", "") or self.identifiers.get((country, name_en.lower()), "")
        key = name.lower().replace("ё", "е")
        known = self.by_qid.get(qid) or self.people.get(key)
        if known is not None and qid and known.qid and known.qid != qid:
            key, known = f"{key} {qid}", None  # a namesake
        if known is None:
            known = self.people[key] = Person(name)
        elif known.name != name and key not in self.people:
            known.aliases = unique([*known.aliases, name])  # another spelling: «Жан-Марк Эйро»
        if qid:
            self.by_qid[qid] = known
        known.name_en = known.name_en or name_en
        known.qid = known.qid or qid
        known.country = known.country or detail.get("country", "") or country
        for field_name in ("gender", "patronymic"):
            setattr(known, field_name, getattr(known, field_name) or detail.get(field_name, ""))
        known.givens = known.givens or several(detail.get("given", ""))
        known.surnames = known.surnames or several(detail.get("surname", ""))
        known.aliases = unique(known.aliases + several(detail.get("aliases", "")))
        return known

    def term(self, term: Term) -> None:
        """Add a term, or widen the one that it repeats (the same person, place and office)."""
        for other in self.terms:
            same = (other.person, other.place.id, other.office) == (term.person, term.place.id, term.office)
            if same and _touch(other, term):
                _unite(other, term)
                return
        self.terms.append(term)


def _touch(one: Term, two: Term) -> bool:
    """Return whether two terms of one office share a time, unknown ends counting as open."""
    first, second = sorted((one, two), key=lambda term: term.start)
    return not first.end or not second.start or second.start[:7] <= first.end[:7]


def _unite(kept: Term, added: Term) -> None:
    """Join a repeated term: hand-written dates win over those of a source that saw less."""
    if added.trusted and not kept.trusted:
        kept.start, kept.end, kept.open_until = added.start, added.end, added.open_until
        kept.title, kept.trusted = added.title or kept.title, True
        return
    if kept.trusted and not added.trusted:
        return
    kept.start = min(kept.start, added.start) if kept.start and added.start else kept.start or added.start
    kept.end = "" if not kept.end or not added.end else max(kept.end, added.end)
    kept.open_until = max(kept.open_until, added.open_until) if not kept.end else ""


def leaders(source: Path, register: Register) -> None:
    """Add heads of states and governments; rows without a Russian name or a free licence are left out."""
    names = {(row["iso2"], row["name_en"]): row["name"] for row in supplement("leader_names.csv")}
    rows = sorted(table(source / "leaders.csv"), key=lambda row: "general-knowledge" not in row["source"])
    for row in rows:
        name = names.get((row["iso2"], row["name_en"]), row["name_ru"])
        land = register.lands.get(row["iso2"])
        if not name or name == "-" or land is None or not row["office"] or row["source"].startswith("REIGN"):
            continue
        qid = row["qid"] if not names.get((row["iso2"], row["name_en"])) or row["qid"] else ""
        person = register.person(name, name_en=row["name_en"], qid=qid, country=row["iso2"])
        title = _TITLES.get(row["title"], _DEFAULT_TITLES[row["office"]])
        until = _SEEN_UNTIL.get(row["end_basis"], "") if not row["end"] else ""
        if not row["end"] and not until:
            until = row["start"]  # «left before January 2026, date not given»
        trusted = "general-knowledge" in row["source"]
        register.term(Term(person, land, row["office"], title, row["start"], row["end"], until, trusted))


def heads(source: Path, register: Register) -> None:
    """Add heads of organizations from the table."""
    for row in table(source / "org_heads.csv"):
        place = register.organizations[row["organisation"]]
        person = register.person(row["name_ru"], name_en=row["name_en"], qid=row["qid"], country="")
        title = _TITLES.get(row["office"], "глава организации")
        until = "" if row["end"] else _LAST_EDITION
        register.term(Term(person, place, "head_of_organization", title, row["start"], row["end"], until, True))


def officials(register: Register) -> None:
    """Add the people of the hand-written table."""
    for row in supplement("officials.csv"):
        place = register.lands.get(row["place"]) or register.organizations[row["place"]]
        country = row["country"] or (row["place"] if row["place"] in register.lands else "")
        person = register.person(row["name"], name_en=row["name_en"], qid=row["qid"], country=country)
        until = "" if row["end"] else row["seen"] or _LAST_EDITION
        register.term(Term(person, place, row["office"], row["title"], row["start"], row["end"], until, True))


def identifiers(source: Path) -> dict[tuple[str, str], str]:
    """Return Wikidata ids by country and English name, only where a name has one id in the country."""
    found: dict[tuple[str, str], set[str]] = {}
    for file in ("officials.csv", "leaders.csv"):
        for row in table(source / file):
            if row["qid"]:
                found.setdefault((row["iso2"], row["name_en"].lower()), set()).add(row["qid"])
    return {key: next(iter(qids)) for key, qids in found.items() if len(qids) == 1}


def rank(term: Term) -> int:
    """Return how well known a term makes its person: the office, the country, and how recent it is."""
    weight = _WEIGHTS.get(term.place.code, 30 if term.place.code in _WEIGHTY else 10)
    recent = 2 if not term.end or term.end >= "2000" else 1
    return _RANKS.get(term.office, 30) * weight * recent
