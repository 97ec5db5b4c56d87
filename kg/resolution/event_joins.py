"""What keeps a mention from being an event told of before: its number, its scope, who meets, whose it is."""

from kg.model import Entity
from kg.resolution.event_group import EventGroup
from kg.resolution.event_profile import Profile

DAYS_OF_ONE_EVENT = 4


def is_one_more(profile: Profile, event: EventGroup) -> bool:
    """Return whether a number tells of another event that lies ahead: «пятая встреча состоится в Душанбе»."""
    counted = bool(profile.ordinal) and not event.first("ordinal")
    return counted and profile.time == "future" and event.profiles[0].tense in ("past", "present")


def partners_fit(profile: Profile, event: EventGroup) -> bool:
    """Return whether the same people meet: «встреча Путина с Пашиняном» is not that with Алиев, nor the forum."""
    if len(profile.partners) > 1 and len(event.partners) > 1:
        return set(profile.partners) == set(event.partners)
    return len(profile.partners) < 2 or not (event.organizers or event.type in ("Summit", "Conference"))


def scope_fits(profile: Profile, event: EventGroup) -> bool:
    """Return whether a mention may mean an event with or without a scope: «форум» the «деловой форум», no summit."""
    known = event.first("scope")
    if profile.scope or not known:
        return profile.scope == known
    return not profile.named and any(other.noun == profile.noun for other in event.profiles)


def shortens(own: Entity, known: Entity) -> bool:
    """Return whether one organization is but a word of the other's name: «Содружество» before «СНГ» is spelt out."""
    short, full = sorted((own, known), key=lambda entity: len(entity.name))
    return not short.reference and " " not in short.name and short.name.lower() in full.name.lower().split()


def is_proper(profile: Profile) -> bool:
    """Return whether a phrase names its event rather than its kind."""
    return bool(profile.proper or profile.organizers or profile.ordinal or profile.year or profile.sides)


def same(own: str | int | None, other: str) -> bool:
    """Return whether two values agree as far as both are told."""
    return not own or not other or str(own) == other


def near(own: str | None, other: str) -> bool:
    """Return whether two partial dates can be days of one event."""
    if not own or not other:
        return True
    if len(own) == len(other) == len("2024-11-28"):
        return own[:7] == other[:7] and abs(int(own[8:]) - int(other[8:])) <= DAYS_OF_ONE_EVENT
    shorter = min(len(own), len(other))
    return own[:shorter] == other[:shorter]
