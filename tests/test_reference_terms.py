from datetime import date

import pytest

from kg.reference import earliest, holds, latest, overlaps


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-11-28", date(2024, 11, 28), date(2024, 11, 28)),
    ],
)
def test_partial_date_spans_its_days(partial: str, first: date, last: date) -> None:
    assert (earliest(partial), latest(partial)) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("2019-03-20", None, date(2019, 3, 20), True),
        ("2019-03-20", None, date(2019, 3, 19), False),
        ("2019-03-20", "2022-01-05", date(2022, 1, 5), True),
        ("2019-03-20", "2022-01-05", date(2022, 1, 6), False),
        ("2019", None, date(2019, 6, 1), None),
        ("2019", None, date(2020, 1, 1), True),
        ("2019", "2021-05", date(2021, 5, 10), None),
        ("2019", "2021-05", date(2021, 6, 1), False),
        (None, "2021", date(2020, 1, 1), None),
        (None, None, date(2020, 1, 1), None),
    ],
)
def test_term_holds(start: str | None, end: str | None, day: date, expected: bool | None) -> None:
    assert holds(start, end, day) is expected


def test_open_term_is_unknown_after_the_source_ends() -> None:
    assert holds("2012-05-07", None, date(2026, 1, 31), "2026-01") is True
    assert holds("2012-05-07", None, date(2026, 2, 1), "2026-01") is None


def test_terms_overlap_when_a_day_may_be_common() -> None:
    assert overlaps("2019", "2020-05", "2020-05", None)
    assert not overlaps("2019", "2020-04", "2020-05", None)
    assert overlaps(None, None, "2020", "2021")
