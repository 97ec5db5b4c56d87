"""The sample articles and the tables of what they say fit together."""

import csv
import gzip
import io
import json
import zipfile

import pytest

from kg import samples

PREDICATES = set(
    "leaderOf holdsPositionIn formerLeaderOf memberOf observerIn headquarteredIn takesPlaceIn organizedBy eventDate "
    "participatesIn chairs meetsWith visits signs invites partOf capitalOf".split()
)
WITHOUT_DIPLOMACY = {"shahmaty-astana-2023", "snegopad-moskva-2018", "alye-parusa-2021"}


def table(name: str) -> list[dict[str, str]]:
    with (samples.gold() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251")


def texts() -> dict[str, str]:
    """Read every sample with the standard library alone: id to title and text."""
    found = {}
    for file in sorted(samples.path().iterdir()):
        raw = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                found.update({name.removesuffix(".txt"): decoded(archive.read(name)) for name in archive.namelist()})
        elif file.suffix in (".jsonl", ".csv"):
            lines = decoded(raw).splitlines(keepends=True)
            records = map(json.loads, lines) if file.suffix == ".jsonl" else csv.DictReader(lines)
            found.update({record["id"]: f"{record['title']}\n{record['text']}" for record in records})
        else:
            raw = gzip.decompress(raw) if file.suffix == ".gz" else raw
            found[file.name.split(".")[0]] = decoded(raw)
    return found


@pytest.fixture(scope="module")
def articles() -> dict[str, str]:
    return texts()


def test_every_format_and_encoding_is_among_the_samples() -> None:
    assert {file.suffix for file in samples.path().iterdir()} == {".txt", ".html", ".jsonl", ".csv", ".zip", ".gz"}


@pytest.mark.parametrize("name", ["expected", "forbidden", "mentions"])
def test_every_row_belongs_to_an_article(name: str, articles: dict[str, str]) -> None:
    assert {row["document"] for row in table(name)} <= set(articles)


def test_articles_without_diplomacy_expect_no_facts(articles: dict[str, str]) -> None:
    assert set(articles) - {row["document"] for row in table("expected")} == WITHOUT_DIPLOMACY


def test_every_mention_stands_in_its_article(articles: dict[str, str]) -> None:
    missing = [row for row in table("mentions") if row["mention"] not in articles[row["document"]]]
    assert missing == []


def test_stated_facts_have_both_ends_mentioned() -> None:
    named = {(row["document"], row["name"]) for row in table("mentions")}
    for row in table("expected"):
        if row["tier"] == "stated":
            assert (row["document"], row["subject"]) in named, row
            assert row["predicate"] == "eventDate" or (row["document"], row["object"]) in named, row


def test_predicates_statuses_and_tiers_are_known() -> None:
    assert {row["predicate"] for row in table("expected") + table("forbidden")} <= PREDICATES
    assert {(row["status"], row["tier"]) for row in table("expected")} <= {
        ("asserted", "stated"),
        ("planned", "stated"),
        ("asserted", "known"),
    }
    assert {row["why"] for row in table("forbidden")} <= {"negated", "denied", "hypothetical", "past", "wrong"}


def test_nothing_is_both_expected_and_forbidden() -> None:
    keys = [
        {(row["document"], row["subject"], row["predicate"], row["object"]) for row in table(name)}
        for name in ("expected", "forbidden")
    ]
    assert not keys[0] & keys[1]


def test_the_readme_names_every_sample(articles: dict[str, str]) -> None:
    readme = (samples.path().parent / "README.md").read_text("utf-8")
    assert [name for name in articles if f"`{name}" not in readme] == []
