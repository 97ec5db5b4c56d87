"""Calibration: a scale and a shift of the logits of each type, so that probabilities are what they say."""

import numpy as np
from numpy.typing import NDArray

from kg.neural.probability import probabilities

Array = NDArray[np.float64]

FLOOR = -4.0
"""Pairs of a lower logit are left out: nothing is ever decided about them."""

_PRIOR = 10.0  # how strongly the values of one type are held at those of all types
_STEPS = 30
_SMALL = 1e-6
_LEAST = 0.1  # a higher score stays a higher probability


def fit(logits: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return scale and shift of each type.

    Args:
        logits: Scores of held-out candidates, [candidates, types].
        right: Which of them are annotated.

    Returns:
        Two arrays [types]; a type with few candidates keeps about the values of all types together.
    """
    near = logits > FLOOR
    both = _newton(logits[near].astype(np.float64), right[near].astype(np.float64), np.array([1.0, 0.0]), 1.0)
    fitted = [
        _newton(logits[rows, kind].astype(np.float64), right[rows, kind].astype(np.float64), both, _PRIOR)
        for kind, rows in enumerate(near.T)
    ]
    table = np.array(fitted, dtype=np.float32)
    return table[:, 0], table[:, 1]


def _newton(logits: Array, right: Array, start: Array, prior: float) -> Array:
    """Return scale and shift that fit best, held at `start` by a Gaussian prior of this weight."""
    design = np.stack([logits, np.ones_like(logits)], axis=1)

    def loss(value: Array) -> float:
        score = design @ value
        return float((np.logaddexp(0, score) - right * score).sum() + prior / 2 * ((value - start) ** 2).sum())

    value, lowest = start.copy(), loss(start)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ value, -30, 30)))
        gradient = design.T @ (chance - right) + prior * (value - start)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + prior * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        while loss(value - step) > lowest and np.abs(step).max() > _SMALL:
            step = step / 2
        value, before, lowest = value - step, lowest, loss(value - step)
        if before - lowest < _SMALL:
            break
    value[0] = max(value[0], _LEAST)
    return value


def best_threshold(logits: NDArray[np.float32], right: NDArray[np.bool_], missed: int) -> float:
    """Return the probability, in steps of 0.025, above which F1 is best.

    Args:
        logits: Calibrated scores of held-out candidates.
        right: Which of them are annotated.
        missed: Annotated things that are no candidates.
    """
    scores = probabilities(logits)
    golds = int(right.sum()) + missed

    def quality(threshold: float) -> float:
        chosen = scores >= threshold
        return 2 * int((chosen & right).sum()) / max(int(chosen.sum()) + golds, 1)

    return max((round(0.025 * step, 3) for step in range(8, 29)), key=quality)
