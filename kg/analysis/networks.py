"""natasha's networks: morphology, syntax and names over words that are already split."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

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
    """The three taggers on one shared embedding (27 MB on disk, 1.2 s to load)."""

    def __init__(self) -> None:
        embedding = NewsEmbedding()
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
