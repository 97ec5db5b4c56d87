"""Fixtures that load once a session."""

import pytest


@pytest.fixture(scope="session")
def analyze():
    """The analyzer on natasha's networks; tests that use it are marked `model`."""
    from kg.analysis import load_analyzer

    return load_analyzer()
