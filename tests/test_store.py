import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from corpus import CORPUS
from test_quads import without

from kg.errors import ConfigError, QueryError, StoreError
from kg.model import Corpus, Extraction
from kg.rdf import Iris, corpus_quads, render
from kg.store import open_store

PREFIX = "PREFIX kg: <https://w3id.org/kgnews/ontology#> "
LEADERS = PREFIX + "SELECT ?who ?what WHERE { ?who kg:leaderOf ?what } ORDER BY ?who"


def extraction(document_id):
    """What one document of the small corpus contributed."""
    alone = Corpus((), (), (), ())
    for other in CORPUS.documents:
        if other.id != document_id:
            alone = without(CORPUS if alone.documents == () else alone, other.id)
    [document] = alone.documents
    return Extraction(document, alone.entities, alone.links, alone.statements)


def turtle(store):
    return render(store.quads(), "ttl", store.iris)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def published(folder):
    """A folder with a store that holds the small corpus."""
    with open_store(folder) as store:
        for document in CORPUS.documents:
            store.put(extraction(document.id), "v1")
        store.publish(CORPUS)
    return folder


def test_what_was_put_comes_back_in_order_after_reopening(published):
    with open_store(published) as store:
        assert store.documents() == tuple(sorted(document.id for document in CORPUS.documents))
        assert [item.document.id for item in store.extractions()] == list(store.documents())
        assert store.get("summit") == extraction("summit")
        assert store.get("нет такого") is None
        assert (store.source("summit"), store.source("нет такого")) == ("v1", None)
        assert store.corpus() == CORPUS


def test_putting_the_same_again_changes_nothing(published):
    with open_store(published) as store:
        assert store.put(extraction("summit"), "v1") is False
        assert not store.stale
        assert store.put(extraction("summit"), "v2") is True
        assert store.stale


def test_forgetting_makes_the_store_stale_until_it_is_published(published):
    with open_store(published) as store:
        assert store.forget("слух №3") is True
        assert store.forget("слух №3") is False
        assert store.stale
        store.publish(without(CORPUS, "слух №3"))
        assert not store.stale
        assert (
            store.query(PREFIX + "ASK { ?who kg:mentions <https://w3id.org/kgnews/entity/Q1953> }").__bool__() is False
        )


def test_adding_two_and_forgetting_one_is_adding_the_other_byte_for_byte(published, tmp_path):
    with open_store(published) as store:
        store.forget("слух №3")
        store.publish(without(CORPUS, "слух №3"))
        forgotten = turtle(store)
    with open_store(tmp_path / "other") as store:
        store.publish(without(CORPUS, "слух №3"))
        assert turtle(store) == forgotten


def test_quads_are_those_of_the_corpus(published):
    with open_store(published) as store:
        assert store.quads() == corpus_quads(CORPUS, Iris())


def test_another_base_gives_other_iris(published):
    with open_store(published, base="https://data.example/") as store:
        assert store.quads() == corpus_quads(CORPUS, Iris("https://data.example/"))
    with pytest.raises(ConfigError):
        open_store(published, base="x")


def test_query_sees_the_union_of_the_graphs_without_duplicates(published):
    with open_store(published) as store:
        rows = [
            (row["who"].value.rpartition("/")[2], row["what"].value.rpartition("/")[2]) for row in store.query(LEADERS)
        ]
    assert rows == [("Q7747", "Q159"), ("kasym-zhomart-tokaev", "Q232")]


@pytest.mark.parametrize(
    "query",
    ["SELECT", "SELECT ?x WHERE { SERVICE <http://127.0.0.1/> { ?x ?y ?z } }", "INSERT DATA { <a:b> <a:b> <a:b> }"],
)
def test_query_that_is_wrong_or_reaches_outside_is_one_line(published, query):
    with open_store(published) as store, pytest.raises(QueryError) as caught:
        store.query(query)
    assert "\n" not in str(caught.value)


def test_rdflib_sees_the_same_graph(published):
    with open_store(published) as store:
        dataset = store.rdflib()
        assert len(dataset) == len(store.quads())
        rows = {(str(row.who), str(row.what)) for row in dataset.query(LEADERS)}
    assert ("https://w3id.org/kgnews/entity/Q7747", "https://w3id.org/kgnews/entity/Q159") in rows


def test_empty_store_answers(folder):
    with open_store(folder) as store:
        assert store.documents() == () and store.quads() == [] and store.corpus() == Corpus((), (), (), ())
        assert list(store.query("SELECT ?s WHERE { ?s ?p ?o }")) == []


def test_second_writer_is_told_who_holds_the_store(published):
    with open_store(published), pytest.raises(StoreError, match=f"in use by process {os.getpid()}"):
        open_store(published)
    open_store(published).close()


def test_reader_goes_on_with_what_it_opened_while_a_writer_publishes(published):
    with open_store(published, read_only=True) as reader, open_store(published) as writer:
        before = turtle(reader)
        writer.publish(without(CORPUS, "summit"))
        assert turtle(reader) == before != turtle(writer)
        with open_store(published, read_only=True) as later:
            assert turtle(later) == turtle(writer)


def test_old_datasets_are_removed_when_nobody_reads_them(published):
    with open_store(published) as store:
        store.publish(without(CORPUS, "summit"))
        store.publish(without(CORPUS, "plain"))
    assert len(list(published.glob("dataset-*"))) == 1


