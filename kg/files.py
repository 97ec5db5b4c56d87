"""Write files so that a reader, or a build that is killed, sees the old file or the new one, never a half."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from kg.errors import StoreError

_PREFIX, _SUFFIX = ".kg-", ".tmp"


@contextmanager
def atomic_file(path: str | Path) -> Iterator[IO[bytes]]:
    """Open a binary file that takes its place only when the block ends without an error.

    Args:
        path: Where the file shall stand; its folder is made when it is missing.

    Yields:
        The open temporary file, in the same folder.

    Raises:
        StoreError: The folder or the file cannot be written; the old file is untouched.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=target.parent, prefix=_PREFIX, suffix=_SUFFIX)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        if temporary is not None:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
    sync_folder(target.parent)


def write_atomic(path: str | Path, data: bytes | str) -> None:
    """Write a whole file atomically; text becomes UTF-8 and keeps its line ends.

    Raises:
        StoreError: The folder or the file cannot be written; the old file is untouched.
    """
    with atomic_file(path) as file:
        file.write(data.encode("utf-8") if isinstance(data, str) else data)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of writers that were killed; only for whoever alone may write there."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            path.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable where the system allows it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows cannot open a folder
        return
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """Return the process's file mask, which can be read only by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
