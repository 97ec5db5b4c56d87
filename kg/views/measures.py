"""What the shape of the graph tells: who is central, which groups there are, how two entities are connected."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from kg.errors import QueryError
from kg.model import STATUSES
from kg.views.network import Network
from kg.views.rows import GraphRows, by_statement

_SEED = 20241128
# Betweenness follows shortest paths from every node as long as that is so many steps, else from some of them
_WORK, _FEWEST = 3_000_000, 64
_DAMPING, _ROUNDS, _ERROR = 0.85, 200, 1e-10
# A step that only the background knows is as long as this many that a text tells
_BACKGROUND = 1.01


@dataclass(frozen=True, slots=True)
class Measure:
    """The place of a node in the graph.

    `degree` counts edges, `betweenness` and `pagerank` are in [0, 1]; communities are numbered from 1,
    the largest first.
    """

    iri: str
    name: str
    type: str
    degree: int
    betweenness: float
    pagerank: float
    community: int
    documents: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    `predicates` are names and whether the path goes from subject to object; `status` is the strongest
    of their statements; `quote` and `document` are empty when only the background knows it.
    """

    start: str
    predicates: tuple[tuple[str, bool], ...]
    end: str
    status: str
    basis: str
    quote: str
    document: str


def measure(net: Network) -> tuple[Measure, ...]:
    """Return the measures of all nodes, the highest PageRank first."""
    number = {iri: place for place, iri in enumerate(net)}
    plain = _undirected(net, number)
    ranks = pagerank(plain)
    size = len(plain) + plain.number_of_edges()
    sample = min(len(plain), max(_FEWEST, _WORK // max(1, size))) or None
    between = nx.betweenness_centrality(plain, k=sample, seed=_SEED)
    groups = communities(plain)
    found = [
        Measure(
            iri=iri,
            name=data["label"],
            type=data["type"],
            degree=net.degree(iri),
            betweenness=round(between[number[iri]], 6),
            pagerank=round(ranks[number[iri]], 6),
            community=groups[number[iri]],
            documents=data["documents"],
        )
        for iri, data in net.nodes(data=True)
    ]
    return tuple(sorted(found, key=lambda item: (-item.pagerank, -item.degree, item.name, item.iri)))


def pagerank(plain: "nx.Graph[int]") -> dict[int, float]:
    """Return the PageRank of each node; edges count as often as articles give them.

    An edge leads both ways: which end of «саммит – организатор – ОДКБ» is the subject is a way of
    speaking, and following subjects alone would end in the cities of headquarters.

    Source: Page, Brin, Motwani, Winograd (1999). networkx's own needs SciPy, which nothing else here does.
    """
    if not len(plain):
        return {}
    share = 1 / len(plain)
    ranks = dict.fromkeys(plain, share)
    total = {node: float(plain.degree(node, weight="weight")) for node in plain}
    for _ in range(_ROUNDS):
        loose = math.fsum(ranks[node] for node in plain if not total[node])
        following = dict.fromkeys(plain, (1 - _DAMPING + _DAMPING * loose) * share)
        for one, other, data in plain.edges(data=True):
            following[other] += _DAMPING * ranks[one] * data["weight"] / total[one]
            if one != other:
                following[one] += _DAMPING * ranks[other] * data["weight"] / total[other]
        change = math.fsum(abs(following[node] - ranks[node]) for node in plain)
        ranks = following
        if change < _ERROR:
            break
    return ranks


def communities(plain: "nx.Graph[int]") -> dict[int, int]:
    """Return the number of each node's community, the largest group first; nodes are numbers, so no hash decides.

    Source: Blondel, Guillaume, Lambiotte, Lefebvre (2008), "Fast unfolding of communities in large networks".
    """
    groups = nx.community.louvain_communities(plain, weight="weight", seed=_SEED) if len(plain) else []
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: place for place, group in enumerate(ordered, 1) for node in group}


def shortest_path(rows: GraphRows, net: Network, start: str, end: str) -> tuple[Step, ...]:
    """Return the steps of a shortest path between two nodes, whichever way the edges point.

    Of paths of one length that with most steps told by texts is taken.

    Raises:
        QueryError: No path connects them.
    """
    number = {iri: place for place, iri in enumerate(net)}
    plain = _undirected(net, number)
    try:
        numbers = nx.dijkstra_path(plain, number[start], number[end], weight="length")
    except nx.NetworkXNoPath as error:
        names = net.nodes[start]["label"], net.nodes[end]["label"]
        raise QueryError(f"no path connects '{names[0]}' and '{names[1]}'") from error
    iris = list(net)
    return tuple(_step(rows, net, iris[one], iris[other]) for one, other in pairwise(numbers))


def _undirected(net: Network, number: Mapping[str, int]) -> "nx.Graph[int]":
    """Return the graph of who is connected with whom: weights added up, nodes numbered in order."""
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(net)))
    for subject, object_, data in net.edges(data=True):
        one, other = number[subject], number[object_]
        known = plain.get_edge_data(one, other) or {"weight": 0, "length": _BACKGROUND}
        length = 1.0 if "text" in data["basis"] else _BACKGROUND
        plain.add_edge(one, other, weight=known["weight"] + data["weight"], length=min(known["length"], length))
    return plain


def _step(rows: GraphRows, net: Network, start: str, end: str) -> Step:
    ways = [(start, end, True), (end, start, False)] if start != end else [(start, end, True)]
    edges = [
        (str(predicate), forward, data)
        for subject, object_, forward in ways
        for predicate, data in sorted((net.get_edge_data(subject, object_) or {}).items())
    ]
    basis = "text" if any("text" in data["basis"] for _, _, data in edges) else "reference"
    quote, document = _quote(rows, [data["statements"] for _, _, data in edges])
    held = {data["status"] for _, _, data in edges}
    status = next(status for status in STATUSES if status in held)
    return Step(
        start, tuple((predicate, forward) for predicate, forward, _ in edges), end, status, basis, quote, document
    )


def _quote(rows: GraphRows, statements: Sequence[str]) -> tuple[str, str]:
    """Return the surest sentence behind an edge and its article, or two empty texts."""
    proofs = by_statement(rows.proofs)
    held = [proof for ids in statements for statement in ids.split() for proof in proofs.get(statement, ())]
    if not held:
        return "", ""
    best = min(held, key=lambda proof: (-proof.confidence, len(proof.passage.text), proof.document))
    return best.passage.text, next((s.id for s in rows.sources if s.iri == best.document), best.document)
