"""What reading takes and gives: the limits, and the record of an input that was left out."""

from dataclasses import dataclass

from kg.errors import SourceError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an untrusted input may ask for.

    Attributes:
        file_bytes: Size of a file, of a member of an archive and of a line of JSONL (a JSONL file
            itself may be larger, as it is read line by line).
        characters: Length of an article: analysis takes a second for some thousands.
        members: Number of members of an archive.
        unpacked_bytes: Size of all members of an archive together.
        ratio: Unpacked to packed size, above the first megabyte.
    """

    file_bytes: int = 50_000_000
    characters: int = 500_000
    members: int = 5_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gives no document; `source` and `cause` are each one printable line."""

    source: str
    cause: str

    def __str__(self) -> str:
        return f"{self.source}: {self.cause}"


def skipped(error: SourceError) -> Skipped:
    """Return the record of an error."""
    return Skipped(error.source, error.cause)


def printable(name: str) -> str:
    """Return a name on one line: control, direction and broken characters are written as escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)


def megabytes(size: int) -> str:
    """Return a size for a message («50 MB»); sizes under a megabyte in bytes."""
    return f"{size // 1_000_000:,} MB" if size >= 1_000_000 else f"{size:,} bytes"
