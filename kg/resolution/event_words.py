"""The words of events' names that resolution compares and writes (`data/event_names.json`)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def name_words() -> dict[str, Any]:
    """Return plain words of titles, English nouns, months and short names of organizations."""
    content = (files("kg.resolution") / "data" / "event_names.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(content)
    return words
