"""Which of the offered media types a client likes best, by its Accept header (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "html": "text/html",
}
"""Names that the parameter `format` of an address takes."""
# What many clients send for a type that is offered under its own name
_MEANT = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered type that the header likes best, the first of equals; None when it wants none of them.

    Args:
        accept: Value of the Accept header; an empty one accepts everything.
        offered: Media types, the server's preferred one first.
    """
    ranges = [_range(item) for item in (accept or "*/*").split(",") if item.strip()]
    best, quality = None, 0.0
    for name in offered:
        found = max((_weight(name, item) for item in ranges), default=(0, 0.0))[1]
        if found > quality:
            best, quality = name, found
    return best


def _range(item: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in item.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            quality = _number(value)
    return name, quality


def _number(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def _weight(name: str, wanted: tuple[str, float]) -> tuple[int, float]:
    """Return how exactly a range names a type, and its quality; the most exact range counts."""
    pattern, quality = wanted
    if name in (pattern, _MEANT.get(pattern)):
        return 3, quality
    if pattern.endswith("/*") and name.startswith(pattern[:-1]) and pattern != "*/*":
        return 2, quality
    return (1, quality) if pattern == "*/*" else (0, 0.0)
