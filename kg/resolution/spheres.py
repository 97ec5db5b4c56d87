"""Walks of life: what a trade says of who a person may be. «Краевед» is no press secretary, «политик» may be one."""

from functools import cache
from importlib.resources import files

NEUTRAL = frozenset({"politics", "military", "law", "business"})
"""Walks of life of those who hold offices of states: one does not tell against the other."""

FORMER = ("экс-", "бывший-")


@cache
def _spheres() -> dict[str, frozenset[str]]:
    """Return the walks of life of each trade, a lemma with ё folded (`data/spheres.tsv`)."""
    rows = (files("kg.resolution") / "data" / "spheres.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found: dict[str, set[str]] = {}
    for row in rows:
        sphere, words = row.split("\t")
        for word in words.split():
            found.setdefault(word, set()).add(sphere)
    return {word: frozenset(spheres) for word, spheres in found.items()}


def spheres_of(trade: str) -> frozenset[str]:
    """Return the walks of life that a trade belongs to; none where it is unknown («победитель», «собеседник»)."""
    word = trade.lower().replace("ё", "е")
    for prefix in FORMER:
        word = word.removeprefix(prefix)
    return _spheres().get(word, frozenset())


def public(spheres: frozenset[str]) -> bool:
    """Return whether walks of life suit a holder of an office of state; unknown ones do."""
    return not spheres or bool(spheres & NEUTRAL)
