"""What natasha's small networks know about each word: their vectors before the last, deciding layer.

The three networks were distilled from a large language model, so their hidden states carry context that
word vectors lack. They are computed here over one flat stream of words; the product of a word with the
first convolution, the dearest step, is made once for each different word.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from slovnet.shape import word_shape

from kg.analysis.casing import read_words
from kg.analysis.networks import Networks, load_networks
from kg.model import Analysis

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

VECTOR = 300
STATE = 64


class Layer(NamedTuple):
    """A convolution over three words, side by side what a word gives the next, itself and the one before; a scale."""

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class WordStates(NamedTuple):
    """The words of a document as the networks see them, one row a word.

    Attributes:
        ids: Numbers of the words in the embedding's vocabulary.
        states: Hidden states of the morphology, syntax and names networks side by side, float32 [words, 192].
    """

    ids: Ints
    states: Floats


class StateEncoder:
    """Computes hidden states; one encoder serves any number of documents."""

    def __init__(self, networks: Networks) -> None:
        models = networks.models
        self._last: tuple[list[list[str]], WordStates] | None = None
        self._encoder = models[0].infer.encoder
        self._word = models[0].infer.model.emb.word
        self._shapes = [model.infer.model.emb.shape.weight.array for model in models]
        self._layers = [[_layer(layer) for layer in model.infer.model.encoder.layers] for model in models]
        first = [layers[0].weight for layers in self._layers]
        self._first = np.concatenate([weight[:VECTOR] for weight in first], axis=1)
        shapes = [shape @ weight[VECTOR:] for shape, weight in zip(self._shapes, first, strict=True)]
        self._first_shape = np.concatenate(shapes, axis=1)
        self._numbers = lru_cache(maxsize=100_000)(self._numbers_of)

    def _numbers_of(self, word: str) -> tuple[int, int]:
        """Return the numbers of a word and of its shape."""
        return self._encoder.words_vocab.encode(word.lower()), self._encoder.shapes_vocab.encode(word_shape(word))

    def word_ids(self, words: Sequence[str]) -> Ints:
        """Return the number of each word in the vocabulary of the embedding."""
        return np.array([self._numbers(word)[0] for word in words], dtype=np.int64)

    def vectors(self, ids: Ints) -> Floats:
        """Return the word vectors of vocabulary numbers, float32 [ids, 300]."""
        vectors: Floats = self._word(ids)
        return vectors

    def __call__(self, analysis: Analysis) -> WordStates:
        """Return the states of all words of an analysis, in text order."""
        return self.encode([read_words([token.text for token in sentence.tokens]) for sentence in analysis.sentences])

    def encode(self, sentences: Sequence[Sequence[str]]) -> WordStates:
        """Return the states of the words of a document's sentences; those of the last document are kept."""
        if self._last is None or self._last[0] != sentences:
            self._last = [list(words) for words in sentences], self._encode(sentences)
        return self._last[1]

    def _encode(self, sentences: Sequence[Sequence[str]]) -> WordStates:
        words = [word for sentence in sentences for word in sentence]
        if not words:
            return WordStates(np.zeros(0, np.int64), np.zeros((0, 3 * STATE), np.float32))
        ids, shapes = np.array([self._numbers(word) for word in words], dtype=np.int64).T
        unique, where = np.unique(ids, return_inverse=True)
        products = (self.vectors(unique) @ self._first).take(where, axis=0)
        products += self._first_shape.take(shapes, axis=0)
        ends = np.cumsum([len(sentence) for sentence in sentences])[:-1]
        parts = []
        for index, layers in enumerate(self._layers):
            whole = index == len(self._layers) - 1  # the names network reads the document as one sequence
            part = np.split(products, len(self._layers), axis=1)[index]
            parts.append(_run(part, layers, ends[:0] if whole else ends))
        return WordStates(ids, np.concatenate(parts, axis=1))


def _run(products: Floats, layers: Sequence[Layer], starts: Ints) -> Floats:
    """Return the last layer's output; nothing flows over the rows where a sentence starts.

    Args:
        products: Each word with the weights of the first layer, [words, 3 × channels]; they are changed.
        layers: The layers.
        starts: The rows, all but the first, where a sentence starts.
    """
    state = products
    for number, layer in enumerate(layers):
        if number:
            state = state @ layer.weight
        before, at, after = np.split(state, 3, axis=1)
        before[starts - 1] = 0
        after[starts] = 0
        state = at + layer.bias
        state[1:] += before[:-1]
        state[:-1] += after[1:]
        np.maximum(state, 0, out=state)
        state *= layer.scale
        state += layer.shift
    return state


def _layer(layer: object) -> Layer:
    conv, norm = layer.conv, layer.norm  # type: ignore[attr-defined]
    weight = conv.weight.array.astype(np.float32)
    scale = (norm.weight.array / norm.std.array).astype(np.float32)
    shift = (norm.bias.array - norm.mean.array * scale).astype(np.float32)
    taps = np.hstack([np.ascontiguousarray(weight[:, :, tap].T) for tap in range(3)])
    return Layer(taps, conv.bias.array.astype(np.float32), scale, shift)


@lru_cache(maxsize=1)
def load_state_encoder() -> StateEncoder:
    """Return the shared encoder on the shared networks."""
    return StateEncoder(load_networks())
