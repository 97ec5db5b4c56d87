"""The rows that the models read: words, and the parts of words that a hyphen or another sign joins.

A name may be a part of a word («экс-президент», «российско-китайский»), so a word with a sign inside is
given as several rows, each of which knows its word.
"""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import Analysis, Token

Ints = NDArray[np.int64]

_PARTS = re.compile(r"\w+|[^\w]+")


class Pieces(NamedTuple):
    """The rows of a document, in text order.

    Attributes:
        starts: Offset of the first code point of each row.
        stops: Offset after the last code point.
        words: Index of the word, counted over the document.
        sentences: Index of the sentence.
        heads: The row where the word's syntactic head begins; its own first row for a root.
        tokens: The words of the document.
        firsts: The first row of each word.
    """

    starts: Ints
    stops: Ints
    words: Ints
    sentences: Ints
    heads: Ints
    tokens: tuple[Token, ...]
    firsts: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def parted(self) -> NDArray[np.bool_]:
        """Return whether each row is one of several of its word."""
        parted: NDArray[np.bool_] = np.bincount(self.words, minlength=len(self.tokens))[self.words] > 1
        return parted


def make_pieces(analysis: Analysis) -> Pieces:
    """Return the rows of an analysis."""
    rows: list[tuple[int, int, int, int]] = []
    tokens: list[Token] = []
    heads: list[int] = []
    firsts: list[int] = []
    for number, sentence in enumerate(analysis.sentences):
        base = len(tokens)
        for token in sentence.tokens:
            firsts.append(len(rows))
            heads.append(base + token.head if token.head >= 0 else len(tokens))
            rows += [(start, stop, len(tokens), number) for start, stop in _split(token)]
            tokens.append(token)
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    first = np.array(firsts, dtype=np.int64)
    words = table[:, 2]
    head = first[np.array(heads, dtype=np.int64)][words] if tokens else words
    return Pieces(table[:, 0], table[:, 1], words, table[:, 3], head, tuple(tokens), first)


def _split(token: Token) -> list[tuple[int, int]]:
    """Return the ranges of a word's parts; «2,5» and «28.11» stay whole, as do signs."""
    text, offset = token.text, token.span.start
    if text.isalnum() or len(text) == 1 or not any(char.isalpha() for char in text):
        return [(token.span.start, token.span.stop)]
    return [(offset + part.start(), offset + part.end()) for part in _PARTS.finditer(text)]
