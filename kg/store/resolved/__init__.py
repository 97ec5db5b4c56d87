"""The resolved corpus in tables, brought up to date by what changed: equal to `kg.resolution.across.merge` over all."""

from kg.store.resolved.changed_quads import all_quads, difference, own_quads
from kg.store.resolved.renewal import corpus, state, update
from kg.store.resolved.statements import Change
from kg.store.resolved.tables import SCHEMA

__all__ = ["SCHEMA", "Change", "all_quads", "corpus", "difference", "own_quads", "state", "update"]
