"""RDF written in a stream: the bytes of `kg.rdf.render`, without holding the graph.

Quads come from the store in an order of its own; they are sorted in portions that are kept in temporary files and
merged. JSON-LD is one object and has to be held.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, cast

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.rdf.iris import Iris
from kg.rdf.quads import sort_key
from kg.rdf.serialize import FORMATS, WITH_GRAPHS, prefixes, render, subject_rank

PORTION = 100_000
"""Quads that are held at once, about 100 MB."""
STREAMED = tuple(name for name in FORMATS if name != "jsonld")
Key = Callable[[Quad], Any]


def write_stream(quads: Iterable[Quad], name: str, iris: Iris, file: IO[bytes], *, portion: int = PORTION) -> None:
    """Write quads in a format: the same bytes as `render` gives of them when they are sorted.

    Args:
        quads: In any order.
        name: A key of `kg.rdf.FORMATS`.
        iris: Maker of the data's IRIs, for short prefixes.
        file: Where to, open for writing bytes.
        portion: Quads that are held at once.
    """
    if name not in STREAMED:
        file.write(render(sorted(quads, key=sort_key), name, iris))
        return
    with ExitStack() as files:
        rows = _sorted(quads, _key(name, iris), portion, files)
        items = rows if name in WITH_GRAPHS else _distinct(rows)
        tidy = _Tidy(file)
        serialize(items, output=cast(IO[bytes], tidy), format=FORMATS[name], prefixes=prefixes(iris))
        tidy.finish()


def _key(name: str, iris: Iris) -> Key:
    """Return what quads of a format are sorted by: a graph at a time, or entities before what proves them."""
    if name in WITH_GRAPHS:
        return lambda quad: (str(quad.graph_name), sort_key(quad))
    rank = subject_rank(iris)
    return lambda quad: (rank(quad.subject), sort_key(quad))


def _sorted(quads: Iterable[Quad], key: Key, portion: int, files: ExitStack) -> Iterator[Quad]:
    rest = iter(quads)
    kept: list[IO[bytes]] = []
    while some := sorted(islice(rest, portion), key=key):
        if not kept and len(some) < portion:
            return iter(some)
        kept.append(_kept(some, files))
    return merge(*(parse(file, format=RdfFormat.N_QUADS) for file in kept), key=key)


def _kept(quads: Sequence[Quad], files: ExitStack) -> IO[bytes]:
    file = files.enter_context(TemporaryFile())
    serialize(quads, output=file, format=RdfFormat.N_QUADS)
    file.seek(0)
    return file


def _distinct(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples of sorted quads, once each."""
    last: Triple | None = None
    for quad in quads:
        if quad.triple != last:
            last = quad.triple
            yield last


class _Tidy:
    """Writes on what the library writes, as `render` does: prefixes in order, a blank line before each subject."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._header: list[bytes] | None = []
        self._plain = False
        self._rest = b""

    def write(self, data: bytes) -> int:
        """Take bytes of the library's output."""
        *lines, self._rest = (self._rest + bytes(data)).split(b"\n")
        for line in lines:
            if not self._is_header(line):
                self._file.write(self._line(line) + b"\n")
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is left of a line waits for its end."""

    def finish(self) -> None:
        """Write the last line, which has no end."""
        self._file.write(self._line(self._rest))

    def _is_header(self, line: bytes) -> bool:
        """Keep a line that declares a prefix until all are known."""
        if self._header is None or not line.startswith(b"@prefix "):
            return False
        self._header.append(line)
        return True

    def _line(self, line: bytes) -> bytes:
        before = b""
        if self._header is not None:
            before = b"".join(part + b"\n" for part in sorted(self._header))
            self._plain, self._header = not self._header, None
        if self._plain or not line or line.startswith((b"\t", b"}")):
            return before + line
        return before + b"\n" + line
