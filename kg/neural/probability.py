"""From logits to probabilities that are the same on every machine."""

import math

import numpy as np
from numpy.typing import NDArray

LOGIT_DIGITS = 3
DIGITS = 4
BOUND = 30.0


def probabilities(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return probabilities in [0, 1].

    Processors differ in the last bits of a sum; logits and probabilities are rounded, so that no
    threshold and no printed digit hangs on those bits.
    """
    rounded = np.round(np.clip(logits.astype(np.float64), -BOUND, BOUND), LOGIT_DIGITS)
    result: NDArray[np.float64] = np.round(1.0 / (1.0 + np.exp(-rounded)), DIGITS)
    return result


def logit(probability: float) -> float:
    """Return a logit a little below that of a probability: what lies under it rounds to less."""
    return math.log(max(probability, 1e-9) / max(1 - probability, 1e-9)) - 0.01
