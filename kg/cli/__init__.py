"""The command line: a file a command over a public function."""

from kg.cli.app import main

__all__ = ["main"]
