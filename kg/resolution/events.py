"""Which mentions of events are one event, inside a document and over documents."""

from collections.abc import Sequence

from kg.mentions.dates import DateMention
from kg.mentions.event_nouns import taken_up
from kg.model import Analysis, Entity, Link, Mention
from kg.reference import Reference
from kg.resolution.event_group import EventGroup, event_entity, root_of
from kg.resolution.event_joins import is_one_more, is_proper, near, partners_fit, same, scope_fits, shortens
from kg.resolution.event_keys import event_keys
from kg.resolution.event_profile import GATHERINGS, Profile, Reader
from kg.types import is_a

__all__ = ["event_keys", "resolve_events"]

MANY_MENTIONS = 3
FADING = 0.34
TOPIC = 1.5
FAR = 3
LEAD = 4
RECALL = 2
ANOTHER = 2
TALK = "беседа"
"""What is never a gathering of a body, but a talk of two."""


def resolve_events(
    analysis: Analysis,
    mentions: Sequence[Mention],
    links: Sequence[Link],
    entities: Sequence[Entity],
    dates: Sequence[DateMention],
    reference: Reference,
    issued: str | None = None,
) -> tuple[tuple[Entity, ...], tuple[Link, ...]]:
    """Return the events of a document and the links of their mentions.

    Args:
        analysis: The document.
        mentions: Its event mentions in text order.
        links: Links of people, places and organizations.
        entities: What they link to.
        dates: The document's dates.
        reference: Background knowledge: parts of organizations, countries of cities.
        issued: When the document was written, whole or partial ISO, where it is known.

    Returns:
        Entities with ids `DOCUMENT#evN` in order of first mention; links in text order. A bare
        «встреча» that fits no event has no link.
    """
    by_id = {entity.id: entity for entity in entities}
    reader = Reader(analysis, links, by_id, dates, reference)
    profiles = [reader.profile(mention) for mention in mentions]
    resolver = _Resolver(reference, issued, _first_future_year(profiles))
    for profile in profiles:
        resolver.add(profile)
    resolver.inherit(links, by_id)
    found, linked = [], []
    for number, event in enumerate(resolver.events, 1):
        entity = event_entity(f"{analysis.document.id}#ev{number}", event, reference, issued)
        found.append(entity)
        linked += [Link(profile.mention, entity.id, 0.9, "event") for profile in event.profiles]
    return tuple(found), tuple(sorted(linked, key=lambda link: link.mention.span))


def _first_future_year(profiles: Sequence[Profile]) -> str:
    """Return the earliest year of an event that is said to lie ahead, or "" («форум 2011 года проведут США»)."""
    return min((profile.year for profile in profiles if profile.year and profile.time == "future"), default="")


