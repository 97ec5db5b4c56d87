import io
import os
import sys
from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.model import Document
from kg.sources import Limits, Skipped, read
from kg.sources.items import Place, unique_names

NEWS = "Министр прибыл в Ташкент."


def write(root, **files):
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def ids(paths, **options):
    return [one.id for one in read(paths, **options) if isinstance(one, Document)]


def causes(paths, **options):
    return {Path(one.source).name: one.cause for one in read(paths, **options) if isinstance(one, Skipped)}


def test_text_file_gives_a_document(tmp_path):
    write(tmp_path, a_txt="Визит в Ташкент\r\n\r\nМинистр прибыл.")
    (doc,) = read([tmp_path / "a.txt"])
    assert doc == Document(id="a", text="Визит в Ташкент\n\nМинистр прибыл.", source="a.txt")


def test_text_that_begins_with_a_date_is_kept(tmp_path):
    write(tmp_path, a_txt=f"2024-11-28\n{NEWS}")
    (doc,) = read([tmp_path / "a.txt"])
    assert (doc.text, doc.published) == (f"2024-11-28\n{NEWS}", None)


def test_folder_is_read_with_all_below(tmp_path):
    write(tmp_path, b_txt="Б.", sub__a_txt="А.", sub__deep__c_txt="В.")
    assert ids([tmp_path]) == ["a", "b", "c"]
    assert [doc.source for doc in read([tmp_path / "sub"])] == ["sub/a.txt", "sub/deep/c.txt"]


def test_hidden_and_foreign_files_of_a_folder_are_passed_over(tmp_path):
    write(tmp_path, a_txt=NEWS)
    for name in (".hidden.txt", "style.css", "marks.ann"):
        (tmp_path / name).write_text(NEWS, "utf-8")
    assert ids([tmp_path]) == ["a"]
    assert causes([tmp_path]) == {}


def test_file_of_foreign_ending_is_read_when_named(tmp_path):
    (tmp_path / "news.log").write_text(NEWS, "utf-8")
    (tmp_path / "news.ann").write_text(NEWS, "utf-8")
    assert ids([tmp_path / "news.ann"]) == ["news"]


def test_order_of_arguments_does_not_matter(tmp_path):
    write(tmp_path, x__n_txt="Раз.", y__n_txt="Два.", y__m_txt="Три.")
    (tmp_path / "r1.jsonl").write_text('{"id": "n", "text": "Четыре."}\n', "utf-8")
    (tmp_path / "r2.jsonl").write_text('{"id": "n", "text": "Пять."}\n', "utf-8")
    paths = [tmp_path / name for name in ("x", "y", "r1.jsonl", "r2.jsonl")]
    results = {tuple((doc.id, doc.text, doc.source) for doc in read(order)) for order in permutations(paths)}
    assert len(results) == 1


def test_file_that_is_named_twice_is_read_once(tmp_path):
    write(tmp_path, a_txt=NEWS)
    assert ids([tmp_path, tmp_path / "a.txt", str(tmp_path / "a.txt")]) == ["a"]


def test_files_of_one_name_take_their_folders(tmp_path):
    write(tmp_path, y2024__may__n_txt="1.", y2025__may__n_txt="2.", y2025__may__m_txt="3.")
    assert sorted(ids([tmp_path])) == ["m", "y2024-may-n", "y2025-may-n"]


def test_files_that_differ_in_the_extension_keep_it(tmp_path):
    write(tmp_path, n_txt="1.")
    (tmp_path / "n.md").write_text("2.", "utf-8")
    assert sorted(ids([tmp_path])) == ["n.md", "n.txt"]


def test_unique_names_do_not_depend_on_order():
    places = [
        Place("", "", ("b", "a"), "n.txt"),
        Place("", "", ("c", "a"), "n.txt"),
        Place("", "", ("a",), "b-n.txt"),
        Place("", "", ("c", "a"), "n.md"),
    ]
    named = [dict(zip(order, unique_names(order), strict=True)) for order in permutations(places)]
    assert all(names == named[0] for names in named)
    assert len(set(named[0].values())) == 4


def test_same_record_twice_counts_once(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "1", "text": "Рим."}\n' * 2, "utf-8")
    assert ids([tmp_path]) == ["1"]


def test_record_with_a_taken_id_is_named_by_its_file(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "Рим."}\n', "utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "1", "text": "Вена."}\n{"id": "1", "text": "Баку."}\n', "utf-8")
    assert [(doc.id, doc.text) for doc in read([tmp_path])] == [("1", "Рим."), ("b-1", "Вена."), ("b-1-2", "Баку.")]


