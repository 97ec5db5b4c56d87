"""A pool of query processes: each runs one query at a time, and is killed and replaced when it takes too long."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KGError, QueryError
from kg.server.answers import Answer
from kg.server.limits import Limits
from kg.store.dataset import current


class RefusedError(KGError):
    """A query that was not answered.

    Args:
        status: HTTP status that says why.
        cause: The same in words.
    """

    def __init__(self, status: int, cause: str) -> None:
        super().__init__(cause)
        self.status = status


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what its answer should look like.

    Attributes:
        query: SPARQL text.
        results: Media type of rows and truth values.
        graph: Media type of triples.
        default: IRIs of stored graphs that make the default graph; none means the union of all.
        named: IRIs of stored graphs that GRAPH may name; none means all.
    """

    query: str
    results: str = "application/sparql-results+json"
    graph: str = "text/turtle"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Pool:
    """Query processes over a store; use it as an asynchronous context manager."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._free: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._alive: set[_Worker] = set()
        self._waiting = 0
        for _ in range(limits.workers):
            self._free.put_nowait(None)

    async def __aenter__(self) -> "Pool":
        return self

    async def __aexit__(self, *_: object) -> None:
        for worker in tuple(self._alive):
            await self._end(worker)

    async def ask(self, question: Question) -> Answer:
        """Return the answer to a query.

        Raises:
            QueryError: The query is malformed or reaches outside the store.
            RefusedError: No process came free, or the query took too much time or memory.
        """
        async with self._worker() as worker:
            try:
                return await asyncio.wait_for(worker.ask(question, self.limits.rows), self.limits.seconds)
            except TimeoutError as error:
                await self._end(worker)
                raise RefusedError(504, f"query stopped: longer than {self.limits.seconds:g} s") from error
            except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
                await self._end(worker)
                raise RefusedError(413, "query stopped: it needs more memory than it may take") from error
            except asyncio.CancelledError:
                await self._end(worker)
                raise

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator["_Worker"]:
        if self._free.empty() and self._waiting >= self.limits.waiting:
            raise RefusedError(503, "too many queries at once; try again")
        self._waiting += 1
        try:
            worker = await asyncio.wait_for(self._free.get(), self.limits.patience)
        except TimeoutError as error:
            raise RefusedError(503, "too many queries at once; try again") from error
        finally:
            self._waiting -= 1
        try:
            worker = await self._fresh(worker)
            yield worker
        finally:
            self._free.put_nowait(worker if worker in self._alive else None)

    async def _fresh(self, worker: "_Worker | None") -> "_Worker":
        """Return a worker that lives and reads what was published last."""
        if worker is not None and worker.name == (current(self.folder) or ""):
            return worker
        if worker is not None:
            await self._end(worker)
        worker = await _start(self.folder, self.limits)
        self._alive.add(worker)
        return worker

    async def _end(self, worker: "_Worker") -> None:
        self._alive.discard(worker)
        with suppress(ProcessLookupError):
            worker.process.kill()
        await worker.process.wait()


@dataclass(eq=False, slots=True)
class _Worker:
    process: asyncio.subprocess.Process
    name: str

    async def ask(self, question: Question, rows: int) -> Answer:
        assert self.process.stdin is not None
        request = {
            "query": question.query, "results": question.results, "graph": question.graph,
            "default": question.default, "named": question.named, "rows": rows,
        }  # fmt: skip
        self.process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        await self.process.stdin.drain()
        head, data = await _reply(self.process)
        if head["status"] == "ok":
            return Answer(str(head["type"]), data, bool(head["cut"]))
        if head["status"] == "bad":
            raise QueryError(str(head["message"]))
        raise RefusedError(413, f"query stopped: {head['message']}")


async def _start(folder: Path, limits: Limits) -> _Worker:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kg.server.worker", str(folder), str(limits.memory),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        head, _ = await asyncio.wait_for(_reply(process), limits.patience)
    except (TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise RefusedError(503, "the store cannot be read now; try again") from error
    return _Worker(process, str(head["name"]))


async def _reply(process: asyncio.subprocess.Process) -> tuple[dict[str, object], bytes]:
    assert process.stdout is not None
    head = json.loads(await process.stdout.readuntil(b"\n"))
    return head, await process.stdout.readexactly(head["length"])
