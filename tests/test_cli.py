"""What a user meets at the command line when something goes wrong."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import main
from kg.model import Document, Entity, Extraction, Link, Mention, Span
from kg.store import open_store

ROOT = Path(__file__).parent.parent
LIMITED = "import resource, sys; resource.setrlimit(resource.{limit}, ({size},) * 2); "
INTERRUPTIBLE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); import kg.cli; "
    "print('ready', flush=True); "
)
COMMAND = "from kg.cli import main; main(sys.argv[1:])"


class Reader:
    """Stands in for the networks: the first word of an article is a person; «сбой» breaks it."""

    def __call__(self, document: Document) -> Extraction:
        word = document.text.split()[0].strip(".")
        if word == "сбой":
            raise IndexError("list index\nout of \x1brange")
        mention = Mention(document.id, Span(0, len(word)), word, "Person", "name", word, 0)
        entity = Entity("e", "Person", f"{word} {word}")
        return Extraction(document, (entity,), (Link(mention, "e", 1.0, "test"),), ())


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    monkeypatch.setattr(pipeline, "load_extractor", Reader)


def kg(*arguments):
    """Run a command in this process and return its exit code."""
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return stop.value.code


def process(*arguments, code=COMMAND, **options):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=100, **options,
    )  # fmt: skip


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text("Жанар прибыла в Баку.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Ерлан прибыл в Осло.\n", encoding="utf-8")
    return folder


@pytest.fixture
def output(articles, tmp_path):
    assert kg("build", articles, "-o", tmp_path / "out", "-q") == 0
    return tmp_path / "out"


def error_line(capsys):
    """The one line on standard error."""
    (line,) = capsys.readouterr().err.splitlines()
    return line


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# documents that break a stage


def test_document_that_breaks_a_stage_is_left_out_and_the_rest_is_built(articles, tmp_path, capsys):
    (articles / "bad.txt").write_text("сбой\n", encoding="utf-8")
    assert kg("build", articles, "-o", tmp_path / "out", "-q") == 3
    line = error_line(capsys)
    assert line.startswith("warning: in/bad.txt: left out: article bad cannot be analysed: IndexError: list index out")
    assert "\x1b" not in line
    with open_store(tmp_path / "out" / "store", read_only=True) as store:
        assert store.documents() == ("one", "two")


def test_debug_shows_where_a_document_broke(articles, tmp_path, capsys):
    (articles / "bad.txt").write_text("сбой\n", encoding="utf-8")
    assert kg("build", "--debug", articles, "-o", tmp_path / "out", "-q") == 3
    assert "in __call__" in capsys.readouterr().err


def test_defect_of_the_program_is_one_line(articles, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pipeline.Store, "resolve", lambda store: [][1])
    assert kg("build", articles, "-o", tmp_path / "out", "-q") == 1
    assert error_line(capsys).startswith("error: unexpected IndexError: ")


def test_defect_of_the_program_is_shown_in_full_with_debug(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline.Store, "resolve", lambda store: [][1])
    with pytest.raises(IndexError):
        main(["build", str(articles), "-o", str(tmp_path / "out"), "--debug"])


# inputs and options of a build


def test_standard_input_is_an_article(tmp_path, capsys, monkeypatch):
    text = io.TextIOWrapper(io.BytesIO("Айгуль прибыла в Рим.\n".encode("cp1251")))
    monkeypatch.setattr(sys, "stdin", text)
    assert kg("build", "-", "-o", tmp_path / "out", "-q") == 0
    assert "Айгуль" in (tmp_path / "out" / "mentions.jsonl").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "options",
    [
        ("--formats", "pdf"),
        ("--formats", "nq;csv"),
        ("--base", "not an iri"),
        ("--base", "http://x.example/a b/"),
        ("--encoding", "nonsense"),
        ("--nonsense",),
        ("--output",),
    ],
    ids=" ".join,
)
def test_wrong_option_is_one_line_and_writes_nothing(articles, tmp_path, capsys, options):
    output = [] if options == ("--output",) else ["-o", tmp_path / "out"]
    assert kg("build", articles, *output, *options) == 2
    assert error_line(capsys).startswith("error: ")
    assert not (tmp_path / "out").exists()


def test_base_is_kept_by_the_builds_that_follow(articles, tmp_path):
    base, output = "https://data.example/", tmp_path / "out"
    kg("build", articles / "one.txt", "-o", output, "-q", "--base", base)
    kg("build", articles, "-o", output, "-q")
    kg("forget", "one", "-o", output)
    again = tmp_path / "again"
    kg("build", articles / "two.txt", "-o", again, "-q", "--base", base)
    assert content(output) == content(again)
    assert "w3id.org/kgnews/entity" not in (output / "graph.ttl").read_text(encoding="utf-8")


def test_output_of_a_build_is_no_input(articles, capsys):
    first = kg("build", articles, "-o", articles / "out", "-q")
    before = content(articles / "out")
    assert (first, kg("build", articles, "-o", articles / "out", "-q")) == (0, 0)
    assert content(articles / "out") == before
    assert kg("build", articles / "out", "-o", articles / "other", "-q") == 1
    assert "is the output of a build" in capsys.readouterr().err


def test_build_that_is_no_terminal_writes_nothing_to_standard_error(articles, tmp_path, capsys):
    assert kg("build", articles, "-o", tmp_path / "out") == 0
    written = capsys.readouterr()
    assert written.err == ""
    assert "2 documents" in written.out
    assert "\x1b" not in written.out


# the output folder


def test_forgotten_document_is_in_no_file_that_an_earlier_build_wrote(articles, tmp_path):
    output = tmp_path / "out"
    kg("build", articles, "-o", output, "-q", "--formats", "nt,rdfxml,nq,trig,jsonld,gexf,csv")
    assert kg("forget", "one", "-o", output) == 0
    assert not [name for name, data in content(output).items() if "Жанар".encode() in data]
    assert {"graph.rdf", "graph.nq", "nodes.csv", "edges.csv"} <= set(content(output))


def test_forgetting_where_nothing_was_built_makes_no_folder(tmp_path, capsys):
    assert kg("forget", "one", "-o", tmp_path / "out") == 1
    assert "build one first" in error_line(capsys)
    assert not (tmp_path / "out").exists()


def test_forgetting_an_unknown_document_removes_nothing(output, capsys):
    before = content(output)
    assert kg("forget", "one", "three", "-o", output) == 2
    assert error_line(capsys).startswith("error: three: no such document")
    assert content(output) == before


def test_output_that_is_a_file_is_one_line(articles, tmp_path, capsys):
    (tmp_path / "out").write_text("text", encoding="utf-8")
    assert kg("build", articles, "-o", tmp_path / "out") == 1
    assert str(tmp_path / "out") in error_line(capsys)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "text"


def test_export_that_cannot_be_written_is_one_line(articles, tmp_path, capsys):
    (tmp_path / "out" / "graph.html").mkdir(parents=True)
    assert kg("build", articles, "-o", tmp_path / "out") == 1
    assert "graph.html: cannot be written" in error_line(capsys)


def test_second_writer_is_told_who_writes(articles, output, capsys):
    with open_store(output / "store"):
        assert kg("build", articles, "-o", output, "-q") == 1
    assert f"in use by process {os.getpid()}" in error_line(capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_full_disk_is_one_line_and_keeps_the_old_files(output, articles):
    before = content(output)
    code = LIMITED.format(limit="RLIMIT_FSIZE", size=20_000)
    code += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " + COMMAND
    done = process("forget", "one", "-o", output, code=code)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert content(output) == before
    assert kg("forget", "one", "-o", output) in (0, 2)  # forgotten now, or before the disk was full
    assert kg("build", articles, "-o", output, "-q") == 0
    assert content(output) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space is limited on Linux only")
def test_too_little_memory_for_the_store_is_one_line(output):
    code = "import pyoxigraph; " + LIMITED.format(limit="RLIMIT_AS", size=600_000_000) + COMMAND
    done = process("query", "ASK { ?s ?p ?o }", "-o", output, code=code, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert done.returncode == 1
    assert done.stderr.startswith("error: memory ran out: ")
    assert len(done.stderr.splitlines()) == 1


def test_interrupted_build_ends_in_the_same_bytes(articles, output, tmp_path, monkeypatch):
    again = tmp_path / "again"

    def killed(*_arguments, **_options):
        raise KeyboardInterrupt

    for owner, stage in ((pipeline.Store, "resolve"), (pipeline, "write_views")):
        with monkeypatch.context() as patched:
            patched.setattr(owner, stage, killed)
            assert kg("build", articles / "one.txt", "-o", again, "-q") == 130
    assert kg("build", articles, "-o", again, "-q") == 0
    assert content(again) == content(output)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("delay", [0.05, 0.4])
def test_interrupt_at_any_moment_is_quiet(tmp_path, delay):
    started = subprocess.Popen(
        [sys.executable, "-c", f"{INTERRUPTIBLE}{COMMAND}", "build", "-o", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert started.stdout is not None
    started.stdout.readline()
    time.sleep(delay)
    started.send_signal(signal.SIGINT)
    _, error = started.communicate(timeout=100)
    assert started.returncode == 130
    assert error.strip() in (b"", b"error: interrupted; what was finished before is kept")


# queries


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p",
        "SELECT * { ?s unknown:p ?o }",
        "SELECT\x00 * { }",
        "{" * 10_000 + " ",
        "/nowhere/query.rq",
        "leader",
    ],
    ids=lambda text: text[:20],
)
def test_query_that_is_wrong_or_reaches_outside_is_one_line(output, capsys, query):
    assert kg("query", query, "-o", output) == 2
    assert error_line(capsys).startswith("error: ")


def test_query_without_a_build_is_one_line(tmp_path, capsys):
    assert kg("query", "leaders", "-o", tmp_path / "out") == 1
    assert "build one first" in error_line(capsys)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_answer_that_cannot_be_written_is_one_line(output):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; {COMMAND}", "query", "ASK { ?s ?p ?o }", "-o", output],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


# explain


def test_explain_reads_any_encoding_and_format(tmp_path, capsys, monkeypatch):
    from kg.cli import explain

    seen = []

    class Fake:
        rules = ()

        @staticmethod
        def read(document):
            seen.append(document)
            return None, None

    monkeypatch.setattr(explain, "load_extractor", lambda: Fake)
    monkeypatch.setattr(explain, "_explain", lambda *_arguments: None)
    (tmp_path / "a.txt").write_bytes("Садовник Пётр Орлов ждёт гостей в городском саду.".encode("cp1251"))
    lines = [json.dumps({"id": str(number), "text": f"Са\u00adд {number}."}) for number in range(2)]
    (tmp_path / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name in ("a.txt", "b.jsonl"):
        assert kg("explain", tmp_path / name) == 0
    assert kg("explain", "Сад расцвёл. ✿") == 0
    assert [document.text for document in seen] == [
        "Садовник Пётр Орлов ждёт гостей в городском саду.", "Сад 0.", "Сад 1.", "Сад расцвёл. ✿",
    ]  # fmt: skip


def test_explain_names_a_file_that_is_not_there(tmp_path, capsys):
    assert kg("explain", tmp_path / "missing.txt") == 2
    assert "missing.txt: no such file" in capsys.readouterr().err


# help


@pytest.mark.parametrize("command", ["build", "query", "analyze", "explain", "forget", "verify", "bench"])
def test_help_of_a_command_shows_each_example_on_a_line(command, capsys):
    assert kg(command, "--help") == 0
    written = capsys.readouterr().out
    assert "--debug" in written
    assert "\b" not in written
    for line in written.splitlines():
        if line.startswith("  kg "):
            assert line.split()[1] == command


@pytest.mark.parametrize("name", ["", "  "])
def test_empty_name_of_the_output_is_not_the_working_folder(articles, tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    assert kg("build", articles, "-o", name) == 2
    assert "the name is empty" in error_line(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_command_alone_shows_the_help(capsys):
    assert kg() == 2
    assert "Commands:\n" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", " \n"])
def test_explaining_no_text_is_one_line(capsys, text):
    assert kg("explain", text) == 2
    assert error_line(capsys) == "error: the text is empty"


def test_damaged_dataset_is_built_anew_from_what_was_extracted(articles, output, capsys):
    before = content(output)
    tables = list((output / "store").glob("dataset-*/oxigraph/*.sst"))
    assert tables
    for table in tables:
        table.write_bytes(b"damaged")
    assert kg("query", "leaders", "-o", output) == 1
    assert "build again to put it right" in error_line(capsys)
    assert kg("build", articles / "one.txt", "-o", output, "-q") == 0
    assert content(output) == before
    assert kg("query", "leaders", "-o", output) == 0


def test_article_without_end_is_left_out(articles, tmp_path, capsys):
    lines = [json.dumps({"id": "long", "text": "Сад. " * 100_001}), json.dumps({"id": "short", "text": "Сад цветёт."})]
    (articles / "three.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert kg("build", articles, "-o", tmp_path / "out", "-q") == 3
    assert error_line(capsys) == (
        "warning: in/three.jsonl: article long is longer than 500,000 characters (limit); split it"
    )
