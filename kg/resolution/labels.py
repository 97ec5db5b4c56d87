"""Readable names of events and documents: «Саммит ОДКБ, Астана, 28 ноября 2024»."""

from collections.abc import Sequence

from kg.mentions.lexicon import date_words, event_words
from kg.model import Entity, Mention
from kg.reference import Reference
from kg.resolution.event_words import name_words

NOMINATIVE, GENITIVE = 0, 1
SHORTEST = 2
"""«ЕС» is known to all, «АС» is not: abbreviations of two letters stand only in `KNOWN_PAIRS`."""
KNOWN_PAIRS = ("ЕС",)
GENERIC_WORDS = 2
STEM = 5
"""Letters by which a word is known in any case."""


def event_label(
    kind: str,
    mentions: Sequence[Mention],
    organizer: Entity | None,
    ordinal: str,
    paired: bool,
    reference: Reference,
) -> str:
    """Return the readable name of an event without place, date and partners.

    Args:
        kind: Class of the event.
        mentions: Its mentions in text order.
        organizer: Whose event it is.
        ordinal: Number in its series, or an empty string.
        paired: Whether the mentions name two sides («саммит Россия — АСЕАН»).
        reference: Gives the abbreviation of the organizer.
    """
    short = short_name(organizer, reference)
    if kind == "Summit" and short and not paired:
        return summit_label(short, ordinal)
    named = [mention.normal for mention in mentions if mention.form == "name"]
    text = without_shift(max(named, key=len) if named else mentions[0].normal)
    text = text[:1].upper() + text[1:]
    if organizer and kind == "Summit" and not named:
        return summit_label(f"({organizer.name})", ordinal)
    if organizer and not _names(text, organizer) and not any(map(str.isupper, text[1:])):
        return f"{text} {short}" if short and not named else f"{text} ({short or organizer.name})"
    return text


def _names(text: str, organizer: Entity) -> bool:
    """Return whether a label names the organizer in some form: «саммит «нормандской четвёрки»»."""
    return all(word[:STEM] in text.lower() for word in organizer.name.lower().split())


def summit_label(short: str, ordinal: str) -> str:
    """Return «Саммит ОДКБ», «17-й саммит БРИКС»."""
    return f"{ordinal}-й саммит {short}" if ordinal else f"Саммит {short}"


def place_label(places: Sequence[Entity]) -> str:
    """Return the name of the city of an event, else of the first place, else an empty string."""
    cities = [place.name for place in places if place.type == "City"]
    return next(iter(cities or [place.name for place in places]), "")


def without_shift(text: str) -> str:
    """Return a name without the word that counts from another event: «Следующий саммит» → «саммит»."""
    words = text.split(" ")
    shifts = (*event_words()["next"], *event_words()["previous"])
    while len(words) > 1 and words[0].lower()[:-2] in {shift[:-2] for shift in (*shifts, "такой")}:
        words = words[1:]
    return " ".join(words)


def short_name(organizer: Entity | None, reference: Reference) -> str:
    """Return the abbreviation of an organization, or its name of one word; an empty string without either."""
    if organizer is None:
        return ""
    row = reference.entity(organizer.reference or organizer.id)
    counted = any(map(str.isdigit, row.abbreviation)) if row else False  # «G8»
    if row and (counted or len(row.abbreviation) > SHORTEST or row.abbreviation in KNOWN_PAIRS):
        return row.abbreviation
    return organizer.name if " " not in organizer.name else ""


def short_name_en(organizer: Entity | None, reference: Reference) -> str:
    """Return the English abbreviation of an organization, else its English name, else an empty string."""
    row = reference.entity(organizer.reference or organizer.id) if organizer else None
    return name_words()["short_en"].get(row.id, row.name_en) if row else ""


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
