"""A writer that is killed at random moments: whether readers see a whole state, and the next writer ends right.

python -m kg.bench.kills 200
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.bench.generate import articles
from kg.model import Extraction
from kg.rdf import corpus_quads
from kg.resolution.across import merge
from kg.store import Store, decode, encode, open_store

LONGEST = 1.5
"""Seconds that a writer lives at most, once it has begun."""


@dataclass(frozen=True, slots=True)
class Kills:
    """What was seen after each kill.

    Attributes:
        kills: How many.
        states: How many kills left each number of documents to a reader.
        between: Kills that left a dataset half made, or one that stood and was not in use yet.
        torn: Kills after which a reader saw something else than the graph of the documents that it saw.
        wrong: Kills after which the next writer ended in other bytes than one that nobody disturbed.
    """

    kills: int
    states: Counter[int]
    between: int
    torn: int
    wrong: int


def killed(extractions: Sequence[Extraction], folder: Path, *, kills: int, seed: int = 1) -> Kills:
    """Kill a writer that adds and forgets documents without end, and look at what it left each time.

    Args:
        extractions: What it adds and forgets.
        folder: For the store; made by the call.
        kills: How often.
        seed: Of the moments.
    """
    folder.mkdir(parents=True)
    (folder / "extractions").write_bytes(b"\n".join(encode(item) for item in extractions))
    with open_store(folder / "store") as store:
        whole = _restored(store, extractions)
    chance = random.Random(seed)
    states, between, torn, wrong = Counter[int](), 0, 0, 0
    for number in range(kills):
        _kill_one(folder, chance.uniform(0.0, LONGEST), number)
        between += len(list((folder / "store").glob("dataset-*"))) > 1
        held, right = _seen(folder / "store", extractions)
        states[held] += 1
        torn += not right
        with open_store(folder / "store") as store:
            wrong += _restored(store, extractions) != whole
    return Kills(kills, states, between, torn, wrong)


def _restored(store: Store, extractions: Sequence[Extraction]) -> list[object]:
    """Return all quads of the store once every document is in it."""
    for item in extractions:
        store.put(item, "v1")
    store.resolve()
    return list(store.quads())


def _seen(path: Path, extractions: Sequence[Extraction]) -> tuple[int, bool]:
    """Return how many documents a reader sees, and whether it sees the graph of these and nothing else."""
    with open_store(path, read_only=True) as store:
        graphs = set(store.graphs())
        held = [item for item in extractions if store.iris.document(item.document.id).value in graphs]
        return len(held), store.quads() == corpus_quads(merge(held, threshold=store.threshold), store.iris)


def _kill_one(folder: Path, pause: float, seed: int) -> None:
    child = subprocess.Popen([sys.executable, "-m", "kg.bench.kills", "--write", str(folder), "--seed", str(seed)],
                             stdout=subprocess.PIPE)  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(pause)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


def _write_without_end(folder: Path, seed: int) -> None:
    """Add, change and forget a few documents at a time, until somebody ends the process."""
    lines = (folder / "extractions").read_bytes().split(b"\n")
    extractions = [decode(Extraction, line) for line in lines]
    chance = random.Random(seed)
    print("begun", flush=True)
    while True:
        with open_store(folder / "store") as store:
            for item in chance.sample(extractions, chance.randint(1, 3)):
                if chance.random() < 0.5:
                    store.forget(item.document.id)
                else:
                    store.put(item, f"v{chance.randint(1, 2)}")
            store.resolve()


def table(found: Kills) -> str:
    """Return the figures as a Markdown table."""
    states = ", ".join(f"{count}×{held}" for held, count in sorted(found.states.items()))
    return (
        "| kills | documents seen after (times × number) | generation begun or unused | torn | wrong in the end |\n"
        f"|--:|---|--:|--:|--:|\n| {found.kills} | {states} | {found.between} | {found.torn} | {found.wrong} |"
    )


def main() -> None:
    """Run the kills over generated articles and print the table, or be the writer that is killed."""
    parser = argparse.ArgumentParser(description="Kill a writer at random moments and look at the store.")
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        _write_without_end(options.write, options.seed)
        return
    from kg.extract import load_extractor

    extractor = load_extractor(models=False)
    extractions = [extractor(document) for document in articles(12)]
    with tempfile.TemporaryDirectory() as folder:
        print(table(killed(extractions, Path(folder, "killed"), kills=options.kills, seed=options.seed)))


if __name__ == "__main__":
    main()
