"""The rules in the order in which they run; a family of rules is a file."""

from kg.relations.rule import Rule

RULES: tuple[Rule, ...] = ()