def test_unreadable_things_are_named_and_the_rest_is_read(tmp_path):
    write(tmp_path, a_txt=NEWS, empty_txt="", blank_txt=" \n\ufeff\u200b\n")
    (tmp_path / "photo.txt").write_bytes(b"\xff\xd8\xff" + bytes(100))
    (tmp_path / "feed.xml").write_text('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "utf-8")
    assert ids([tmp_path]) == ["a"]
    assert causes([tmp_path]) == {
        "empty.txt": "is empty",
        "blank.txt": "is empty",
        "photo.txt": "is a JPEG image, not text",
        "feed.xml": "is XML, which is not read; save it as HTML, text or JSONL",
    }


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_links_and_pipes_do_not_hang(tmp_path):
    write(tmp_path, a_txt=NEWS, sub__b_txt="Рим.")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, target in {"gone": "nowhere", "x": "y", "y": "x", "again": "a.txt"}.items():
        (tmp_path / f"{name}.txt").symlink_to(target if "." in target else f"{target}.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert ids([tmp_path]) == ["a", "b"]
    assert causes([tmp_path]) == {
        "pipe.txt": "is a named pipe, not a file",
        "gone.txt": "is a link to nothing",
        "x.txt": "link leads back to itself",
        "y.txt": "link leads back to itself",
        "loop": "is a link to a folder; name that folder to read it",
    }


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_may_not_be_read_is_named(tmp_path, monkeypatch):
    write(tmp_path, a_txt=NEWS, closed_txt="Рим.", vault__b_txt="Вена.")
    really_open, really_scan = os.open, os.scandir

    def guarded(original, name):
        def call(path, *args, **kwargs):
            if Path(path).name == name:
                raise PermissionError(13, "Permission denied")
            return original(path, *args, **kwargs)

        return call

    monkeypatch.setattr(os, "open", guarded(really_open, "closed.txt"))
    monkeypatch.setattr(os, "scandir", guarded(really_scan, "vault"))
    assert ids([tmp_path]) == ["a"]
    assert causes([tmp_path]) == {"closed.txt": "no permission to read", "vault": "no permission to read"}


@pytest.mark.parametrize("name", ["not_there.txt", "a.txt/b.txt", "x" * 300, "nul\0.txt"])
def test_path_that_does_not_exist_is_named(tmp_path, name):
    write(tmp_path, a_txt=NEWS)
    (one,) = read([os.path.join(tmp_path, name)])
    assert isinstance(one, Skipped)
    assert "\n" not in str(one) and "\0" not in str(one)


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX only")
def test_messages_of_odd_names_are_one_line(tmp_path):
    (tmp_path / "a\nb\u202e.txt").write_bytes(b"")
    (tmp_path / os.fsdecode(b"\xcd\xee.txt")).write_bytes(b"")
    for one in read([tmp_path]):
        assert one.source.isprintable()
        one.source.encode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX only")
def test_names_like_options_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("-rf.txt", "a:b?.txt", "'; x();\n.txt", "д" * 120 + ".txt"):
        Path(name).write_text(f"{NEWS} {name}", "utf-8")
    assert ids(["."]) == ["'; x();", "-rf", "a:b?", "д" * 120]


def test_file_over_the_limit_is_named(tmp_path):
    write(tmp_path, a_txt=NEWS * 10, b_txt="Рим.")
    assert causes([tmp_path], limits=Limits(file_bytes=100)) == {"a.txt": "is larger than 100 bytes (limit)"}


def test_encoding_of_the_user_is_used(tmp_path):
    (tmp_path / "a.txt").write_bytes("Рим".encode("mac-cyrillic"))
    (doc,) = read([tmp_path], encoding="mac-cyrillic")
    assert doc.text == "Рим"


def test_unknown_encoding_stops_before_reading(tmp_path):
    with pytest.raises(ConfigError, match="unknown encoding 'klingon'"):
        read([tmp_path], encoding="klingon")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (NEWS, "stdin"),
        (f"<html><body><p>{NEWS * 4}</p></body></html>", "stdin"),
        ('{"id": "7", "text": "Рим."}\n', "7"),
    ],
)
def test_standard_input_is_told_by_its_content(monkeypatch, content, name):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (doc,) = read(["-"])
    assert (doc.id, doc.source) == (name, "stdin")
    assert "<" not in doc.text and "{" not in doc.text


def test_standard_input_may_be_a_pipe(monkeypatch):
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        stream.write(NEWS.encode("cp1251"))
    with os.fdopen(reading, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        (doc,) = read(["-"])
    assert doc.text == NEWS
