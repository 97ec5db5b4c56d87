"""Figures of a build's exports on news annotated with entities and facts.

Predicted entities are aligned to annotated ones through overlapping mentions of a compatible type, else through the
Wikidata id. A statement is right when its aligned ends and its predicate are annotated as a fact; one whose end is
aligned to nothing is not judged. Annotated distractors are traps: facts that the text denies or only supposes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluation.alignment import CLASSES, align, coarse, occurrences
from kg.evaluation.counts import Count, f1

PREDICATES = frozenset(
    "leaderOf holdsPositionIn formerLeaderOf memberOf observerIn headquarteredIn takesPlaceIn organizedBy eventDate "
    "participatesIn chairs meetsWith visits signs invites partOf capitalOf".split()
)
CORE = ("leaderOf", "memberOf", "takesPlaceIn")

_NOT_HELD = ("denied", "hypothetical")
_COARSER = {10: 7, 7: 4, 4: 4}  # shortest acceptable ISO date for an annotated one of this length

Row = Mapping[str, Any]
Fact = tuple[str, str, str]


@dataclass
class Score:
    """The figures of a collection; the fields of `facts` count texts' statements, those of `found` annotated facts.

    `judged` holds the confidence of each judged statement, and whether it is right.
    """

    documents: int = 0
    entities_found: Count = field(default_factory=Count)
    entities_right: Count = field(default_factory=Count)
    linking: Count = field(default_factory=Count)
    stated: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    found: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    known: Count = field(default_factory=Count)
    traps: Count = field(default_factory=Count)
    evidence: Count = field(default_factory=Count)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    unjudged: int = 0
    empty: int = 0
    on_empty: int = 0

    def facts(self, predicates: Iterable[str] | None = None) -> tuple[float, float, float]:
        """Return precision, recall and F1 of some predicates, by default of all."""
        names = sorted(self.stated.keys() | self.found.keys()) if predicates is None else list(predicates)
        precision = _share([self.stated[name] for name in names], "predicted")
        recall = _share([self.found[name] for name in names], "gold")
        return precision, recall, f1(precision, recall)


def _share(counts: Sequence[Count], of: str) -> float:
    whole = sum(getattr(count, of) for count in counts)
    return sum(count.right for count in counts) / whole if whole else 0.0


def score(gold: Iterable[Row], mentions: Iterable[Row], statements: Iterable[Row]) -> Score:
    """Return the figures.

    Args:
        gold: Annotated articles.
        mentions: Lines of `mentions.jsonl`.
        statements: Lines of `statements.jsonl`.
    """
    spans: dict[str, list[Row]] = defaultdict(list)
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in mentions:
        if row.get("field", "text") == "text":
            spans[str(row["document"])].append(row)
    for row in statements:
        claims[str(row["document"])].append(row)
    result = Score()
    for article in gold:
        ident = str(article["id"])
        aligned = align(article, spans[ident])
        _add_entities(result, article, spans[ident], aligned)
        _add_facts(result, article, claims[ident], aligned)
    return result


def _add_entities(result: Score, article: Row, mentions: Sequence[Row], aligned: Mapping[str, set[str]]) -> None:
    result.documents += 1
    predicted = {row["entity"] for row in mentions if coarse(row["type"]) in CLASSES}
    result.entities_right.add(predicted & aligned.keys(), predicted)
    found = {ident for idents in aligned.values() for ident in idents}
    result.entities_found.add({entity["id"] for entity in article["entities"]}, found)
    linked = {(ident, row["wikidata"]) for row in mentions for ident in aligned.get(row["entity"], ())}
    wanted = {(entity["id"], entity["qid"]) for entity in article["entities"] if entity.get("qid")}
    result.linking.add({pair for pair in wanted if pair[0] in found}, linked)


def fact(subject: str, predicate: str, target: str) -> Fact:
    """Return a fact in one form: a meeting has no order."""
    if predicate == "meetsWith":
        subject, target = sorted((subject, target))
    return subject, target, predicate


def annotated_facts(items: Iterable[Row]) -> set[Fact]:
    """Return annotated items as facts."""
    return {fact(item["s"], item["p"], item["o"]) for item in items}


def same_date(predicted: str, gold: str) -> bool:
    """Return whether an ISO date agrees with the annotated one and is at most one step coarser."""
    shorter = min(len(predicted), len(gold))
    return predicted[:shorter] == gold[:shorter] and len(predicted) >= _COARSER.get(len(gold), 10)


def _best(row: Row, aligned: Mapping[str, set[str]], facts: set[Fact], neutral: set[Fact]) -> Fact:
    """Return the fact that a statement says, the annotated one where its ends may be several entities."""
    keys = []
    for subject in sorted(aligned.get(row["subject"], {"?" + str(row["subject"])})):
        for target in sorted(aligned.get(row["object"], {str(row["object"])})):
            key = fact(subject, row["predicate"], target)
            near = (other for other in sorted(facts | neutral) if _dated(key, other))
            keys.append(key if key in facts | neutral else next(near, key))
    return min(keys, key=lambda key: (key not in facts, key not in neutral))


def _dated(key: Fact, other: Fact) -> bool:
    return key[2] == other[2] == "eventDate" and key[0] == other[0] and same_date(key[1], other[1])


def _add_facts(result: Score, article: Row, rows: Sequence[Row], aligned: Mapping[str, set[str]]) -> None:
    stated = annotated_facts(item for item in article["facts"] if item["tier"] == "stated")
    known = annotated_facts(item for item in article["facts"] if item["tier"] != "stated")
    neutral, traps = annotated_facts(article.get("neutral", ())), annotated_facts(article.get("distractors", ()))
    quotes = {fact(item["s"], item["p"], item["o"]): item.get("evidence") for item in article["facts"]}
    names = {entity["id"] for entity in article["entities"]}
    said: set[Fact] = set()
    held: set[Fact] = set()
    for row in rows:
        if row["predicate"] not in PREDICATES or row.get("status") in _NOT_HELD:
            continue
        key = _best(row, aligned, stated | known, neutral)
        held.add(key)
        if row.get("basis", "text") != "text" or key in said:
            continue
        said.add(key)
        if key in stated | known:
            result.stated[key[2]].add({key}, {key})
            result.judged.append((row.get("confidence", 1.0), True))
            right = _proves(article["text"], row, quotes[key])
            result.evidence.add({key}, {key} if right else set())
        elif key not in neutral:
            unknown = key[0].startswith("?") or (key[2] != "eventDate" and key[1] not in names)
            if article["facts"] and unknown:
                result.unjudged += 1
            else:
                result.stated[key[2]].add(set(), {key})
                result.judged.append((row.get("confidence", 1.0), False))
                result.on_empty += not article["facts"]
    result.empty += not article["facts"]
    for key in stated:
        result.found[key[2]].add({key}, {key} & held)
    result.known.add(known, held & known)
    result.traps.add(traps, said & traps)


def _proves(text: str, row: Row, quote: str | None) -> bool:
    """Return whether a statement's evidence is what its offsets say, and meets the annotated evidence."""
    if row.get("start") is None or text[row["start"] : row["end"]] != row.get("evidence"):
        return False
    spans = occurrences(text, quote) if quote else []
    return not spans or any(min(row["end"], stop) > max(row["start"], start) for start, stop in spans)
