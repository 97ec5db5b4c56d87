"""The rules in the order in which they run; a family of rules is a file with its own tuple."""

from kg.relations.rule import Rule
from kg.relations.rules import leadership, positions

FAMILIES = (leadership, positions)

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
