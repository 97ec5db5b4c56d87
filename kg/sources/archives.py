"""Zip and gzip, read in memory within limits; nothing is unpacked to disk, no name becomes a path."""

import gzip
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.errors import SourceError
from kg.sources.contract import Limits, Skipped, megabytes, printable
from kg.sources.items import Found, Member, Place
from kg.sources.walk import is_foreign, is_hidden

PIECE = 1 << 20
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    IndexError,
    OverflowError,
    struct.error,
)
"""What the standard library raises on damaged archives (RuntimeError: a password is asked for)."""
END_RECORD = struct.Struct("<4s4H2LH")
MAX_ENTRY = 1_024


def list_members(stream: BinaryIO, found: Found, limits: Limits) -> Iterator[Member | Skipped]:
    """Yield the files of a zip archive that can be read, and what cannot.

    Raises:
        SourceError: The archive is damaged or over a limit.
    """
    shown = found.place.shown
    with open_zip(stream, shown, limits) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.members:
        raise SourceError(shown, f"has more than {limits.members:,} members (limit)")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes:
        raise SourceError(shown, f"unpacks to more than {megabytes(limits.unpacked_bytes)} (limit)")
    for index, info in enumerate(infos):
        yield from _member(info, index, found, limits)


def open_zip(stream: BinaryIO, shown: str, limits: Limits) -> zipfile.ZipFile:
    """Return the opened archive.

    Raises:
        SourceError: It is no zip archive, is damaged, or its directory is over the limit.
    """
    try:
        _check_directory(stream, shown, limits)
        return zipfile.ZipFile(stream)
    except DAMAGE as error:
        raise SourceError(shown, "is not a zip archive, or is damaged") from error


def _check_directory(stream: BinaryIO, shown: str, limits: Limits) -> None:
    """Refuse a directory of too many entries before the standard library loads it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END_RECORD.size:
        raise SourceError(shown, "is not a zip archive, or is damaged")
    *_, entries, directory_bytes, _offset, _comment = END_RECORD.unpack_from(tail, at)
    if entries > 2 * limits.members or directory_bytes > 2 * limits.members * MAX_ENTRY:
        raise SourceError(shown, f"has more than {limits.members:,} members (limit)")


def _member(info: zipfile.ZipInfo, index: int, found: Found, limits: Limits) -> Iterator[Member | Skipped]:
    path = PurePosixPath(_readable_name(info).replace("\\", "/"))
    parts = [part for part in path.parts if part.strip("./\\ ")]
    if not parts or any(is_hidden(part) for part in parts) or is_foreign(parts[-1]):
        return
    place = found.place
    name = printable("/".join(parts))
    folders = (*reversed(parts[:-1]), place.stem, *place.folders)
    member = Place(f"{place.shown}!{name}", f"{place.source}!{name}", folders, parts[-1])
    cause = _member_fault(info, member, limits)
    yield Skipped(member.shown, cause) if cause else Member(member, index)


def _member_fault(info: zipfile.ZipInfo, place: Place, limits: Limits) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link; links in archives are not followed"
    if info.flag_bits & 1:
        return "is encrypted"
    if place.format == "archive":
        return "is an archive inside an archive"
    if info.file_size > limits.file_bytes:
        return f"is larger than {megabytes(limits.file_bytes)} (limit)"
    if info.file_size > PIECE and info.file_size > limits.ratio * max(info.compress_size, 1):
        return f"is packed more than {limits.ratio}:1 (limit)"
    return None


def _readable_name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; Russian Windows writes cp866 where the format says cp437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")


def read_member(archive: zipfile.ZipFile, member: Member, limits: Limits) -> bytes:
    """Return the bytes of a member.

    Raises:
        SourceError: It is damaged, or larger than its archive says.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    try:
        with archive.open(infos[member.index]) as stream:
            data = stream.read(limits.file_bytes + 1)
    except DAMAGE as error:
        raise SourceError(member.place.shown, "is damaged") from error
    if len(data) > limits.file_bytes:
        raise SourceError(member.place.shown, f"is larger than {megabytes(limits.file_bytes)} (limit)")
    return data


def read_gzip(stream: BinaryIO, shown: str, limits: Limits) -> bytes:
    """Return the unpacked bytes of a gzip file.

    Raises:
        SourceError: It is damaged or over a limit.
    """
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    pieces: list[bytes] = []
    size = 0
    unpacking = gzip.GzipFile(fileobj=stream)
    while True:
        try:
            piece = unpacking.read(PIECE)
        except DAMAGE as error:
            raise SourceError(shown, "is not a gzip file, or is damaged") from error
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > limits.unpacked_bytes:
            raise SourceError(shown, f"unpacks to more than {megabytes(limits.unpacked_bytes)} (limit)")
        if size > PIECE and size > limits.ratio * packed:
            raise SourceError(shown, f"is packed more than {limits.ratio}:1 (limit)")
