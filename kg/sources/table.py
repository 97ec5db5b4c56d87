"""Collections in CSV: a header names the columns, a row is an article."""

import csv
import io
from collections.abc import Iterator, Sequence

from kg.errors import SourceError
from kg.model import Document
from kg.sources.charset import decode_file
from kg.sources.contract import Skipped, skipped
from kg.sources.items import Item
from kg.sources.records import known_fields, record_document

DELIMITERS = ",;\t|"
MAX_FIELD = 1 << 27
MAX_REPAIRS = 100
"""Broken rows after which the rest of a table is given up, as each repair reads on from its line."""


def read_table(data: bytes, item: Item, encoding: str | None) -> Iterator[Document | Skipped]:
    """Yield the document of each row; a broken row is named and passed over.

    Raises:
        SourceError: No column holds texts.
    """
    lines = list(io.StringIO(decode_file(data, item.shown, encoding=encoding), newline=""))
    start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        raise SourceError(item.shown, "is empty")
    delimiter = max(DELIMITERS, key=lines[start].count)
    header, start = _header(lines, start, delimiter, item)
    for number, row in _rows(lines, start, delimiter):
        place = f"{item.shown}:{number}"
        if isinstance(row, str):
            yield Skipped(place, row)
        elif any(cell.strip() for cell in row):
            yield _row_document(header, row, number, place, item)


def _header(lines: Sequence[str], start: int, delimiter: str, item: Item) -> tuple[list[str], int]:
    """Return the column names and the index of the line after them."""
    number, row = next(_rows(lines, start, delimiter))
    if isinstance(row, str):
        raise SourceError(f"{item.shown}:{number}", row)
    if "text" not in known_fields(dict.fromkeys(row)):
        raise SourceError(item.shown, "has no column named «text» (or «текст»)")
    return row, start + 1


def _rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the number of the first line of each row with its cells, or with what is wrong in it.

    After a broken row, such as one whose quote never closes, reading goes on at the next line.
    """
    csv.field_size_limit(MAX_FIELD)
    repairs = 0
    while start < len(lines):
        reader = csv.reader(iter(lines[start:]), delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                yield start + done + 1, row
                done = reader.line_num
            return
        except csv.Error as error:
            repairs += 1
            yield start + done + 1, f"row is broken ({error})"
            start += done + 1
        if repairs == MAX_REPAIRS:
            yield start + 1, f"{MAX_REPAIRS} broken rows; the rest is left out"
            return


def _row_document(header: list[str], row: list[str], number: int, place: str, item: Item) -> Document | Skipped:
    record = dict(zip(header, row, strict=False))
    try:
        return record_document(record, fallback_id=f"{item.name}-{number}", place=place, source=item.source)
    except SourceError as error:
        return skipped(error)
