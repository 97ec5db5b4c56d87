from dataclasses import replace

import pytest
from annotated import annotated

from kg.errors import SourceError
from kg.evaluation.nerel import score, table
from kg.evaluation.standoff import GoldSpan, parse, read_document, read_folder, write
from kg.model import Span

GOLD = annotated(
    "one",
    "[Министр [Армении|COUNTRY]|PROFESSION] [Арам Сукиасян|PERSON] посетил [Ош|CITY].",
    ("WORKS_AS", "Арам Сукиасян", "Министр Армении"),
    ("WORKPLACE", "Арам Сукиасян", "Армении"),
)


def test_equal_annotation_is_all_right():
    result = score([(GOLD, GOLD)])
    assert (result.entities.f1, result.coarse.f1, result.relations.f1, result.between_f1) == (1, 1, 1, 1)


def test_a_wrong_edge_costs_the_entity_and_its_relations():
    spans = tuple(
        GoldSpan(Span(item.span.start, item.span.stop - 1), item.type) if item.type == "PERSON" else item
        for item in GOLD.spans
    )
    result = score([(GOLD, replace(GOLD, spans=spans))])
    assert (result.entities.right, result.entities.predicted, result.relations.right) == (3, 4, 0)
    assert result.between_f1 == 1, "mentions that overlap are enough between entities"


def test_coarse_figure_leaves_out_inner_names():
    nested = annotated("two", "[Банк [России|COUNTRY]|ORGANIZATION]")
    flat = annotated("two", "[Банк России|ORGANIZATION]")
    assert score([(nested, flat)]).coarse.f1 == 1


def test_naming_relations_join_mentions_to_one_entity():
    text = "[Союз|ORGANIZATION] ([СЛ|ORGANIZATION]) избрал [Олега Хвана|PERSON]"
    gold = annotated("three", text, ("ABBREVIATION", "СЛ", "Союз"), ("MEMBER_OF", "Олега Хвана", "Союз"))
    given = annotated("three", text, ("ABBREVIATION", "СЛ", "Союз"), ("MEMBER_OF", "Олега Хвана", "СЛ"))
    result = score([(gold, given)])
    assert result.between_f1 == 1
    assert result.relation_types["MEMBER_OF"].right == 0


def test_linking_ignores_mentions_without_an_id():
    gold = parse("x", "Ош и Баку", "T1\tCITY 0 2\tОш\nT2\tCITY 5 9\tБаку\nN1\tReference T1 Wikidata:Q1\tОш\n")
    given = parse("x", "Ош и Баку", "T1\tCITY 0 2\tОш\nT2\tCITY 5 9\tБаку\n"
                  "N1\tReference T1 Wikidata:Q1\tОш\nN2\tReference T2 Wikidata:Q2\tБаку\n")  # fmt: skip
    assert score([(gold, given)]).linking.f1 == 1


def test_a_discontinuous_entity_is_its_hull():
    document = parse("x", "в июне и июле", "T1\tDATE 2 6;9 13\tиюне июле\n")
    assert document.spans == (GoldSpan(Span(2, 13), "DATE"),)


def test_written_annotation_reads_back(tmp_path):
    (tmp_path / "one.txt").write_text(GOLD.text, encoding="utf-8")
    (tmp_path / "one.ann").write_text(write(GOLD), encoding="utf-8")
    assert read_folder(tmp_path) == [GOLD]


def test_a_missing_document_counts_as_empty(tmp_path):
    assert read_document(tmp_path, "none").spans == ()


def test_a_folder_without_pairs_is_named(tmp_path):
    with pytest.raises(SourceError, match="no pairs"):
        read_folder(tmp_path)


def test_table_names_each_type():
    lines = table(score([(GOLD, GOLD)]))
    assert "WORKPLACE" in lines and "PROFESSION" in lines and lines.startswith("1 documents")


def test_reliability_tells_how_many_of_a_range_are_right():
    from kg.evaluation.reliability import rows

    (low, high) = rows([(0.85, True), (0.85, False), (1.0, True), (0.1, False)])
    assert (low.low, low.size, low.right) == (0.8, 2, 0.5)
    assert (high.high, high.size, high.right) == (1.0, 1, 1.0)


def test_the_command_judges_annotation_files(tmp_path):
    from click.testing import CliRunner

    from kg.cli.evaluate import evaluate

    (tmp_path / "one.txt").write_text(GOLD.text, encoding="utf-8")
    (tmp_path / "one.ann").write_text(write(GOLD), encoding="utf-8")
    result = CliRunner().invoke(evaluate, ["nerel", str(tmp_path), "--predicted", str(tmp_path)])
    assert result.exit_code == 0 and "entities           P 1.0000  R 1.0000  F1 1.0000" in result.output
