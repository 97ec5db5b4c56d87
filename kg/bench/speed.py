"""The speed table: each pipeline in a process of its own, on one thread, rounds interleaved."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True, slots=True)
class Measure:
    """Medians over the rounds: seconds of CPU to load and to work, wall seconds of the process, peak memory in MB."""

    name: str
    load_cpu: float
    work_cpu: float
    wall: float
    peak_mb: float
    documents: int

    @property
    def rate(self) -> float:
        """Return documents a second of CPU, loading left out."""
        return self.documents / self.work_cpu


def compare(documents: Sequence[Document], *, rounds: int = 3) -> tuple[Measure, Measure]:
    """Return the figures of natasha's own pipeline and of the build over the same documents.

    Args:
        documents: Read articles; their text goes to both.
        rounds: How often each is run, in turn, so that a busy moment hits both.
    """
    runs: dict[str, list[dict[str, float]]] = {"natasha": [], "kg build": []}
    with tempfile.TemporaryDirectory() as folder:
        texts, records = Path(folder, "texts.json"), Path(folder, "articles.jsonl")
        texts.write_text(json.dumps([document.content for document in documents]), encoding="utf-8")
        lines = [json.dumps({"id": doc.id, "text": doc.text, "title": doc.title}) for doc in documents]
        records.write_text("\n".join(lines), encoding="utf-8")
        for number in range(rounds):
            output = str(Path(folder, f"output{number}"))
            runs["natasha"].append(_run("kg.bench.natasha_pipeline", str(texts)))
            runs["kg build"].append(_run("kg.bench.build_pipeline", str(records), output))
    first, second = (_median(name, runs[name], len(documents)) for name in runs)
    return first, second


def table(measures: Sequence[Measure]) -> str:
    """Return the figures as a Markdown table, ratios against the first row."""
    base = measures[0]
    lines = ["| pipeline | articles a CPU second | ratio | load, CPU s | whole process, s | peak memory, MB |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    lines += [
        f"| {m.name} | {m.rate:.1f} | {m.rate / base.rate:.2f} | {m.load_cpu:.1f} | {m.wall:.1f} | {m.peak_mb:.0f} |"
        for m in measures
    ]
    return "\n".join(lines)


def _median(name: str, runs: Sequence[dict[str, float]], documents: int) -> Measure:
    def median(key: str) -> float:
        return statistics.median(run[key] for run in runs)

    return Measure(name, median("load_cpu"), median("work_cpu"), median("wall"), median("peak_mb"), documents)


def _run(module: str, *arguments: str) -> dict[str, float]:
    """Run a module and return what it printed, with the wall time and peak memory of its process."""
    import resource
    import time

    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, env={**os.environ, **ONE_THREAD}
    )
    printed: list[bytes] = []
    reader = threading.Thread(target=lambda: printed.append(process.stdout.read() if process.stdout else b""))
    reader.start()
    _, status, usage = os.wait4(process.pid, 0)
    reader.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, module)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    assert isinstance(usage, resource.struct_rusage)
    figures: dict[str, float] = json.loads(printed[0].splitlines()[-1])
    return figures | {"wall": time.perf_counter() - started, "peak_mb": usage.ru_maxrss / scale}
