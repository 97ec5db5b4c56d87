"""Organizations, their organs, and parliaments and other bodies of states."""

from pathlib import Path

from kg.curation.common import Place, several, slug, supplement, table, unique

GENITIVES = {
    "ООН": ["Организации Объединённых Наций"],
    "СНГ": ["Содружества Независимых Государств", "Содружества"],
    "ОДКБ": ["Организации Договора о коллективной безопасности"],
    "ШОС": ["Шанхайской организации сотрудничества"],
    "ЕАЭС": ["Евразийского экономического союза"],
    "ЕС": ["Европейского союза", "Евросоюза"],
    "АС": ["Африканского союза"],
    "ОБСЕ": ["Организации по безопасности и сотрудничеству в Европе"],
    "НАТО": ["Североатлантического альянса"],
    "ЛАГ": ["Лиги арабских государств"],
    "ОТГ": ["Организации тюркских государств"],
    "США": ["Соединённых Штатов", "Соединённых Штатов Америки"],
    "РФ": ["России", "Российской Федерации"],
}
"""What may stand for an abbreviation at the end of an organ's name («Совет глав государств СНГ»)."""


def organizations(source: Path, lands: dict[str, Place], towns: list[Place]) -> list[Place]:
    """Return the organizations of the table and the organs of the supplement."""
    more = {row["code"]: row for row in supplement("organizations.csv")}
    by_english = {town.name_en: town for town in reversed(sorted(towns, key=lambda town: (-town.rank, town.id)))}
    by_russian = {town.name: town for town in reversed(sorted(towns, key=lambda town: (-town.rank, town.id)))}
    found: dict[str, Place] = {}
    for row in table(source / "organizations.csv"):
        code = row["abbreviation_en"]
        extra = more.pop(code, {})
        seat = by_russian.get(extra.get("seat", "")) or by_english.get(row["headquarters_city"])
        found[code] = _organization(
            code,
            name=extra.get("name") or row["name_ru"],
            names=[row["name_ru"], *several(row["aliases_ru"])],
            abbreviation=extra.get("abbreviation") or row["abbreviation_ru"],
            name_en=row["name_en"],
            qid=extra.get("qid") or row["qid"],
            seat=seat,
            extra=extra,
            rank=10**9,
        )
    for code, extra in more.items():
        found[code] = _organization(
            code,
            name=extra["name"],
            names=[],
            abbreviation=extra["abbreviation"],
            name_en=extra["name_en"],
            qid=extra["qid"],
            seat=by_russian.get(extra["seat"]),
            extra=extra,
            rank=10**8 + (10**7 if extra["part_of"] else 0),
        )
    for code, organization in found.items():
        extra = next((row for row in supplement("organizations.csv") if row["code"] == code), {})
        whole = found.get(extra.get("part_of", ""))
        land = lands.get(extra.get("country", ""))
        organization.part_of = whole.id if whole else ""
        organization.country = land.id if land else ""
    return list(found.values())


def _organization(
    code: str,
    *,
    name: str,
    names: list[str],
    abbreviation: str,
    name_en: str,
    qid: str,
    seat: Place | None,
    extra: dict[str, str],
    rank: int,
) -> Place:
    drop = set(several(extra.get("drop", "")))
    aliases = unique([*names, *several(extra.get("aliases", ""))])
    return Place(
        type="Organization",
        name=name,
        name_en=name_en,
        qid=qid,
        slug=slug(name_en or name),
        abbreviation="" if abbreviation in drop else abbreviation,
        aliases=[alias for alias in aliases if alias not in (name, abbreviation) and alias not in drop],
        adjectives=several(extra.get("adjectives", "")),
        seat=seat.id if seat else "",
        rank=rank,
        code=code,
    )


def written_out(name: str) -> list[str]:
    """Return a name and its variants with the last abbreviation written out."""
    start, _, last = name.rpartition(" ")
    return [name, *(f"{start} {long}" for long in GENITIVES.get(last, ()))] if start else [name]
