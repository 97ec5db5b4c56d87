"""Reading annotated documents in brat's standoff form, as NEREL has them."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model import Span

_ENTITY = re.compile(r"(T\S+)\t(\S+) ([\d; ]+)\t")
_RELATION = re.compile(r"R\S+\t(\S+) Arg1:(T\S+) Arg2:(T\S+)")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """An annotated entity; a discontinuous one is given as its hull."""

    span: Span
    type: str


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """An annotated relation between two entities, by their index."""

    type: str
    subject: int
    object: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its annotation; spans are sorted and different, relations are sorted."""

    name: str
    text: str
    spans: tuple[GoldSpan, ...]
    relations: tuple[GoldRelation, ...]


def read_folder(folder: Path) -> list[Annotated]:
    """Return the annotated documents of a folder, sorted by name.

    Raises:
        SourceError: The folder holds no pair of .txt and .ann.
    """
    names = sorted(path.stem for path in folder.glob("*.ann") if path.with_suffix(".txt").exists())
    if not names:
        raise SourceError(str(folder), "no pairs of .txt and .ann in this folder")
    return [read_document(folder, name) for name in names]


def read_document(folder: Path, name: str) -> Annotated:
    """Return one annotated document of a folder."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    lines = (folder / f"{name}.ann").read_text(encoding="utf-8").splitlines()
    found: dict[str, GoldSpan] = {}
    for line in lines:
        if match := _ENTITY.match(line):
            numbers = [int(number) for number in re.findall(r"\d+", match[3])]
            found[match[1]] = GoldSpan(Span(min(numbers), max(numbers)), match[2])
    spans = tuple(sorted(set(found.values()), key=lambda item: (item.span, item.type)))
    index = {item: number for number, item in enumerate(spans)}
    relations = set()
    for line in lines:
        match = _RELATION.match(line)
        if match and match[2] in found and match[3] in found:
            relations.add((match[1], index[found[match[2]]], index[found[match[3]]]))
    return Annotated(name, text, spans, tuple(GoldRelation(*item) for item in sorted(relations)))
