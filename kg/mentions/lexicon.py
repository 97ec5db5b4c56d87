"""The word lists of events, documents and dates, read from the package's data once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def date_words() -> dict[str, Any]:
    """Return months, weekdays and relative words with their forms (`data/dates.json`)."""
    return _read("dates.json")


@cache
def event_words() -> dict[str, Any]:
    """Return event nouns with their classes and the words around them (`data/events.json`)."""
    return _read("events.json")


@cache
def document_words() -> dict[str, Any]:
    """Return nouns of signed documents with their classes and the words around them (`data/documents.json`)."""
    return _read("documents.json")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files("kg.mentions") / "data" / name).read_text(encoding="utf-8"))
    return content
