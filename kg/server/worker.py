"""The process that runs queries: it can be killed at any moment, and takes nothing with it.

    python -m kg.server.worker STORE MEMORY

It reads a JSON line a query from standard input, and writes a JSON line and as many bytes as that
line says to standard output. The store that it reads is the generation current when it started.
"""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import KGError, QueryError, one_line
from kg.rdf import PREFIXES
from kg.server.answers import Answer, answer
from kg.store.dataset import open_current
from kg.store.guard import check_query


def main(arguments: list[str]) -> int:
    """Answer queries until standard input ends."""
    folder, memory = arguments
    _limit_memory(int(memory))
    dataset = open_current(Path(folder))
    store = dataset.store if dataset is not None else ox.Store()
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    _send(replies, {"status": "ready", "name": dataset.name if dataset is not None else ""})
    for line in requests:
        request = json.loads(line)
        try:
            found = _run(store, request)
        except QueryError as error:
            _send(replies, {"status": "bad", "message": str(error)})
        except MemoryError:
            _send(replies, {"status": "memory", "message": "the query needs more memory than it may take"})
        else:
            _send(replies, {"status": "ok", "type": found.media_type, "cut": found.cut}, found.data)
    return 0


def _run(store: ox.Store, request: dict[str, object]) -> Answer:
    text = str(request["query"])
    check_query(text)
    default, named = _nodes(request["default"]), _nodes(request["named"])
    whole = not default and not named
    try:
        results = store.query(
            text, use_default_graph_as_union=whole, default_graph=default or None, named_graphs=named or None
        )
        return answer(results, str(request["results"]), str(request["graph"]), int(str(request["rows"])), PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"query: {one_line(error)}") from error


def _nodes(names: object) -> list[Any]:
    assert isinstance(names, list)
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise QueryError(f"graph: {one_line(error)}") from error


def _send(replies: BinaryIO, head: dict[str, object], data: bytes = b"") -> None:
    replies.write(json.dumps(head | {"length": len(data)}).encode("ascii") + b"\n" + data)
    replies.flush()


def _limit_memory(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KGError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
