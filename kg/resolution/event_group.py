"""An event of a document as its mentions build it up, and the entity that comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Entity
from kg.reference import Reference
from kg.resolution.event_owners import known_id, owner_of, side_of, where_of
from kg.resolution.event_profile import GATHERINGS, Profile
from kg.resolution.labels import date_in_words, event_label, place_label, short_name, short_name_en

LEAST_PARTNERS = 2
TITLED = ("Conference", "Exercise", "Celebration", "Conflict", "Event", "Summit", "Meeting")
DASHES = "–"


@dataclass
class EventGroup:
    """An event under construction: the profiles joined so far."""

    profiles: list[Profile] = field(default_factory=list)
    inherited: Entity | None = None
    series: str = ""
    """Title of the event before it that it is another one of: «прошлогодний форум»."""

    @property
    def type(self) -> str:
        """Return the class: Summit as soon as a mention says so."""
        types = [profile.mention.type for profile in self.profiles]
        return "Summit" if "Summit" in types else types[0]

    @property
    def organizers(self) -> tuple[Entity, ...]:
        """Return the organizations of the first mention that names any, else the inherited one."""
        told = [profile.organizers for profile in self.profiles if profile.organizers]
        own = next((found for found in told if any(entity.reference for entity in found)), told[0] if told else ())
        return own or ((self.inherited,) if self.inherited else ())

    def first(self, name: str) -> str:
        """Return the first value of a profile's field that is set, as text."""
        return next((str(value) for profile in self.profiles if (value := getattr(profile, name))), "")

    @property
    def date(self) -> str:
        """Return the most precise date that a mention gives."""
        return max((profile.date for profile in self.profiles if profile.date), key=len, default="")

    @property
    def year(self) -> str:
        """Return the year as text, or an empty string."""
        return self.first("year") or self.date[:4] or self.first("until")[:4]

    @property
    def places(self) -> tuple[Entity, ...]:
        """Return the places that the mentions give, in text order."""
        return tuple(dict.fromkeys(place for profile in self.profiles for place in profile.places))

    @property
    def partners(self) -> tuple[Entity, ...]:
        """Return whose meeting it is as the first mention tells that does, none where a body holds it."""
        if self.organizers or self.first("sides"):
            return ()
        found = next((item.partners for item in self.profiles if item.partners), ())
        return found if len(found) >= LEAST_PARTNERS or self.type in ("Event", "Visit") else ()

    @property
    def title(self) -> str:
        """Return the longest proper name that a mention gives, or an empty string."""
        named = [profile.mention.normal for profile in self.profiles if profile.proper or profile.themed]
        return max(named, key=lambda name: (len(name), name), default="")

    @property
    def bilateral(self) -> bool:
        """Return whether a mention names only the two sides."""
        return any(profile.bilateral for profile in self.profiles)

    @property
    def time(self) -> str:
        """Return whether the event lies behind, lasts or lies ahead, as the first mention that tells says."""
        return self.first("time") or self.profiles[0].tense


def root_of(entity: Entity, reference: Reference) -> str:
    """Return the id of the organization that an organ belongs to, the entity's own id for another one."""
    row = reference.entity(entity.reference or entity.id)
    for _ in range(3):
        above = reference.entity(row.part_of) if row and row.part_of else None
        if not above:
            break
        row = above
    return row.id if row else entity.id


def event_entity(ident: str, event: EventGroup, reference: Reference, issued: str | None) -> Entity:
    """Return the entity of an event; its features are what the text tells and resolution over documents compares."""
    organizer = _organizer(event, reference)
    is_root = organizer is not None and root_of(organizer, reference) in (organizer.id, organizer.reference)
    date = event.date or _month(event, issued)
    when = date or event.year
    mentions = [profile.mention for profile in event.profiles]
    ordinal = event.first("ordinal")
    label = event_label(event.type, mentions, organizer, ordinal, bool(event.first("sides")), reference)
    single = {
        "kind": event.type,
        "organizer": organizer.id if organizer else "",
        "root": known_id(organizer, root_of(organizer, reference)) if organizer else "",
        "ordinal": ordinal,
        "year": event.year or date[:4],
        "date": date,
        "until": max((item.until for item in event.profiles if item.until), default=""),
        "sides": event.first("sides"),
        "level": _level(event, organizer, reference),
        "portfolio": event.first("portfolio"),
        "scope": event.first("scope"),
        "office": event.first("office"),
        "basis": "inherited" if event.inherited and organizer == event.inherited else "",
        "issued": issued or "",
        "time": event.time,
        "shift": event.first("shift"),
        "title": _title(event),
        "called": label,
        "short": short_name(organizer, reference) if is_root else "",
        "short_en": short_name_en(organizer, reference) if is_root else "",
    }
    features = {(name, value) for name, value in single.items() if value}
    features |= _owners(event) | set(_where(event, reference)) | set(_who(event, reference, issued))
    return Entity(
        id=ident,
        type=event.type,
        name=", ".join(part for part in (label, place_label(event.places), date_in_words(when)) if part),
        aliases=tuple(sorted({mention.normal for mention in mentions if mention.form == "name"})),
        features=tuple(sorted(features)),
    )


def _month(event: EventGroup, issued: str | None) -> str:
    """Return the month that an adjective names: the next one for what will be, else the last one before writing."""
    month = event.first("month")
    if not month or not issued or len(issued) < len("2024-11"):
        return ""
    year, now = int(issued[:4]), issued[5:7]
    if event.time == "future":
        year += month < now
    else:
        year -= month > now
    return f"{event.year or year}-{month}"


def _organizer(event: EventGroup, reference: Reference) -> Entity | None:
    """Return whose event it is: the organization where the text names it beside its organ, else the organ."""
    if not event.organizers:
        return None
    roots = [entity for entity in event.organizers if root_of(entity, reference) in (entity.id, entity.reference)]
    known = [entity for entity in roots if entity.reference]  # «встреча глав МИД G20» is no meeting of a ministry
    return (known or roots or list(event.organizers))[0]


def _level(event: EventGroup, organizer: Entity | None, reference: Reference) -> str:
    """Return who meets: as the words tell, else the organ, which is then no meeting of the heads of states."""
    told = event.first("level")
    if told or event.type == "Summit" or not organizer:
        return told
    organs = [item for item in event.organizers if root_of(item, reference) not in (item.id, item.reference)]
    return known_id(organs[0], organs[0].id) if organs else ""


def _title(event: EventGroup) -> str:
    """Return the longest proper name of an event that no body or pair of sides is known for."""
    if event.type not in TITLED or event.first("sides") or (event.organizers and event.type != "Exercise"):
        return ""
    return event.title or event.series


def _where(event: EventGroup, reference: Reference) -> Iterator[tuple[str, str]]:
    for place in event.places:
        yield from where_of(place, reference)


def _owners(event: EventGroup) -> set[tuple[str, str]]:
    """Return the country whose election it is, none where a mention names several."""
    owners = next((profile.owners for profile in event.profiles if profile.owners), ())
    return {("country", owners[0].id)} if len(owners) == 1 else set()


def _who(event: EventGroup, reference: Reference, issued: str | None) -> Iterator[tuple[str, str]]:
    """Yield the partners, the countries that they speak for, and whose election or inauguration it is."""
    day = max((event.date, issued or ""), key=len)
    for partner in event.partners:
        yield "partner", known_id(partner, partner.id)
        side = side_of(partner, reference, day)
        if side:
            yield "side", side
    for name in event.first("sides").split(DASHES) if event.type in (*GATHERINGS, "Negotiation") else ():
        side = owner_of(name, reference)
        if side:
            yield "side", side
