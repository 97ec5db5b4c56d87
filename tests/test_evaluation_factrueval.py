import pytest

from kg.errors import SourceError
from kg.evaluation.closeness import close, normal
from kg.evaluation.factgold import read_facts
from kg.evaluation.factrueval import Fact, score, table


def occupation(**arguments):
    return Fact("occupation", tuple((name, frozenset({text})) for name, text in arguments.items()))


GOLD = occupation(who="асан уулу", position="мэр", where="ош")


def test_equal_facts_have_full_quality():
    assert score([([GOLD], [GOLD])]).overall.f1 == 1


def test_a_missing_argument_lowers_quality():
    result = score([([GOLD], [occupation(who="асан уулу", position="мэр")])])
    assert result.overall.precision == pytest.approx(1.5 / 2.5)


def test_an_argument_too_many_lowers_quality():
    result = score([([occupation(who="асан уулу")], [occupation(who="асан уулу", where="баку")])])
    assert result.overall.f1 == pytest.approx(1 / 2)


def test_arguments_torn_apart_count_less_than_one_fact():
    torn = [occupation(who="асан уулу", position="мэр"), occupation(who="асан уулу", where="ош")]
    result = score([([GOLD], torn)])
    assert result.overall.recall == pytest.approx((1 + 2 / 3) / 2)


def test_a_position_alone_is_no_match():
    result = score([([GOLD], [occupation(position="мэр", who="темир")])])
    assert result.overall.f1 == 0


def test_close_values_agree():
    result = score([([GOLD], [occupation(who="асана уулу", position="мэра", where="оше")])])
    assert result.overall.f1 == 1


def test_short_values_have_to_be_closer():
    assert close("ош", "оша") and not close("ош", "баш") and close("лондонский", "лондонского"[:-1])


def test_normal_values_differ_in_no_sign():
    assert normal("«Ёлка  – 2» , Ош .") == '"елка-2", ош.'


def test_a_difficult_fact_counts_only_in_the_hard_mode():
    difficult = Fact("occupation", GOLD.arguments, difficult=True)
    easy = score([([difficult], [GOLD])])
    assert (easy.overall.golds, easy.overall.predictions) == (0, 0)
    assert score([([difficult], [GOLD])], hard=True).overall.f1 == 1


def test_an_unreal_fact_counts_only_in_the_easy_mode():
    possible = Fact("occupation", GOLD.arguments, unreal=True)
    assert score([([possible], [GOLD])]).overall.f1 == 1
    assert score([([possible], [GOLD])], hard=True).overall.golds == 0


def test_a_phase_is_half_an_argument_of_the_hard_mode():
    ended = Fact("occupation", GOLD.arguments, phase=(("фаза", frozenset({"конец"})),))
    assert score([([ended], [GOLD])], hard=True).overall.recall == pytest.approx(2.5 / 3)


def test_a_fact_of_another_type_matches_nothing():
    result = score([([GOLD], [Fact("meeting", GOLD.arguments)])])
    assert result.overall.f1 == 0 and result.types["meeting"].predictions == 1


def test_reads_the_layers_of_the_collection(tmp_path):
    (tmp_path / "b.txt").write_text("Мэр Оша Асан", encoding="utf-8")
    (tmp_path / "b.spans").write_text(
        "1 loc_name 4 3 9 1 # 9 Оша\n2 name 8 4 8 1 # 8 Асан\n3 job 0 3 7 1 # 7 Мэр\n", "utf-8"
    )
    (tmp_path / "b.objects").write_text("10 LocOrg 1 # Оша\n11 Person 2 # Асан\n", encoding="utf-8")
    (tmp_path / "b.coref").write_text("5 10\nname Ош\n\n6 11\nfirstname Асан\nlastname Уулу\n", encoding="utf-8")
    (tmp_path / "b.facts").write_text(
        "b-0 Occupation\nWho obj6 Уулу Асан\nPosition span3 Мэр\nWhere obj5 Ош\nФаза начало\n"
        "Сложность повышенная\nМодальность возможность\n",
        encoding="utf-8",
    )
    (fact,) = read_facts(tmp_path, "b")
    values = dict(fact.arguments)
    assert fact.difficult and fact.unreal and fact.phase == (("фаза", frozenset({"начало"})),)
    assert fact.type == "occupation" and set(values) == {"who", "position", "where"}
    assert {"асан", "асан уулу", "уулу асан"} <= values["who"]
    assert {"оша", "ош"} <= values["where"] and values["position"] == {"мэр"}


def test_a_damaged_collection_is_named(tmp_path):
    with pytest.raises(SourceError, match="factRuEval"):
        read_facts(tmp_path, "none")


def test_table_has_a_line_a_type():
    assert table(score([([GOLD], [GOLD])])).count("\n") == 1
