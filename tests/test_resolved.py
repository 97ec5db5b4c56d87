"""The corpus brought up to date by what changed is the corpus of all documents, byte for byte, after any changes."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.resolution.reprints
import kg.store.resolved.reprints
from kg.bench.kills import killed
from kg.model import Document, Entity, Evidence, Extraction, Link, Mention, Span, Statement
from kg.rdf import Iris, corpus_quads
from kg.resolution.across import merge
from kg.store import open_store
from kg.store.codec import encode
from kg.store.ledger import Ledger
from kg.store.resolved import all_quads, corpus, difference, update
from kg.store.resolved.changed_quads import own_quads
from kg.store.resolved.tables import bytes_key, key_bytes

IRIS = Iris()
WORDS = tuple(f"слово{number}" for number in range(60))
TEXTS = (
    " ".join(WORDS[:30]), " ".join(WORDS[:30]), " ".join(WORDS[4:34]), " ".join(WORDS[8:38]), " ".join(WORDS[12:42]),
    " ".join(WORDS[14:50]), " ".join(WORDS[20:60]), "Короткий текст.",
)  # fmt: skip
FEATURES = (
    (), (("trade", "министр"),), (("country", "Q159"), ("office", "министр оборона")), (("trade", "тренер"),),
)  # fmt: skip
PEOPLE = ("Олег Иванов", "Анна Иванова", "О. Иванов", "Иванов", "Олег Петрович Иванов", "Ерик Мулдабаев", "Мулдабаев")
PLACES = (
    ("Q159", "Country", "Россия", "Russia"), ("Q232", "Country", "Казахстан", "Kazakhstan"),
    ("Q1520", "City", "Астана", "Astana"), ("Q649", "City", "Москва", None), ("Q649", "City", "г. Москва", None),
)  # fmt: skip
BODIES = (("Organization", "Новый путь"), ("City", "Новый Путь"), ("Treaty", "Декларация о мире и дружбе"))
DAYS = ("2024-11-28", "2024-11", "2025", "")

people = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(FEATURES), st.sampled_from((None, None, None, "Q1", "Q2")))
events = st.tuples(
    st.sampled_from(("Summit", "Meeting", "Visit")), st.sampled_from(("Q7826", "")), st.sampled_from(DAYS),
    st.sampled_from(("Саммит", "Встреча")), st.integers(0, 7), st.integers(0, 7),
)  # fmt: skip
facts = st.tuples(
    st.sampled_from((
        "leaderOf", "leaderOf", "formerLeaderOf", "chairs", "takesPlaceIn", "eventDate", "meetsWith", "visits",
        "capitalOf",
    )),
    st.integers(0, 9), st.integers(0, 9),
    st.sampled_from(("asserted", "asserted", "denied", "planned", "hypothetical")),
    st.sampled_from(("text", "text", "reference", "both")), st.sampled_from((0.3, 0.9)), st.sampled_from((None, 0, 1)),
)  # fmt: skip
rows = st.tuples(
    st.sampled_from(TEXTS), st.sampled_from((None, date(2024, 1, 1), date(2024, 2, 2))),
    st.sampled_from((None, "Вестник", "Хроника")), st.lists(people, max_size=3),
    st.lists(st.sampled_from(PLACES), max_size=3),
    st.lists(st.sampled_from(BODIES), max_size=1), st.lists(events, max_size=2), st.lists(facts, max_size=5),
)  # fmt: skip
NAMES = ("a", "b", "b/2", "в", "г\udcff", "d", "e", "f", "g")
changes = st.lists(
    st.lists(st.tuples(st.sampled_from(NAMES), st.none() | rows | rows | rows), min_size=1, max_size=4),
    min_size=1, max_size=6,
)  # fmt: skip


def extraction(name, row) -> Extraction:
    """Return what a document of these traits would give."""
    text, published, publisher, named, placed, bodies, held, told = row
    document = Document(name, text, published=published, publisher=publisher)
    found = {f"{name}#p{at}": Entity(f"{name}#p{at}", "Person", who, known, None, (), None, said)
             for at, (who, said, known) in enumerate(named)}  # fmt: skip
    found |= {ident: Entity(ident, kind, label, ident, ident, (), english) for ident, kind, label, english in placed}
    found |= {f"{name}#b{at}": Entity(f"{name}#b{at}", kind, label) for at, (kind, label) in enumerate(bodies)}
    ids = list(found)
    for at, (kind, body, day, called, one, other) in enumerate(held):
        ends = [ids[number % len(ids)] for number in (one, other)] if ids else []
        features = [("called", called), *(("partner", end) for end in ends), *(("place", end) for end in ends[:1])]
        features += [("organizer", body), ("short", "ОДКБ")] if body else [("place", "новый путь")]
        features += [("date", day)] if day else []
        ident = f"{name}#ev{at}"
        found[ident] = Entity(ident, kind, called, features=tuple(sorted(set(features))))
    entities = tuple(found.values())
    links = tuple(
        Link(Mention(name, Span(at, at + 1), "т", item.type, "name", item.name, 0), item.id, 1.0, "m")
        for at, item in enumerate(entities)
    )
    statements = {item.id: item for one in told for item in _facts(name, published, list(found), *one)}
    return Extraction(document, entities, links, tuple(statements.values()))


def _facts(name, published, ids, predicate, one, other, status, basis, confidence, speaker) -> list[Statement]:
    """Return a statement of a text or of the reference, or one of either."""
    if not ids:
        return []
    if basis == "both":
        row = name, published, ids, predicate, one, other, status
        return [item for own in ("text", "reference") for item in _facts(*row, own, confidence, speaker)]
    subject, object_ = ids[one % len(ids)], ids[other % len(ids)]
    heard = ids[speaker % len(ids)] if speaker is not None else None
    span = None if basis == "reference" else Span(0, 5)
    office = "head_of_state" if predicate == "leaderOf" else None
    proof = Evidence(name, span, span and "слово", span and Span(0, 1), None, f"rule{one % 2}", status, confidence,
                     heard, published, office=office)  # fmt: skip
    if predicate == "eventDate":
        return [Statement(subject, predicate, DAYS[other % 3], (proof,), "date", basis)]
    return [Statement(subject, predicate, object_, (proof,), None, basis)]


@pytest.fixture
def few_neighbours(monkeypatch):
    monkeypatch.setattr(kg.resolution.reprints, "NEIGHBOURS", 2)
    monkeypatch.setattr(kg.store.resolved.reprints, "NEIGHBOURS", 2)


@pytest.mark.usefixtures("few_neighbours")
@pytest.mark.parametrize("most", [0.5, 100.0], ids=["as it comes", "told whenever it can be"])
@given(steps=changes, threshold=st.sampled_from((0.5, 0.0)))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changes_end_in_the_corpus_and_the_quads_of_all(tmp_path_factory, monkeypatch, most, steps, threshold):
    monkeypatch.setattr("kg.store.resolved.renewal.MOST", most)
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "ledger.sqlite")
    db, held, quads = ledger.db, {}, set()
    for step in steps:
        for name, row in step:
            if row is None:
                held.pop(name, None)
                ledger.forget(name)
            else:
                held[name] = extraction(name, row)
                ledger.put(held[name], "v1")
        change = update(db, ledger.get, threshold)
        expected = merge(held.values(), threshold=threshold)
        assert corpus(db) == expected
        assert encode(corpus(db)) == encode(expected)
        wanted = set(corpus_quads(expected, IRIS))
        assert set(all_quads(db, IRIS)) == wanted
        if change.whole:
            quads = wanted
        else:
            removed, added = difference(db, change, IRIS)
            graphs = {IRIS.document(name) for name in change.documents}
            quads = {quad for quad in quads - removed if quad.graph_name not in graphs} | added
            quads |= {quad for name in change.documents for quad in own_quads(db, name, IRIS)}
            assert quads == wanted
    ledger.close()


KEYS = st.lists(st.text(st.sampled_from("\0\1\2aя\udcff"), max_size=3), min_size=1, max_size=3).map(tuple)


@given(KEYS, KEYS)
def test_keys_are_kept_in_their_order(one, other):
    assert bytes_key(key_bytes(one)) == one
    assert (key_bytes(one) < key_bytes(other)) == (one < other)


def made(number):
    """Return what a document of a number gives; the numbers differ in all that documents of tests can differ in."""
    other = (number + 3) % 7
    row = (
        TEXTS[number % 5], date(2024, 1 + number % 2, 1), ("Вестник", "Хроника")[number % 2],
        [(PEOPLE[number % 7], FEATURES[number % 4], None)], [PLACES[number % 4], PLACES[other % 4]], [],
        [("Summit", "Q7826", DAYS[number % 4], "Саммит", 0, 1)],
        [("leaderOf", 0, 1, "asserted", "text", 0.9, None), ("takesPlaceIn", 3, 2, "asserted", "text", 0.9, 0)],
    )  # fmt: skip
    return extraction(f"d{number}", row)


MANY = tuple(made(number) for number in range(9))


def all_of(extractions):
    return corpus_quads(merge(extractions, threshold=0.5), IRIS)


@given(st.lists(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=3), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_store_holds_what_one_that_is_built_at_once_would_hold(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("store")
    held = dict(enumerate(MANY))
    with open_store(folder) as store:
        for item in MANY:
            store.put(item, "v1")
        store.resolve()
    for step in steps:
        with open_store(folder) as store:
            for number, kept in step:
                if kept:
                    held[number] = MANY[number]
                    store.put(MANY[number], "v1")
                else:
                    held.pop(number, None)
                    store.forget(f"d{number}")
            store.resolve()
            assert store.quads() == all_of(held.values())
            assert encode(store.corpus()) == encode(merge(held.values(), threshold=0.5))
        with open_store(folder, read_only=True) as reader:
            assert set(reader.graphs()) == {quad.graph_name.value for quad in all_of(held.values())}
    assert len(list(folder.glob("dataset-*"))) == 1


def test_forgetting_one_of_many_leaves_most_of_the_dataset_as_it_is(tmp_path):
    with open_store(tmp_path) as store:
        for item in MANY:
            store.put(item, "v1")
        store.resolve()
        [before] = tmp_path.glob("dataset-*")
        tables = {file.stat().st_ino for file in before.rglob("*.sst")}
        with open_store(tmp_path, read_only=True) as reader:
            store.forget("d3")
            store.resolve()
            assert reader.quads() == all_of(MANY)
            [after] = set(tmp_path.glob("dataset-*")) - {before}
            shared = tables & {file.stat().st_ino for file in after.rglob("*.sst")}
            assert len(shared) > len(tables) / 2
        assert store.quads() == all_of([item for item in MANY if item.document.id != "d3"])


def test_judged_corpus_gives_way_to_the_resolved_one(tmp_path):
    with open_store(tmp_path) as store:
        for item in MANY:
            store.put(item, "v1")
        store.resolve()
        store.publish(merge(MANY[:4]), reviewed=True)
        assert store.reviewed and store.quads() == corpus_quads(merge(MANY[:4]), IRIS)
        store.forget("d0")
        store.resolve()
        assert not store.reviewed and store.quads() == all_of(MANY[1:])


def test_resolution_by_other_code_is_done_anew(tmp_path, monkeypatch):
    with open_store(tmp_path) as store:
        for item in MANY:
            store.put(item, "v1")
        store.resolve()
    monkeypatch.setattr("kg.store.resolved.renewal._code", lambda: "another")
    with open_store(tmp_path) as store:
        store._ledger.db.execute("UPDATE cluster SET entity = x'00'")
        store.resolve()
        assert store.quads() == all_of(MANY)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_writer_killed_at_any_moment_leaves_a_whole_state_and_the_next_one_ends_right(tmp_path):
    found = killed(MANY, tmp_path / "killed", kills=15)
    assert (found.kills, found.torn, found.wrong) == (15, 0, 0)


def test_triple_that_a_text_and_the_reference_state_goes_with_both(tmp_path):
    placed = [PLACES[0], PLACES[2]]
    # several, as either of a pair may come first
    said = ("capitalOf", "chairs", "visits", "leaderOf")
    facts = [(predicate, 1, 0, "asserted", "both", 0.9, None) for predicate in said]
    told = extraction("told", (TEXTS[-1], None, None, [], placed, [], [], facts))
    assert [item.basis for item in told.statements] == ["text", "reference"] * 4
    with open_store(tmp_path) as store:
        for item in (*MANY, told):
            store.put(item, "v1")
        store.resolve()
        store.forget("told")
        store.resolve()
        assert store.quads() == all_of(MANY)
