"""What natasha's small networks know about each word: their vectors before the last, deciding layer.

The three networks were distilled from a large language model, so their hidden states carry context that
word vectors lack. They are computed here over one flat stream of words; the product of a word with the
first convolution, the dearest step, is made once for each different word and remembered.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

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
NETWORKS, TAPS = 3, 3
BLOCK = 16
"""Rows that are made together."""

VECTORS, PRODUCTS = 16_384, 8_192
"""How many words are remembered at a time: their vectors in 20 MB, what the first layers make of them in 75 MB."""


class Layer(NamedTuple):
    """A convolution over three words, side by side what a word gives the next, itself and the one before; a scale.

    Each array has a network in a row, [networks, …].
    """

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


class Remembered:
    """Rows of numbers from 0 on, made when first asked for and kept in one table.

    What a row holds does not depend on the rows that are made with it: they are made by whole blocks, as a product of
    matrices may differ in its last bits where their sizes do.
    """

    def __init__(self, make: Callable[[Ints], Floats], numbers: int, width: int, capacity: int) -> None:
        self._make = make
        self._places = np.full(numbers, -1, dtype=np.int64)
        self._rows = np.empty((capacity, width), dtype=np.float32)
        self._used = 0

    def __call__(self, numbers: Ints) -> Floats:
        """Return the rows of numbers."""
        places = self._places[numbers]
        if places.min(initial=0) < 0:
            if not self._learn(np.unique(numbers[places < 0])):
                unique, where = np.unique(numbers, return_inverse=True)
                return self._made(unique).take(where, axis=0)
            places = self._places[numbers]
        return self._rows.take(places, axis=0)

    def _learn(self, numbers: Ints) -> bool:
        """Keep the rows of new numbers; where there is no room, forget all others and return False."""
        stop = self._used + len(numbers)
        if stop > len(self._rows):
            self._places[:] = -1
            self._used = 0
            return False
        self._rows[self._used : stop] = self._made(numbers)
        self._places[numbers] = np.arange(self._used, stop)
        self._used = stop
        return True

    def _made(self, numbers: Ints) -> Floats:
        return self._make(np.pad(numbers, (0, -len(numbers) % BLOCK)))[: len(numbers)]


class StateEncoder:
    """Computes hidden states; one encoder serves any number of documents.

    `vectors` are the word vectors of numbers of the vocabulary, float32 [numbers, 300].
    """

    def __init__(self, networks: Networks) -> None:
        models = networks.models
        self._last: tuple[list[list[str]], WordStates] | None = None
        self._encoder = models[0].infer.encoder
        word = models[0].infer.model.emb.word
        numbers = len(word.indexes.array)
        self.vectors = Remembered(word, numbers, VECTOR, VECTORS)
        self._shapes = [model.infer.model.emb.shape.weight.array for model in models]
        self._layers = _layers(models)
        first = self._layers[0].weight
        self._first = np.concatenate([weight[:VECTOR] for weight in first], axis=1)
        shapes = [shape @ weight[VECTOR:] for shape, weight in zip(self._shapes, first, strict=True)]
        self._first_shape = np.concatenate(shapes, axis=1)
        self._products = Remembered(lambda ids: word(ids) @ self._first, numbers, self._first.shape[1], PRODUCTS)
        self._numbers = lru_cache(maxsize=100_000)(self._numbers_of)

    def _numbers_of(self, word: str) -> tuple[int, int]:
        """Return the numbers of a word and of its shape."""
        return self._encoder.words_vocab.encode(word.lower()), self._encoder.shapes_vocab.encode(word_shape(word))

    def word_ids(self, words: Sequence[str]) -> Ints:
        """Return the number of each word in the vocabulary of the embedding."""
        return np.array([self._numbers(word)[0] for word in words], dtype=np.int64)

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
        ids, shapes = (np.array(part, dtype=np.int64) for part in zip(*map(self._numbers, words), strict=True))
        products = self._products(ids)
        products += self._first_shape.take(shapes, axis=0)
        starts = np.cumsum([len(sentence) for sentence in sentences])[:-1]
        state = products.reshape(len(words), NETWORKS, TAPS, -1).transpose(1, 2, 0, 3)
        for number, layer in enumerate(self._layers):
            if number:
                state = _taps(state @ layer.weight)
            state = _meet(state, layer, starts)
        return WordStates(ids, state.transpose(1, 0, 2).reshape(len(words), -1))


def _taps(products: Floats) -> Floats:
    """Return what a layer's weights give of each word, [networks, taps, words, channels]."""
    networks, words, width = products.shape
    return products.reshape(networks, words, TAPS, width // TAPS).transpose(0, 2, 1, 3)


def _meet(products: Floats, layer: Layer, starts: Ints) -> Floats:
    """Return a layer's output, [networks, words, channels].

    Args:
        products: Each word with the layer's weights, [networks, taps, words, channels]; they are changed.
        layer: The layer of all networks.
        starts: The rows, all but the first, where a sentence starts; nothing flows over them, save in the names
            network, which reads the document as one sequence.
    """
    before, at, after = products.swapaxes(0, 1)
    before[:-1, starts - 1] = 0
    after[:-1, starts] = 0
    state: Floats = at + layer.bias
    state[:, 1:] += before[:, :-1]
    state[:, :-1] += after[:, 1:]
    np.maximum(state, 0, out=state)
    state *= layer.scale
    state += layer.shift
    return state


def _layers(models: Sequence[Any]) -> list[Layer]:
    """Return the layers, each that of all networks side by side; the networks have one form."""
    every = [[_layer(layer) for layer in model.infer.model.encoder.layers] for model in models]
    return [Layer(*map(np.stack, zip(*parts, strict=True))) for parts in zip(*every, strict=True)]


def _layer(layer: Any) -> Layer:
    conv, norm = layer.conv, layer.norm
    weight = conv.weight.array.astype(np.float32)
    scale = (norm.weight.array / norm.std.array).astype(np.float32)
    shift = (norm.bias.array - norm.mean.array * scale).astype(np.float32)
    taps = np.hstack([np.ascontiguousarray(weight[:, :, tap].T) for tap in range(TAPS)])
    return Layer(taps, conv.bias.array.astype(np.float32)[None], scale[None], shift[None])


@lru_cache(maxsize=1)
def load_state_encoder() -> StateEncoder:
    """Return the shared encoder on the shared networks."""
    return StateEncoder(load_networks())
