import os
import stat

import pytest

from kg.errors import StoreError
from kg.files import atomic_file, remove_leftovers, write_atomic


def test_text_is_utf8_and_keeps_its_line_ends(tmp_path):
    write_atomic(tmp_path / "new" / "a.txt", "ё\nж\r\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "ё\nж\r\n".encode()


def test_error_inside_the_block_leaves_the_old_file_and_no_litter(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_reader_sees_the_old_file_until_the_block_ends(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    with atomic_file(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_text() == "old"
    assert target.read_text() == "new"


def test_folder_in_the_place_of_the_file_is_one_line(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(StoreError, match=r"a\.txt: cannot be written") as caught:
        write_atomic(tmp_path / "a.txt", "x")
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_file_has_the_usual_mode(tmp_path):
    (tmp_path / "usual").touch()
    write_atomic(tmp_path / "made", b"")
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_leftovers_of_a_killed_writer_are_removed_and_nothing_else(tmp_path):
    for name in (".kg-abc.tmp", "graph.ttl", ".kg", "other.tmp"):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kg", "graph.ttl", "other.tmp"]
