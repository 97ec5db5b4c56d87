"""«Хозяин Кремля», «обитатель Елисейского дворца»: words that name a head by the house."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.analysis import Tree

MASTERS = frozenset("хозяин хозяйка обитатель обитательница глава".split())
REACH = 3
"""Words of the longest residence."""


class Residence(NamedTuple):
    """A phrase of a sentence that names who lives or governs in a house.

    Attributes:
        first: First token.
        stop: Token after the last.
        country: Id of the country.
        office: Office of the reference whose holder is meant.
    """

    first: int
    stop: int
    country: str
    office: str


@cache
def _residences() -> dict[str, tuple[str, str]]:
    rows = (files("kg.mentions") / "data" / "residences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: (country, office) for name, country, office in (row.split("\t") for row in rows)}


def find_residences(tree: Tree) -> Iterator[Residence]:
    """Yield the phrases «хозяин Кремля», «нынешний хозяин Белого дома» of a sentence in text order."""
    if MASTERS.isdisjoint(tree.lemmas):
        return
    for at, token in enumerate(tree.tokens):
        if token.lemma not in MASTERS or token.feat("Number") == "Plur":
            continue
        for length in range(REACH, 0, -1):
            words = tree.tokens[at + 1 : at + 1 + length]
            known = _residences().get(" ".join(word.lemma for word in words))
            if known and len(words) == length and words[0].feat("Case") in ("Gen", ""):
                yield Residence(at, at + 1 + length, *known)
                break
