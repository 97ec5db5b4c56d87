"""Who takes part in what a word of a sentence says, by the syntax."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.analysis import Tree
from kg.evaluation.factrueval import Argument
from kg.evaluation.page import Page
from kg.model import Span

APART = frozenset({"parataxis", "ccomp", "advcl", "acl:relcl", "csubj"})
"""Clauses whose participants are not those of the word above them."""

UP = 6
"""Words between a deed and the predicate that tells who does it: «решила начать переговоры о покупке»."""


class Party(NamedTuple):
    """A participant: what tells it from others, and its text."""

    key: str
    text: str


def party(page: Page, span: Span) -> Party:
    """Return the participant that a range names."""
    return Party(page.thing(span), page.value(span))


def parties(page: Page, sentence: int, word: int, types: Sequence[str]) -> list[Party]:
    """Return the entities that take part in what a word says, each once, in text order.

    They are below the word, or the subject of it or of the predicate that it belongs to.

    Args:
        page: The document.
        sentence: Index of the sentence.
        word: Index of the word in it.
        types: Types of entities.
    """
    tree = page.trees[sentence]
    spans = (span for span in page.named(sentence, types) if _takes_part(tree, tree.top(span), word))
    return list({item.key: item for item in (party(page, span) for span in spans)}.values())


def arguments(name: str, sides: Sequence[Party]) -> tuple[Argument, ...]:
    """Return an argument of one name for each participant."""
    return tuple((name, frozenset({side.text})) for side in sides)


def _takes_part(tree: Tree, top: int, word: int) -> bool:
    if top < 0:
        return False
    path = [top, *tree.ancestors(top)]
    if word in path:
        return not _apart(tree, path[: path.index(word)])
    return any(_is_subject(tree, path, verb) for verb in predicates(tree, word))


def _apart(tree: Tree, path: Sequence[int]) -> bool:
    return any(tree[n].deprel in APART for n in path)


def predicates(tree: Tree, word: int) -> Iterator[int]:
    """Yield the words above a word whose subject may be its doer, from the nearest."""
    at = word
    for above in list(tree.ancestors(word))[:UP]:
        if tree[at].deprel in APART or tree[at].deprel.startswith("nsubj"):
            return
        yield above
        at = above


def _is_subject(tree: Tree, path: Sequence[int], verb: int) -> bool:
    if verb not in path[1:]:
        return False
    below = path[: path.index(verb)]
    return tree[below[-1]].deprel.startswith("nsubj") and not _apart(tree, below)