def test_reader_cannot_write_and_needs_a_store(published, tmp_path):
    with open_store(published, read_only=True) as reader, pytest.raises(StoreError, match="reading only"):
        reader.put(extraction("summit"))
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "nothing", read_only=True)
    assert not (tmp_path / "nothing").exists()


def test_dataset_that_a_killed_build_did_not_finish_is_made_good(published):
    with open_store(published) as store:
        good = turtle(store)
    [dataset] = published.glob("dataset-*")
    (published / "current").unlink()
    (dataset / "graphs").unlink()
    with open_store(published) as store:
        assert turtle(store) == good


def test_ledger_ahead_of_the_dataset_is_made_good(published):
    with open_store(published) as store:
        store._ledger.publish(without(CORPUS, "summit"))
    with open_store(published) as store:
        assert store.quads() == corpus_quads(without(CORPUS, "summit"), Iris())


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_damaged_dataset_is_one_line_to_a_reader_and_made_good_by_a_writer(published, name):
    with open_store(published) as store:
        good = turtle(store)
    [file, *_] = sorted(published.glob(f"dataset-*/oxigraph/{name}"))
    file.write_bytes(b"\x00nonsense")
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(published, read_only=True)
    assert "\n" not in str(caught.value)
    with open_store(published) as store:
        assert turtle(store) == good


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at" * 50, b""])
def test_damaged_ledger_never_ends_in_a_traceback(published, content):
    for extra in published.glob("ledger.sqlite-*"):
        extra.unlink()
    (published / "ledger.sqlite").write_bytes(content)
    if content:
        with pytest.raises(StoreError, match="damaged"):
            open_store(published)
    else:  # an empty file is an empty database
        with open_store(published) as store:
            assert store.documents() == ()


def test_changed_record_is_found(published):
    with sqlite3.connect(published / "ledger.sqlite") as database:
        database.execute("UPDATE extraction SET record = CAST('[]' AS BLOB) WHERE source = 'v1'")
    database.close()
    with open_store(published) as store, pytest.raises(StoreError, match="does not match its digest"):
        store.get("summit")


def test_store_of_another_format_is_refused(published):
    with sqlite3.connect(published / "ledger.sqlite") as database:
        database.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    database.close()
    with pytest.raises(StoreError, match="written in format 0"):
        open_store(published)


def test_file_in_the_place_of_the_folder_is_one_line(tmp_path):
    (tmp_path / "store").write_text("x")
    with pytest.raises(StoreError, match="cannot be made a folder"):
        open_store(tmp_path / "store")


def test_any_document_id_can_be_kept(folder):
    ids = ["", "a'; DROP TABLE extraction; --", "\udcff", "x" * 10_000, "../..", "е\u0301"]
    with open_store(folder) as store:
        for document_id in ids:
            store.put(Extraction(replace(CORPUS.documents[0], id=document_id), (), (), ()))
        assert store.documents() == tuple(sorted(ids))


KILLED = """
import sys
from corpus import CORPUS
from test_store import extraction, without
from kg.store import open_store
print("begun", flush=True)
while True:
    for gone in ("", "summit", "plain"):
        with open_store(sys.argv[1]) as store:
            for document in CORPUS.documents:
                if document.id == gone:
                    store.forget(gone)
                else:
                    store.put(extraction(document.id), "v1")
            store.publish(without(CORPUS, gone))
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_writer_killed_at_any_moment_leaves_a_store_that_opens_and_ends_in_the_same_bytes(published):
    with open_store(published) as store:
        expected = turtle(store)
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent)])
    for pause in (0.0, 0.03, 0.08, 0.15, 0.22, 0.31):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(published)],
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None and child.stdout.readline() == b"begun\n"
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with open_store(published, read_only=True) as reader:
            seen = turtle(reader)
        with open_store(published) as store:
            assert {*store.documents()} <= {document.id for document in CORPUS.documents}
            assert seen in {
                render(corpus_quads(without(CORPUS, gone), Iris()), "ttl", Iris()) for gone in ("", "summit", "plain")
            }
            for document in CORPUS.documents:
                store.put(extraction(document.id), "v1")
            store.publish(CORPUS)
            assert turtle(store) == expected
    assert len(list(published.glob("dataset-*"))) == 1


def test_writer_removes_the_generation_that_a_killed_one_left_behind(published):
    (kept,) = published.glob("dataset-*")
    shutil.copytree(kept, published / "dataset-0000000000000000")
    with open_store(published):
        pass
    assert list(published.glob("dataset-*")) == [kept]


FULL = """
import resource, sys
from corpus import CORPUS
from test_store import extraction
from kg.errors import StoreError
from kg.store import open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    with open_store(sys.argv[1]) as store:
        store.put(extraction("summit"), "v2")
        store.publish(CORPUS)
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
@pytest.mark.parametrize("limit", ["1000", "50000"])
def test_full_disk_is_one_line_and_the_old_state_stays(folder, limit):
    with open_store(folder) as store:
        store.publish(without(CORPUS, "plain"))
        before = turtle(store)
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), limit],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"{folder}: cannot be ") and done.stdout.count("\n") == 1
    with open_store(folder, read_only=True) as store:
        assert turtle(store) == before
