"""Sample articles that come with the package: the default input of a build."""

from pathlib import Path


def path() -> Path:
    """Return the folder of the sample articles."""
    return Path(__file__).resolve().parent / "articles"


def gold() -> Path:
    """Return the folder of the tables that say what a build should find in them."""
    return Path(__file__).resolve().parent / "gold"
