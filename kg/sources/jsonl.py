"""Collections of JSON records: a record a line, or one list of them."""

import json
from collections.abc import Iterator
from io import BufferedReader

from kg.errors import SourceError
from kg.model import Document
from kg.sources.charset import BOMS, SAMPLE, decode, decode_file
from kg.sources.contract import Limits, Skipped, megabytes, skipped
from kg.sources.items import Item
from kg.sources.records import record_document

PIECE = 1 << 20


def read_lines(
    stream: BufferedReader, item: Item, limits: Limits, encoding: str | None
) -> Iterator[Document | Skipped]:
    """Yield the document of each line; a bad line is named and passed over.

    The stream is read line by line, so that a collection may be larger than memory.
    """
    if encoding is None:
        encoding = _wide_encoding(stream.peek(SAMPLE)[:SAMPLE], item)
    if encoding is not None and encoding.startswith(("utf-16", "utf-32")):
        yield from _text_lines(stream, item, limits, encoding)
        return
    for number, line in enumerate(_bounded_lines(stream, limits.file_bytes), start=1):
        place = f"{item.shown}:{number}"
        if line is None:
            yield Skipped(place, f"line is larger than {megabytes(limits.file_bytes)}")
        elif line.strip():
            yield _line_document(line, number, item, encoding)


def _wide_encoding(head: bytes, item: Item) -> str | None:
    """Return the encoding if its line ends are more than a byte wide."""
    if not head.strip():
        return None
    charset = decode(head[: len(head) // 4 * 4], item.shown).charset
    return charset if charset.startswith(("utf-16", "utf-32")) else None


def _bounded_lines(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield lines, and None for one that is too long to hold."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(PIECE)):
            pass
        yield None


def _text_lines(stream: BufferedReader, item: Item, limits: Limits, encoding: str) -> Iterator[Document | Skipped]:
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise SourceError(item.shown, f"is larger than {megabytes(limits.file_bytes)}; save it as UTF-8")
    mark = next((mark for mark, name in BOMS if data.startswith(mark) and name == encoding), b"")
    text = data[len(mark) :].decode(encoding, "replace")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _line_document(line.encode("utf-8", "surrogatepass"), number, item, "utf-8")


def _line_document(line: bytes, number: int, item: Item, encoding: str | None) -> Document | Skipped:
    place = f"{item.shown}:{number}"
    try:
        text = decode(line.rstrip(), place, encoding=encoding).text
        record = parse_json(text, place)
        return object_document(record, number, place, item)
    except SourceError as error:
        return skipped(error)


def parse_json(text: str, place: str) -> object:
    """Return the value of a JSON text.

    Raises:
        SourceError: It is malformed, too deep, or has a number of thousands of digits.
    """
    try:
        value: object = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise SourceError(place, f"is not JSON ({error.msg}: character {error.pos + 1})") from error
    except (RecursionError, ValueError) as error:
        raise SourceError(place, "is not usable JSON (too deep, or a number too long)") from error
    return value


def object_document(record: object, number: int, place: str, item: Item) -> Document:
    """Return the document of a JSON value.

    Raises:
        SourceError: The value is not an object with a text.
    """
    if not isinstance(record, dict):
        raise SourceError(place, "is not a record (a JSON object with a text)")
    return record_document(record, fallback_id=f"{item.name}-{number}", place=place, source=item.source)


def read_json(data: bytes, item: Item, encoding: str | None) -> Iterator[Document | Skipped]:
    """Yield the documents of a JSON file: a list of records, or one record."""
    value = parse_json(decode_file(data, item.shown, encoding=encoding), item.shown)
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, start=1):
        place = f"{item.shown}, record {number}" if isinstance(value, list) else item.shown
        try:
            yield object_document(record, number, place, item)
        except SourceError as error:
            yield skipped(error)
