"""Which documents reprint which: near-duplicate texts over all documents.

Two texts are near duplicates when half of the three-word sequences of the shorter one stand in the other. Of 1,533
articles of several collections, retellings of one event among them, the closest two share 0.46; an article of which
every tenth word is changed keeps 0.60 at least. Only texts that share a sequence are compared, so that the work
grows with the number of texts and not with that of pairs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from kg.model import Document
from kg.resolution.groups import Groups

WORDS = 3
"""Words of a sequence: a changed word breaks as many of them."""

ALIKE = 0.5
"""Least share of the shorter text's sequences that a reprint has in common with its original."""

LEAST = 20
"""Sequences of the shortest text that is judged: in a headline chance decides."""

SPARSE = 80
"""Sequences up to which a text is looked for by all of them, a longer one by every fourth."""

NEIGHBOURS = 8
"""How many next texts with the same sequence are compared with a text: «президент России Владимир Путин» is in all."""

_WORD = re.compile(r"\w+")
Shingles = frozenset[int]


def reprints(documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Return the id of each reprint with that of its original, sorted; depends on no order.

    Of near-duplicate texts the original is the one published first, then the one with the smallest id; a text
    without a date comes after those that have one.
    """
    ordered = sorted(documents, key=first_published)
    texts = [shingles(doc.text) for doc in ordered]
    groups = Groups[int]()
    for one, other in sorted(candidates(texts)):
        if groups.first(one) != groups.first(other) and are_alike(texts[one], texts[other]):
            groups.join(one, other)
    found = ((place, groups.first(place)) for place in range(len(ordered)))
    return tuple(sorted((ordered[copy].id, ordered[first].id) for copy, first in found if copy != first))


def first_published(document: Document) -> tuple[bool, str, str]:
    """Return what documents sort by so that an original stands before its reprints."""
    return document.published is None, str(document.published), document.id


def shingles(text: str) -> Shingles:
    """Return the numbers of all sequences of `WORDS` words of a text; case, ё and punctuation do not count."""
    words = [word.replace("ё", "е").encode() for word in _WORD.findall(text.lower())]
    return frozenset(crc32(b" ".join(words[at : at + WORDS])) for at in range(len(words) - WORDS + 1))


def are_alike(one: Shingles, other: Shingles) -> bool:
    """Return whether the shorter of two texts is mostly in the other."""
    shorter = min(len(one), len(other))
    return shorter >= LEAST and len(one & other) >= ALIKE * shorter


def candidates(texts: Sequence[Shingles]) -> set[tuple[int, int]]:
    """Return the pairs of places, ascending, whose texts share a sequence: equal texts, then neighbours in its band."""
    found: set[tuple[int, int]] = set()
    holders: Mapping[int, list[int]] = defaultdict(list)
    for places in _equal(texts):
        found.update(pairwise(places))
        for shingle in looked_for(texts[places[0]]):
            holders[shingle].append(places[0])
    for held in holders.values():
        for at, place in enumerate(held):
            found.update((place, other) for other in held[at + 1 : at + 1 + NEIGHBOURS])
    return found


def _equal(texts: Sequence[Shingles]) -> Iterator[list[int]]:
    """Yield the places of equal texts together, in order of the first of each."""
    places: dict[Shingles, list[int]] = {}
    for place, text in enumerate(texts):
        if len(text) >= LEAST:
            places.setdefault(text, []).append(place)
    yield from places.values()


def looked_for(text: Shingles) -> Iterator[int]:
    """Yield the sequences by which a text is compared with others."""
    step = 1 if len(text) <= SPARSE else 4
    return (shingle for shingle in text if shingle % step == 0)
