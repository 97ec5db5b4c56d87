"""The command line: a file a command over a public function."""

import sys
from collections.abc import Sequence

__all__ = ["main"]

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code: 0, 1, 2, 3 or 130."""
    try:
        # loading takes a second, in which Ctrl-C must not print a traceback either
        from kg.cli.app import run
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
