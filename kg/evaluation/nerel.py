"""Figures on a collection in NEREL's form.

Entities and relations are right when types and exact ranges agree; nested ones count, a discontinuous one
counts as its hull. The coarse figure takes the outermost people, places and organizations alone, as flat
recognisers give them. Relations "of entities" hold between two entities when any overlapping mentions of them
are related; naming relations and one Wikidata id join mentions to entities.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.evaluation.counts import Count, f1
from kg.evaluation.standoff import Annotated
from kg.model import Span

PLACES = ("CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION")
COARSE = {"PERSON": "PERSON", "ORGANIZATION": "ORG", **dict.fromkeys(PLACES, "LOC")}
NAMING = frozenset({"ALTERNATIVE_NAME", "ABBREVIATION"})
_OVERLAP = 0.5

Typed = tuple[str, Span]
Key = tuple[str, int, int]


@dataclass
class Score:
    """The figures of a collection."""

    documents: int = 0
    entities: Count = field(default_factory=Count)
    coarse: Count = field(default_factory=Count)
    relations: Count = field(default_factory=Count)
    linking: Count = field(default_factory=Count)
    between_found: Count = field(default_factory=Count)
    between_right: Count = field(default_factory=Count)
    entity_types: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    relation_types: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    @property
    def between_f1(self) -> float:
        """Return the F1 of relations of entities."""
        return f1(self.between_right.precision, self.between_found.recall)


def score(pairs: Iterable[tuple[Annotated, Annotated]]) -> Score:
    """Return the figures over pairs of an annotated and a predicted document."""
    result = Score()
    for gold, predicted in pairs:
        result.documents += 1
        _add(result, gold, predicted)
    return result


def _add(result: Score, gold: Annotated, predicted: Annotated) -> None:
    spans, found = typed_spans(gold), typed_spans(predicted)
    result.entities.add(spans, found)
    result.coarse.add(outermost(spans), outermost(found))
    for kind in sorted({kind for kind, _ in spans | found}):
        result.entity_types[kind].add({s for s in spans if s[0] == kind}, {s for s in found if s[0] == kind})
    relations, stated = _relations(gold), _relations(predicted)
    result.relations.add(relations, stated)
    for kind in sorted({item[0] for item in relations | stated}):
        result.relation_types[kind].add({r for r in relations if r[0] == kind}, {r for r in stated if r[0] == kind})
    links = {(gold.spans[place].span, ident) for place, ident in gold.links}
    unknown = {item.span for item in gold.spans} - {span for span, _ in links}
    linked = {(predicted.spans[place].span, ident) for place, ident in predicted.links}
    result.linking.add(links, {item for item in linked if item[0] not in unknown})
    _add_between(result, gold, predicted)


def typed_spans(document: Annotated) -> set[Typed]:
    """Return type and range of each entity."""
    return {(item.type, item.span) for item in document.spans}


def outermost(spans: Iterable[Typed]) -> set[Typed]:
    """Return people, places and organizations that lie inside no longer one."""
    kept = {(COARSE[kind], span) for kind, span in spans if kind in COARSE}
    return {(k, s) for k, s in kept if not any(other.contains(s) and other.length > s.length for _, other in kept)}


def _relations(document: Annotated) -> set[tuple[str, Typed, Typed]]:
    spans = [(item.type, item.span) for item in document.spans]
    return {(item.type, spans[item.subject], spans[item.object]) for item in document.relations}


def clusters(document: Annotated) -> list[int]:
    """Return for each entity the number of the cluster that naming relations and links join it to."""
    parent = list(range(len(document.spans)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for item in document.relations:
        if item.type in NAMING:
            parent[find(item.subject)] = find(item.object)
    first: dict[str, int] = {}
    for place, ident in document.links:
        parent[find(place)] = find(first.setdefault(ident, place))
    return [find(place) for place in range(len(parent))]


def _add_between(result: Score, gold: Annotated, predicted: Annotated) -> None:
    """Count relations of entities: which annotated ones are found, and which predicted ones are right."""
    own, theirs = clusters(gold), clusters(predicted)
    aligned = _align(gold, own, predicted, theirs)
    wanted, given = _between(gold, own), _between(predicted, theirs)
    found, right = set(), set()
    for kind, subject, target in given:
        hits = {(kind, a, b) for a in aligned[subject] for b in aligned[target]} & wanted
        found |= hits
        if hits:
            right.add((kind, subject, target))
    result.between_found.add(wanted, found)
    result.between_right.add(right, given)


def _between(document: Annotated, cluster: list[int]) -> set[Key]:
    keys = {
        (item.type, cluster[item.subject], cluster[item.object])
        for item in document.relations
        if item.type not in NAMING
    }
    return {key for key in keys if key[1] != key[2]}


def _align(gold: Annotated, own: list[int], predicted: Annotated, theirs: list[int]) -> dict[int, set[int]]:
    """Return the clusters of the annotation that each predicted cluster overlaps enough."""
    shares: dict[tuple[int, int], float] = defaultdict(float)
    for at, item in enumerate(predicted.spans):
        for place, other in enumerate(gold.spans):
            common = min(item.span.stop, other.span.stop) - max(item.span.start, other.span.start)
            if common > 0:
                shares[theirs[at], own[place]] += common / max(item.span.length, other.span.length)
    aligned: dict[int, set[int]] = defaultdict(set)
    for (at, place), share in shares.items():
        if share >= _OVERLAP:
            aligned[at].add(place)
    return aligned


def table(result: Score) -> str:
    """Return the figures as text."""
    rows = [("entities", result.entities), ("entities coarse", result.coarse), ("relations", result.relations)]
    lines = [f"{result.documents} documents", *(_line(name, count) for name, count in rows)]
    precision, recall = result.between_right.precision, result.between_found.recall
    sizes = f"(gold {result.between_found.gold}, predicted {result.between_right.predicted})"
    lines.append(f"{'relations doc':18} P {precision:.4f}  R {recall:.4f}  F1 {result.between_f1:.4f}  {sizes}")
    lines.append(_line("linking", result.linking))
    for title, counts in (("entity types", result.entity_types), ("relation types", result.relation_types)):
        lines += ["", title]
        for name, count in sorted(counts.items(), key=lambda item: (-item[1].gold, item[0])):
            shares = f"F1 {count.f1:.3f}  P {count.precision:.3f}  R {count.recall:.3f}"
            lines.append(f"  {name:20} {shares}  gold {count.gold}")
    return "\n".join(lines)


def _line(name: str, count: Count) -> str:
    shares = f"P {count.precision:.4f}  R {count.recall:.4f}  F1 {count.f1:.4f}"
    return f"{name:18} {shares}  (gold {count.gold}, predicted {count.predicted})"
