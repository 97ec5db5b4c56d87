"""Open files without risk of waiting, and tell what is in them."""

import os
import re
import stat
import sys
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import cast

from kg.errors import SourceError
from kg.sources.contract import Limits, megabytes
from kg.sources.items import Item
from kg.sources.walk import cause_of

HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*){0,5}<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
XML = re.compile(rb"\s*<(?:\?xml|rss|feed|!doctype)[\s>]", re.I)
RECORD = re.compile(rb"\s*\{\s*\"")
MARKS = b"\xef\xbb\xbf"
BLANK = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"
SNIFFED = frozenset({"text", "unknown"})


def open_file(path: Path | None, shown: str) -> BufferedReader:
    """Return a regular file, or standard input, opened to read; never waits for a pipe.

    Raises:
        SourceError: It cannot be opened, or is no regular file.
    """
    if path is None:
        return _standard_input(shown)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise SourceError(shown, cause_of(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceError(shown, "is not a regular file")
    return os.fdopen(descriptor, "rb")


def _standard_input(shown: str) -> BufferedReader:
    if sys.stdin is None:
        raise SourceError(shown, "is closed")
    try:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except (OSError, ValueError):  # replaced by a stream without a descriptor
        return BufferedReader(cast(RawIOBase, sys.stdin.buffer))


def read_content(stream: BufferedReader, item: Item, limits: Limits) -> bytes:
    """Return the whole content.

    Raises:
        SourceError: It is empty or over the limit.
    """
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise SourceError(item.shown, f"is larger than {megabytes(limits.file_bytes)} (limit)")
    if not data.strip(BLANK):
        raise SourceError(item.shown, "is empty")
    return data


def sniffed_format(head: bytes, item: Item) -> str:
    """Return the format by the first bytes where the extension does not settle it.

    Raises:
        SourceError: It is XML, such as a feed.
    """
    if item.format not in SNIFFED:
        return item.format
    head = head.removeprefix(MARKS)
    if HTML.match(head):
        return "html"
    if item.format == "unknown":
        if XML.match(head):
            raise SourceError(item.shown, "is XML, which is not read; save it as HTML, text or JSONL")
        if RECORD.match(head):
            return "jsonl"
    return "text"
