"""The analysis of one document: segmentation, then each network once over all sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from kg.analysis.casing import read_words
from kg.analysis.morphology import Morphology, load_morphology
from kg.analysis.networks import Arc, Tag
from kg.analysis.segment import sentence_spans, token_spans
from kg.analysis.shared import load_shared
from kg.model import Analysis, Document, NamedSpan, Sentence, Span, Token


class Tagger(Protocol):
    """What the analysis asks of the networks; sentences are sequences of words."""

    def morphology(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Tag]]:
        """Yield the tags of each sentence."""

    def syntax(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Arc]]:
        """Yield the arcs of each sentence."""

    def names(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Return first word, word after the last and label of each name in a document's words."""


class Analyzer:
    """Turns a document into its analysis; one analyzer serves any number of documents."""

    def __init__(self, networks: Tagger, morphology: Morphology) -> None:
        self._networks = networks
        self.morphology = morphology

    def __call__(self, document: Document) -> Analysis:
        """Return sentences with analysed tokens, and the recognised names, of a document."""
        return self.named(self.without_names(document))

    def without_names(self, document: Document) -> Analysis:
        """Return sentences with analysed tokens: names cost more, and a reader may have names of its own."""
        text = document.content
        spans = [tokens for sentence in sentence_spans(text) for tokens in token_spans(text, sentence)]
        words = [read_words([span.of(text) for span in tokens]) for tokens in spans]
        if not words:
            return Analysis(document, (), ())
        tags = list(self._networks.morphology(words))
        arcs = list(self._networks.syntax(words))
        sentences = tuple(self._sentence(text, *parts) for parts in zip(spans, words, tags, arcs, strict=True))
        return Analysis(document, sentences, ())

    def named(self, analysis: Analysis) -> Analysis:
        """Return an analysis with the recognised names of its document."""
        spans = [[token.span for token in sentence.tokens] for sentence in analysis.sentences]
        words = [read_words([token.text for token in sentence.tokens]) for sentence in analysis.sentences]
        return replace(analysis, names=self._names(spans, words) if words else ())

    def _sentence(
        self, text: str, spans: Sequence[Span], words: Sequence[str], tags: Sequence[Tag], arcs: Sequence[Arc]
    ) -> Sentence:
        tokens = tuple(
            Token(
                span=span,
                text=span.of(text),
                lemma=self.morphology.lemma(word, tag.upos, tag.feats),
                upos=tag.upos,
                feats=tag.feats,
                head=arc.head,
                deprel=arc.deprel,
            )
            for span, word, tag, arc in zip(spans, words, tags, arcs, strict=True)
        )
        return Sentence(Span(spans[0].start, spans[-1].stop), tokens)

    def _names(self, spans: Sequence[Sequence[Span]], words: Sequence[Sequence[str]]) -> tuple[NamedSpan, ...]:
        flat = [span for sentence in spans for span in sentence]
        ends = {sentence[-1].stop for sentence in spans}
        found = self._networks.names([word for sentence in words for word in sentence])
        return tuple(
            NamedSpan(Span(flat[start].start, flat[stop - 1].stop), label)
            for piece_start, piece_stop, label in found
            for start, stop in _within_sentences(flat, ends, piece_start, piece_stop)
        )


def _within_sentences(flat: Sequence[Span], ends: set[int], start: int, stop: int) -> list[tuple[int, int]]:
    """Return the parts of a name that a sentence end cuts: the headline's last word is not the body's first."""
    parts, begin = [], start
    for index in range(start, stop):
        if flat[index].stop in ends or index == stop - 1:
            parts.append((begin, index + 1))
            begin = index + 1
    return parts


def load_analyzer() -> Analyzer:
    """Return an analyzer on the shared networks and dictionary."""
    return Analyzer(load_shared(), load_morphology())
