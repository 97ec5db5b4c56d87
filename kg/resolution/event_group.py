"""An event of a document as its mentions build it up, and the entity that comes of it."""

from dataclasses import dataclass, field

from kg.model import Entity
from kg.reference import Reference
from kg.resolution.event_profile import Profile
from kg.resolution.labels import date_in_words, event_label, place_label

LEAD_SENTENCES = 2
LEAST_PARTNERS = 2


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
        return self.first("year") or self.date[:4]

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
    features |= {("partner", partner.id) for partner in event.partners}
    when = event.date or event.year
    mentions = [profile.mention for profile in event.profiles]
    ordinal = event.first("ordinal")
    label = event_label(event.type, mentions, organizer, ordinal, bool(event.first("sides")), event.partners, reference)
    return Entity(
        id=ident,
        type=event.type,
        name=", ".join(part for part in (label, place_label(event.places), date_in_words(when)) if part),
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
