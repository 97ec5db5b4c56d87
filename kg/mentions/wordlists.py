"""The word lists of places and organizations, read from the package's data once."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def place_words() -> dict[str, Any]:
    """Return cue words that tell the kind of a place (`data/places.json`)."""
    return _read("places.json")


@cache
def power_words() -> dict[str, Any]:
    """Return seats of power and the words beside which a capital stands for its government (`data/powers.json`)."""
    return _read("powers.json")


@cache
def organization_kinds() -> dict[str, str]:
    """Return for each cue word (lemma) the class of organization that it tells (`data/organizations.json`)."""
    cues: dict[str, list[str]] = _read("organizations.json")["cues"]
    kinds: dict[str, str] = {}
    for kind, words in cues.items():
        for word in words:
            kinds.setdefault(word, kind)
    return kinds


@cache
def outlets() -> frozenset[str]:
    """Return the names of media and agencies, lower case (`data/organizations.json`)."""
    return frozenset(_read("organizations.json")["outlets"])


@cache
def nominal_words() -> dict[str, Any]:
    """Return the nouns that may stand for an organization, with the stems of names they suit (`data/nominals.json`)."""
    return _read("nominals.json")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files("kg.mentions") / "data" / name).read_text(encoding="utf-8"))
    return content
