"""The resolved corpus in tables, brought up to date by what changed: equal to `kg.resolution.across.merge` over all."""

from kg.store.resolved.difference import all_quads, difference
from kg.store.resolved.statements import Change
from kg.store.resolved.tables import SCHEMA
from kg.store.resolved.update import corpus, state, update

__all__ = ["SCHEMA", "Change", "all_quads", "corpus", "difference", "state", "update"]
