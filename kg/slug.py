"""Readable Latin names for things without an identifier."""

import hashlib
import re
import unicodedata

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "қ": "q", "ә": "a", "ғ": "g", "ң": "n", "ө": "o",
    "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip
LONGEST = 80


def fold(text: str) -> str:
    """Return the text for comparison: lower case, ё as е, quotes dropped, dashes and blanks evened."""
    text = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    text = re.sub(r"[«»„“”\"']", "", text)
    return " ".join(re.sub(r"[‐-―−]", "-", text).split())


def slug(text: str) -> str:
    """Return a Latin slug of lower-case letters, digits and hyphens, at most 80 long, never empty.

    «Ерик Мулдабаев» → "erik-muldabaev". A text without a usable letter gets its hash.
    """
    latin = "".join(LETTERS.get(char, char) for char in fold(text))
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return short or "x-" + short_hash(text)


def short_hash(*parts: str) -> str:
    """Return 6 hex digits that depend on the parts alone."""
    packed = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:6]
