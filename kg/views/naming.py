"""Find the node that a user's words mean."""

import difflib
import re
from collections.abc import Sequence

from kg.errors import QueryError
from kg.views.rows import Node

_ENDING = 3
_STEM = 3


def fold(name: str) -> str:
    """Return a name as it is compared: without case, ё as е, words parted by single blanks."""
    return " ".join(re.findall(r"[\w.]+", name.casefold().replace("ё", "е")))


def find_node(nodes: Sequence[Node], name: str) -> Node:
    """Return the node that a name means best.

    A whole name or alias goes before single words of one («Путин»), words before their case forms
    («Путина»); of equals the one that most articles mention.

    Raises:
        QueryError: No node has such a name; the message names similar ones.
    """
    wanted = fold(name)
    ranked = sorted((_distance(node, wanted), -node.documents, -node.mentions, node.iri, node) for node in nodes)
    if ranked and ranked[0][0] < _FAR:
        return ranked[0][-1]
    near = difflib.get_close_matches(wanted, sorted({fold(node.name) for node in nodes}), n=3, cutoff=0.5)
    names = sorted({node.name for node in nodes if fold(node.name) in near})
    raise QueryError(f"nothing is called '{name}'" + (f"; similar names: {', '.join(names)}" if names else ""))


_FAR = 5


def _distance(node: Node, wanted: str) -> int:
    """Return 0 for the same name, then alias, words, case forms; `_FAR` when the name is another."""
    names = [fold(form) for form in (node.name, node.name_en, *node.aliases) if form]
    words = wanted.split()
    if not words:
        return _FAR
    if names and names[0] == wanted:
        return 0
    if wanted in names:
        return 1
    if any(set(words) <= set(name.split()) for name in names):
        return 2
    if any(_same_case_forms(words, name.split()) for name in names):
        return 3
    return 4 if any(all(_inside(word, name.split()) for word in words) for name in names) else _FAR


def _same_case_forms(words: list[str], name: list[str]) -> bool:
    return len(words) == len(name) and all(map(_same_stem, words, name))


def _inside(word: str, name: list[str]) -> bool:
    return any(_same_stem(word, other) for other in name)


def _same_stem(word: str, other: str) -> bool:
    """Return whether two words differ in their last letters only («Путина» and «Путин»)."""
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return shared >= _STEM and max(len(word), len(other)) - shared <= min(_ENDING, shared // 2)
