"""What is to be read, before it is read: files and members of archives, with their future identifiers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.sources.clean import clean_id

RECORD_FORMATS = frozenset({"jsonl", "json", "csv"})
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
}
ARCHIVES = frozenset({".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input lies.

    Attributes:
        shown: Name for messages, as the user knows it, on one line.
        source: Name within the input that the user gave, the same on every machine.
        folders: Folders from the file's own upwards; an archive counts as one.
        file: File name; of a gzip file, without .gz.
    """

    shown: str
    source: str
    folders: tuple[str, ...]
    file: str

    @property
    def stem(self) -> str:
        """Return the file name without its extension."""
        return clean_id(PurePosixPath(self.file).stem) or "_"

    @property
    def format(self) -> str:
        """Return text, html, jsonl, json, csv, archive, or unknown, by the extension."""
        suffix = PurePosixPath(self.file).suffix.lower()
        return "archive" if suffix in ARCHIVES else FORMATS.get(suffix, "unknown")

    @property
    def order(self) -> tuple[str, ...]:
        """Return a sort key that depends on where the whole input lies only to part equal names."""
        return (self.file, *self.folders)


@dataclass(frozen=True, slots=True)
class Item:
    """An input with the name it gives to its documents (`name`, or `name-LINE` for records without an id)."""

    shown: str
    source: str
    name: str
    format: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk, or standard input when `path` is None; `members` are the articles in an archive."""

    place: Place
    path: Path | None
    packing: str = ""
    members: tuple["Member", ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `index` is its position among the files of the directory."""

    place: Place
    index: int


def unique_names(places: Sequence[Place]) -> list[str]:
    """Return a name for each place, different for all and independent of their order.

    The name is the file's without extension. Two of one folder («a.txt», «a.html») keep the extension; files
    of one name in several folders take as many folders in front as tell them apart («2024-a», «2025-a»).
    """
    siblings: defaultdict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        siblings[place.folders, place.stem].append(index)
    bases: defaultdict[str, list[int]] = defaultdict(list)
    for group in siblings.values():
        for index in group:
            place = places[index]
            bases[place.stem if len(group) == 1 else clean_id(place.file)].append(index)
    names = [""] * len(places)
    for base, group in bases.items():
        for index, name in zip(group, _with_folders(base, [places[index] for index in group]), strict=True):
            names[index] = name
    return _numbered(names, places)


def _with_folders(base: str, places: Sequence[Place]) -> list[str]:
    """Return the names with the fewest folders in front that tell most of them apart."""
    best = [base] * len(places)
    for depth in range(1, max(len(place.folders) for place in places) + 1):
        if len(set(best)) == len(best):
            break
        names = ["-".join([*map(clean_id, reversed(place.folders[:depth])), base]) for place in places]
        if len(set(names)) > len(set(best)):
            best = names
    return best


def _numbered(names: list[str], places: Sequence[Place]) -> list[str]:
    """Return the names with numbers where folders cannot part them (members of one name)."""
    taken: set[str] = set()
    result = list(names)
    for index in sorted(range(len(names)), key=lambda index: (names[index], places[index].order)):
        name, number = names[index], 1
        while name in taken:
            number += 1
            name = f"{names[index]}-{number}"
        taken.add(name)
        result[index] = name
    return result
