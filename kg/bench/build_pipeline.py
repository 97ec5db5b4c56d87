"""The project's own build over texts, timed in a process of its own; see `natasha_pipeline`."""

import json
import sys
import time
from pathlib import Path


def main(inputs: str, output: str) -> None:
    """Build a graph from a JSON Lines file and print a JSON object with the durations of loading and working."""
    started, started_cpu = time.perf_counter(), time.process_time()
    from kg.extract import load_extractor
    from kg.pipeline import build

    extractor = load_extractor()
    loaded, loaded_cpu = time.perf_counter(), time.process_time()
    build([Path(inputs)], Path(output), extractor=extractor)
    done, done_cpu = time.perf_counter(), time.process_time()
    print(
        json.dumps(
            {
                "load": loaded - started,
                "load_cpu": loaded_cpu - started_cpu,
                "work": done - loaded,
                "work_cpu": done_cpu - loaded_cpu,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
