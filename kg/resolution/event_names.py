"""Readable names of the events of a corpus, from what all articles together know of each.

«Саммит ОДКБ, Астана, 28 ноября 2024» and "CSTO summit, Astana, 28 November 2024"; a meeting of two is
«Встреча: Владимир Путин – Си Цзиньпин, Пекин, 16 мая 2024». The plain names stay as aliases.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import BELIEVED, Entity, Extraction
from kg.reference.normal import key_of as name_key
from kg.resolution.event_words import name_words
from kg.resolution.labels import date_in_words, summit_label
from kg.types import is_a, kind_of

Key = tuple[str, ...]
NAMED = ("Person", "City", "Country", "Region", "Facility")
LEAST_PARTNERS = 2
DASH = " – "
VOTES = ("Election", "Referendum")
SURE = 0.65
"""Least confidence of what may stand in a name."""
YEAR = len("2024")
STEM = 4
"""Letters by which a country's name is known in any case: «Молдавии», «Молдова»."""


@dataclass(frozen=True)
class Known:
    """What a corpus knows beside the entities: how often a place and a day are told of an event.

    Attributes:
        names: Entity of every id that a feature may name.
        told: Values of takesPlaceIn and eventDate with the number of their proofs.
    """

    names: Mapping[str, Entity]
    told: Counter[str]


def named_events(
    merged: Mapping[Key, Entity],
    members: Mapping[Key, Sequence[Entity]],
    key_of: Mapping[tuple[str, str], Key],
    extractions: Iterable[Extraction],
) -> dict[Key, Entity]:
    """Return the merged entities of a corpus, events with their readable names.

    Args:
        merged: The entity of every key.
        members: The entities of single documents that it is.
        key_of: Key of every document's entities, by document and id.
        extractions: The documents, for how often a place and a day are told of an event.
    """
    told = _told(key_of, extractions)
    names = {entity.id: merged[key] for key, group in members.items() for entity in group}
    names |= {name_key(entity.name): entity for entity in merged.values() if kind_of(entity.type) in NAMED}
    return {
        key: named_event(entity, members[key], Known(names, told.get(key, Counter())))
        if is_a(entity.type, "Event")
        else entity
        for key, entity in merged.items()
    }


def _told(key_of: Mapping[tuple[str, str], Key], extractions: Iterable[Extraction]) -> dict[Key, Counter[str]]:
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for ident, counts in told_by(extraction).items():
            found[key_of[extraction.document.id, ident]].update(counts)
    return found


