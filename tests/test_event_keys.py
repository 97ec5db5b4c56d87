"""Which events of different documents get one key."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Entity
from kg.resolution.event_fit import fits
from kg.resolution.event_keys import event_blocks, event_keys
from kg.resolution.event_title import same_title
from kg.resolution.event_traits import Traits

ODKB, SHOS, ES, ASTANA, BISHKEK, BRUSSELS = "Q318693", "Q485207", "Q458", "Q1520", "Q9361", "Q239"


def told(document="a", kind="Summit", several=(), **features):
    """An event of a document; `several` holds further pairs."""
    if "organizer" in features:
        features.setdefault("root", features["organizer"])
    return Entity(f"{document}#ev1", kind, "Саммит", features=tuple(sorted({*features.items(), *several})))


def joined(*events):
    """Return whether all events have one key."""
    keys = event_keys(events)
    return None not in keys and len(set(keys)) == 1


DATED = told("held", organizer=ODKB, date="2024-11-28", city=ASTANA, country="Q232", issued="2024-11-28")


@pytest.mark.parametrize(
    "features",
    [
        {"date": "2024-11-28"},  # «саммит 28 ноября» без города
        {"date": "2024-11"},  # «в ноябре 2024 года»
        {"year": "2024"},  # «саммит 2024 года»
        {"country": "Q232", "date": "2024-11-28"},  # «в Казахстане»
        {"issued": "2024-11-27", "time": "future"},  # анонс накануне, без даты
        {"issued": "2024-11-29", "time": "past"},
        {"date": "2024-11-27", "until": "2024-11-28"},  # «27–28 ноября»
        {"until": "2024-11-28"},  # «завершится 28 ноября»
        {"city": ASTANA, "issued": "2025-03-01", "time": "past"},  # «на саммите в Астане», полгода спустя
        {"city": ASTANA, "year": "2024", "issued": "2023-12-01", "shift": "next"},
    ],
)
def test_vague_report_joins_the_dated_event(features):
    assert joined(DATED, told("other", organizer=ODKB, **features))


@pytest.mark.parametrize(
    "features",
    [
        {"organizer": SHOS, "date": "2024-11-28"},
        {"organizer": ODKB, "date": "2025-11-27"},
        {"organizer": ODKB, "date": "2023-11"},
        {"organizer": ODKB, "date": "2024-11-28", "level": "ministers"},
        {"organizer": ODKB, "date": "2024-11-28", "scope": "business"},  # «деловой форум»
        {"organizer": ODKB, "date": "2024-11-28", "sides": "Россия–ОДКБ"},
        {"organizer": ODKB, "date": "2024-11-28", "city": BISHKEK},
        {"organizer": ODKB, "year": "2024", "country": "Q813"},
        {"organizer": ODKB, "issued": "2024-11-28", "shift": "next"},  # «следующий саммит»
        {"organizer": ODKB, "issued": "2024-11-28", "shift": "previous"},
        {"organizer": ODKB, "issued": "2023-11-20"},  # статья другого года
        {"organizer": ODKB, "issued": "2025-11-27", "time": "present", "city": ASTANA},
        {"organizer": ODKB},
        {"date": "2024-11-28"},  # чей саммит, неизвестно
    ],
)
def test_other_event_stays_apart(features):
    keys = event_keys([DATED, told("other", **features)])
    assert keys[0] != keys[1]


@pytest.mark.parametrize("features", [{"date": "2024-11-28"}, {"organizer": ODKB}])
def test_event_that_says_too_little_has_no_key(features):
    assert event_keys([told(**features)]) == (None,)


def test_numbers_of_a_series_tell_events_apart_and_join_them():
    one = told("a", organizer="Q7768", ordinal="38", date="2021-10-26")
    other = told("b", organizer="Q7768", ordinal="39", date="2021-10-26")
    vague = told("c", organizer="Q7768", ordinal="38")
    keys = event_keys([one, other, vague])
    assert keys[0] == keys[2] != keys[1]


def test_report_that_fits_two_events_takes_neither():
    spring = told("a", organizer=ES, date="2025-03-20", city=BRUSSELS)
    summer = told("b", organizer=ES, date="2025-06-26", city=BRUSSELS)
    vague = told("c", organizer=ES, year="2025", city=BRUSSELS)
    assert len(set(event_keys([spring, summer, vague]))) == 3


def test_report_joins_the_event_whose_place_agrees():
    one = told("a", organizer=ODKB, date="2022-05-16", city="Q649")
    other = told("b", organizer=ODKB, date="2022-11-23", city="Q1953")
    vague = told("c", organizer=ODKB, year="2022", city="Q1953")
    keys = event_keys([one, other, vague])
    assert keys[2] == keys[1] != keys[0]


def test_two_that_contradict_each_other_do_not_meet_in_a_third():
    plain = told("a", organizer=ODKB, date="2024-11-28")
    astana = told("b", organizer=ODKB, date="2024-11-28", city=ASTANA)
    bishkek = told("c", organizer=ODKB, date="2024-11-28", city=BISHKEK)
    keys = event_keys([plain, astana, bishkek])
    assert keys[1] != keys[2]
    assert keys[0] not in keys[1:]


def test_meetings_of_one_pair_on_two_days_are_two():
    pair = (("partner", "Q7747"), ("partner", "Q15031"), ("side", "Q159"), ("side", "Q148"))
    one = told("a", "Meeting", pair, date="2024-05-16")
    other = told("b", "Meeting", pair, date="2024-05-17")
    assert len(set(event_keys([one, other]))) == 2


def test_talks_of_leaders_are_those_of_their_countries():
    people = (("partner", "Q7747"), ("partner", "Q15031"), ("side", "Q159"), ("side", "Q148"))
    states = (("partner", "Q159"), ("partner", "Q148"), ("side", "Q159"), ("side", "Q148"))
    adjective = (("sides", "Китай–Россия"), ("side", "Q159"), ("side", "Q148"))
    assert joined(
        told("a", "Meeting", people, date="2024-05-16"),
        told("b", "Negotiation", states, issued="2024-05-17"),
        told("c", "Negotiation", adjective, date="2024-05-16"),
    )


def test_reports_without_dates_join_by_the_days_of_writing():
    one = told("a", organizer=ODKB, issued="2024-11-28", time="past")
    near = told("b", organizer=ODKB, issued="2024-11-29", time="past")
    far = told("c", organizer=ODKB, issued="2022-05-16", time="past")
    keys = event_keys([one, near, far])
    assert keys[0] == keys[1]
    assert keys[2] is None


def test_elections_of_two_countries_and_of_two_offices_are_apart():
    events = [
        told("a", "Election", country="Q217", office="president", date="2020-11-01"),
        told("b", "Election", country="Q30", office="president", date="2020-11"),
        told("c", "Election", country="Q217", office="parliament", date="2020-11"),
        told("d", "Election", country="Q217", office="president", year="2020"),
    ]
    keys = event_keys(events)
    assert keys[0] == keys[3]
    assert len(set(keys)) == 3


def test_sitting_of_a_forum_is_not_the_forum():
    sitting = told("b", "Session", organizer=ODKB, date="2024-11-28", session_of=ODKB)
    assert not joined(DATED, sitting)


def test_two_events_of_a_document_join_only_on_the_same_day():
    vague = told("held", organizer=ODKB, issued="2024-11-28")
    assert not joined(DATED, vague)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Петербургский международный экономический форум", "Петербургский экономический форум", True),
        ("Петербургский международный экономический форум", "ПМЭФ-2023", True),
        ("Восточный экономический форум", "Сибирский экономический форум", False),
        ("Восточный экономический форум", "экономический форум", False),
        ("форум «Один пояс — один путь»", "форум", False),
        ("учения «Запад-2021»", "военные учения «Запад-2021»", True),
    ],
)
def test_titles(one, other, same):
    assert same_title(one, other) is same
    assert same_title(other, one) is same


DAYS = st.sampled_from(["", "2024", "2024-11", "2024-11-27", "2024-11-28", "2024-12-02", "2025-11-27"])
FEATURES = st.fixed_dictionaries(
    {},
    optional={
        "organizer": st.sampled_from([ODKB, SHOS]),
        "city": st.sampled_from([ASTANA, BISHKEK]),
        "country": st.sampled_from(["Q232", "Q813"]),
        "ordinal": st.sampled_from(["1", "2"]),
        "level": st.sampled_from(["leaders", "ministers"]),
        "issued": st.sampled_from(["2024-11-26", "2024-11-29", "2024-12-20", "2025-11-27"]),
        "time": st.sampled_from(["past", "present", "future"]),
        "shift": st.sampled_from(["next", "previous"]),
        "title": st.sampled_from(["Восточный форум", "Восточный экономический форум", "ВЭФ"]),
    },
)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["Summit", "Meeting", "Conference"]), DAYS, FEATURES), min_size=2, max_size=8
)


def made(items):
    return [
        told(f"d{number}", kind, **features, **({"date": day} if day else {}))
        for number, (kind, day, features) in enumerate(items)
    ]


@given(items=EVENTS, seed=st.integers(0, 1000))
@settings(max_examples=200, deadline=None)
def test_order_of_events_changes_nothing(items, seed):
    events = made(items)
    expected = dict(zip((event.id for event in events), event_keys(events), strict=True))
    random.Random(seed).shuffle(events)
    assert dict(zip((event.id for event in events), event_keys(events), strict=True)) == expected


@given(items=EVENTS)
@settings(max_examples=200, deadline=None)
def test_members_of_a_cluster_all_fit_each_other_and_share_blocks(items):
    events = made(items)
    keys = event_keys(events)
    for at, one in enumerate(events):
        for after, other in enumerate(events[at + 1 :], at + 1):
            if keys[at] is not None and keys[at] == keys[after]:
                assert fits(Traits(one), Traits(other))
                assert event_blocks(one)
                assert event_blocks(other)
