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
    """A participant: what tells it from others, its text, whether it is one of several joined by «и», and a person."""

    key: str
    text: str
    joined: bool = False
    person: bool = False


class Sides(NamedTuple):
    """The participants of a deed: its doers, and all others below the word that tells it, each in text order."""

    doers: tuple[Party, ...]
    others: tuple[Party, ...]

    @property
    def all(self) -> tuple[Party, ...]:
        """Return the different participants."""
        return tuple({side.key: side for side in (*self.doers, *self.others)}.values())


def party(page: Page, span: Span, *, joined: bool = False) -> Party:
    """Return the participant that a range names."""
    return Party(page.thing(span), page.value(span), joined, any(page.is_person(n) for n in page.inside(span)[:1]))


def sides(page: Page, sentence: int, word: int, types: Sequence[str], *, direct: bool = False) -> Sides:
    """Return the entities that take part in what a word says.

    Args:
        page: The document.
        sentence: Index of the sentence.
        word: Index of the word in it.
        types: Types of entities; an adjective («российский») is none.
        direct: Of the others take only those in the direct object of the word.
    """
    tree = page.trees[sentence]
    doers: dict[str, Party] = {}
    others: dict[str, Party] = {}
    for span in page.named(sentence, types):
        top = tree.top(span)
        if top < 0 or page.is_adjective(span):
            continue
        path = [top, *tree.ancestors(top)]
        side = party(page, span, joined=tree[top].deprel == "conj")
        if _is_doer(tree, path, word):
            doers.setdefault(side.key, side)
        elif word in path[1:] and _is_other(tree, path[: path.index(word)], direct=direct):
            others.setdefault(side.key, side)
    return Sides(tuple(doers.values()), tuple(others.values()))


def arguments(name: str, parties: Sequence[Party]) -> tuple[Argument, ...]:
    """Return an argument of one name for each participant."""
    return tuple((name, frozenset({side.text})) for side in parties)


def _is_other(tree: Tree, below: Sequence[int], *, direct: bool) -> bool:
    return not _apart(tree, below) and (not direct or tree[below[-1]].deprel == "obj")


def _apart(tree: Tree, path: Sequence[int]) -> bool:
    return any(tree[n].deprel in APART for n in path)


def _is_doer(tree: Tree, path: Sequence[int], word: int) -> bool:
    return any(_is_subject(tree, path, verb) for verb in (word, *_predicates(tree, word)))


def _predicates(tree: Tree, word: int) -> Iterator[int]:
    """Yield the words above a word whose subject may be its doer, from the nearest."""
    at = word
    for above in list(tree.ancestors(word))[:UP]:
        finite = tree[at].deprel == "acl" and tree[at].feat("VerbForm") == "Fin"
        if tree[at].deprel in APART or finite or tree[at].deprel.startswith("nsubj"):
            return
        yield above
        at = above


def _is_subject(tree: Tree, path: Sequence[int], verb: int) -> bool:
    if verb not in path[1:]:
        return False
    below = path[: path.index(verb)]
    return tree[below[-1]].deprel.startswith("nsubj") and not _apart(tree, below)
