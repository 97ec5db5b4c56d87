"""From a document with linked mentions to statements, each with the sentence that carries it."""

from kg.relations.engine import Trace, explain, find_statements
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules import RULES
from kg.relations.view import DocumentView, SentenceView

__all__ = ["RULES", "DocumentView", "Match", "Rule", "SentenceView", "Trace", "explain", "find_statements", "rule"]
