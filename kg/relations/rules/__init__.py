"""The rules in the order in which they run; a family of rules is a file with its own tuple."""

from kg.relations.rule import Rule
from kg.relations.rules import (
    chairs,
    delegations,
    event_dates,
    event_parts,
    first_days,
    geography,
    invitations,
    leadership,
    meetings,
    membership,
    organizers,
    participation,
    positions,
    presence,
    seats,
    signing,
    stage,
    surroundings,
    told_events,
    venues,
    visits,
)

FAMILIES = (
    leadership,
    positions,
    membership,
    chairs,
    seats,
    geography,
    venues,
    organizers,
    event_dates,
    told_events,
    stage,
    first_days,
    participation,
    surroundings,
    presence,
    delegations,
    meetings,
    visits,
    signing,
    invitations,
    event_parts,
)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
