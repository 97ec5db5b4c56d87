"""Judgements of people: replayed by every build, taken back without a trace, reported when they concern nothing."""

import io
import json
from dataclasses import replace

import pytest
from corpus import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import extraction

from kg.cli.app import run
from kg.cli.asking import ask_all
from kg.errors import ConfigError
from kg.model import Extraction
from kg.pipeline import build, publish
from kg.rdf import Iris, corpus_quads
from kg.review import JOURNAL, Judgement, Question, Target, append, in_force, questions, read_journal, reviewed
from kg.store import open_store

PEOPLE = [entity for entity in CORPUS.entities if entity.type == "Person"]
PUTIN = next(entity for entity in PEOPLE if entity.wikidata == "Q7747")
UNKNOWN = next(entity for entity in PEOPLE if not entity.wikidata)


def of(*names):
    return tuple(Target(entity.id, entity.name) for entity in names)


def only(corpus, ident):
    return next(entity for entity in corpus.entities if entity.id == ident)


def keys(corpus):
    return {(item.subject, item.predicate, item.object) for item in corpus.statements}


def test_no_judgement_changes_nothing():
    assert reviewed(CORPUS, ()).corpus is CORPUS


def test_merge_moves_mentions_and_statements_and_keeps_the_names():
    found = reviewed(CORPUS, [Judgement("merge", of(UNKNOWN, PUTIN))])
    assert not found.gone
    assert UNKNOWN.id not in {entity.id for entity in found.corpus.entities}
    one = only(found.corpus, "Q7747")  # the id of Wikidata stays
    assert one.name == UNKNOWN.name  # the first gives the name
    assert PUTIN.name in one.aliases
    assert {link.entity for link in found.corpus.links if link.entity == UNKNOWN.id} == set()
    assert len(found.corpus.links) == len(CORPUS.links)
    for item in found.corpus.statements:
        assert UNKNOWN.id not in (item.subject, item.object, *(proof.speaker for proof in item.evidence))
    assert corpus_quads(found.corpus, Iris())


def test_a_merged_pair_says_nothing_of_itself():
    meeting = next(item for item in CORPUS.statements if item.predicate == "meetsWith")
    ends = [only(CORPUS, meeting.subject), only(CORPUS, meeting.object)]
    found = reviewed(CORPUS, [Judgement("merge", of(*ends))])
    assert not [item for item in found.corpus.statements if item.subject == item.object]


def test_split_gives_the_documents_a_node_of_their_own():
    documents = sorted({link.mention.document_id for link in CORPUS.links if link.entity == PUTIN.id})
    assert len(documents) > 1
    found = reviewed(CORPUS, [Judgement("split", of(PUTIN), documents=(documents[0],))])
    assert not found.gone
    known = {entity.id for entity in CORPUS.entities}
    apart = [entity for entity in found.corpus.entities if entity.id not in known]
    assert len(apart) == 1
    assert apart[0].wikidata is None
    for link in found.corpus.links:
        if link.entity in (PUTIN.id, apart[0].id):
            assert (link.entity == apart[0].id) == (link.mention.document_id == documents[0])
    for item in found.corpus.statements:
        if apart[0].id in (item.subject, item.object):
            assert {proof.document_id for proof in item.evidence} == {documents[0]}


def test_a_split_of_no_or_of_all_documents_is_told():
    documents = tuple(document.id for document in CORPUS.documents)
    for given_documents in (("nowhere",), documents):
        found = reviewed(CORPUS, [Judgement("split", of(PUTIN), documents=given_documents)])
        assert [judgement.kind for judgement, _ in found.gone] == ["split"]
        assert found.corpus.statements == CORPUS.statements


def test_reject_takes_a_statement_out_and_confirm_makes_it_certain():
    item = next(item for item in CORPUS.statements if not item.datatype and item.basis == "text")
    ends = of(only(CORPUS, item.subject), only(CORPUS, item.object))
    key = (item.subject, item.predicate, item.object)
    gone = reviewed(CORPUS, [Judgement("reject", ends, item.predicate)]).corpus
    assert key not in keys(gone)
    assert len(gone.entities) == len(CORPUS.entities)
    sure = reviewed(CORPUS, [Judgement("confirm", ends, item.predicate)]).corpus
    assert {one.confidence for one in sure.statements if (one.subject, one.predicate, one.object) == key} == {1.0}


