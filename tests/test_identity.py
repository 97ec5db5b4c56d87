"""One node for one thing: every marked case of `identity/*.txt` holds from the text to the merged corpus."""

from pathlib import Path

import pytest
from identity_cases import faults, read_cases

from kg.extract import load_extractor
from kg.resolution.across import merge

pytestmark = pytest.mark.model

CASES = [case for path in sorted((Path(__file__).parent / "identity").glob("*.txt")) for case in read_cases(path)]


@pytest.fixture(scope="module")
def extractor():
    return load_extractor()


@pytest.mark.parametrize("case", CASES, ids=[case.where for case in CASES])
def test_marks_hold(extractor, case) -> None:
    corpus = merge([extractor(document) for document in case.documents], threshold=0.5)
    found = "; ".join(faults(case, corpus))
    assert not found, f"{case.title}: {found}"
