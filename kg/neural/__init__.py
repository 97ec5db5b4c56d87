"""Trained models of entities and relations; they run with NumPy."""
