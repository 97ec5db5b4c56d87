"""natasha's networks: morphology, syntax and names over words that are already split."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import slovnet.api
from natasha import NewsMorphTagger, NewsNERTagger, NewsSyntaxParser
from natasha.data import NEWS_EMBEDDING
from navec import Navec
from navec.meta import Meta
from navec.navec import META, PQ_
from navec.pq import PQ
from navec.tar import Tar
from slovnet.const import WORD

Words = Sequence[str]


class Tag(NamedTuple):
    """Part of speech and sorted features of one word."""

    upos: str
    feats: tuple[tuple[str, str], ...]


class Arc(NamedTuple):
    """Index of the head in the sentence (-1 for the root) and the relation to it."""

    head: int
    deprel: str


class Networks:
    """The three taggers on one shared embedding (27 MB on disk)."""

    def __init__(self) -> None:
        embedding = _load_embedding()
        with _words_read_once():
            self._morph = NewsMorphTagger(embedding)
            self._syntax = NewsSyntaxParser(embedding)
            self._names = NewsNERTagger(embedding)

    @property
    def models(self) -> tuple[Any, Any, Any]:
        """Return natasha's own taggers: morphology, syntax, names."""
        return self._morph, self._syntax, self._names

    def morphology(self, sentences: Sequence[Words]) -> Iterator[list[Tag]]:
        """Yield the tags of each sentence."""
        for markup in self._morph.map([list(words) for words in sentences]):
            yield [Tag(token.pos, tuple(sorted(token.feats.items()))) for token in markup.tokens]

    def syntax(self, sentences: Sequence[Words]) -> Iterator[list[Arc]]:
        """Yield the arcs of each sentence."""
        for markup in self._syntax.map([list(words) for words in sentences]):
            yield [_arc(index, token.head_id, token.rel) for index, token in enumerate(markup.tokens)]

    def names(self, words: Words) -> list[tuple[int, int, str]]:
        """Return the names in the words of a whole document: first word, word after the last, label.

        The tags are read here because natasha's own reading drops a name whose first tag is I-,
        as on «Путин пригласил…» at the very start of a text.
        """
        infer = self._names.infer
        tags = next(iter(infer.decoder(infer.process(infer.encoder([list(words)])))))
        return join_names(tags)


class _Codes(PQ):  # type: ignore[misc]
    """The compressed vectors of words, without the tables for comparing two of them, which take long to make."""

    def precompute(self) -> None:
        """Make nothing beforehand."""


def _load_embedding() -> Any:
    """Return natasha's embedding as its networks need it: they bring the vocabulary themselves."""
    with Tar(NEWS_EMBEDDING) as tar:
        meta = Meta.from_file(tar.load(META))
        meta.check_protocol(meta.protocol)
        return Navec(meta, None, _Codes.from_file(tar.load(PQ_)))


@contextmanager
def _words_read_once() -> Iterator[None]:
    """Let the networks share their vocabulary of words: each file has the same 250,000, those of the embedding."""
    own = slovnet.api.Pack
    held: list[Any] = []

    class Pack(own):  # type: ignore[misc,valid-type]
        def load_vocab(self, id: str) -> Any:
            if id != WORD:
                return super().load_vocab(id)
            if not held:
                held.append(super().load_vocab(id))
            return held[0]

    slovnet.api.Pack = Pack
    try:
        yield
    finally:
        slovnet.api.Pack = own


def join_names(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return first word, word after the last and label of the names that tags (B-PER, I-PER, O) mark."""
    found: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "O" or not label:
            continue
        if mark == "I" and found and found[-1][1] == index and found[-1][2] == label:
            found[-1] = (found[-1][0], index + 1, label)
        else:
            found.append((index, index + 1, label))
    return found


def _arc(index: int, head_id: str, deprel: str) -> Arc:
    """Return the arc of a word; a word that the parser hangs on itself becomes a root."""
    head = int(head_id) - 1
    return Arc(-1 if head == index else head, deprel)


@lru_cache(maxsize=1)
def load_networks() -> Networks:
    """Return the shared networks, read once a process."""
    return Networks()
