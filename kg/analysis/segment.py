"""Sentence and token boundaries: lines first, then razdel."""

from collections.abc import Iterator

from razdel import sentenize

from kg.analysis.tokens import token_ranges
from kg.model import Span

MAX_TOKENS = 400
"""Longest sentence in tokens: the parser needs time and memory quadratic in this number."""


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield the sentences of a text in order, blank ones left out.

    A line end always ends a sentence, since a headline has no full stop.
    """
    start = 0
    for line in text.split("\n"):
        for piece in sentenize(line):
            if piece.text.strip():
                yield Span(start + piece.start, start + piece.stop)
        start += len(line) + 1


def token_spans(text: str, sentence: Span) -> Iterator[tuple[Span, ...]]:
    """Yield the tokens of a sentence, in pieces of at most `MAX_TOKENS`."""
    offset = sentence.start
    spans = [Span(offset + start, offset + stop) for start, stop in token_ranges(sentence.of(text))]
    for at in range(0, len(spans), MAX_TOKENS):
        yield tuple(spans[at : at + MAX_TOKENS])
