"""Countries, organizations, cities and people: names in every form, offices and memberships with terms."""

from kg.reference.knowledge import LEADING, Reference, load
from kg.reference.records import CASES, Membership, NameHit, RefEntity, Tenure
from kg.reference.terms import earliest, holds, latest, overlaps

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
