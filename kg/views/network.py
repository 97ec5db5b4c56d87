"""The NetworkX view: entities are nodes, believed statements are edges, dates and texts are attributes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx

from kg.errors import ConfigError
from kg.model import BELIEVED, STATUSES
from kg.rdf import vocabulary
from kg.views.rows import Edge, GraphRows, Node

BASES = ("all", "text", "reference")
Network: TypeAlias = "nx.MultiDiGraph[str]"


def build_network(rows: GraphRows, *, basis: str = "all") -> Network:
    """Return the graph of believed statements, nodes and edges in order of their IRIs.

    A node's key is its IRI. An edge's key is the local name of its predicate; its `weight` is the
    number of articles that give it, `statements` the ids behind it.

    Args:
        rows: The rows of the store.
        basis: "text" for what articles say, "reference" for background knowledge, "all" for both.

    Raises:
        ConfigError: The basis is unknown.
    """
    if basis not in BASES:
        raise ConfigError(f"unknown basis '{basis}', expected one of {', '.join(BASES)}")
    held = [edge for edge in rows.edges if edge.status in BELIEVED and basis in ("all", edge.basis)]
    values = _values(edge for edge in held if edge.literal)
    net: Network = nx.MultiDiGraph()
    for node in rows.nodes:
        net.add_node(node.iri, **_node(node), **values.get(node.iri, {}))
    groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in held:
        if not edge.literal:
            groups[edge.subject, edge.object, edge.predicate].append(edge)
    for (subject, object_, predicate), edges in sorted(groups.items()):
        net.add_edge(subject, object_, key=predicate, **_joined(predicate, edges))
    return net


def _node(node: Node) -> dict[str, str | int]:
    known = {"name_en": node.name_en, "wikidata": node.wikidata}
    return {
        "label": node.name,
        "type": node.type,
        "documents": node.documents,
        "mentions": node.mentions,
        **{name: value for name, value in known.items() if value},
    }


def _values(edges: Iterable[Edge]) -> dict[str, dict[str, str]]:
    """Return the dates and texts of each node by predicate; several values are joined in order."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in edges:
        found[edge.subject][edge.predicate].add(edge.object)
    return {
        iri: {predicate: "; ".join(sorted(values)) for predicate, values in sorted(attributes.items())}
        for iri, attributes in found.items()
    }


def _joined(predicate: str, edges: list[Edge]) -> dict[str, str | int | float]:
    """Return what the statements of one edge say together.

    A text and the background may both hold a statement, about the same articles: the larger number counts.
    """
    days = [day for edge in edges for day in (edge.first_seen, edge.last_seen) if day]
    held = {edge.status for edge in edges}
    return {
        "label": vocabulary().predicate(predicate).label_ru,
        "weight": max(1, *(edge.documents for edge in edges)),
        "first_seen": min(days, default=""),
        "last_seen": max(days, default=""),
        "status": next(status for status in STATUSES if status in held),
        "basis": " ".join(sorted({edge.basis for edge in edges}, reverse=True)),
        "confidence": max(edge.confidence for edge in edges),
        "statements": " ".join(sorted(edge.statement for edge in edges)),
    }
