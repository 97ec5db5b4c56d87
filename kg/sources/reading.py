"""Read what was found: hand each file or member of an archive to the reader of its format."""

import logging
from collections.abc import Iterator, Mapping
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import cast

from kg.errors import SourceError
from kg.model import Document
from kg.sources.archives import list_members, open_zip, read_gzip, read_member
from kg.sources.charset import decode_file
from kg.sources.clean import clean_text
from kg.sources.contract import Limits, Skipped, skipped
from kg.sources.items import RECORD_FORMATS, Found, Item, Place, unique_names
from kg.sources.jsonl import read_json, read_lines
from kg.sources.mojibake import repaired
from kg.sources.opening import open_file, read_content, sniffed_format
from kg.sources.page import read_page
from kg.sources.table import read_table
from kg.sources.walk import cause_of

HEAD = 4_096
WHOLE = -1
"""Index of a file that is no archive, where a member has its own."""

Names = Mapping[tuple[Path | None, int], str]
Part = tuple[Item, BufferedReader | Skipped]

log = logging.getLogger(__name__)


def with_members(found: Found, limits: Limits) -> Iterator[Found | Skipped]:
    """Yield the file itself; of a zip archive what it holds, sorted, and what of it cannot be read."""
    if found.packing != "zip":
        yield found
        return
    try:
        with open_file(found.path, found.place.shown) as stream:
            listed = list(list_members(stream, found, limits))
    except SourceError as error:
        yield skipped(error)
        return
    yield from (one for one in listed if isinstance(one, Skipped))
    members = [one for one in listed if not isinstance(one, Skipped)]
    if not listed:
        yield Skipped(found.place.shown, "has no articles")
    yield Found(found.place, found.path, found.packing, tuple(sorted(members, key=lambda one: one.place.order)))


def name_all(files: list[Found]) -> Names:
    """Return the name of each file and member; articles and collections are kept apart separately."""
    places: dict[tuple[Path | None, int], Place] = {}
    for found in files:
        if found.packing == "zip":
            places |= {(found.path, member.index): member.place for member in found.members}
        else:
            places[found.path, WHOLE] = found.place
    names: dict[tuple[Path | None, int], str] = {}
    for collections in (False, True):
        chosen = {key: place for key, place in places.items() if (place.format in RECORD_FORMATS) is collections}
        names |= zip(chosen, unique_names(list(chosen.values())), strict=True)
    return names


def read_found(
    found: Found, names: Names, limits: Limits, encoding: str | None
) -> Iterator[tuple[str, Document | Skipped]]:
    """Yield what a file or the members of an archive give, each with the name of its file."""
    for item, stream in _parts(found, names, limits):
        if isinstance(stream, Skipped):
            yield item.name, stream
            continue
        try:
            for result in _documents(stream, item, limits, encoding):
                yield item.name, result
        except SourceError as error:
            yield item.name, skipped(error)
        except OSError as error:
            yield item.name, Skipped(item.shown, cause_of(error))


def _parts(found: Found, names: Names, limits: Limits) -> Iterator[Part]:
    """Yield a stream for each file; it is closed when the next one is asked for."""
    place = found.place
    item = _item(place, names.get((found.path, WHOLE), ""))
    try:
        with open_file(found.path, place.shown) as stream:
            if found.packing == "zip":
                yield from _members(stream, found, names, limits)
            elif found.packing == "gz":
                yield item, _buffered(read_gzip(stream, place.shown, limits))
            else:
                yield item, stream
    except SourceError as error:
        yield item, skipped(error)


def _members(stream: BufferedReader, found: Found, names: Names, limits: Limits) -> Iterator[Part]:
    with open_zip(stream, found.place.shown, limits) as archive:
        for member in found.members:
            item = _item(member.place, names[found.path, member.index])
            try:
                data = read_member(archive, member, limits)
            except SourceError as error:
                yield item, skipped(error)
                continue
            yield item, _buffered(data)


def _item(place: Place, name: str) -> Item:
    return Item(place.shown, place.source, name, place.format)


def _buffered(data: bytes) -> BufferedReader:
    return BufferedReader(cast(RawIOBase, BytesIO(data)))


def _documents(
    stream: BufferedReader, item: Item, limits: Limits, encoding: str | None
) -> Iterator[Document | Skipped]:
    if item.format == "archive":
        raise SourceError(item.shown, "is an archive that is not read (zip and gz are, not one inside another)")
    form = sniffed_format(stream.peek(HEAD)[:HEAD], item)
    if form == "jsonl":
        yield from read_lines(stream, item, limits, encoding)
        return
    data = read_content(stream, item, limits)
    if form == "html":
        yield read_page(data, item, encoding)
    elif form == "csv":
        yield from read_table(data, item, encoding)
    elif form == "json":
        yield from read_json(data, item, encoding)
    else:
        yield _plain(data, item, encoding)


def _plain(data: bytes, item: Item, encoding: str | None) -> Document:
    text = decode_file(data, item.shown, encoding=encoding)
    meant = repaired(text)
    if meant is not None:
        log.warning("%s: text was encoded twice; it is repaired", item.shown)
    text = clean_text(text if meant is None else meant)
    if not text.strip():
        raise SourceError(item.shown, "is empty")
    return Document(id=item.name, text=text, source=item.source)
