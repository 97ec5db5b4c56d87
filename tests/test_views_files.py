import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from corpus import CORPUS

from kg.errors import ConfigError
from kg.sources import Skipped
from kg.store import open_store
from kg.views import EXTRA_FORMATS, check_formats, write_views

ALWAYS = ["graph.ttl", "graph.html", "graph.graphml", "mentions.jsonl", "statements.jsonl", "report.md"]
HASHES = """
import sys, hashlib, tempfile
from pathlib import Path
from corpus import CORPUS
from kg.store import open_store
from kg.views import EXTRA_FORMATS, build_network, load_rows, measure, write_views
with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
    store.publish(CORPUS)
    for path in write_views(store, CORPUS, [], Path(folder), formats=EXTRA_FORMATS):
        if path.suffix != ".ann" or path.stat().st_size:  # an article without mentions has an empty annotation
            print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    print(hashlib.sha256(repr(measure(build_network(load_rows(store)))).encode()).hexdigest())
"""


def write(folder, **options):
    with open_store(folder / "store") as store:
        store.publish(CORPUS)
        return write_views(store, CORPUS, [Skipped("a.txt", "empty")], folder, **options)


def test_a_build_writes_the_files_of_the_contract(tmp_path):
    assert [path.name for path in write(tmp_path)] == ALWAYS
    assert all((tmp_path / name).stat().st_size > 100 for name in ALWAYS)


def test_further_formats_are_written_when_they_are_asked_for(tmp_path):
    names = [path.name for path in write(tmp_path, formats=["csv", "nq", "gexf", "rdfxml"])]
    assert sorted(names[len(ALWAYS) :]) == ["edges.csv", "graph.gexf", "graph.nq", "graph.rdf", "nodes.csv"]


def test_an_unknown_format_stops_before_any_work(tmp_path):
    with pytest.raises(ConfigError, match="unknown format 'docx', expected one of nt, rdfxml, nq"):
        write(tmp_path, formats=["nq", "docx"])
    assert not (tmp_path / "graph.ttl").exists()


def test_known_formats_are_accepted():
    check_formats(EXTRA_FORMATS)


def test_left_out_inputs_are_in_the_report(tmp_path):
    write(tmp_path)
    assert "| a.txt | empty |" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_files_have_unix_line_ends(tmp_path):
    assert not any(b"\r" in path.read_bytes() for path in write(tmp_path))


def test_all_files_are_the_same_under_any_hash_seed_and_locale():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", HASHES],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parent.parent,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    }
    assert len(outputs) == 1
    assert hashlib.sha256(b"").hexdigest() not in next(iter(outputs)).decode()
