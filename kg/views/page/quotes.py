"""A quote cut into pieces, so that the page can mark the words of both ends without any markup in the data."""

from kg.views.rows import Proof, Words

Piece = list[str | int]
SUBJECT, OBJECT = 1, 2


def pieces(proof: Proof) -> list[Piece]:
    """Return the quote as [text, mark] pieces; mark 1 is for the subject's words, 2 for the object's, 3 for both."""
    quote = proof.passage.text
    marks = [0] * len(quote)
    for words, mark in ((proof.subject, SUBJECT), (proof.object, OBJECT)):
        for place in _inside(words, proof.passage):
            marks[place] |= mark
    cuts = [at for at in range(len(quote)) if not at or marks[at] != marks[at - 1]]
    return [[quote[start:stop], marks[start]] for start, stop in zip(cuts, [*cuts[1:], len(quote)], strict=False)]


def elsewhere(proof: Proof) -> list[Piece]:
    """Return the words of the ends that another sentence names, each with its mark."""
    return [
        [words.text, mark]
        for words, mark in ((proof.subject, SUBJECT), (proof.object, OBJECT))
        if words and not _inside(words, proof.passage)
    ]


def _inside(words: Words, passage: Words) -> range:
    """Return the places of the words in the passage; empty when they do not lie in it."""
    start = words.start - passage.start
    stop = start + len(words.text)
    if not words or words.context != passage.context or start < 0 or stop > len(passage.text):
        return range(0)
    return range(start, stop)
