"""The file of judgements: a JSON line each, only ever appended to, so that it can be compared and kept in git.

    {"kind": "merge", "entities": [{"id": "a", …}, {"id": "b", …}], "when": "2026-01-31", "who": "…", "note": "…"}

kind       concerns                 value
merge      entities: one and the same; the first gives the name
distinct   two entities that are not the same: never asked about again
split      an entity                documents: their mentions mean another of the same name
rename     an entity                its name
retype     an entity                its class
link       an entity                its Wikidata id, or "" for none
reject     a statement              documents: their evidence alone; without any, all of it
confirm    a statement
undo                                id of the judgement that no longer holds
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.files import write_atomic

JOURNAL = "review.jsonl"
"""Name of the file in the folder of a build."""
KINDS = ("merge", "distinct", "split", "rename", "retype", "link", "reject", "confirm", "undo")
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Target:
    """An entity that a judgement concerns, by its local id; where that is gone, by a place that mentions it.

    Attributes:
        id: Local part of its IRI when the judgement was made.
        name: Its name then, for people who read the file.
        document: A document that mentions it.
        start: Where the mention begins there (code points of the document's content).
    """

    id: str
    name: str = ""
    document: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the file.

    Attributes:
        kind: One of `KINDS`.
        entities: The entities that it concerns; of a statement the subject and, unless it is a literal, the object.
        predicate: Predicate of the statement, else "".
        literal: Object of the statement when that is a date or a text, else "".
        value: What is asked for: a name, a class, a Wikidata id, or the id of the judgement to undo.
        documents: Documents that it is limited to, sorted.
        when: ISO day.
        who: Who judged.
        note: Why.
    """

    kind: str
    entities: tuple[Target, ...] = ()
    predicate: str = ""
    literal: str = ""
    value: str = ""
    documents: tuple[str, ...] = ()
    when: str = ""
    who: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Return 10 hex digits that depend on all that the line says."""
        return hashlib.sha256(_line(self).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def read_journal(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file in its order, none where there is no file.

    Raises:
        ConfigError: A line is malformed; the message names it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    lines = text.split("\n")
    return tuple(_judgement(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())


def append(path: Path, judgement: Judgement) -> None:
    """Add a judgement at the end of a file, wholly or not at all.

    Raises:
        StoreError: The file cannot be written; the old one is untouched.
    """
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_atomic(path, before + f"{_line(judgement)}\n".encode("utf-8", "surrogatepass"))


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that hold: those that no later line takes back."""
    held: list[Judgement] = []
    for judgement in judgements:
        if judgement.kind == "undo":
            place = next((at for at in reversed(range(len(held))) if held[at].id == judgement.value), None)
            if place is not None:
                del held[place]
        else:
            held.append(judgement)
    return tuple(held)


def _line(judgement: Judgement) -> str:
    record = {name: value for name, value in asdict(judgement).items() if value not in ("", (), [])}
    if judgement.entities:
        record["entities"] = [_told(target) for target in judgement.entities]
    return json.dumps(record, ensure_ascii=False)


def _told(target: Target) -> dict[str, object]:
    return {name: value for name, value in asdict(target).items() if value not in ("", -1)}


def _judgement(where: str, line: str) -> Judgement:
    try:
        record = json.loads(line)
        if not isinstance(record, dict) or record.get("kind") not in KINDS:
            raise ValueError(f"expected an object whose kind is one of {', '.join(KINDS)}")
        entities = tuple(Target(**_checked(Target, item)) for item in record.pop("entities", []))
        documents = tuple(_texts(record.pop("documents", [])))
        return Judgement(entities=entities, documents=documents, **_checked(Judgement, record))
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{where}: not a judgement: {error}") from error


def _checked(kind: type, record: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record after a look at their types."""
    known = {field.name for field in fields(kind)}
    for name, value in record.items():
        if name not in known:
            raise ValueError(f"unknown field '{name}'")
        if not isinstance(value, int if name == "start" else str):
            raise ValueError(f"field '{name}' is of a wrong type")
    return record


def _texts(values: Iterable[Any]) -> list[str]:
    found = list(values)
    if not all(isinstance(value, str) for value in found):
        raise ValueError("field 'documents' is of a wrong type")
    return found