def test_reject_of_one_document_leaves_what_others_say():
    item = next(one for one in CORPUS.statements if len({proof.document_id for proof in one.evidence}) > 1)
    ends = of(only(CORPUS, item.subject), only(CORPUS, item.object))
    first = item.evidence[0].document_id
    found = reviewed(CORPUS, [Judgement("reject", ends, item.predicate, documents=(first,))]).corpus
    [left] = [one for one in found.statements if one.id == item.id]
    assert first not in {proof.document_id for proof in left.evidence}


def test_a_date_is_rejected_by_its_literal():
    item = next(one for one in CORPUS.statements if one.datatype == "date")
    subject = of(only(CORPUS, item.subject))
    found = reviewed(CORPUS, [Judgement("reject", subject, item.predicate, literal=item.object)])
    assert not found.gone
    assert (item.subject, item.predicate, item.object) not in keys(found.corpus)


def test_rename_retype_and_link():
    found = reviewed(CORPUS, [
        Judgement("rename", of(UNKNOWN), value="Ерик Б. Мулдабаев"),
        Judgement("retype", of(UNKNOWN), value="Organization"),
        Judgement("link", of(UNKNOWN), value="Q42"),
    ])  # fmt: skip
    assert not found.gone
    entity = only(found.corpus, "Q42")
    assert (entity.name, entity.type, entity.wikidata) == ("Ерик Б. Мулдабаев", "Organization", "Q42")
    assert UNKNOWN.name in entity.aliases


def test_a_link_to_an_id_that_is_there_merges_and_an_empty_one_takes_it_away():
    joined = reviewed(CORPUS, [Judgement("link", of(UNKNOWN), value="Q7747")]).corpus
    assert UNKNOWN.id not in {entity.id for entity in joined.entities}
    without = reviewed(CORPUS, [Judgement("link", of(PUTIN), value="")]).corpus
    assert only(without, "vladimir-putin").wikidata is None
    assert "Q7747" not in {entity.id for entity in without.entities}


def test_later_judgements_follow_what_earlier_ones_made():
    other = next(entity for entity in PEOPLE if entity not in (PUTIN, UNKNOWN))
    found = reviewed(CORPUS, [
        Judgement("merge", of(PUTIN, UNKNOWN)),
        Judgement("rename", of(UNKNOWN), value="Он"),
        Judgement("merge", of(other, PUTIN)),
    ])  # fmt: skip
    assert not found.gone
    assert not {PUTIN.id, UNKNOWN.id, other.id} <= {entity.id for entity in found.corpus.entities}


def test_a_judgement_about_nothing_is_reported_and_finds_its_thing_by_a_mention():
    lost = Target("nobody-1a2b3c", "Никто")
    found = reviewed(CORPUS, [Judgement("rename", (lost,), value="Кто-то")])
    assert [(judgement.value, "Никто" in cause) for judgement, cause in found.gone] == [("Кто-то", True)]
    link = next(link for link in CORPUS.links if link.entity == UNKNOWN.id)
    moved = Target("nobody-1a2b3c", "Никто", link.mention.document_id, link.mention.span.start)
    found = reviewed(CORPUS, [Judgement("rename", (moved,), value="Кто-то")])
    assert not found.gone
    assert only(found.corpus, UNKNOWN.id).name == "Кто-то"


def test_a_statement_that_nobody_makes_is_reported():
    found = reviewed(CORPUS, [Judgement("reject", of(UNKNOWN, PUTIN), "spouseOf")])
    assert [judgement.kind for judgement, _ in found.gone] == ["reject"]


