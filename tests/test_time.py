"""Dates, terms and capacities hold from the text on: every case of `time/dates.tsv` and `time/terms.tsv`."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from time_cases import date_fault, document, read_dates_table, read_terms_table, term_fault

from kg.extract import load_extractor
from kg.model import Document, Evidence, Span, Statement
from kg.resolution.across import merge

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "time"
DATES = read_dates_table(FOLDER / "dates.tsv")
TERMS = read_terms_table(FOLDER / "terms.tsv")


@pytest.fixture(scope="module")
def extractor():
    return load_extractor()


@pytest.mark.parametrize("case", DATES, ids=[case.where for case in DATES])
def test_date_covers_what_the_table_says(extractor, case):
    assert not date_fault(case, extractor.analyze.without_names(document(case)))


@pytest.mark.parametrize("case", TERMS, ids=[case.where for case in TERMS])
def test_statement_has_the_term_of_the_table(extractor, case):
    assert not term_fault(case, extractor(document(case)))


def test_a_wrong_term_fails(extractor):
    case = next(case for case in TERMS if case.start and case.predicate)
    assert term_fault(replace(case, start="1900"), extractor(document(case)))
    assert term_fault(replace(case, capacity="acting"), extractor(document(case)))


def told(first=None, last=None, status="asserted", document_id="d"):
    return Evidence(
        document_id, Span(0, 1), "я", None, None, "test.rule", status, 0.9, valid_from=first, valid_until=last
    )


def stated(*evidence):
    return Statement("Q1", "leaderOf", "Q2", evidence)


def test_term_of_a_statement_is_the_most_exact_one_of_those_that_agree():
    assert stated(told("2019"), told("2019-03-20"), told(None, "2024")).term == ("2019-03-20", "2024")


def test_two_terms_of_one_office_leave_the_statement_without_one():
    assert stated(told("1999", "2000"), told("2008", "2012")).term == (None, None)
    assert stated(told("2012"), told(None, "2008")).term == (None, None)


def test_planned_term_does_not_date_the_present_one():
    assert stated(told("2019"), told("2026", status="planned")).term == ("2019", None)


def test_order_of_documents_changes_no_term(extractor):
    texts = ("Он возглавляет Армению с 2018 года.", "Никол Пашинян возглавляет правительство Армении с мая 2018 года.")
    made = [extractor(Document(f"d{n}", text, published=date(2024, 1, 9))) for n, text in enumerate(texts)]
    assert merge(made).statements == merge(made[::-1]).statements