def told_by(extraction: Extraction) -> dict[str, Counter[str]]:
    """Return how often a document tells of the place and the day of each of its events, by the event's id."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for statement in extraction.statements:
        if statement.predicate in ("takesPlaceIn", "eventDate") and statement.status in BELIEVED:
            found[statement.subject][statement.object] += sum(item.confidence >= SURE for item in statement.evidence)
    return found


def named_event(entity: Entity, group: Sequence[Entity], known: Known) -> Entity:
    """Return a merged event with its readable names; an event read by the models alone keeps its own.

    Args:
        entity: The merged event, with the features of all of its group.
        group: The events of single documents that it is.
        known: What the corpus knows of places, people and days.
    """
    if not is_a(entity.type, "Event") or entity.feature("called") is None:
        return entity
    head = _head(entity)
    place, when = _place(entity, known, head), _when(entity, known, head)
    partners = _partners(entity, known)
    name = _joined(
        _with(head, [partner.name for partner in partners]), place.name if place else "", date_in_words(when)
    )
    own = {member.name for member in group}
    plain = {value for key, value in entity.features if key == "called"}
    return replace(
        entity,
        name=name,
        name_en=_english(entity, head, partners, place, when),
        aliases=tuple(sorted(({*entity.aliases, *plain} - own | plain) - {name})),
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _with(head: str, partners: Sequence[str]) -> str:
    """Return «Встреча: А – Б», the head alone without partners."""
    return f"{head}: {DASH.join(partners)}" if partners else head


def _values(entity: Entity, name: str) -> list[str]:
    return sorted(value for key, value in entity.features if key == name)


def _head(entity: Entity) -> str:
    """Return what kind of event it is and whose: «Саммит ОДКБ», the fullest proper name, or the fullest plain one."""
    short, sides = entity.feature("short"), entity.feature("sides")
    if entity.type == "Summit" and short and not sides:
        return summit_label(short, entity.feature("ordinal") or "")
    titles = [title[:1].upper() + title[1:] for title in _values(entity, "title")]
    plain = [name for name in _values(entity, "called") if not titles or name in titles] or _values(entity, "called")
    return max(plain, key=lambda name: (len(name), name))


def _partners(entity: Entity, known: Known) -> list[Entity]:
    """Return whose meeting it is, people where any are told, sorted by name."""
    if entity.feature("short") or entity.feature("sides"):
        return []
    found = [known.names[value] for value in _values(entity, "partner") if value in known.names]
    people = [partner for partner in found if partner.type == "Person"] or found
    is_meeting = len(people) >= LEAST_PARTNERS or entity.type in ("Visit", "Event")
    return sorted(people, key=lambda partner: (partner.name, partner.id)) if is_meeting else []


def _place(entity: Entity, known: Known, head: str) -> Entity | None:
    """Return the city told most often, else the place told most often; of a vote its country, unless it is named."""
    told = [value for value, proofs in known.told.items() if proofs and not value[:YEAR].isdecimal()]
    values = _values(entity, "place") or sorted(told)
    places = [known.names[value] for value in values if value in known.names]
    if entity.type in VOTES:
        countries = [known.names[value] for value in _values(entity, "country") if value in known.names]
        return next((place for place in countries if place.name[:STEM] not in head), None)
    order = sorted(places, key=lambda place: (place.type != "City", -known.told[place.id], place.name, place.id))
    return next(iter(order), None)


def _when(entity: Entity, known: Known, head: str) -> str:
    """Return the most precise date, of several days the one told most often, then the first; no year said before."""
    dates = _values(entity, "date") or _values(entity, "year")
    told = [value for value, proofs in known.told.items() if proofs and value[:YEAR].isdecimal()]
    dates += [day for day in told if not dates or any(day.startswith(date) for date in dates)]
    when = min(dates, key=lambda when: (-len(when), -known.told[when], when), default="")
    return "" if when in head else when


def _english(entity: Entity, head: str, partners: Sequence[Entity], place: Entity | None, when: str) -> str | None:
    """Return the English name, None where a part has no English name."""
    title = _head_en(entity, head)
    parts = [partner.name_en for partner in partners] + ([place.name_en] if place else [])
    if not title or not all(parts):
        return None
    people = [partner.name_en or "" for partner in partners]
    return _joined(_with(title, people), (place.name_en or "") if place else "", date_en(when))


def _head_en(entity: Entity, head: str) -> str:
    """Return "CSTO summit" for «Саммит ОДКБ», "17th BRICS summit", "Meeting"; "" for a name that is more than that."""
    words = name_words()["heads_en"]
    short, short_en, number = entity.feature("short"), entity.feature("short_en"), entity.feature("ordinal")
    plain = head.removesuffix(f" {short}") if short else head
    plain = plain.removeprefix(f"{number}-й ") if number else plain
    is_summit = entity.type == "Summit" and short_en and not entity.feature("sides")
    noun = words["саммит"] if is_summit else words.get(plain.lower())
    if not noun or (plain != head and not short_en):
        return ""
    body = short_en if is_summit or plain != head else ""
    text = " ".join(part for part in (ordinal_en(number) if number else "", body, noun) if part)
    return text[:1].upper() + text[1:]


def ordinal_en(number: str) -> str:
    """Return "38th" for "38", "21st" for "21"."""
    teen = number[-2:-1] == "1"
    return number + ("th" if teen else name_words()["ordinals_en"].get(number[-1], "th"))


def date_en(when: str) -> str:
    """Return "28 November 2024" for 2024-11-28, "November 2024" for 2024-11, "2024" for 2024, "" for ""."""
    year, *rest = when.split("-")
    months = name_words()["months_en"]
    return " ".join(
        [*(str(int(day)) for day in rest[1:]), *(months[int(month) - 1] for month in rest[:1]), year]
    ).strip()
