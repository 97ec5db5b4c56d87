import json

import pytest

from kg.errors import SourceError
from kg.evaluation import reliability
from kg.evaluation.collection import read_lines, score_build, table
from kg.evaluation.news import same_date, score

TEXT = "Саммит пройдёт в Оше. Баку не войдёт в союз."
ARTICLE = {
    "id": "a",
    "text": TEXT,
    "entities": [
        {"id": "e1", "type": "Summit", "name": "саммит", "mentions": ["Саммит"]},
        {"id": "e2", "type": "City", "name": "Ош", "qid": "Q1", "mentions": ["Оше"]},
        {"id": "e3", "type": "Country", "name": "Азербайджан", "mentions": ["Баку"]},
        {"id": "e4", "type": "Organization", "name": "союз", "mentions": ["союз"]},
    ],
    "facts": [{"s": "e1", "p": "takesPlaceIn", "o": "e2", "tier": "stated", "evidence": "Саммит пройдёт в Оше."}],
    "distractors": [{"s": "e3", "p": "memberOf", "o": "e4", "why": "negated"}],
}
MENTIONS = [
    {"document": "a", "start": TEXT.index(word), "end": TEXT.index(word) + len(word), "text": word, "type": kind,
     "entity": ident, "wikidata": known}
    for word, kind, ident, known in (("Саммит", "Summit", "x1", None), ("Оше", "City", "x2", "Q1"),
                                     ("Баку", "Country", "x3", None), ("союз", "Organization", "x4", None))
]  # fmt: skip


def statement(subject, predicate, target, **other):
    evidence = "Саммит пройдёт в Оше."
    return {"document": "a", "subject": subject, "predicate": predicate, "object": target, "start": 0,
            "end": len(evidence), "evidence": evidence, "status": "asserted", "basis": "text"} | other  # fmt: skip


RIGHT = statement("x1", "takesPlaceIn", "x2")


def test_a_right_statement_with_its_evidence_counts():
    result = score([ARTICLE], MENTIONS, [RIGHT])
    assert result.facts() == (1, 1, 1) and result.evidence.recall == 1 and result.linking.recall == 1


def test_a_denied_fact_that_is_asserted_is_a_trap():
    result = score([ARTICLE], MENTIONS, [RIGHT, statement("x3", "memberOf", "x4")])
    assert result.traps.right == 1 and result.facts()[0] == 0.5


def test_a_denied_statement_is_no_assertion():
    result = score([ARTICLE], MENTIONS, [RIGHT, statement("x3", "memberOf", "x4", status="denied")])
    assert result.traps.right == 0 and result.facts()[0] == 1


def test_a_statement_about_something_not_annotated_is_not_judged():
    result = score([ARTICLE], MENTIONS, [RIGHT, statement("unknown", "memberOf", "x4")])
    assert result.unjudged == 1 and result.facts()[0] == 1


def test_a_statement_on_an_article_without_facts_is_wrong():
    result = score([ARTICLE | {"facts": []}], MENTIONS, [RIGHT])
    assert result.on_empty == 1 and result.facts()[0] == 0


def test_evidence_must_be_what_the_offsets_say():
    result = score([ARTICLE], MENTIONS, [RIGHT | {"start": 1}])
    assert result.evidence.right == 0 and result.facts()[0] == 1


def test_dates_agree_as_far_as_both_go():
    assert same_date("2024-11", "2024-11-28") and same_date("2024-11-28", "2024-11-28")
    assert not same_date("2024", "2024-11-28") and not same_date("2024-12", "2024-11-28")


def test_a_finished_build_is_judged_from_its_files(tmp_path):
    for name, rows in (("mentions", MENTIONS), ("statements", [RIGHT])):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    assert "F1 1.0000" in table(score_build([ARTICLE], tmp_path))


def test_a_file_without_json_lines_is_named(tmp_path):
    (tmp_path / "x.jsonl").write_text("[1", encoding="utf-8")
    with pytest.raises(SourceError, match="JSON"):
        read_lines(tmp_path / "x.jsonl")


def test_confidence_is_kept_beside_right_and_wrong():
    wrong = statement("x3", "memberOf", "x4", confidence=0.3)
    result = score([ARTICLE], MENTIONS, [RIGHT | {"confidence": 0.95}, wrong])
    assert sorted(result.judged) == [(0.3, False), (0.95, True)]
    assert [(row.low, row.size, row.right) for row in reliability.rows(result.judged)] == [
        (0.2, 1, 0.0),
        (0.95, 1, 1.0),
    ]
