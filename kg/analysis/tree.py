"""A sentence as a dependency tree: the walks that finders and rules share."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from kg.model import Sentence, Span, Token


class Tree:
    """A sentence seen as a tree; tokens are named by their index in the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

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
        relations = self._relations
        return tuple(child for child in below if not relations[child].isdisjoint(deprels))

    @cached_property
    def _relations(self) -> tuple[frozenset[str], ...]:
        """Return the relation of each token to its head, as it is and without its subtype."""
        return tuple(frozenset((token.deprel, token.deprel.partition(":")[0])) for token in self.tokens)

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

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return the token and all below it in text order."""
        found, stack = set(), [index]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack.extend(self._children[at])
        return tuple(sorted(found))

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

    def preposition(self, index: int) -> str:
        """Return the lower-case preposition of a noun («в», «на», «из-за»), or an empty string."""
        for child in self.children(index, "case"):
            return self.tokens[child].text.lower()
        return ""

    def inside(self, span: Span) -> tuple[int, ...]:
        """Return the tokens that overlap a span, in text order."""
        starts, stops = self._bounds
        return tuple(range(bisect_right(stops, span.start), bisect_left(starts, span.stop)))

    def top(self, span: Span) -> int:
        """Return the token of a span that governs the others: the first whose head lies outside, or -1."""
        inside = self.inside(span)
        return next((index for index in inside if self.tokens[index].head not in inside), -1)

    def span(self, first: int, last: int) -> Span:
        """Return the range from one token to another, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.stop)
