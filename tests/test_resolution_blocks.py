"""Blocks of entities over documents: no order changes them, and a document touches the blocks of its own keys alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Extraction, Link, Mention, Span
from kg.resolution.across import merge
from kg.resolution.blocks import blocks, resolve_block, touched
from kg.resolution.traits import Traits

SAID = (
    Traits(),
    Traits(frozenset({"министр оборона"}), frozenset({"министр"}), frozenset({"Q232"})),
    Traits(frozenset({"министр оборона"}), frozenset({"министр"})),
    Traits(frozenset({"тренер"}), frozenset({"тренер"}), frozenset({"Q211"})),
    Traits(frozenset({"депутат"}), frozenset({"депутат"}), areas=frozenset({"самарская область"})),
    Traits(bodies=frozenset({"завод"})),
)
NAMES = (
    "Олег Иванов", "Анна Иванова", "О. Иванов", "Иванов", "Олег Петрович Иванов", "Олег Ильич Иванов", "Ерик Мулдабаев",
    "Мулдабаев", "Muldabayev", "Си Цзиньпин", "Си",
)  # fmt: skip

people = st.tuples(st.sampled_from(NAMES), st.sampled_from(SAID), st.sampled_from((None, None, None, "Q1", "Q2")))
events = st.tuples(
    st.sampled_from(("Q7826", "Q7768")),
    st.sampled_from(("2024-11-28", "2024-11", "2025", "")),
)
documents = st.lists(
    st.tuples(st.lists(people, max_size=3), st.lists(events, max_size=2)), min_size=1, max_size=6
)  # fmt: skip


def made(rows) -> list[Extraction]:
    """Return a document for each row of people and events, each mentioned once."""
    return [_document(f"d{number}", *row) for number, row in enumerate(rows)]


def _document(name, named, held) -> Extraction:
    entities = [
        Entity(f"{name}#p{at}", "Person", who, wikidata=known, features=said.features)
        for at, (who, said, known) in enumerate(named)
    ]
    entities += [
        Entity(f"{name}#e{at}", "Summit", "Саммит", features=tuple(sorted((("organizer", body), ("date", day)))))
        for at, (body, day) in enumerate(held)
    ]
    links = tuple(
        Link(Mention(name, Span(at, at + 1), "т", item.type, "name", item.name, 0), item.id, 1.0, "m")
        for at, item in enumerate(entities)
    )
    return Extraction(Document(name, "текст " * 9), tuple(entities), links, ())


def partition(extractions) -> dict:
    """Return the clusters of each block by the keys of the block."""
    return {block.keys: resolve_block(block.members) for block in blocks(extractions).values()}


@given(documents, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_order_of_documents_changes_neither_blocks_nor_corpus(rows, shuffler) -> None:
    ordered = made(rows)
    mixed = list(ordered)
    shuffler.shuffle(mixed)
    assert blocks(mixed) == blocks(ordered)
    assert merge(mixed) == merge(ordered)


@given(documents, st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_only_touched_blocks_change_with_a_document(rows, number) -> None:
    every = made(rows)
    one = every[number % len(every)]
    rest = [item for item in every if item is not one]
    keys = touched(one)
    with_it, without = partition(every), partition(rest)
    assert {k: v for k, v in with_it.items() if not keys & set(k)} == {
        k: v for k, v in without.items() if not keys & set(k)
    }


@given(documents)
@settings(max_examples=80, deadline=None)
def test_blocks_share_no_member_and_clusters_no_ids(rows) -> None:
    places = [member.place for block in blocks(made(rows)).values() for member in block.members]
    assert len(places) == len(set(places))
    for clusters in partition(made(rows)).values():
        for cluster in clusters:
            assert len({member.entity.wikidata for member in cluster.members} - {None}) <= 1


def keys_of(*named) -> list:
    """Return the key of each person, each in a document of its own."""
    extractions = made([([(*item, None)[:3]], []) for item in named])
    found = {member.place: cluster.key for clusters in partition(extractions).values() for cluster in clusters
             for member in cluster.members}  # fmt: skip
    return [found[f"d{at}", f"d{at}#p0"] for at in range(len(named))]


NOTHING, MINISTER, MINISTER_ALONE, COACH, DEPUTY, WORKS = SAID


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Ерик Мулдабаев", MINISTER), ("Мулдабаев", MINISTER_ALONE)),
        (("Ерик Мулдабаев", NOTHING), ("Ерик Мулдабаев", NOTHING)),
        (("Ерик Мулдабаев", MINISTER), ("Е. Мулдабаев", MINISTER)),
        (("Мулдабаев", MINISTER), ("Мулдабаев", MINISTER)),
        (("Мулдабаев", WORKS), ("Muldabayev", WORKS)),
        (("Олег Петрович Иванов", NOTHING), ("Олег Иванов", NOTHING)),
        (("Си Цзиньпин", MINISTER), ("Си", MINISTER)),
    ],
)
def test_one_person(first, second) -> None:
    keys = keys_of(first, second)
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Олег Иванов", MINISTER), ("Олег Иванов", COACH)),
        (("Ерик Мулдабаев", MINISTER), ("Ерик Мулдабаев", COACH)),
        (("Олег Петрович Иванов", NOTHING), ("Олег Ильич Иванов", NOTHING)),
        (("Олег Иванов", NOTHING), ("Иванов", NOTHING)),
        (("Олег Иванов", DEPUTY), ("Анна Иванова", DEPUTY)),
        (("Иванов", DEPUTY._replace(areas=frozenset())), ("Олег Иванов", DEPUTY._replace(areas=frozenset()))),
        (("Иванов", MINISTER), ("Иванов", COACH)),
    ],
)
def test_two_people(first, second) -> None:
    keys = keys_of(first, second)
    assert keys[0] != keys[1]


def test_a_surname_never_joins_two_people() -> None:
    named = ("Олег Иванов", MINISTER), ("Андрей Иванов", MINISTER), ("Иванов", MINISTER)
    assert len(set(keys_of(*named))) == 3


def test_people_of_two_ids_stay_two() -> None:
    one, two, none = keys_of(("Олег Иванов", NOTHING, "Q1"), ("Олег Иванов", NOTHING, "Q2"), ("Олег Иванов", NOTHING))
    assert len({one, two, none}) == 3


def test_a_bare_name_joins_the_only_one_that_is_described() -> None:
    minister, coach, bare = keys_of(
        ("Ерик Мулдабаев", MINISTER), ("Ерик Мулдабаев", COACH), ("Ерик Мулдабаев", NOTHING)
    )
    assert len({minister, coach, bare}) == 3
