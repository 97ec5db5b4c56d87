"""A guard over the extraction: what the sample articles say is found, what they do not say is not claimed."""

import pytest

from kg import samples
from kg.evaluation.collection import score_build
from kg.evaluation.news import CORE
from kg.evaluation.samples import annotated
from kg.extract import load_extractor
from kg.pipeline import build
from kg.views.disagreements import contradiction_rows

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def result():
    return score_build(annotated())


def test_no_trap_is_asserted(result):
    assert result.traps.gold > 100
    assert result.traps.right == 0


def test_articles_without_diplomacy_state_nothing(result):
    assert result.empty == 3
    assert result.on_empty == 0


def test_facts_are_found_and_right(result):
    precision, recall, _ = result.facts()
    assert precision >= 0.9
    assert recall >= 0.8


def test_core_facts_are_found_and_right(result):
    precision, recall, _ = result.facts(CORE)
    assert precision >= 0.95
    assert recall >= 0.9


def test_people_and_places_are_linked(result):
    assert result.linking.recall >= 0.98


SAID_AND_DENIED = {
    ("Владимир Путин", "budapesht-vstrecha-2025", "budapesht-otmena-2025"),
    ("Казань", "lula-letit-v-kazan", "lula-ne-letit-v-kazan"),
    ("Россия", "lula-letit-v-kazan", "lula-ne-letit-v-kazan"),
    ("Саммит БРИКС", "lula-letit-v-kazan", "lula-ne-letit-v-kazan"),
    ("Саммит G20", "g20-bali-avgust-2022", "g20-bali-peskov-2022"),
    ("Турция", "putin-turciya-vizit-2024", "putin-turciya-peskov-2024"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build([samples.path()], tmp_path_factory.mktemp("samples"), extractor=load_extractor())


def test_the_report_lists_the_planted_contradictions_and_no_other(built):
    rows = list(contradiction_rows(built.corpus))
    sides = list(zip(rows[::2], rows[1::2], strict=True))
    pairs = {
        (first[0], frozenset(row[4].split(",")[0] for row in (first, second)))
        for first, second in sides
        if first[0] != "сказано и опровергнуто"
    }
    assert pairs == {
        ("два города", frozenset({"nato-2026-stambul", "nato-2026-ankara"})),
        ("две даты", frozenset({"lag-bagdad-10-maya", "lag-bagdad-17-maya"})),
        ("два руководителя", frozenset({"oches-komanesku-2021", "oches-hristidis-2021"})),
        ("текст и справочник", frozenset({"norvegiya-es-2024", "справочник"})),
    }
    denied = [(first, second) for first, second in sides if first[0] == "сказано и опровергнуто"]
    assert len(denied) == len(SAID_AND_DENIED)
    for what, said, contested in SAID_AND_DENIED:
        assert any(what in one[2] and said in one[4] and contested in other[4] for one, other in denied), what


def test_the_report_gives_the_denial_with_its_speaker(built):
    report = next(path for path in built.files if path.name == "report.md").read_text("utf-8")
    (line,) = (line for line in report.splitlines() if "putin-turciya-peskov-2024" in line and "говорит" in line)
    assert "Дмитрий Песков" in line and "не посетит Турцию" in line


def test_the_reprint_is_listed_and_counts_once(built):
    assert built.corpus.reprints == (("odkb-pobeda-80-perepechatka", "odkb-pobeda-80"),)
    held = [
        s
        for s in built.corpus.statements
        if s.predicate == "invites" and s.subject == "Q7747" and s.object == "Q200881"
    ]
    assert [(statement.sources, len({item.document_id for item in statement.evidence})) for statement in held] == [
        (1, 2)
    ]
