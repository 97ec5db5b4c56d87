import gzip
import io
import struct
import zipfile

import pytest

from kg.sources import Limits, Skipped, read

NEWS = "Министр прибыл в Ташкент."


def archive(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as target:
        for name, content in members:
            target.writestr(name, content)
    return path


def outcome(path, **options):
    """Return identifier and text of documents, name and cause of what was left out."""
    return [
        (one.source.removeprefix(f"{path.parent}/"), one.cause) if isinstance(one, Skipped) else (one.id, one.text)
        for one in read([path], **options)
    ]


def test_zip_gives_its_articles_in_order(tmp_path):
    path = archive(
        tmp_path / "n.zip", [("b.txt", "Вторая."), ("dir/a.txt", "Первая."), ("c.jsonl", '{"text": "Рим."}')]
    )
    assert outcome(path) == [("a", "Первая."), ("b", "Вторая."), ("c-1", "Рим.")]
    assert [doc.source for doc in read([path])] == ["n.zip!dir/a.txt", "n.zip!b.txt", "n.zip!c.jsonl"]


def test_zip_member_names_never_leave_memory(tmp_path):
    names = ["../../up.txt", "/etc/abs.txt", "..\\win.txt", "C:\\disk.txt"]
    path = archive(tmp_path / "n.zip", [(name, f"{NEWS} {name}") for name in names])
    assert sorted(one[0] for one in outcome(path)) == ["abs", "disk", "up", "win"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["n.zip"]


def test_zip_leaves_out_links_archives_and_hidden_files(tmp_path):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    members = [
        (link, "/etc/hostname"),
        ("in.zip", b"PK"),
        ("__MACOSX/x.txt", "x"),
        (".DS_Store", "x"),
        ("ok.txt", NEWS),
    ]
    assert outcome(archive(tmp_path / "n.zip", members)) == [
        ("n.zip!link.txt", "is a link; links in archives are not followed"),
        ("n.zip!in.zip", "is an archive inside an archive"),
        ("ok", NEWS),
    ]


def test_zip_member_that_is_damaged_does_not_end_the_others(tmp_path):
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("a.txt", "Первая новость.")
        target.writestr("b.txt", NEWS)
    path.write_bytes(path.read_bytes().replace("Первая".encode(), "Втор__".encode() + b"xx", 1))
    assert outcome(path) == [("n.zip!a.txt", "is damaged"), ("b", NEWS)]


def test_zip_encrypted_member_is_named(tmp_path):
    path = archive(tmp_path / "n.zip", [("a.txt", "Первая."), ("b.txt", NEWS)])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert outcome(path) == [("n.zip!a.txt", "is encrypted"), ("b", NEWS)]


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.9])
def test_zip_that_is_cut_is_refused(tmp_path, cut):
    path = archive(tmp_path / "n.zip", [(f"{n}.txt", f"{NEWS} {n}") for n in range(20)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert outcome(path) == [("n.zip", "is not a zip archive, or is damaged")]


def test_zip_that_is_text_is_refused(tmp_path):
    path = tmp_path / "n.zip"
    path.write_text(NEWS, "utf-8")
    assert outcome(path) == [("n.zip", "is not a zip archive, or is damaged")]


@pytest.mark.parametrize("count", [6, 11])
def test_zip_of_too_many_members_is_refused(tmp_path, count):
    path = archive(tmp_path / "n.zip", [(f"{n}.txt", NEWS) for n in range(count)])
    assert outcome(path, limits=Limits(members=5)) == [("n.zip", "has more than 5 members (limit)")]


def test_zip_bomb_is_refused_by_the_size_it_declares(tmp_path):
    path = archive(tmp_path / "n.zip", [(f"{n}.txt", "я" * 500_000) for n in range(4)])
    assert outcome(path, limits=Limits(unpacked_bytes=3_000_000)) == [("n.zip", "unpacks to more than 3 MB (limit)")]


def test_zip_member_of_absurd_ratio_is_left_out(tmp_path):
    path = archive(tmp_path / "n.zip", [("bomb.txt", "a" * 3_000_000), ("ok.txt", NEWS)])
    assert outcome(path) == [("n.zip!bomb.txt", "is packed more than 200:1 (limit)"), ("ok", NEWS)]


def test_zip_that_lies_about_its_size_is_harmless(tmp_path):
    path = archive(tmp_path / "n.zip", [("a.txt", "a" * 100_000)])
    data = path.read_bytes().replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    path.write_bytes(data)
    assert outcome(path) == [("n.zip!a.txt", "is damaged")]


def test_zip_names_of_russian_windows_are_readable(tmp_path):
    path = archive(tmp_path / "n.zip", [("AAAAAA.txt", NEWS)])
    path.write_bytes(path.read_bytes().replace(b"AAAAAA", "визит ".encode("cp866")))
    assert outcome(path) == [("визит", NEWS)]


def test_zip_members_of_one_name_get_numbers(tmp_path):
    path = tmp_path / "n.zip"
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive(path, [("a.txt", "Первая."), ("a.txt", "Вторая.")])
    assert outcome(path) == [("a.txt", "Первая."), ("a.txt-2", "Вторая.")]


def test_zip_without_articles_is_named(tmp_path):
    assert outcome(archive(tmp_path / "n.zip", [])) == [("n.zip", "has no articles")]


def test_gzip_is_read_by_the_name_inside(tmp_path):
    text, records = tmp_path / "a.txt.gz", tmp_path / "b.jsonl.gz"
    text.write_bytes(gzip.compress(NEWS.encode("cp1251")))
    records.write_bytes(gzip.compress('{"id": "7", "text": "Рим."}'.encode()))
    assert outcome(text) == [("a", NEWS)]
    assert outcome(records) == [("7", "Рим.")]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-9], lambda data: data[:20] + b"xx" + data[22:], lambda data: b"no"]
)
def test_gzip_that_is_damaged_is_refused(tmp_path, spoil):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(spoil(gzip.compress((NEWS * 3).encode())))
    assert outcome(path) == [("a.txt.gz", "is not a gzip file, or is damaged")]


def test_gzip_bomb_is_refused(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 20_000_000))
    assert outcome(path) == [("a.txt.gz", "is packed more than 200:1 (limit)")]
    assert outcome(path, limits=Limits(ratio=10**6, unpacked_bytes=5_000_000)) == [
        ("a.txt.gz", "unpacks to more than 5 MB (limit)")
    ]


@pytest.mark.parametrize("name", ["a.tar", "a.tgz", "a.zip.gz", "a.7z"])
def test_other_archives_are_refused(tmp_path, name):
    path = tmp_path / name
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    path.write_bytes(gzip.compress(inner.getvalue()))
    ((_, cause),) = outcome(path)
    assert cause == "is an archive that is not read (zip and gz are, not one inside another)"
