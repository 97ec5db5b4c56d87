"""Scores of the core predicates between the mentions of a document.

A scorer of pairs of its own on the shared encoder's states, learnt from annotated political news. It is also told
what the rules and the reference say of a pair (`hints`), so that its probability joins the three.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import EntitySpan
from kg.neural.encoder import States
from kg.neural.features import Features, Floats
from kg.neural.pairs import Bools, Pairs, make_pairs
from kg.neural.pieces import Ints
from kg.neural.probability import LOGIT_DIGITS, probabilities
from kg.neural.relations import PairScorer, locate
from kg.neural.spots import Spots
from kg.neural.weights import Weights, members

HINTS = ("stated", "denied", "known")
"""What may be said of a pair and a predicate beside the text: a rule states it, a rule denies or doubts it, the
reference knows it."""


class PairScores(NamedTuple):
    """Scores of pairs of mentions.

    Attributes:
        subject: Index of the first mention of each pair.
        object: Index of the second.
        logits: Without hints, rounded, float32 [pairs, predicates].
    """

    subject: Ints
    object: Ints
    logits: Floats


class CoreModel:
    """Scores pairs of mentions for the core predicates, then pairs of entities with what is known of them."""

    def __init__(self, weights: Weights) -> None:
        meta, arrays = weights.meta, weights.arrays
        self.predicates: tuple[str, ...] = tuple(meta["predicates"])
        self._kinds = {name: number for number, name in enumerate(meta["entity_types"])}
        self._scorers = [PairScorer(part, meta) for part in members(weights)]
        self._likely: Bools = arrays["likely"].astype(bool)
        self._hints: Floats = np.mean([part["hints.weight"] for part in members(weights)], axis=0).T
        self._scale: Floats = arrays["calibration.scale"]
        self._shift: Floats = arrays["calibration.shift"]

    def __call__(self, features: Features, states: States, text: str, mentions: Sequence[EntitySpan]) -> PairScores:
        """Return the scores of the pairs of mentions that a core predicate may join.

        Args:
            features: Features of the document.
            states: Its rows as each network encodes them.
            text: Its content.
            mentions: Ranges with NEREL's types; one whose edges no row has is in no pair.
        """
        spots, numbers = locate(features.pieces, mentions, self._kinds)
        texts = [mentions[number].span.of(text) for number in numbers]
        pairs = make_pairs(features, spots, texts, self._likely)
        index = np.array(numbers, dtype=np.int64)
        if not len(pairs.subject):
            return PairScores(pairs.subject, pairs.object, np.zeros((0, len(self.predicates)), np.float32))
        logits = self.scores(np.concatenate(states, axis=1), features, spots, pairs)
        return PairScores(index[pairs.subject], index[pairs.object], logits)

    def scores(self, state: Floats, features: Features, spots: Spots, pairs: Pairs) -> Floats:
        """Return the mean scores of the networks, float32 [pairs, predicates].

        They are rounded, so that last bits do not decide which of two mentions says it best.
        """
        total = sum(scorer(state, features, spots, pairs) for scorer in self._scorers)
        mean: Floats = np.round(total / len(self._scorers), LOGIT_DIGITS)
        return mean

    def logits(self, best: Floats, hints: Floats) -> Floats:
        """Return the scores of pairs of entities, calibrated.

        Args:
            best: The highest score of each predicate among the pair's mentions, [pairs, predicates].
            hints: What is said of them beside the text, zeros and ones, [pairs, 3 × predicates], by `HINTS`.
        """
        scores: Floats = (best + hints @ self._hints) * self._scale + self._shift
        return scores

    def probabilities(self, best: Floats, hints: Floats) -> NDArray[np.float64]:
        """Return the probabilities of pairs of entities, in [0, 1]; see `logits`."""
        return probabilities(self.logits(best, hints))
