"""All that the models read of a document, computed once and shared by them."""

import zlib
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.analysis import Morphology, load_morphology
from kg.analysis.states import VECTOR, StateEncoder, load_state_encoder
from kg.model import Analysis
from kg.neural.lexical import lexical
from kg.neural.pieces import Ints, Pieces, make_pieces
from kg.neural.sweep import Sweep, make_sweep
from kg.reference import Reference
from kg.reference import load as load_reference

Floats = NDArray[np.float32]

AFFIXES = 8192
"""Size of the table into which beginnings and ends of words are hashed."""

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "X"})


class Features(NamedTuple):
    """The rows of a document with their features.

    Attributes:
        pieces: Where the rows are.
        vectors: Word vectors of the row's own text and of its lemma, float32 [rows, 600].
        states: Hidden states of natasha's networks, float32 [rows, 192].
        marks: Zeros and ones, uint8 [rows, marks].
        affixes: Numbers of beginnings and ends of words, int64 [rows, 6].
        groups: Number of the row's lemma in the document; a row without a content word is alone in its group.
        sweep: The order in which recurrent layers visit the rows.
    """

    pieces: Pieces
    vectors: Floats
    states: Floats
    marks: NDArray[np.uint8]
    affixes: Ints
    groups: Ints
    sweep: Sweep


class Featurizer:
    """Turns analyses into features."""

    def __init__(self, states: StateEncoder, morphology: Morphology, reference: Reference) -> None:
        self._states = states
        self._morphology = morphology
        self._reference = reference

    def __call__(self, analysis: Analysis) -> Features:
        """Return the features of an analysis."""
        pieces = make_pieces(analysis)
        content = analysis.document.content
        texts = [content[start:stop] for start, stop in zip(pieces.starts.tolist(), pieces.stops.tolist(), strict=True)]
        words = self._states(analysis)
        ids = np.stack((words.ids, self._states.word_ids([token.lemma for token in pieces.tokens])), axis=1)
        ids = ids[pieces.words]
        parted = np.flatnonzero(pieces.parted)
        if len(parted):
            ids[parted] = self._states.word_ids([texts[row] for row in parted.tolist()])[:, None]
        affixes = np.frombuffer(b"".join([_affixes(text.lower()) for text in texts]), dtype=np.int64).reshape(-1, 6)
        return Features(
            pieces=pieces,
            vectors=self._states.vectors(ids.reshape(-1)).reshape(-1, 2 * VECTOR),
            states=words.states[pieces.words],
            marks=lexical(analysis, pieces, self._morphology, self._reference),
            affixes=affixes,
            groups=_groups(pieces, texts),
            sweep=make_sweep(pieces.sentences),
        )


@lru_cache(maxsize=50_000)
def _affixes(word: str) -> bytes:
    """Return the numbers, int64, of a word's beginnings and ends of two to five letters."""
    parts = [f"<{word[:2]}", f"<{word[:3]}", f"<{word[:5]}", f"{word[-2:]}>", f"{word[-3:]}>", f"{word[-5:]}>"]
    numbers = [zlib.crc32(part.encode("utf-8", "surrogatepass")) % AFFIXES for part in parts]
    return np.array(numbers, dtype=np.int64).tobytes()


def _groups(pieces: Pieces, texts: list[str]) -> Ints:
    """Return the number of each row's lemma: rows of one lemma share what they learn from their contexts."""
    numbers: dict[str, int] = {}
    groups = []
    for row, (text, word) in enumerate(zip(texts, pieces.words.tolist(), strict=True)):
        token = pieces.tokens[word]
        content = token.upos in _CONTENT and len(text) > 1
        whole = len(text) == len(token.text)
        key = (token.lemma if whole else text.lower()) if content else f"\n{row}"
        groups.append(numbers.setdefault(key, len(numbers)))
    return np.array(groups, dtype=np.int64)


@lru_cache(maxsize=1)
def load_featurizer() -> Featurizer:
    """Return the shared featurizer."""
    return Featurizer(load_state_encoder(), load_morphology(), load_reference())
