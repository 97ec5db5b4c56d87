"""Words as the networks read them: text in capitals is given ordinary case."""

from collections.abc import Sequence

LONGEST_ABBREVIATION = 5


def is_capitals(words: Sequence[str]) -> bool:
    """Return whether a sentence is set in capitals («ПУТИН ПРИБЫЛ В АСТАНУ»)."""
    if not any(len(word) > LONGEST_ABBREVIATION and word.isupper() for word in words):
        return False
    letters = [word for word in words if any(char.isalpha() for char in word)]
    capital = [word for word in letters if word.isupper()]
    return len(letters) >= 2 and len(capital) >= 0.8 * len(letters)


def read_words(words: Sequence[str]) -> list[str]:
    """Return the words as the networks, trained on ordinary text, should see them.

    Lone capitals longer than any abbreviation («АСТАНА, 28 ноября») are taken for a dateline and
    written as a name; in a sentence of capitals every word is, since a capitalised common word
    misleads the recogniser less than a name in lower case.
    """
    everything = is_capitals(words)
    return [
        _name_case(word) if word.isupper() and (everything or len(word) > LONGEST_ABBREVIATION) else word
        for word in words
    ]


def _name_case(word: str) -> str:
    """Return «Нью-Дели» for «НЬЮ-ДЕЛИ»; one letter and words with digits stay."""
    if len(word) < 2 or any(char.isdigit() for char in word):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
