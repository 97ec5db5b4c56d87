"""One record of a collection (a line of JSONL, a row of CSV) to a document."""

import json
import logging
from collections.abc import Mapping
from functools import cache
from importlib import resources

from kg.errors import SourceError
from kg.model import Document
from kg.sources.clean import clean_id, clean_line, clean_record_text, clean_record_title, clean_url
from kg.sources.dates import parse_published
from kg.sources.mojibake import repaired

MAX_ID = 200

log = logging.getLogger(__name__)


@cache
def field_names() -> dict[str, str]:
    """Return the field («text») for each name that collections use for it, in lower case («текст»)."""
    table = resources.files("kg.sources").joinpath("data/fields.json").read_text("utf-8")
    return {name: field for field, names in json.loads(table).items() for name in names}


def known_fields(record: Mapping[str, object]) -> dict[str, object]:
    """Return the values of the fields that mean something here.

    Of two names for one field («id», «ид») the exact one wins, then the earlier one.
    """
    known: dict[str, object] = {}
    names = field_names()
    for key, value in record.items():
        field = names.get(key.strip().lower())
        if field is not None and (field not in known or key == field):
            known[field] = value
    return known


def record_document(record: Mapping[str, object], *, fallback_id: str, place: str, source: str) -> Document:
    """Return the document of a record; its text keeps the record's offsets.

    Args:
        record: Values by field name, in any of the known spellings.
        fallback_id: Identifier when the record has none (FILE-LINE).
        place: File and line for messages.
        source: Name of the file, the same on every machine.

    Raises:
        SourceError: There is no text, or it is not a string.
    """
    fields = known_fields(record)
    text = fields.get("text")
    if text is None:
        raise SourceError(place, "has no text")
    if not isinstance(text, str):
        raise SourceError(place, f"text is {_json_type(text)}, not a string")
    text = clean_record_text(text)
    if not text.strip():
        raise SourceError(place, "text is empty")
    if repaired(text) is not None:
        log.warning("%s: text was encoded twice; it is kept as it is", place)
    title, publisher, url = (_string(fields.get(name)) for name in ("title", "publisher", "url"))
    return Document(
        id=_record_id(fields.get("id")) or fallback_id,
        text=text,
        title=clean_record_title(title) if title else None,
        published=parse_published(fields.get("published")),
        url=clean_url(url) if url else None,
        publisher=clean_line(publisher) or None if publisher else None,
        source=source,
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _record_id(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**MAX_ID else None
    name = clean_id(value[: MAX_ID + 1])
    return name if 0 < len(name) <= MAX_ID else None


def _json_type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "of another kind")
