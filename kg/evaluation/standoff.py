"""Annotated documents in brat's standoff form, as NEREL has them."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.model import Span

_ENTITY = re.compile(r"(T\S+)\t(\S+) ([\d; ]+)\t")
_RELATION = re.compile(r"R\S+\t(\S+) Arg1:(T\S+) Arg2:(T\S+)")
_LINK = re.compile(r"N\S+\tReference (T\S+) Wikidata:(Q\d+)")


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
    """A text with its annotation.

    Attributes:
        name: File name without extension.
        text: The text, or an empty string where only the annotation was read.
        spans: Different entities, sorted.
        relations: Different relations, sorted.
        links: Index of an entity and its Wikidata id, sorted.
    """

    name: str
    text: str
    spans: tuple[GoldSpan, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    links: tuple[tuple[int, str], ...] = ()


def read_folder(folder: Path) -> list[Annotated]:
    """Return the annotated documents of a folder, sorted by name.

    Raises:
        SourceError: The folder holds no pair of .txt and .ann, or a file cannot be read.
    """
    names = sorted(path.stem for path in folder.glob("*.ann") if path.with_suffix(".txt").exists())
    if not names:
        raise SourceError(str(folder), "no pairs of .txt and .ann in this folder")
    return [read_document(folder, name) for name in names]


def read_document(folder: Path, name: str) -> Annotated:
    """Return one annotated document of a folder; a missing file counts as empty."""
    return parse(name, _read(folder / f"{name}.txt"), _read(folder / f"{name}.ann"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"cannot be read as UTF-8: {error}") from error


def parse(name: str, text: str, annotation: str) -> Annotated:
    """Return the document that a text and the lines of its annotation make."""
    lines = annotation.splitlines()
    found: dict[str, GoldSpan] = {}
    for line in lines:
        if match := _ENTITY.match(line):
            numbers = [int(number) for number in re.findall(r"\d+", match[3])]
            found[match[1]] = GoldSpan(Span(min(numbers), max(numbers)), match[2])
    spans = tuple(sorted(set(found.values()), key=lambda item: (item.span, item.type)))
    places = {item: place for place, item in enumerate(spans)}
    index = {ident: places[item] for ident, item in found.items()}
    relations, links = set(), set()
    for line in lines:
        if (match := _RELATION.match(line)) and match[2] in index and match[3] in index:
            relations.add((match[1], index[match[2]], index[match[3]]))
        if (match := _LINK.match(line)) and match[1] in index:
            links.add((index[match[1]], match[2]))
    return Annotated(name, text, spans, tuple(GoldRelation(*item) for item in sorted(relations)), tuple(sorted(links)))


def write(document: Annotated) -> str:
    """Return the lines of the annotation of a document, T, then R, then N."""
    lines = []
    for number, item in enumerate(document.spans, 1):
        quote = " ".join(item.span.of(document.text).split())
        lines.append(f"T{number}\t{item.type} {item.span.start} {item.span.stop}\t{quote}")
    for number, relation in enumerate(document.relations, 1):
        arguments = f"Arg1:T{relation.subject + 1} Arg2:T{relation.object + 1}"
        lines.append(f"R{number}\t{relation.type} {arguments}")
    for number, (place, ident) in enumerate(document.links, 1):
        quote = " ".join(document.spans[place].span.of(document.text).split())
        lines.append(f"N{number}\tReference T{place + 1} Wikidata:{ident}\t{quote}")
    return "".join(f"{line}\n" for line in lines)
