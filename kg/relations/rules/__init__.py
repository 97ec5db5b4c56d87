"""The rules in the order in which they run; a family of rules is a file with its own tuple."""

from kg.relations.rule import Rule
from kg.relations.rules import (
    event_dates,
    event_parts,
    invitations,
    leadership,
    meetings,
    membership,
    organizers,
    participation,
    positions,
    signing,
    venues,
    visits,
)

FAMILIES = (
    leadership,
    positions,
    membership,
    venues,
    organizers,
    event_dates,
    participation,
    meetings,
    visits,
    signing,
    invitations,
    event_parts,
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
