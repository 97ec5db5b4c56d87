import pytest
from annotated import annotated

from kg.evaluation.coreference import Joined, align, clusters, score, table
from kg.model import Link, Mention, Span

TEXT = "[Союз портов|ORGANIZATION] ([СП|ORGANIZATION]) и [Ош|CITY]: в [Оше|CITY] [СП|ORGANIZATION] ждёт [Хван|PERSON]"
GOLD = annotated("one", TEXT, ("ABBREVIATION", "СП", "Союз портов"))


def link(words: str, entity: str, kind: str = "Organization", *, after: int = 0) -> Link:
    start = GOLD.text.index(words, after)
    span = Span(start, start + len(words))
    return Link(Mention("one", span, words, kind, "name", words, 0), entity, 1.0, "name")


LAST = GOLD.text.index("ждёт") - 3
ALL = [link("Союз портов", "a"), link("СП", "a"), link("Ош", "b", "City"), link("Оше", "b", "City"),
       link("СП", "a", after=LAST), link("Хван", "c", "Person")]  # fmt: skip


def test_annotation_joins_names_then_ids_then_words():
    names, words = (len(set(clusters(GOLD, joined))) for joined in (Joined.NAMES, Joined.WORDS))
    assert (names, words) == (5, 4), "the first «СП» is the second one by its words alone"


def test_perfect_entities_are_right_where_words_join():
    result = score([(GOLD, [item for item in ALL if item.mention.text != "Оше"])])[Joined.WORDS]
    assert result.precision == 1
    assert result.recall == pytest.approx(5 / 6), "«Оше» is missing and alone"


def test_a_wrong_join_costs_precision_and_a_split_recall():
    joined = [link("Союз портов", "a"), link("СП", "a", after=LAST), link("Ош", "a", "City")]
    assert score([(GOLD, joined)])[Joined.NAMES].precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    split = [link("Союз портов", "a"), link("СП", "b", after=LAST)]
    assert score([(GOLD, split)])[Joined.NAMES].recall == pytest.approx((1 / 2 + 1 / 2) / 6)


def test_a_mention_is_aligned_once_and_a_person_only_with_a_person():
    judged = list(range(len(GOLD.spans)))
    assert len(align(GOLD, judged, ALL)) == 6
    assert not align(GOLD, judged, [link("Хван", "c", "Organization")])


def test_table_has_a_line_for_each_way_to_join():
    lines = table(score([(GOLD, ALL)])).splitlines()
    assert [line.split()[:2] for line in lines] == [["B³", joined.value] for joined in Joined]