IDS = st.sampled_from([entity.id for entity in CORPUS.entities])
TARGETS = st.builds(Target, IDS)
DOCUMENTS = st.lists(st.sampled_from([document.id for document in CORPUS.documents]), min_size=1, unique=True)
JUDGEMENTS = st.one_of(
    st.builds(Judgement, st.sampled_from(["merge", "distinct"]), st.tuples(TARGETS, TARGETS)),
    st.builds(lambda one, docs: Judgement("split", (one,), documents=tuple(sorted(docs))), TARGETS, DOCUMENTS),
    st.builds(lambda one, name: Judgement("rename", (one,), value=name), TARGETS, st.text(min_size=1, max_size=9)),
    st.builds(lambda one, ident: Judgement("link", (one,), value=ident), TARGETS, st.sampled_from(["Q1", "Q7747", ""])),
    st.builds(
        lambda item, kind: Judgement(kind, tuple(map(Target, (item.subject, item.object)[: 1 if item.datatype else 2])),
                                     item.predicate, item.object if item.datatype else ""),
        st.sampled_from(CORPUS.statements), st.sampled_from(["reject", "confirm"]),
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(JUDGEMENTS, max_size=8))
def test_any_judgements_leave_a_whole_graph(judgements):
    found = reviewed(CORPUS, judgements)
    ids = {entity.id for entity in found.corpus.entities}
    assert len(ids) == len(found.corpus.entities)
    assert {link.entity for link in found.corpus.links} <= ids
    for item in found.corpus.statements:
        assert item.evidence
        assert item.subject in ids
        assert item.datatype or item.object in ids
        assert {proof.speaker for proof in item.evidence if proof.speaker} <= ids
    statements = [item.id for item in found.corpus.statements]
    assert len(set(statements)) == len(statements)
    assert corpus_quads(found.corpus, Iris())
    assert reviewed(CORPUS, judgements) == found


def test_the_file_is_only_appended_to_and_undone_lines_no_longer_hold(tmp_path):
    path = tmp_path / JOURNAL
    first = Judgement("merge", of(PUTIN, UNKNOWN), when="2026-01-31", who="Анна", note="один")
    second = Judgement("rename", of(PUTIN), value="В. Путин")
    append(path, first)
    before = path.read_bytes()
    append(path, second)
    append(path, Judgement("undo", value=first.id))
    assert path.read_bytes().startswith(before)
    assert read_journal(path)[:2] == (first, second)
    assert in_force(read_journal(path)) == (second,)
    assert all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"kind": "explode"}', '{"kind": "merge", "entities": "x"}',
     '{"kind": "merge", "entities": [{"id": 1}]}', '{"kind": "merge", "odd": "x"}',
     '{"kind": "split", "documents": [1]}', '{"kind": ["merge"]}'],
)  # fmt: skip
def test_a_malformed_line_is_named(tmp_path, line):
    path = tmp_path / JOURNAL
    path.write_text('{"kind": "undo", "value": "x"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"review\.jsonl:2"):
        read_journal(path)


def test_questions_come_by_their_worth_and_are_not_asked_twice():
    double = replace(UNKNOWN, id="muldabaev", name=UNKNOWN.name.split()[-1])
    doubtful = next(item for item in CORPUS.statements if item.basis == "text" and item.status == "asserted")
    weak = replace(doubtful, evidence=tuple(replace(item, confidence=0.5) for item in doubtful.evidence))
    others = tuple(item for item in CORPUS.statements if item is not doubtful)
    corpus = replace(CORPUS, entities=(*CORPUS.entities, double), statements=(weak, *others))
    asked = questions(corpus, ())
    assert [item.worth for item in asked] == sorted((item.worth for item in asked), reverse=True)
    pairs = [{entity.id for entity in item.entities} for item in asked if item.kind == "same"]
    assert {UNKNOWN.id, "muldabaev"} in pairs
    apart = Judgement("distinct", of(UNKNOWN, double))
    assert {UNKNOWN.id, "muldabaev"} not in [
        {entity.id for entity in item.entities} for item in questions(corpus, [apart])
    ]
    held = [item for item in asked if item.kind == "holds"]
    assert weak in [item.statements[0] for item in held]
    assert any(item.kind == "conflict" for item in asked)  # the summit has two cities


def needed(extracted):
    """Return an extraction without entities that nothing in it names."""
    used = {link.entity for link in extracted.links}
    for item in extracted.statements:
        used |= {item.subject, item.object, *(proof.speaker for proof in item.evidence)}
    return replace(extracted, entities=tuple(entity for entity in extracted.entities if entity.id in used))


@pytest.fixture
def output(tmp_path):
    """A build of two small articles, with the store's extractions as the pipeline keeps them."""
    with open_store(tmp_path / "store") as store:
        for document in CORPUS.documents:
            store.put(needed(extraction(document.id)))

    publish(tmp_path)
    return tmp_path


def exports(folder):
    names = ("graph.ttl", "graph.html", "graph.graphml", "mentions.jsonl", "statements.jsonl", "report.md")
    return {name: (folder / name).read_bytes() for name in names}


def test_the_command_judges_and_undo_restores_the_bytes(output, capsys):
    before = exports(output)
    assert run(["review", "-o", str(output), "merge", "Мулдабаев", "Путин", "--note", "опыт"]) == 0
    assert exports(output) != before
    assert run(["review", "-o", str(output), "list"]) == 0
    assert "merge" in capsys.readouterr().out
    assert run(["review", "-o", str(output), "undo"]) == 0
    assert exports(output) == before
    assert run(["review", "-o", str(output), "undo"]) == 2


def test_a_judgement_survives_a_build(output, capsys):
    assert run(["review", "-o", str(output), "rename", "Мулдабаев", "Ерик Первый"]) == 0
    note = output / "note.txt"
    note.write_text("В городе открылся новый парк.", encoding="utf-8")
    build([note], output, extractor=lambda document: Extraction(document, (), (), ()))
    assert "Ерик Первый" in (output / "graph.ttl").read_text(encoding="utf-8")


def test_a_judgement_about_what_was_forgotten_is_in_the_report(output, capsys):
    assert run(["review", "-o", str(output), "rename", "Мулдабаев", "Ерик Первый"]) == 0
    mentioning = sorted({link.mention.document_id for link in CORPUS.links if link.entity == UNKNOWN.id})
    assert run(["forget", "-o", str(output), *mentioning]) == 0
    assert "Оценки, которым не к чему относиться" in (output / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "Путин"], "two entities"),
        (["rename", "Атлантида", "x"], "nothing is called"),
        (["retype", "Путин", "Dragon"], "unknown class"),
        (["link", "Путин", "seven"], "Wikidata id"),
        (["reject", "Путин", "spouseOf", "Токаев"], "does not say"),
        (["undo", "0000000000"], "no judgement"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(output, capsys, arguments, told):
    assert run(["review", "-o", str(output), *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not (output / JOURNAL).exists()


def test_a_sitting_asks_and_writes(output, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("x\nu\nn\n"))
    assert run(["review", "-o", str(output)]) == 0
    shown = capsys.readouterr().out
    assert "Is it right: Саммит ОДКБ" in shown
    assert "«Саммит ОДКБ прошёл в Бишкеке" in shown
    [line] = read_journal(output / JOURNAL)
    assert (line.kind, line.predicate) == ("reject", "takesPlaceIn")
    assert line.when


def test_the_last_answer_can_be_taken_back(tmp_path, monkeypatch):
    weak = [item for item in CORPUS.statements if item.basis == "text" and not item.datatype][:2]
    asked = [Question("holds", statements=(item,)) for item in weak]
    monkeypatch.setattr("sys.stdin", io.StringIO("n\nu\ny\nn\n"))
    path = tmp_path / JOURNAL
    assert ask_all(CORPUS, asked, lambda judgement: append(path, judgement), path) == 2
    assert [item.kind for item in read_journal(path)] == ["reject", "undo", "confirm", "reject"]
    assert [item.kind for item in in_force(read_journal(path))] == ["confirm", "reject"]
