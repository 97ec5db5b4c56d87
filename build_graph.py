#!/usr/bin/env python3
"""Build the knowledge graph: `python build_graph.py INPUT... -o output/` is `kg build`."""

import sys

from kg.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
