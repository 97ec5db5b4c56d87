"""Judgements of people about the graph: kept in a file, replayed by every build, undone by another line."""

from kg.review.apply import Reviewed, reviewed
from kg.review.journal import JOURNAL, Judgement, Target, append, in_force, read_journal
from kg.review.questions import Question, questions

__all__ = [
    "JOURNAL",
    "Judgement",
    "Question",
    "Reviewed",
    "Target",
    "append",
    "in_force",
    "questions",
    "read_journal",
    "reviewed",
]
