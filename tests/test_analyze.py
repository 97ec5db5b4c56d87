import csv
import io

import pytest
from click.testing import CliRunner
from corpus import CORPUS

from kg.cli.analyze import analyze
from kg.errors import QueryError, StoreError
from kg.store import open_store


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    with open_store(folder / "store") as store:
        store.publish(CORPUS)
    return folder


def run(*arguments):
    result = CliRunner(env={"COLUMNS": "160"}).invoke(analyze, [str(item) for item in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def records(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_has_as_many_rows_as_asked_for(output):
    text = run(output, "--top", 2)
    assert "ОДКБ" in text
    assert "Ереван" not in text
    assert text.count("│\n") == 2


def test_csv_has_a_row_for_each_entity(output):
    rows = records(run(output, "--csv"))
    assert {row["iri"].rpartition("/")[2] for row in rows} == {entity.id for entity in CORPUS.entities}
    ranks = [float(row["pagerank"]) for row in rows]
    assert ranks == sorted(ranks, reverse=True)


def test_the_store_itself_may_be_named(output):
    assert run(output / "store", "--csv") == run(output, "--csv")


def test_basis_chooses_what_counts(output):
    rows = {row["name"]: row for row in records(run(output, "--csv", "--basis", "reference"))}
    assert rows["Владимир Путин"]["degree"] == "1"
    assert rows["Саммит ОДКБ (2024)"]["degree"] == "0"


def test_a_path_is_told_with_predicates_and_quotes(output):
    text = " ".join(run(output, "--path", "путина", "Казахстан").split())
    assert "Касым-Жомарт Токаев глава → Казахстан" in text
    assert "«Президент Казахстана Касым-Жомарт Токаев открыл 28 ноября саммит ОДКБ в Астане.» (summit)" in text


def test_a_path_as_csv_has_a_row_for_each_step(output):
    rows = records(run(output, "--csv", "--path", "Путин", "Астана"))
    assert [row["to"] for row in rows][-1] == "Астана"
    assert rows[0]["from"] == "Владимир Путин"


def test_an_unknown_name_is_said(output):
    with pytest.raises(QueryError, match="nothing is called 'Осло'"):
        run(output, "--path", "Путин", "Осло")


def test_a_folder_without_a_store_is_said(tmp_path):
    with pytest.raises(StoreError, match="no store here"):
        run(tmp_path)
