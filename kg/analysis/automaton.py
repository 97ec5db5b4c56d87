"""The word automata of the dictionary, walked fast: pymorphy3's own reader makes several calls for each byte.

The files are those of dawgdic: an array of units, each of which holds the way to its children, and a guide that
lists first child and next sibling. Where pymorphy3 reads them with its C extension nothing is replaced.
"""

from binascii import a2b_base64
from collections.abc import Mapping, Sequence
from struct import Struct
from typing import Any

SEPARATOR = b"\x01"
LEAF = 0x100
VALUE = 0x7FFFFFFF
BYTES = tuple(bytes((byte,)) for byte in range(256))
MILLION = 1_000_000
"""Probabilities are stored in millionths."""

Replaces = Mapping[bytes, Sequence[tuple[bytes, str]]]
"""For a letter those that may stand for it («ё» for «е»), each as bytes and as text."""


def follow(units: Sequence[int], index: int, label: bytes) -> int:
    """Return where a label leads from a state, 0 for nowhere."""
    for byte in label:
        unit = units[index]
        index ^= (unit >> 10 << ((unit & 0x200) >> 6)) ^ byte
        if units[index] & 0x800000FF != byte:
            return 0
    return index


class Records:
    """A map from words to records, with letters that may stand for others."""

    def __init__(self, read: Any) -> None:
        self._units: Sequence[int] = read.dct._units
        self._guide: Sequence[int] = read.guide._units
        self._record = Struct(read.fmt)
        self._read: dict[int, list[tuple[Any, ...]]] = {}
        self.iteritems = read.iteritems

    def similar_items(self, word: str, replaces: Replaces) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """Return the spellings of a word that the map holds, each with its records; the word as it stands first."""
        return [
            (found, self._records(index))
            for found, end in self._spellings(word, 0, "", 0, replaces)
            if (index := follow(self._units, end, SEPARATOR))
        ]

    def similar_item_values(self, word: str, replaces: Replaces) -> list[list[tuple[Any, ...]]]:
        """Return the records of each spelling of a word."""
        return [records for _, records in self.similar_items(word, replaces)]

    def similar_keys(self, word: str, replaces: Replaces) -> list[str]:
        """Return the spellings of a word that the map holds."""
        ends = self._spellings(word, 0, "", 0, replaces)
        return [found for found, end in ends if follow(self._units, end, SEPARATOR)]

    def _spellings(self, word: str, start: int, prefix: str, index: int, replaces: Replaces) -> list[tuple[str, int]]:
        """Return the spellings that lead somewhere and where to, from a state behind the first letters on."""
        units = self._units
        found: list[tuple[str, int]] = []
        for at in range(start, len(word)):
            letter = word[at].encode()
            if letter in replaces:
                for other, text in replaces[letter]:
                    branch = follow(units, index, other)
                    if branch:
                        found += self._spellings(word, at + 1, prefix + word[start:at] + text, branch, replaces)
            for byte in letter:  # `follow`, written out in the loop that runs most
                unit = units[index]
                index ^= (unit >> 10 << ((unit & 0x200) >> 6)) ^ byte
                if units[index] & 0x800000FF != byte:
                    return found
        return [(prefix + word[start:], index), *found]

    def _records(self, index: int) -> list[tuple[Any, ...]]:
        """Return the records below a state; words of one paradigm share them, so that they are kept."""
        unit = self._units[index]
        children = index ^ (unit >> 10 << ((unit & 0x200) >> 6))
        if children not in self._read:
            self._read[children] = [self._record.unpack(a2b_base64(key)) for key in self._keys(index)]
        return self._read[children]

    def _keys(self, index: int) -> list[bytes]:
        """Return the keys below a state in their order."""
        units, guide = self._units, self._guide
        found: list[bytes] = []
        pending = [(index, b"")]
        while pending:
            index, key = pending.pop()
            while True:
                unit = units[index]
                if unit & LEAF:
                    found.append(key)
                label = guide[2 * index]
                if not label:
                    break
                children = index ^ (unit >> 10 << ((unit & 0x200) >> 6))
                index = children ^ label
                if guide[2 * index + 1]:
                    pending.extend(reversed(self._siblings(children, index, key)))
                key += BYTES[label]
        return found

    def _siblings(self, children: int, first: int, key: bytes) -> list[tuple[int, bytes]]:
        """Return the other children of a state after the first, each with its key."""
        found = []
        label = self._guide[2 * first + 1]
        while label:
            found.append((children ^ label, key + BYTES[label]))
            label = self._guide[2 * (children ^ label) + 1]
        return found


class Probabilities:
    """How likely a word is to have a tag."""

    def __init__(self, read: Any) -> None:
        self._units: Sequence[int] = read.dct._units
        self._last = ("", 0)

    def prob(self, word: str, tag: object) -> float:
        """Return the probability of a tag, 0 where nothing is known; the tags of one word are asked in a row."""
        if self._last[0] != word:
            self._last = word, follow(self._units, 0, f"{word}:".encode())
        units, start = self._units, self._last[1]
        index = follow(units, start, str(tag).encode()) if start else 0
        if not index or not units[index] & LEAF:
            return 0.0
        unit = units[index]
        return (units[index ^ (unit >> 10 << ((unit & 0x200) >> 6))] & VALUE) / MILLION


def quicken(analyzer: Any) -> None:
    """Give an analyzer of pymorphy3 these readers in place of its own."""
    dictionary, estimator = analyzer.dictionary, analyzer.prob_estimator
    if not hasattr(dictionary.words, "dct"):
        return
    dictionary.words = Records(dictionary.words)
    dictionary.prediction_suffixes_dawgs = [Records(read) for read in dictionary.prediction_suffixes_dawgs]
    estimator.p_t_given_w = Probabilities(estimator.p_t_given_w)