class _Resolver:
    """Joins mentions to events in text order."""

    def __init__(self, reference: Reference, issued: str | None, future_year: str) -> None:
        self.reference = reference
        self.issued = issued or ""
        self.future_year = future_year
        self.events: list[EventGroup] = []

    def add(self, profile: Profile) -> None:
        """Join a mention to the event that it fits best, or open a new one."""
        fitting = [event for event in self.events if not profile.alike and self._fits(profile, event)]
        if fitting:
            best = max(fitting, key=lambda event: self._rank(profile, event))
            best.profiles.append(profile)
        elif _opens(profile) or not self.events:
            self.events.append(EventGroup([profile]))

    def _rank(self, profile: Profile, event: EventGroup) -> tuple[float, ...]:
        """Return what decides between fitting events: for «та встреча» the one told of last, else support, salience."""
        if profile.points:
            return (event.profiles[-1].mention.span.start,)
        return self._support(profile, event), self._salience(profile, event)

    def _salience(self, profile: Profile, event: EventGroup) -> float:
        """Return how present an event is: the text's main one, of its noun and tense, told of often, told of last."""
        same_type = int(any(other.mention.type == profile.mention.type for other in event.profiles))
        same_noun = int(any(other.noun == profile.noun for other in event.profiles))
        same_noun *= 1 + bool(event.first("scope"))  # the «форум» of a text is rather its «экономический форум»
        if not profile.named and {profile.tense, self._event_time(event)} == {"past", "future"}:
            same_type -= ANOTHER  # «вчера прошло совещание … завтра на встрече поговорят о плотинах»
        distance = profile.mention.sentence - event.profiles[-1].mention.sentence
        if self._is_main(event):
            return same_type + same_noun + min(len(event.profiles), MANY_MENTIONS) + TOPIC - FADING * min(distance, FAR)
        looks_back = bool(event.year) and event.year < self.issued[:4] and self._is_main(self.events[0])
        return same_type + same_noun + min(len(event.profiles), MANY_MENTIONS) - FADING * distance - looks_back

    def _is_main(self, event: EventGroup) -> bool:
        """Return whether the text is about an event: its first one, told of at the top, no look back or ahead."""
        first = event.profiles[0]
        # «Путин пригласил лидеров на празднование» above «В Астане продолжается саммит»: the gathering is the subject
        subject = next((other for other in self.events if other.type in GATHERINGS), self.events[0])
        if event is not subject or first.mention.sentence >= LEAD or first.shift:
            return False
        return not event.year or not self.issued or event.year >= self.issued[:4]

    def _support(self, profile: Profile, event: EventGroup) -> int:
        """Return how much speaks for the join beyond the absence of a conflict."""
        same_organizer = bool(profile.organizers and event.organizers)
        same_place = bool(set(profile.places) & set(event.places))
        same_year = bool(profile.year and profile.year == event.year)
        return 3 * same_organizer + 2 * same_place + 2 * same_year + (profile.shift == event.first("shift"))

    def _fits(self, profile: Profile, event: EventGroup) -> bool:
        return (
            self._type_fits(profile, event)
            and self._organizer_fits(profile, event)
            and same(profile.ordinal and str(profile.ordinal), event.first("ordinal"))
            and not is_one_more(profile, event)
            and scope_fits(profile, event)
            and partners_fit(profile, event)
            and same(profile.level, event.first("level"))
            and self._place_fits(profile, event)
            and self._time_fits(profile, event)
            and self._shift_fits(profile, event)
        )

    def _type_fits(self, profile: Profile, event: EventGroup) -> bool:
        own, other = profile.mention.type, event.type
        if profile.noun == TALK and not (event.partners or event.bilateral):
            return False
        if own == other:
            return True
        if not profile.named and not profile.bilateral:
            return any(p.mention.type in taken_up(profile.noun, own) for p in event.profiles)
        if own not in GATHERINGS or other not in GATHERINGS or profile.bilateral or event.bilateral:
            return False
        apart = is_proper(profile) and any(is_proper(known) for known in event.profiles)
        same_year = bool(profile.year and profile.year == event.year)  # «саммит АТЭС-2012» is «встреча 2012 года»
        return not apart or same_year or bool(profile.organizers and event.organizers)

    def _organizer_fits(self, profile: Profile, event: EventGroup) -> bool:
        if profile.bilateral != event.bilateral and (profile.organizers or event.organizers or profile.bilateral):
            return False
        sides = event.first("sides")
        if profile.sides or sides:
            return profile.sides == sides or not (profile.sides or is_proper(profile) or event.organizers)
        if not profile.organizers or not event.organizers:
            return True
        roots = {self._root(entity) for entity in event.organizers}
        if roots & {self._root(entity) for entity in profile.organizers}:
            return True
        return any(shortens(own, known) for own in profile.organizers for known in event.organizers)

    def _root(self, entity: Entity) -> str:
        """Return the organization that an organ belongs to: Совет глав государств СНГ → СНГ."""
        return root_of(entity, self.reference)

    def _place_fits(self, profile: Profile, event: EventGroup) -> bool:
        own, other = self._where(profile.places), self._where(event.places)
        distance = profile.mention.sentence - event.profiles[-1].mention.sentence
        if profile.places and not event.places:
            ahead = profile.tense == "future" and event.profiles[0].tense in ("past", "present")
            if (distance > FAR and not self._is_main(event)) or (ahead and not profile.organizers and not event.year):
                return False  # «саммит завершился … саммит обещают устроить на Бали»
        for kind in ("City", "Country"):
            if own[kind] and other[kind] and not own[kind] & other[kind]:
                return False
        return True

    def _where(self, places: Sequence[Entity]) -> dict[str, set[str]]:
        cities = {place.id for place in places if place.type == "City"}
        countries = {place.id for place in places if place.type == "Country"}
        for city in sorted(cities):
            row = self.reference.entity(city)
            if row and row.country:
                countries.add(row.country)
        return {"City": cities, "Country": countries}

    def _time_fits(self, profile: Profile, event: EventGroup) -> bool:
        year = profile.year or (profile.date or "")[:4]
        if profile.month and (event.date or self.issued)[5:7] not in ("", profile.month):
            return False
        if {self._time(profile), self._event_time(event)} == {"past", "future"}:
            return False  # «вчера прошло совещание, завтра состоится встреча»
        if year and event.year:
            return year == event.year and near(profile.date, event.date)
        distance = profile.mention.sentence - event.profiles[-1].mention.sentence
        if year and distance > RECALL and not self._is_main(event):
            return False
        if year and self.issued and year != self.issued[:4] and self._event_time(event) == "present":
            return False
        if year and self.issued:
            return not event.organizers or not profile.organizers or year == self.issued[:4]
        if year and profile.organizers and event.organizers:
            return not (profile.tense == "past" and self._event_time(event) in ("future", "present"))
        if event.year and event.year < self.issued[:4] and distance > RECALL:
            return False  # a chronicle has gone on to other years
        if event.year and self.issued and profile.named and event.year != self.issued[:4]:
            return profile.time not in ("past", "present")
        return True

    def _time(self, profile: Profile) -> str:
        if profile.year and self.future_year and profile.year >= self.future_year:
            return "future"
        return profile.time

    def _event_time(self, event: EventGroup) -> str:
        return next((time for time in map(self._time, event.profiles) if time), "")

    def _shift_fits(self, profile: Profile, event: EventGroup) -> bool:
        """Return whether «следующий» and «прошлый» allow the join: «следующий саммит» is not the one told of."""
        shift = event.first("shift")
        if profile.shift == shift:
            return True
        backed = bool(set(profile.places) & set(event.places)) or bool(profile.year and profile.year == event.year)
        if profile.shift:
            return backed
        return backed or not profile.named

    def inherit(self, links: Sequence[Link], entities: dict[str, Entity]) -> None:
        """Give events without an organizer that of their series, or the one body that the text is about."""
        for number, event in enumerate(self.events):
            if event.organizers or event.bilateral or event.first("sides") or event.type not in GATHERINGS:
                continue
            before = self.events[:number]
            told_apart = ("shift", "ordinal", "year", "month")
            if any(map(event.first, told_apart)) or _repeats(event, before):
                event.series = _titled(event, before)
                event.inherited = None if event.series else _series(before) or self._topic(event, links, entities)
            elif event.type in ("Summit", "Meeting", "Session") or all(map(_leans, event.profiles)):
                event.inherited = self._topic(event, links, entities)

    def _topic(self, event: EventGroup, links: Sequence[Link], entities: dict[str, Entity]) -> Entity | None:
        """Return the first organization named up to the event's sentence, else in the next, None if another event's.

        «Китай закрывает встречу в Циндао. Лидеры ШОС уже разъезжаются.»
        """
        until = event.profiles[0].mention.sentence
        near = [link for link in links if link.mention.sentence <= until + 1]
        bodies = [link for link in near if self._may_gather(entities[link.entity])]
        before = [link for link in bodies if link.mention.sentence <= until]
        entity = next((entities[link.entity] for link in before or bodies), None)
        taken = entity is not None and any(entity in other.organizers for other in self.events)
        return None if taken else entity

    def _may_gather(self, entity: Entity) -> bool:
        """Return whether it is a known body of several states, no organ of one."""
        row = self.reference.entity(entity.reference or entity.id) if is_a(entity.type, "Organization") else None
        return row is not None and not row.country and not row.part_of


