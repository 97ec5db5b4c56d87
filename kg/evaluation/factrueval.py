"""Figures on the facts of factRuEval-2016, in the protocol of its third track.

A fact has a type and named arguments. A predicted fact may be matched to an annotated one of its type when an
argument agrees; several may share one. The quality of a match is the share of arguments that agree among all of both
sides, lowered when several predicted facts tear the arguments apart. Precision is the mean quality over predicted
facts, recall over annotated ones. The original tries every matching; here a matching is improved step by step until
F1 rises no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from kg.errors import SourceError
from kg.evaluation.counts import f1

_PART_OF = "isPartOf"
"""Not judged: it names the places that are as right as the annotated place of an occupation."""

SPECIAL = frozenset({"сложность", "модальность", "фаза"})
"""Arguments that describe the fact and are not compared."""

Argument = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Fact:
    """A fact: its type and its arguments, each with the texts that name its value, all in lower case."""

    type: str
    arguments: tuple[Argument, ...]


@dataclass
class Quality:
    """Sums of quality over the annotated and over the predicted facts."""

    gold: float = 0.0
    golds: int = 0
    predicted: float = 0.0
    predictions: int = 0

    @property
    def precision(self) -> float:
        """Return the mean quality of predicted facts."""
        return self.predicted / self.predictions if self.predictions else 0.0

    @property
    def recall(self) -> float:
        """Return the mean quality of annotated facts."""
        return self.gold / self.golds if self.golds else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        return f1(self.precision, self.recall)


@dataclass
class Score:
    """Figures over all facts and by type."""

    overall: Quality = field(default_factory=Quality)
    types: dict[str, Quality] = field(default_factory=lambda: defaultdict(Quality))


def normal(text: str) -> str:
    """Return a value as it is compared."""
    return " ".join(text.lower().replace("ё", "е").split())


def score(pairs: Iterable[tuple[Sequence[Fact], Sequence[Fact]]]) -> Score:
    """Return the figures over the annotated and predicted facts of each document."""
    result = Score()
    for gold, predicted in pairs:
        for kind in sorted({fact.type for fact in (*gold, *predicted)}):
            wanted = [fact for fact in gold if fact.type == kind]
            given = [fact for fact in predicted if fact.type == kind]
            of_gold, of_predicted = _judge(wanted, given, _match(wanted, given))
            for quality in (result.overall, result.types[kind]):
                quality.gold += of_gold
                quality.golds += len(wanted)
                quality.predicted += of_predicted
                quality.predictions += len(given)
    return result


def agree(one: Argument, other: Argument) -> bool:
    """Return whether two arguments have one name and a common value."""
    return one[0] == other[0] and bool(one[1] & other[1])


def _may_match(gold: Fact, predicted: Fact) -> bool:
    return any(agree(one, other) for one in gold.arguments for other in predicted.arguments)


def _match(gold: Sequence[Fact], predicted: Sequence[Fact]) -> list[int]:
    """Return for each predicted fact the index of its annotated one, or -1."""
    options = [[-1, *(n for n, fact in enumerate(gold) if _may_match(fact, item))] for item in predicted]
    chosen = [-1] * len(predicted)
    best = 0.0
    improved = True
    while improved:
        improved = False
        for place, possible in enumerate(options):
            for option in possible:
                tried = [*chosen[:place], option, *chosen[place + 1 :]]
                of_gold, of_predicted = _judge(gold, predicted, tried)
                value = 2 * of_gold * of_predicted / max(of_gold * len(predicted) + of_predicted * len(gold), 1e-9)
                if value > best + 1e-9:
                    chosen, best, improved = tried, value, True
    return chosen


def _judge(gold: Sequence[Fact], predicted: Sequence[Fact], chosen: Sequence[int]) -> tuple[float, float]:
    """Return the sums of quality over annotated and over predicted facts."""
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact, number in zip(predicted, chosen, strict=True):
        groups[number].append(fact)
    qualities = {number: _quality(gold[number], facts) for number, facts in groups.items() if number >= 0}
    return sum(qualities.values()), sum(value * len(groups[number]) for number, value in qualities.items())


def _quality(gold: Fact, predicted: Sequence[Fact]) -> float:
    holders: dict[int, set[int]] = defaultdict(set)
    strange = 0
    for number, fact in enumerate(predicted):
        for argument in fact.arguments:
            place = next((n for n, wanted in enumerate(gold.arguments) if agree(wanted, argument)), None)
            if place is None:
                strange += 1
            else:
                holders[place].add(number)
    share = len(holders) / (len(gold.arguments) + strange)
    if len(predicted) == 1 or len(holders) < 2:
        return share
    joined = sum(bool(holders[one] & holders[other]) for one, other in combinations(sorted(holders), 2))
    whole = len(holders) * (len(holders) - 1) / 2
    return share * (1 + joined / whole) / 2


def read_facts(folder: Path, name: str) -> list[Fact]:
    """Return the annotated facts of a document.

    Raises:
        SourceError: The document's annotation is damaged.
    """
    try:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        layers = {layer: _blocks(folder / f"{name}.{layer}") for layer in ("spans", "objects", "coref", "facts")}
        spans = {row[0]: text[int(row[2]) : int(row[2]) + int(row[3])] for block in layers["spans"] for row in block}
        objects = {row[0]: _object(row, spans) for block in layers["objects"] for row in block}
        names = {f"obj{block[0][0]}": _names(block, objects) for block in layers["coref"]}
        spots = {f"span{ident}": frozenset({normal(value)}) for ident, value in spans.items()}
        wider = _wider([block for block in layers["facts"] if block[0][1] == _PART_OF], names)
        return [_fact(block, names, spots, wider) for block in layers["facts"] if block[0][1] != _PART_OF]
    except (OSError, UnicodeDecodeError, IndexError, ValueError, KeyError) as error:
        raise SourceError(f"{folder / name}", f"not in factRuEval's form: {error!r}") from error


def _blocks(path: Path) -> list[list[list[str]]]:
    """Return the blocks of a file that empty lines divide, each as lines of words."""
    blocks: list[list[list[str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            blocks[-1].append(line.split())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _object(row: Sequence[str], spans: Mapping[str, str]) -> frozenset[str]:
    """Return the texts of a mention: its spans in the order of the file."""
    idents = row[2 : row.index("#")] if "#" in row else row[2:]
    return frozenset({normal(" ".join(spans[ident] for ident in idents))})


def _names(block: Sequence[Sequence[str]], objects: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return all texts that name an entity: its mentions and its attributes."""
    found = {text for ident in block[0][1:] for text in objects.get(ident, ())}
    values: dict[str, list[str]] = defaultdict(list)
    for row in block[1:]:
        values[row[0]].append(normal(" ".join(row[1:])))
    found.update(values["name"])
    for order in (("lastname",), ("firstname", "lastname"), ("lastname", "firstname"), ("firstname",),
                  ("firstname", "patronymic", "lastname"), ("lastname", "firstname", "patronymic"),
                  ("firstname", "patronymic"), ("nickname",)):  # fmt: skip
        if all(values[part] for part in order):
            found.add(" ".join(values[part][0] for part in order))
    return frozenset(found)


