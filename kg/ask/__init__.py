"""Questions in Russian to named queries, by the project's own analysis; the patterns are `data/patterns.tsv`."""

from kg.ask.answer import Answer, Proof, answer
from kg.ask.graph import Graph, load_graph
from kg.ask.question import Known, Question, Understood
from kg.ask.tables import answerable
from kg.ask.understand import understand
from kg.ask.words import Language, load_language

__all__ = [
    "Answer",
    "Graph",
    "Known",
    "Language",
    "Proof",
    "Question",
    "Understood",
    "answer",
    "answerable",
    "load_graph",
    "load_language",
    "understand",
]