def _titled(event: EventGroup, before: Sequence[EventGroup]) -> str:
    """Return the proper name of the event of the same noun before, or "": «прошлогодний форум собрал меньше гостей»."""
    noun = event.profiles[0].noun
    alike = [other for other in before if not other.organizers and any(item.noun == noun for item in other.profiles)]
    return next((other.title for other in reversed(alike) if other.title), "") if not event.title else ""


def _series(before: Sequence[EventGroup]) -> Entity | None:
    """Return the organization that most events hitherto belong to, of equals the first."""
    told = [event.organizers[-1] for event in before if event.organizers]
    return max(told, key=told.count, default=None)


def _repeats(event: EventGroup, before: Sequence[EventGroup]) -> bool:
    """Return whether an event is one more of its kind: «в прошлом году саммит был в Баку», «саммит обещают Бали»."""
    first = event.profiles[0]
    nouns = {profile.noun for other in before for profile in other.profiles}
    ahead = bool(before) and not first.named and first.tense == "future"
    alike = not first.named or any(profile.noun in nouns for profile in event.profiles)
    return ahead or (bool(event.year) and alike)


def _opens(profile: Profile) -> bool:
    """Return whether a mention that fits no event is one of its own, not a bare «встреча»."""
    told = profile.organizers or profile.places or profile.date
    return (
        bool(told or profile.month or profile.alike or profile.scope)
        or profile.named
        or profile.bilateral
        or profile.mention.type == "Summit"
    )


def _leans(profile: Profile) -> bool:
    """Return whether a phrase leaves to the text whose event it is: «форум», «генеральная конференция агентства»."""
    return not profile.named or profile.mention.text.startswith("генеральн")
