"""Trained models of nested entities and of relations between them; they run with NumPy."""

from kg.neural.entities import EntitySpan
from kg.neural.models import Models, Reading, load_models
from kg.neural.relations import ScoredRelation

__all__ = ["EntitySpan", "Models", "Reading", "ScoredRelation", "load_models"]
