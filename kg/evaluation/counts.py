"""Counting what is right: precision, recall and F1."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass
class Count:
    """How many things are annotated, predicted, and both."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, gold: Set[object], predicted: Set[object]) -> None:
        """Count the things of one document."""
        self.right += len(gold & predicted)
        self.gold += len(gold)
        self.predicted += len(predicted)

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is right, in [0, 1]."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the annotated that is found, in [0, 1]."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, in [0, 1]."""
        return f1(self.precision, self.recall)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
