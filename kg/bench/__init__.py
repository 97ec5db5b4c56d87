"""Benchmarks: what the whole path costs next to natasha's own pipeline, measured in one run."""

from kg.bench.speed import Measure, compare, table

__all__ = ["Measure", "compare", "table"]
