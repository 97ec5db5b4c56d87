"""The three taggers on hidden states that are computed once: same answers as natasha's own, in less time.

natasha runs each network on padded batches of sentences; here one pass over the document's words gives the states of
all three, from which tags, arcs and names are read, and which the trained models read too.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
from slovnet.conll import parse_conll_tag

from kg.analysis.networks import Arc, Networks, Tag, join_names, load_networks
from kg.analysis.states import STATE, Floats, StateEncoder, load_state_encoder

Words = Sequence[str]


class SharedNetworks:
    """Reads tags, arcs and names from the states of one document at a time."""

    def __init__(self, networks: Networks, encoder: StateEncoder) -> None:
        morph, syntax, names = networks.models
        self._encoder = encoder
        self._tags = [_tag(item) for item in morph.infer.decoder.tags_vocab.items]
        self._morph = morph.infer.model.head.proj
        self._rels = syntax.infer.decoder.rels_vocab.items
        self._syntax = syntax.infer.model
        self._names = names.infer.model.head
        self._marks = names.infer.decoder.tags_vocab.items
        self._words: list[str] = []
        self._states: Floats | None = None

    def morphology(self, sentences: Sequence[Words]) -> Iterator[list[Tag]]:
        """Yield the tags of each sentence."""
        best = self._morph(self._read(sentences)[:, :STATE]).argmax(axis=1).tolist()
        numbers = iter(best)
        for words in sentences:
            yield [self._tags[number] for number in islice(numbers, len(words))]

    def syntax(self, sentences: Sequence[Words]) -> Iterator[list[Arc]]:
        """Yield the arcs of each sentence."""
        states = self._read(sentences)
        for state in np.split(states, np.cumsum([len(words) for words in sentences])[:-1]):
            rows = state[None, :, STATE : 2 * STATE]
            heads = self._syntax.head(rows).argmax(axis=-1)
            rels = self._syntax.rel(rows, heads).argmax(axis=-1)
            yield [
                Arc(-1 if head - 1 == index else head - 1, self._rels[rel])
                for index, (head, rel) in enumerate(zip(heads[0].tolist(), rels[0].tolist(), strict=True))
            ]

    def names(self, words: Words) -> list[tuple[int, int, str]]:
        """Return the names in the words of the document whose sentences were read last, or of any words."""
        if self._states is None or list(words) != self._words:
            self._read([words])
        assert self._states is not None
        scores = self._names(self._states[:, 2 * STATE :])
        return join_names([self._marks[number] for number in best_path(scores, self._names.crf.transitions.array)])

    def _read(self, sentences: Sequence[Words]) -> Floats:
        """Return the states of all words, kept for `names`."""
        self._words = [word for words in sentences for word in words]
        self._states = self._encoder.encode(sentences).states
        return self._states


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """Return the likeliest sequence of tags.

    Args:
        scores: Of each tag at each word, [words, tags].
        transitions: From a tag to the next one, [tags, tags].
    """
    if not len(scores):
        return []
    columns = np.arange(scores.shape[1])
    best, back = scores[0], []
    for row in scores[1:]:
        total = best[:, None] + transitions + row[None, :]
        come = total.argmax(axis=0)
        back.append(come)
        best = total[come, columns]
    path = [int(best.argmax())]
    for come in reversed(back):
        path.append(int(come[path[-1]]))
    return path[::-1]


def _tag(item: str) -> Tag:
    """Return a tag of the vocabulary («NOUN|Case=Nom») in parts; special items have no features."""
    if item.startswith("<"):
        return Tag("X", ())
    upos, feats = parse_conll_tag(item)
    return Tag(upos, tuple(sorted(feats.items())))


@lru_cache(maxsize=1)
def load_shared() -> SharedNetworks:
    """Return the shared taggers, read once a process."""
    return SharedNetworks(load_networks(), load_state_encoder())
