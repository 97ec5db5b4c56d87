"""A lock on a file: one writer of a store, many readers of a dataset; the system frees it when a process dies."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO, *, shared: bool) -> None:
        if not shared:  # Windows has no shared lock; it refuses to remove an open file by itself
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO, *, shared: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FileLock:
    """A held lock; it is freed by `close` or by the end of the process.

    Args:
        path: File to lock, made when missing and never removed by the lock.
        shared: Whether others may hold it too.

    Raises:
        OSError: Another holder stands in the way, or the file cannot be opened.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._file: BinaryIO = open(path, "rb" if shared else "a+b")
        try:
            _take(self._file, shared=shared)
            if not shared:
                self._file.truncate(0)
                self._file.write(str(os.getpid()).encode("ascii"))
                self._file.flush()
        except OSError:
            self._file.close()
            raise

    def close(self) -> None:
        """Free the lock."""
        self._file.close()


def holder(path: Path) -> str:
    """Return the process number that a locked file names, or an empty string."""
    try:
        text = path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return text if text.isdecimal() else ""