def _wider(blocks: Sequence[Sequence[Sequence[str]]], names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return for each part and whole the names of the other."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for block in blocks:
        ends = [row[1] for row in block[1:]]
        for end in ends:
            found[end] = found[end].union(*(names.get(other, frozenset()) for other in ends if other != end))
    return found


def _fact(
    block: Sequence[Sequence[str]],
    names: Mapping[str, frozenset[str]],
    spans: Mapping[str, frozenset[str]],
    wider: Mapping[str, frozenset[str]],
) -> Fact:
    arguments = []
    for row in block[1:]:
        name = {"job": "position"}.get(row[0].lower(), row[0].lower())
        if name in SPECIAL:
            continue
        values = (
            {normal(part) for part in " ".join(row[2:]).split("|")} if row[1] in names or row[1] in spans else set()
        )
        known = names.get(row[1]) or spans.get(row[1]) or frozenset({normal(" ".join(row[1:]))})
        if name == "where":
            known |= wider.get(row[1], frozenset())
        arguments.append((name, known | values))
    return Fact(block[0][1].lower(), tuple(arguments))


def table(result: Score) -> str:
    """Return the figures as text."""
    rows = [("overall", result.overall), *sorted(result.types.items())]
    return "\n".join(
        f"{name:12} P {q.precision:.4f}  R {q.recall:.4f}  F1 {q.f1:.4f}  (gold {q.golds}, predicted {q.predictions})"
        for name, q in rows
    )
