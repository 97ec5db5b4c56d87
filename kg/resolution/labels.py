"""Readable names of events and documents: «Саммит ОДКБ, Астана, 28 ноября 2024»."""

from collections.abc import Sequence

from kg.mentions.lexicon import date_words, event_words
from kg.model import Entity, Mention
from kg.reference import Reference

NOMINATIVE, GENITIVE = 0, 1
SHORTEST = 2
"""«ЕС» is known to all, «АС» is not: abbreviations of two letters stand only in `KNOWN_PAIRS`."""
KNOWN_PAIRS = ("ЕС",)
GENERIC_WORDS = 2


def event_label(
    kind: str,
    mentions: Sequence[Mention],
    organizer: Entity | None,
    ordinal: str,
    places: Sequence[Entity],
    date: str,
    sides: str,
    reference: Reference,
) -> str:
    """Return the readable name of an event.

    Args:
        kind: Class of the event.
        mentions: Its mentions in text order.
        organizer: Whose event it is.
        ordinal: Number in its series, or an empty string.
        places: Where it takes place.
        date: Partial ISO date, or an empty string.
        sides: The two sides of a bilateral event, or an empty string.
        reference: Gives the abbreviation of the organizer.
    """
    base = _base(kind, mentions, _short(organizer, reference), ordinal, organizer.name if organizer else "", sides)
    where = next((place.name for place in places if place.type == "City"), None) or next(
        (place.name for place in places), None
    )
    return ", ".join(part for part in (base, where, date_in_words(date)) if part)


def _base(kind: str, mentions: Sequence[Mention], organizer: str, ordinal: str, full: str, sides: str) -> str:
    named = [mention.normal for mention in mentions if mention.form == "name"]
    if kind == "Summit" and organizer and not sides:
        return f"{ordinal}-й саммит {organizer}" if ordinal else f"Саммит {organizer}"
    text = without_shift(max(named, key=len) if named else mentions[0].normal)
    if full and full.lower() not in text.lower() and not any(letter.isupper() for letter in text[1:]):
        return f"{text[:1].upper()}{text[1:]} ({full})"  # «38-й саммит организации»
    if organizer and not named:
        text = f"{text} {organizer}"
    return text[:1].upper() + text[1:]


def without_shift(text: str) -> str:
    """Return a name without the word that counts from another event: «Следующий саммит» → «саммит»."""
    words = text.split(" ")
    shifts = (*event_words()["next"], *event_words()["previous"])
    while len(words) > 1 and words[0].lower()[:-2] in {shift[:-2] for shift in shifts}:
        words = words[1:]
    return " ".join(words)


def _short(organizer: Entity | None, reference: Reference) -> str:
    """Return the abbreviation of an organization, or its name of one word; an empty string without either."""
    if organizer is None:
        return ""
    row = reference.entity(organizer.reference or organizer.id)
    if row and (len(row.abbreviation) > SHORTEST or row.abbreviation in KNOWN_PAIRS):
        return row.abbreviation
    return organizer.name if " " not in organizer.name else ""


def date_in_words(date: str) -> str:
    """Return «28 ноября 2024» for 2024-11-28, «ноябрь 2024» for 2024-11, «2024» for 2024."""
    parts = date.split("-")
    if len(parts) == 1:
        return date
    month = date_words()["months"][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month[NOMINATIVE]} {parts[0]}"
    return f"{int(parts[2])} {month[GENITIVE]} {parts[0]}"


def document_label(mention: Mention, event: Entity | None) -> str:
    """Return the readable name of a signed document.

    A name that would fit many («итоговая декларация») is followed by the event's, when that one is dated.
    """
    text = mention.normal[:1].upper() + mention.normal[1:]
    generic = mention.form != "name" or len(text.split()) <= GENERIC_WORDS
    dated = event is not None and (event.feature("date") or event.feature("year"))
    return f"{text} ({event.name})" if event and generic and dated else text
