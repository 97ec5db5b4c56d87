"""Views of the published graph: the files of a build, and the NetworkX network with its measures."""

from kg.views.files import EXTRA_FORMATS, check_formats, file_name, format_files, write_views
from kg.views.graphml import table
from kg.views.labels import labels, short
from kg.views.measures import Measure, Step, measure, shortest_path
from kg.views.naming import find_node
from kg.views.network import BASES, Network, build_network
from kg.views.rows import GraphRows, load_nodes, load_rows

__all__ = [
    "BASES",
    "EXTRA_FORMATS",
    "GraphRows",
    "Measure",
    "Network",
    "Step",
    "build_network",
    "check_formats",
    "file_name",
    "find_node",
    "format_files",
    "labels",
    "load_nodes",
    "load_rows",
    "measure",
    "short",
    "shortest_path",
    "table",
    "write_views",
]
