"""Readable Latin names, for entities without an identifier."""

import hashlib
import re
import unicodedata

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h", "ә": "a", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}  # fmt: skip
_LIMIT = 80


def make_slug(name: str) -> str:
    """Return a slug of lower-case Latin letters, digits and hyphens, never empty.

    «Ерик Мулдабаев» → erik-muldabaev. A name without a usable letter, a long one and one that looks
    like a Wikidata id («Q7747») end in a hash of the name, so that different names do not meet.
    """
    plain = "".join(_latin(char) for char in unicodedata.normalize("NFC", name).lower())
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and len(slug) <= _LIMIT and not re.fullmatch(r"q\d+", slug):
        return slug
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(part for part in (slug[:_LIMIT].rstrip("-"), digest) if part)


def _latin(char: str) -> str:
    """Return the Latin letters of a character, a blank for what has none: accents fall away («é» → e)."""
    if char in _CYRILLIC:
        return _CYRILLIC[char]
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return ""
    bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode("ascii")
    return bare or " "
