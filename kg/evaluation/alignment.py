"""Which annotated entity a predicted one is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

CLASSES = frozenset({"Country", "Spot", "Place", "Person", "Organization", "Event", "Document"})
"""Coarse classes that are judged; a spot is a city, a region or a facility."""

_COARSE = {"City": "Spot", "Region": "Spot", "Facility": "Spot", "Location": "Place"}
_PARTS = {
    "Event": ("Summit", "Meeting", "Visit", "Event", "Session", "Talks", "Election", "Conference"),
    "Document": ("Treaty", "Agreement", "Declaration", "Law", "Document"),
}
_OVERLAP = 0.3

Row = Mapping[str, Any]


def coarse(kind: str) -> str:
    """Return the coarse class of a class, by parts of its name: a summit is an event, a treaty a document."""
    if kind in CLASSES or kind in _COARSE:
        return _COARSE.get(kind, kind)
    return next((name for name, parts in _PARTS.items() if any(part in kind for part in parts)), kind)


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """Return where a piece stands in a text, overlapping places too."""
    found, at = [], text.find(piece)
    while at >= 0:
        found.append((at, at + len(piece)))
        at = text.find(piece, at + 1)
    return found


def align(article: Row, mentions: Sequence[Row]) -> dict[str, set[str]]:
    """Return for each predicted entity the annotated ones that it is: several when they overlap it equally.

    A capital that stands for its government is annotated as a country, and a predicted city does not match it.
    """
    spans = {
        e["id"]: [s for text in e["mentions"] for s in occurrences(article["text"], text)] for e in article["entities"]
    }
    kinds = {entity["id"]: coarse(entity["type"]) for entity in article["entities"]}
    known = {entity["qid"]: entity["id"] for entity in article["entities"] if entity.get("qid")}
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in mentions:
        grouped[row["entity"]].append(row)
    result = {}
    for entity, rows in grouped.items():
        votes: dict[str, float] = defaultdict(float)
        for row in rows:
            for ident, places in spans.items():
                best = max((_overlap((row["start"], row["end"]), place) for place in places), default=0.0)
                if best >= _OVERLAP and _compatible(coarse(row["type"]), kinds[ident]):
                    votes[ident] += best
        linked = {known[row["wikidata"]] for row in rows if row.get("wikidata") in known}
        found = {ident for ident, vote in votes.items() if vote >= max(votes.values()) - 1e-9} or linked
        if found:
            result[entity] = found
    return result


def _compatible(predicted: str, gold: str) -> bool:
    return predicted == gold or (predicted == "Place" and gold in ("Country", "Spot"))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the common part of two ranges over their union."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0
