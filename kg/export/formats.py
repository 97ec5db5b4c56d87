"""Single formats of the published graph, without a build."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from kg.errors import ConfigError
from kg.files import atomic_file, write_atomic
from kg.rdf import FORMATS as RDF_FORMATS
from kg.rdf import write_stream
from kg.store import Store
from kg.views import EXTRA_FORMATS, file_name, format_files

FORMATS = (*(name for name in RDF_FORMATS if name == "ttl"), *EXTRA_FORMATS, "graphml")
_SEVERAL = ("csv", "brat")
"""Formats of several files, which no one stream can hold."""


def export_files(store: Store, formats: Sequence[str], folder: Path) -> list[Path]:
    """Write formats into a folder, each file atomically; RDF is streamed, except JSON-LD.

    Raises:
        ConfigError: A format is unknown; nothing is written.
        StoreError: A file cannot be written.
    """
    _check(formats, FORMATS)
    return [path for name in formats for path in _written(store, name, folder)]


def export_file(store: Store, name: str, file: IO[bytes]) -> None:
    """Write one format to an open file, such as standard output.

    Raises:
        ConfigError: The format is unknown, or is one of several files.
    """
    _check([name], FORMATS)
    if name in _SEVERAL:
        raise ConfigError(f"format {name}: it is several files; name a folder with --into")
    if name in RDF_FORMATS:
        write_stream(store.stream(), name, store.iris, file)
        return
    for _, data in format_files(store, name):
        file.write(data.encode("utf-8") if isinstance(data, str) else data)


def _written(store: Store, name: str, folder: Path) -> Iterator[Path]:
    if name in RDF_FORMATS:
        with atomic_file(folder / file_name(name)) as file:
            write_stream(store.stream(), name, store.iris, file)
        yield folder / file_name(name)
        return
    for part, data in format_files(store, name):
        write_atomic(folder / part, data)
        yield folder / part


def _check(given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise ConfigError(f"unknown format '{name}', expected one of {', '.join(known)}")
