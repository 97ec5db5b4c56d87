"""Countries, organizations, cities and people: names in every form, offices and memberships with terms."""

from .knowledge import LEADING, Reference, load
from .records import CASES, Membership, NameHit, RefEntity, Tenure
from .terms import earliest, holds, latest, overlaps

__all__ = [
    "CASES",
    "LEADING",
    "Membership",
    "NameHit",
    "RefEntity",
    "Reference",
    "Tenure",
    "earliest",
    "holds",
    "latest",
    "load",
    "overlaps",
]
