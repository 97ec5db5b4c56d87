"""What an event of a document tells of itself, as resolution over documents compares it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.mentions.event_nouns import initials_of
from kg.model import Entity
from kg.reference.terms import earliest, latest
from kg.resolution.event_profile import GATHERINGS
from kg.resolution.event_title import bare, telling, title_words

WHOLE = len("2024-11-28")
PAIR = 2
NOTHING: frozenset[str] = frozenset()
LONG = ("Summit", "Conference", "Exercise", "Celebration", "Visit")
"""Classes of events of several days, of which articles name one or another."""

Block = tuple[str, ...]


@dataclass(frozen=True)
class Traits:
    """An event with its features read once; all that is compared is derived from them."""

    entity: Entity

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, value in self.entity.features:
            found[name].add(value)
        return {name: frozenset(values) for name, values in found.items()}

    def one(self, name: str) -> str:
        """Return the first value of a feature, an empty string where it has none."""
        return min(self._values.get(name, NOTHING), default="")

    def all(self, name: str) -> frozenset[str]:
        """Return the values of a feature."""
        return self._values.get(name, NOTHING)

    @cached_property
    def document(self) -> str:
        """Return the id of the document (`DOCUMENT#evN`)."""
        return self.entity.id.rpartition("#")[0]

    @cached_property
    def family(self) -> str:
        """Return "Gathering" for what may be called summit, meeting or talks alike, else the class."""
        return "Gathering" if self.entity.type in (*GATHERINGS, "Negotiation") else self.entity.type

    @cached_property
    def when(self) -> str:
        """Return the most precise date told, whole or partial ISO, or an empty string."""
        told = max(sorted(self.all("date"), reverse=True), key=len, default="")
        until = max(self.all("until"), default="") if self.entity.type in LONG else ""
        return max(told, until, key=len) or self.one("year")

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day that the event may have been on; None where no date is told."""
        if not self.when:
            return None
        last = latest(max(self.all("until"), default=self.when))
        return earliest(self.when), max(last, latest(self.when))

    @cached_property
    def issued(self) -> date | None:
        """Return the day of writing, None where it is not known to the day."""
        told = self.one("issued")
        return date.fromisoformat(told) if len(told) == WHOLE else None

    @cached_property
    def level(self) -> str:
        """Return who meets; the heads of states where nothing else is said."""
        return self.one("level") or "leaders"

    @cached_property
    def title(self) -> str:
        """Return the event's proper name, an empty string where it has none that tells it from others."""
        name = self.one("title")
        return name if telling(title_words(name)) else ""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks whose events may be this one; none where neither side nor name is told."""
        return tuple(sorted(set(_blocks(self))))


def _blocks(event: Traits) -> list[Block]:
    """Return whose event it is: the two sides, the body, the name or the country."""
    whose = event.one("root") or event.one("organizer")
    if event.one("session_of"):
        return [("session", event.one("session_of"))]
    pair = event.all("side") if len(event.all("side")) == PAIR else event.all("partner")
    if len(pair) >= PAIR and not whose:
        return [("sides", event.family, *sorted(pair))]
    if event.one("sides"):
        return [("sides", event.family, event.one("sides"))]
    if whose:
        return [("organizer", event.family, whose)]
    if event.title:
        letters = {event.title[0], initials_of(event.title)[:1], bare(event.title)[:1]}
        return [("title", event.family, letter.lower()) for letter in letters if letter]
    if event.family != "Gathering":
        owners = sorted(event.all("partner")) or sorted(event.all("country")) or sorted(event.all("region"))
        return [("whose", event.family, owner) for owner in owners]
    return []
