"""A knowledge-graph builder for Russian political news."""

from kg.api import build, open_graph

__all__ = ["build", "open_graph"]
