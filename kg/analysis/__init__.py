"""From a document to tokens, sentences, morphology, syntax and names.

The only room that knows natasha and pymorphy3.
"""

from kg.analysis.analyzer import Analyzer, load_analyzer
from kg.analysis.morphology import Morphology, Parse, load_morphology
from kg.analysis.remembered import gathered, remembered
from kg.analysis.tree import Tree, trees_of

__all__ = [
    "Analyzer",
    "Morphology",
    "Parse",
    "Tree",
    "gathered",
    "load_analyzer",
    "load_morphology",
    "remembered",
    "trees_of",
]
