"""An event of a document as its mentions build it up, and the entity that comes of it."""

from dataclasses import dataclass, field

from kg.model import Entity
from kg.reference import Reference
from kg.resolution.event_profile import GATHERINGS, Profile
from kg.resolution.labels import event_label

LEAD_SENTENCES = 2


@dataclass
class EventGroup:
    """An event under construction: the profiles joined so far."""

    profiles: list[Profile] = field(default_factory=list)
    inherited: Entity | None = None

    @property
    def type(self) -> str:
        """Return the class: Summit as soon as a mention says so."""
        types = [profile.mention.type for profile in self.profiles]
        return "Summit" if "Summit" in types else types[0]

    @property
    def organizers(self) -> tuple[Entity, ...]:
        """Return the organizations of the first mention that names any, else the inherited one."""
        own = next((profile.organizers for profile in self.profiles if profile.organizers), ())
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
        return self.first("year") or self.date[:4]

    @property
    def places(self) -> tuple[Entity, ...]:
        """Return the places that the mentions give, in text order."""
        return tuple(dict.fromkeys(place for profile in self.profiles for place in profile.places))

    @property
    def bilateral(self) -> bool:
        """Return whether a mention names only the two sides."""
        return any(profile.bilateral for profile in self.profiles)


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
    features = {("kind", event.type)}
    single = {
        "organizer": organizer.id if organizer else "",
        "ordinal": event.first("ordinal"),
        "year": event.year,
        "date": event.date,
        "sides": event.first("sides"),
        "level": event.first("level"),
        "month": _current_month(event, issued),
        "basis": "inherited" if event.inherited and organizer == event.inherited else "",
    }
    features |= {(name, value) for name, value in single.items() if value}
    features |= {("place", place.id) for place in event.places}
    when = event.date or event.year
    ordinal, sides = event.first("ordinal"), event.first("sides")
    mentions = [profile.mention for profile in event.profiles]
    return Entity(
        id=ident,
        type=event.type,
        name=event_label(event.type, mentions, organizer, ordinal, event.places, when, sides, reference),
        aliases=tuple(sorted({mention.normal for mention in mentions if mention.form == "name"})),
        features=tuple(sorted(features)),
    )


def _organizer(event: EventGroup, reference: Reference) -> Entity | None:
    """Return whose event it is: the organization where the text names it beside its organ, else the organ."""
    if not event.organizers:
        return None
    roots = [entity for entity in event.organizers if root_of(entity, reference) in (entity.id, entity.reference)]
    return (roots or list(event.organizers))[0]


def _current_month(event: EventGroup, issued: str | None) -> str:
    """Return the month of writing for an event that goes on, or that the lead reports as just held."""
    if not issued or len(issued) < len("2024-11") or event.first("shift") or event.year:
        return ""
    in_lead = event.profiles[0].mention.sentence < LEAD_SENTENCES
    time = event.first("time")
    return issued[:7] if time == "present" or (time == "past" and in_lead) else ""


def event_key(entity: Entity) -> tuple[str, ...] | None:
    """Return what an event is known by over all documents, or None where it cannot be told.

    Two events are one when the same organization's same level meets in the same month; where only
    the year is known, in the same year and city. An event without organizer or without any date
    stays apart.
    """
    organizer, sides = entity.feature("organizer") or "", entity.feature("sides") or ""
    if not organizer and not sides:
        return None
    family = "Gathering" if entity.type in GATHERINGS else entity.type
    date = entity.feature("date") or entity.feature("month") or entity.feature("year") or ""
    who = (family, organizer, sides, entity.feature("level") or "leaders")
    if len(date) >= len("2024-11"):
        return (*who, date[:7])
    place = entity.feature("place")
    return (*who, date, place) if date and place else None
