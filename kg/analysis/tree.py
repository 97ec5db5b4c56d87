"""A sentence as a dependency tree: the walks that finders and rules share."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from kg.analysis.remembered import remembered
from kg.model import Analysis, Sentence, Span, Token


class Tree:
    """A sentence seen as a tree; tokens are named by their index in the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.answers: dict[Any, Any] = {}
        self._related: dict[tuple[int, tuple[str, ...]], tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Return the lemmas of the sentence."""
        return frozenset(token.lemma for token in self.tokens)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if 0 <= token.head < len(below):
                below[token.head].append(index)
        return tuple(tuple(indexes) for indexes in below)

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Return where the tokens start and stop; both are sorted, as tokens do not overlap."""
        return [token.span.start for token in self.tokens], [token.span.stop for token in self.tokens]

    def children(self, index: int, *deprels: str) -> tuple[int, ...]:
        """Return the dependents of a token in text order, those of the given relations if any are named.

        A relation stands for its subtypes too: "nsubj" finds "nsubj:pass".
        """
        below = self._children[index]
        if not deprels or not below:
            return below
        if len(below) == 1:
            return () if self._relations[below[0]].isdisjoint(deprels) else below
        found = self._related.get((index, deprels))
        if found is None:
            relations = self._relations
            found = tuple([child for child in below if not relations[child].isdisjoint(deprels)])
            self._related[index, deprels] = found
        return found

    @cached_property
    def _relations(self) -> tuple[frozenset[str], ...]:
        """Return the relation of each token to its head, as it is and without its subtype."""
        return tuple([_names_of(token.deprel) for token in self.tokens])

    def related(self, index: int, *deprels: str) -> bool:
        """Return whether the token hangs on its head by one of the relations or their subtypes."""
        return not self._relations[index].isdisjoint(deprels)

    def head(self, index: int) -> int:
        """Return the index of the head, -1 for a root."""
        return self.tokens[index].head

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads from the token's own up to the root; a cycle of the parser ends the walk."""
        seen = {index}
        at = self.tokens[index].head
        while at >= 0 and at not in seen:
            yield at
            seen.add(at)
            at = self.tokens[at].head

    @remembered
    def subtree(self, index: int) -> tuple[int, ...]:
        """Return the token and all below it in text order."""
        found, stack = set(), [index]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack.extend(self._children[at])
        return tuple(sorted(found))

    @remembered
    def conjuncts(self, index: int) -> tuple[int, ...]:
        """Return the members of the coordination that the token heads or belongs to, itself included, in text order."""
        first = index
        for above in self.ancestors(index):
            if not self.related(first, "conj"):
                break
            first = above
        found, stack = set(), [first]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack.extend(self.children(at, "conj"))
        return tuple(sorted(found))

    @remembered
    def preposition(self, index: int) -> str:
        """Return the lower-case preposition of a noun («в», «на», «из-за»), or an empty string."""
        for child in self.children(index, "case"):
            return self.tokens[child].text.lower()
        return ""

    @remembered
    def inside(self, span: Span) -> tuple[int, ...]:
        """Return the tokens that overlap a span, in text order."""
        starts, stops = self._bounds
        return tuple(range(bisect_right(stops, span.start), bisect_left(starts, span.stop)))

    @remembered
    def top(self, span: Span) -> int:
        """Return the token of a span that governs the others: the first whose head lies outside, or -1."""
        inside = self.inside(span)
        return next((index for index in inside if self.tokens[index].head not in inside), -1)

    def span(self, first: int, last: int) -> Span:
        """Return the range from one token to another, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.stop)


@cache
def _names_of(deprel: str) -> frozenset[str]:
    return frozenset((deprel, deprel.partition(":")[0]))


class _Last:
    """The trees of the document that was asked for last."""

    held: tuple[Analysis, tuple[Tree, ...]] | None = None


def trees_of(analysis: Analysis) -> tuple[Tree, ...]:
    """Return the sentences of a document as trees: the same ones to every stage, so that they share what they know."""
    held = _Last.held
    if held is None or held[0] is not analysis:
        held = _Last.held = analysis, tuple(Tree(sentence) for sentence in analysis.sentences)
    return held[1]
