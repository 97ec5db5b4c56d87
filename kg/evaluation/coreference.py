"""B³ on a collection in NEREL's form: which annotated names mean one thing, against the entities of the built graph.

Judged are the annotated people, organizations, countries, cities, regions, districts, locations and facilities,
nested ones too. The annotation says in three ways that two of them are one thing, each adding to the one before:

- names: ALTERNATIVE_NAME or ABBREVIATION joins them. The annotators joined different names alone, so that a name
  that a text repeats is several things here, and whoever joins it loses precision;
- ids: they also have one Wikidata id;
- words: they also have one type and are written with the same letters, which joins repeated names without an id.

A predicted mention is aligned with the annotated one that it shares most of its range with, at least half of both
together and a person only with a person; each is aligned once, best pairs first. Precision is the mean over aligned
mentions of the share of the aligned mentions of their predicted entity that are one thing with them; recall is the
mean over all annotated mentions of the share of their thing that has their predicted entity, 0 for one that nothing is
aligned with. Predicted mentions that stand on nothing annotated are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from kg.evaluation.counts import f1
from kg.evaluation.nerel import NAMING, PLACES
from kg.evaluation.standoff import Annotated
from kg.model import Link, Span
from kg.types import kind_of

JUDGED = frozenset({"PERSON", "ORGANIZATION", "FACILITY", *PLACES})
LEAST_OVERLAP = 0.5
Thing = TypeVar("Thing", int, str)


class Joined(Enum):
    """What joins annotated mentions to one thing; each adds to those before."""

    NAMES = "names"
    IDS = "ids"
    WORDS = "words"


@dataclass
class BCubed:
    """Sums over mentions; their means are the figures."""

    precision_sum: float = 0.0
    aligned: int = 0
    recall_sum: float = 0.0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Return the mean precision of aligned mentions, in [0, 1]."""
        return self.precision_sum / self.aligned if self.aligned else 0.0

    @property
    def recall(self) -> float:
        """Return the mean recall of annotated mentions, in [0, 1]."""
        return self.recall_sum / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, in [0, 1]."""
        return f1(self.precision, self.recall)


def score(pairs: Iterable[tuple[Annotated, Sequence[Link]]]) -> dict[Joined, BCubed]:
    """Return the figures over pairs of an annotated document and the links of its predicted mentions."""
    result = {joined: BCubed() for joined in Joined}
    for gold, links in pairs:
        judged = [place for place, item in enumerate(gold.spans) if item.type in JUDGED]
        entity = align(gold, judged, links)
        for joined, figures in result.items():
            things = clusters(gold, joined)
            _add(figures, {place: things[place] for place in judged}, entity)
    return result


def _add(figures: BCubed, things: Mapping[int, int], entity: Mapping[int, str]) -> None:
    """Add the mentions of a document: the thing of each annotated one, and the predicted entity of each aligned one."""
    of_thing, of_entity = _members(things), _members(entity)
    for place, thing in things.items():
        figures.gold += 1
        if place in entity:
            both = len(of_thing[thing] & of_entity[entity[place]])
            figures.aligned += 1
            figures.precision_sum += both / len(of_entity[entity[place]])
            figures.recall_sum += both / len(of_thing[thing])


def _members(home: Mapping[int, Thing]) -> dict[Thing, set[int]]:
    found: dict[Thing, set[int]] = defaultdict(set)
    for place, name in home.items():
        found[name].add(place)
    return found


def clusters(document: Annotated, joined: Joined) -> list[int]:
    """Return for each annotated entity the number of its thing."""
    parent = list(range(len(document.spans)))

    def find(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for item in document.relations:
        if item.type in NAMING:
            parent[find(item.subject)] = find(item.object)
    first: dict[tuple[str, str], int] = {}
    if joined is not Joined.NAMES:
        for place, ident in document.links:
            parent[find(place)] = find(first.setdefault(("", ident), place))
    if joined is Joined.WORDS:
        for place, name in enumerate(document.spans):
            words = " ".join(name.span.of(document.text).lower().split())
            parent[find(place)] = find(first.setdefault((name.type, words), place))
    return [find(place) for place in range(len(parent))]


def align(gold: Annotated, judged: Sequence[int], links: Sequence[Link]) -> dict[int, str]:
    """Return the predicted entity of each annotated mention that a predicted one is aligned with."""
    pairs = []
    for place in judged:
        item = gold.spans[place]
        for number, link in enumerate(links):
            same_kind = (kind_of(link.mention.type) == "Person") == (item.type == "PERSON")
            if same_kind and (share := _share(item.span, link.mention.span)) >= LEAST_OVERLAP:
                pairs.append((-share, place, number))
    entity: dict[int, str] = {}
    taken: set[int] = set()
    for _, place, number in sorted(pairs):
        if place not in entity and number not in taken:
            entity[place] = links[number].entity
            taken.add(number)
    return entity


def _share(one: Span, other: Span) -> float:
    """Return the common part of two ranges over the two together."""
    common = min(one.stop, other.stop) - max(one.start, other.start)
    return common / (max(one.stop, other.stop) - min(one.start, other.start)) if common > 0 else 0.0


def table(result: Mapping[Joined, BCubed]) -> str:
    """Return the figures as text, a line each."""
    return "\n".join(
        f"{'B³ ' + joined.value:18} P {item.precision:.4f}  R {item.recall:.4f}  F1 {item.f1:.4f}  "
        f"(gold {item.gold}, aligned {item.aligned})"
        for joined, item in result.items()
    )
