"""How often one kind of character follows another in Russian text: what tells the code pages apart.

The table `data/letter_pairs.tsv` is made by `python -m kg.sources.letter_pairs FOLDER > TABLE` from any
folder of Russian UTF-8 texts; it holds figures only.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import pairwise
from math import log
from pathlib import Path

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
NEIGHBOURS = frozenset("ґєіїўјљњћџђѓќѕҐЄІЇЎЈЉЊЋЏЂЃЌЅ")
LATIN, DIGIT, SPACE, SIGN, NEIGHBOUR, JUNK, OPENING, CLOSING, DASH = "LDSPNJOCH"
TYPOGRAPHIC = {"\u00a0": SPACE, **dict.fromkeys("«„“", OPENING), **dict.fromkeys("»”", CLOSING)}
TYPOGRAPHIC |= {**dict.fromkeys("—–", DASH), **dict.fromkeys("…№§°’", SIGN)}
UNSEEN = 0.05
JUNK_SCORE = -9.0
"""Natural logarithm for a pair with a character that prose does not have («╨», «¬»)."""


def kind(char: str) -> str:
    """Return the letter itself when it is Russian, else a code for its class."""
    if char in RUSSIAN:
        return char
    if char in NEIGHBOURS:
        return NEIGHBOUR
    if char > "\x7f":
        return TYPOGRAPHIC.get(char, JUNK)
    if char.isalpha():
        return LATIN
    if char.isdigit():
        return DIGIT
    return SPACE if char in " \t\n\r" else SIGN


def count_pairs(texts: Iterable[str]) -> Counter[str]:
    """Return how often each pair of kinds occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(first + second for first, second in pairwise(map(kind, text)))
    return counts


@cache
def pair_scores() -> dict[str, float]:
    """Return the natural logarithm of the chance of the second kind after the first, for every pair."""
    table = resources.files("kg.sources").joinpath("data/letter_pairs.tsv").read_text("utf-8")
    counts = {pair: int(count) for pair, count in (line.split("\t") for line in table.splitlines())}
    kinds = [*sorted(RUSSIAN), LATIN, DIGIT, SPACE, SIGN, NEIGHBOUR, OPENING, CLOSING, DASH]
    scores = {}
    for first in kinds:
        total = sum(counts.get(first + second, 0) for second in kinds) + UNSEEN * len(kinds)
        for second in kinds:
            scores[first + second] = log((counts.get(first + second, 0) + UNSEEN) / total)
        scores[first + JUNK] = scores[JUNK + first] = JUNK_SCORE
    scores[JUNK + JUNK] = JUNK_SCORE
    return scores


def main() -> None:
    """Print the table for the texts of the folder named on the command line."""
    folder = Path(sys.argv[1])
    counts = count_pairs(path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
    for pair in sorted(pair for pair in counts if JUNK not in pair):
        sys.stdout.write(f"{pair}\t{counts[pair]}\n")


if __name__ == "__main__":
    main()
