"""Figures on the facts of factRuEval-2016, in the protocol of its third track.

A fact has a type and named arguments. A predicted fact may be matched to an annotated one of its type when an
argument other than the position agrees; several may share one. The quality of a match is the share of arguments that
agree among all of both sides, a position counting half, lowered when several predicted facts tear the arguments
apart. Precision is the mean quality over predicted facts, recall over annotated ones. Values are compared as texts,
not as places or identities: a predicted text agrees when it is close to a text of the annotated entity (any of its
mentions, its name with or without descriptor, the parts of a person's name in the usual orders) or to the annotated
span of a position.

In the easy mode, which the organizers' published figures are taken to be in as it is the default of their comparator,
an annotated fact marked difficult is left out together with the predictions matched to it, and phases are left out.
In the hard mode difficult facts count, facts that are not real (possible, future, denied) do not, and phases are
arguments that count half.

Differences from the comparator `scripts/dialent/task3` of dialogue-evaluation/factRuEval-2016, read in the stored
versions of its files:
    - it tries every matching; here a matching is improved step by step until F1 rises no more, which
      may end lower (it does for no document of the development part);
    - of several entities annotated for one argument it takes the first; here each is right;
    - it has a table of nominative forms of the development part's positions; here the annotated form alone is right;
    - it asks for the names of wholes and parts (isPartOf) where an occupation is, but looks them up by a key that
      never fits, so that they have no effect; here they have;
    - among several predictions matched to one fact it looks for torn arguments only in the first annotated ones; here
      in all that agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.evaluation.closeness import close
from kg.evaluation.counts import f1

WEIGHTS = {"position": 0.5, "фаза": 0.5}
"""Weight of an argument by name; 1 for the others."""

Argument = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Fact:
    """A fact: its type and its arguments, each with the texts that name its value, all `closeness.normal`.

    Attributes:
        phase: The annotated phase, an argument that counts only in the hard mode.
        difficult: Marked as hard to find.
        unreal: Marked as possible, future or denied.
    """

    type: str
    arguments: tuple[Argument, ...]
    phase: tuple[Argument, ...] = ()
    difficult: bool = False
    unreal: bool = False


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


def score(pairs: Iterable[tuple[Sequence[Fact], Sequence[Fact]]], *, hard: bool = False) -> Score:
    """Return the figures over the annotated and predicted facts of each document."""
    result = Score()
    for gold, predicted in pairs:
        annotated = _in_mode(gold, hard=hard)
        for kind in sorted({fact.type for fact in (*annotated, *predicted)}):
            wanted = [fact for fact in annotated if fact.type == kind]
            given = [fact for fact in predicted if fact.type == kind]
            found = _judge(wanted, given, match(wanted, given))
            for quality in (result.overall, result.types[kind]):
                quality.gold += found.gold
                quality.golds += found.golds
                quality.predicted += found.predicted
                quality.predictions += found.predictions
    return result


def _in_mode(gold: Sequence[Fact], *, hard: bool) -> list[Fact]:
    if not hard:
        return list(gold)
    kept = (fact for fact in gold if not fact.unreal)
    return [Fact(fact.type, fact.arguments + fact.phase) for fact in kept]


def agree(gold: Argument, predicted: Argument) -> bool:
    """Return whether two arguments have one name and close values."""
    return gold[0] == predicted[0] and any(close(one, other) for one in gold[1] for other in predicted[1])


def _may_match(gold: Fact, predicted: Fact) -> bool:
    named = (one for one in gold.arguments if one[0] != "position")
    return any(agree(one, other) for one in named for other in predicted.arguments)


def match(gold: Sequence[Fact], predicted: Sequence[Fact]) -> list[int]:
    """Return for each predicted fact the index of its annotated one, or -1; of equals the one with fewer judged."""
    options = [[-1, *(n for n, fact in enumerate(gold) if _may_match(fact, item))] for item in predicted]
    chosen = [-1] * len(predicted)
    best = (0.0, -len(predicted))
    improved = True
    while improved:
        improved = False
        for place, possible in enumerate(options):
            for option in possible:
                tried = [*chosen[:place], option, *chosen[place + 1 :]]
                found = _judge(gold, predicted, tried)
                value = (round(found.f1, 9), -found.predictions)
                if value > best:
                    chosen, best, improved = tried, value, True
    return chosen


def _judge(gold: Sequence[Fact], predicted: Sequence[Fact], chosen: Sequence[int]) -> Quality:
    """Return the sums of quality over annotated and over predicted facts; difficult ones and their matches are out."""
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact, number in zip(predicted, chosen, strict=True):
        groups[number].append(fact)
    judged = {number: facts for number, facts in groups.items() if number >= 0 and not gold[number].difficult}
    qualities = {number: _quality(gold[number], facts) for number, facts in judged.items()}
    return Quality(
        sum(qualities.values()),
        sum(not fact.difficult for fact in gold),
        sum(value * len(judged[number]) for number, value in qualities.items()),
        len(groups[-1]) + sum(map(len, judged.values())),
    )


def _quality(gold: Fact, predicted: Sequence[Fact]) -> float:
    holders: dict[int, set[int]] = defaultdict(set)
    strange = 0.0
    for number, fact in enumerate(predicted):
        for argument in fact.arguments:
            place = next((n for n, wanted in enumerate(gold.arguments) if agree(wanted, argument)), None)
            if place is None:
                strange += WEIGHTS.get(argument[0], 1)
            else:
                holders[place].add(number)
    whole = sum(WEIGHTS.get(name, 1) for name, _ in gold.arguments)
    share = sum(WEIGHTS.get(gold.arguments[place][0], 1) for place in holders) / (whole + strange)
    if len(predicted) == 1 or len(holders) < 2:
        return share
    joined = sum(bool(holders[one] & holders[other]) for one, other in combinations(sorted(holders), 2))
    return share * (1 + joined / (len(holders) * (len(holders) - 1) / 2)) / 2


def table(result: Score) -> str:
    """Return the figures as text."""
    rows = [("overall", result.overall), *sorted(result.types.items())]
    return "\n".join(
        f"{name:12} P {q.precision:.4f}  R {q.recall:.4f}  F1 {q.f1:.4f}  (gold {q.golds}, predicted {q.predictions})"
        for name, q in rows
    )
