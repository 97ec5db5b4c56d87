"""Trained models of nested entities and of relations between them; they run with NumPy."""

from kg.model import EntitySpan, Reading, ScoredRelation
from kg.neural.models import Models, load_models

__all__ = ["EntitySpan", "Models", "Reading", "ScoredRelation", "load_models"]
