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
from kg.analysis.states import STATE, Floats, Ints, StateEncoder, load_state_encoder

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
        state = np.ascontiguousarray(self._read(sentences)[:, STATE : 2 * STATE])
        ends = np.cumsum([len(words) for words in sentences])
        heads = self._heads(state, ends)
        rels = iter(self._relations(state, heads, ends))
        for words, found in zip(sentences, heads, strict=True):
            yield [
                Arc(-1 if head - 1 == index else head - 1, self._rels[rel])
                for index, (head, rel) in enumerate(zip(found.tolist(), islice(rels, len(words)), strict=True))
            ]

    def _heads(self, state: Floats, ends: Ints) -> list[Ints]:
        """Return for each sentence the number of each word's head, words counted from 1, the root being 0."""
        net = self._syntax.head
        below = net.head(state) @ net.kernel.array
        above, root = net.tail(state), net.tail(net.root.array.reshape(1, -1))
        starts = [0, *ends[:-1].tolist()]
        return [
            (below[start:stop] @ np.concatenate((root, above[start:stop])).T).argmax(axis=1)
            for start, stop in zip(starts, ends.tolist(), strict=True)
        ]

    def _relations(self, state: Floats, heads: Sequence[Ints], ends: Ints) -> list[int]:
        """Return the number of each word's relation to its head."""
        net = self._syntax.rel
        starts = [0, *ends[:-1].tolist()]
        rows = [np.where(found > 0, found + start, 0) for found, start in zip(heads, starts, strict=True)]
        with_root = np.concatenate((net.root.array.reshape(1, -1), state))
        above = net.head(with_root[np.concatenate(rows)]) @ net.kernel.array
        below = net.tail(state)
        scores = above.reshape(len(state), -1, below.shape[1]) @ below[:, :, None]
        best: list[int] = scores[:, :, 0].argmax(axis=1).tolist()
        return best

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
    best, back = scores[0], np.empty((len(scores) - 1, scores.shape[1]), dtype=np.intp)
    for row, come in zip(scores[1:], back, strict=True):
        total = best[:, None] + transitions
        total += row
        total.argmax(axis=0, out=come)
        best = total.max(axis=0)
    path = [int(best.argmax())]
    for origins in reversed(back.tolist()):
        path.append(origins[path[-1]])
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
