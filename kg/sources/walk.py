"""Find the files that paths name: folders with all below them, each regular file once, nothing that hangs."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.sources.contract import Skipped, printable
from kg.sources.items import Found, Place

STDIN = "-"
OUTPUT_MARK = Path("store", "ledger.sqlite")
"""Stands in the output folder of a build: its page, report and tables are no articles."""
MAX_DEPTH = 100
HIDDEN = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
NO_ARTICLES = frozenset(
    ".ann .css .js .py .sh .toml .ini .yaml .yml .map .sql .ttl .nt .nq .trig .rq .rdf .owl .graphml .svg .lock".split()
)
"""Endings of text files that are no articles; met in a folder they are left out, named alone they are read."""
CAUSES = {
    errno.ENOENT: "no such file or folder",
    errno.EACCES: "no permission to read",
    errno.EPERM: "no permission to read",
    errno.ELOOP: "link leads back to itself",
    errno.ENAMETOOLONG: "name is too long",
    errno.ENOTDIR: "no such file or folder",
}
KINDS = (
    (stat.S_ISFIFO, "is a named pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


def find_files(paths: Sequence[str | Path]) -> list[Found | Skipped]:
    """Return the files under the paths, sorted, and what cannot be read.

    Hidden files and folders (.git, __MACOSX) below a folder are passed over in silence, links to folders
    below it are named and not followed.
    """
    found: dict[str, Found] = {}
    left_out: set[Skipped] = set()
    for path in paths:
        for one in _find(path):
            if isinstance(one, Skipped):
                left_out.add(one)
                continue
            key = os.path.realpath(one.path) if one.path else STDIN
            if key not in found or _rank(one) < _rank(found[key]):
                found[key] = one
    files = sorted(found.values(), key=lambda one: one.place.order)
    return [*sorted(left_out, key=lambda one: (one.source, one.cause)), *files]


def _rank(one: Found) -> tuple[bool, tuple[str, ...]]:
    """Prefer a file's own name to a link's."""
    return (one.path is not None and one.path.is_symlink(), one.place.order)


def _find(path: str | Path) -> Iterator[Found | Skipped]:
    name = os.fspath(path)
    if name == STDIN:
        yield Found(Place("standard input", "stdin", (), "stdin"), None)
        return
    shown = printable(name)
    try:
        status = os.stat(name)
    except (OSError, ValueError) as error:
        yield Skipped(shown, cause_of(error))
        return
    root = Path(os.path.abspath(name))
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(root, name, printable(root.name))
    else:
        yield _entry(root, shown, printable(root.name), status.st_mode)


def _walk(root: Path, name: str, source: str) -> Iterator[Found | Skipped]:
    """Yield what lies below a folder; `name` is the folder as the user wrote it."""
    if source.count("/") > MAX_DEPTH:
        yield Skipped(printable(name), f"folders nest deeper than {MAX_DEPTH}")
        return
    if (root / OUTPUT_MARK).exists():
        yield from [] if "/" in source else [Skipped(printable(name), "is the output of a build; name the articles")]
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(printable(name), cause_of(error))
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        shown = printable(os.path.join(name, entry.name))
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            yield Skipped(shown, cause_of(error, link=entry.is_symlink()))
            continue
        below = f"{source}/{printable(entry.name)}"
        if not stat.S_ISDIR(mode):
            if not is_foreign(entry.name):
                yield _entry(root / entry.name, shown, below, mode)
        elif entry.is_symlink():
            yield Skipped(shown, "is a link to a folder; name that folder to read it")
        else:
            yield from _walk(root / entry.name, os.path.join(name, entry.name), below)


def _entry(path: Path, shown: str, source: str, mode: int) -> Found | Skipped:
    for matches, cause in KINDS:
        if matches(mode):
            return Skipped(shown, cause)
    suffix = path.suffix.lower()
    packing = suffix[1:] if suffix in (".zip", ".gz") else ""
    file = path.name[:-3] if packing == "gz" else path.name
    return Found(Place(shown, source, tuple(reversed(path.parts[1:-1])), file), path, packing)


def is_hidden(name: str) -> bool:
    """Return whether a name is one that folders hide, such as .DS_Store."""
    return name.startswith(".") or name in HIDDEN


def is_foreign(name: str) -> bool:
    """Return whether the ending tells that a file is text, but no article."""
    return os.path.splitext(name)[1].lower() in NO_ARTICLES


def cause_of(error: Exception, *, link: bool = False) -> str:
    """Return one line that says why the system refused."""
    if not isinstance(error, OSError):
        return f"no such file or folder ({printable(str(error))})"
    if link and error.errno == errno.ENOENT:
        return "is a link to nothing"
    return CAUSES.get(error.errno or 0, printable(error.strerror or str(error)))
