"""A knowledge-graph builder for Russian political news."""
