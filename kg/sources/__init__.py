"""Articles in: files, folders, archives and collections to documents; one bad item never ends a batch.

    for one in read(["news/", "archive.zip", "-"]):
        if isinstance(one, Skipped): ...   # source and cause, each one line

Formats: text (.txt, .md and whatever else is text), HTML, JSONL, JSON, CSV and TSV, each of them also in .zip
and .gz. What is odd but readable is logged as a warning («FILE: cause»).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Document
from kg.sources.charset import check_encoding
from kg.sources.contract import Limits, Skipped
from kg.sources.identity import Identifiers
from kg.sources.items import Found
from kg.sources.plain import PlainView, plain_view
from kg.sources.reading import name_all, read_found, with_members
from kg.sources.walk import find_files

__all__ = ["Limits", "PlainView", "Skipped", "plain_view", "read"]


def read(
    paths: Sequence[str | Path], *, limits: Limits | None = None, encoding: str | None = None
) -> Iterator[Document | Skipped]:
    """Return an iterator over the documents that the paths hold and the items that could not be read.

    The result depends on what the paths hold, never on their order. Identifiers are unique: a record's own
    `id`, else the file's name without extension, with folders in front where files share a name.

    Args:
        paths: Files, folders (read with all below them), archives; "-" is standard input.
        limits: What an input may ask for; the usual limits by default.
        encoding: Encoding of all inputs; found for each by itself when None.

    Raises:
        ConfigError: Python has no such encoding.
    """
    check_encoding(encoding)
    return _read(paths, limits or Limits(), encoding)


def _read(paths: Sequence[str | Path], limits: Limits, encoding: str | None) -> Iterator[Document | Skipped]:
    files: list[Found] = []
    for found in find_files(paths):
        for one in [found] if isinstance(found, Skipped) else with_members(found, limits):
            if isinstance(one, Skipped):
                yield one
            else:
                files.append(one)
    names = name_all(files)
    identifiers = Identifiers()
    for file in files:
        for name, result in read_found(file, names, limits, encoding):
            if isinstance(result, Document) and len(result.text) > limits.characters:
                result = _too_long(result, limits)
            admitted = result if isinstance(result, Skipped) else identifiers.admit(result, name)
            if admitted is not None:
                yield admitted


def _too_long(document: Document, limits: Limits) -> Skipped:
    cause = f"article {document.id} is longer than {limits.characters:,} characters (limit); split it"
    return Skipped(document.source, cause)
