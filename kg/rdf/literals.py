"""Literals that every serialisation can carry and that no store rewrites."""

import re
from datetime import date

from pyoxigraph import Literal

from kg.rdf.namespaces import XSD

# XML 1.0 has no place for these, and a carriage return would come back as a line feed
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_YEAR = re.compile(r"[1-9]\d{3}")
_MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"[1-9]\d{3}-\d\d-\d\d")


def text_literal(text: str, language: str | None = None) -> Literal:
    """Return a text; a code point that XML cannot carry becomes U+FFFD, so that lengths stay.

    Args:
        text: Any text.
        language: Language tag, or None for a plain string.
    """
    return Literal(_UNWRITABLE.sub("\ufffd", text), language=language)


def name_literal(name: str) -> Literal:
    """Return a name, tagged as Russian when it has a Cyrillic letter («ОДКБ»), else untagged (BRICS)."""
    return text_literal(name, "ru" if _CYRILLIC.search(name) else None)


def date_literal(text: str) -> Literal:
    """Return a whole or partial ISO date as xsd:date, xsd:gYearMonth or xsd:gYear; else the text itself."""
    if _YEAR.fullmatch(text):
        return Literal(text, datatype=XSD.gYear)
    if _MONTH.fullmatch(text):
        return Literal(text, datatype=XSD.gYearMonth)
    if _DAY.fullmatch(text) and _is_day(text):
        return Literal(text, datatype=XSD.date)
    return text_literal(text)


def decimal_literal(value: float) -> Literal:
    """Return a number in the canonical form of xsd:decimal, rounded to four places."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal)


def integer_literal(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=XSD.integer)


def boolean_literal(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
