"""What the page shows, as plain lists and dictionaries that become JSON."""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.rdf import vocabulary
from kg.views.page.layout import Box, place, spread
from kg.views.page.quotes import elsewhere, pieces
from kg.views.rows import Edge, GraphRows, Node, Proof, Source, by_statement

Json = dict[str, Any]

DRAWN = 1500
_EVENT_WEIGHT = 2.0
_KINDS = ("Person", "Country", "Organization", "Place", "Event", "Document")
_OTHER = "Other"
_AREA = 18_000  # room for a node, in square pixels
_SCREEN = 1050  # width of the drawing on a common screen, in pixels
_TIERS = ((16, 17.0), (48, 13.0))  # so many nodes have a label of so many pixels at first sight
_SMALL = 12.0
_LINE, _LINES = 22, 3
_ABBREVIATION = re.compile("[А-ЯЁ][А-ЯЁа-яё]?[А-ЯЁ]{1,5}")


@dataclass(frozen=True, slots=True)
class PageData:
    """The parts of the page: nodes and edges for the drawing, and all that the panel tells."""

    nodes: list[Json]
    edges: list[Json]
    model: Json


def page_data(rows: GraphRows) -> PageData:
    """Return what the page needs; nodes come in order of importance, the first of them with a position."""
    links = [edge for edge in rows.edges if not edge.literal]
    nodes = _ranked(rows.nodes, links)
    index = {node.iri: number for number, node in enumerate(nodes)}
    statements = _statements(rows, index)
    pairs = _pairs(links, index)
    drawn = _drawn(nodes, pairs)
    model = {
        "nodes": [_facts(node) for node in nodes],
        "statements": statements,
        "sources": [_source(source) for source in rows.sources],
        **_words(nodes, rows.edges),
    }
    return PageData(_drawing(nodes, drawn, pairs, rows.edges), _lines(pairs, rows.edges), model)


def kind(type_: str) -> str:
    """Return the group of a class in the legend: Summit → Event, City → Place."""
    return next((name for name in _KINDS if vocabulary().is_a(type_, name)), _OTHER)


def _ranked(nodes: Iterable[Node], links: Sequence[Edge]) -> list[Node]:
    """Return the nodes by importance: how many articles mention one and how many of its statements they tell.

    Events count more, as few articles tell of each one.
    """
    told: dict[str, float] = defaultdict(float)
    for edge in links:
        for end in (edge.subject, edge.object):
            told[end] += 1 if edge.basis == "text" else 0.2

    def rank(node: Node) -> tuple[float, str, str]:
        weight = _EVENT_WEIGHT if kind(node.type) == "Event" else 1.0
        return -weight * (node.documents + told[node.iri] / 2), node.name, node.iri

    return sorted(nodes, key=rank)


def _pairs(links: Sequence[Edge], index: dict[str, int]) -> dict[tuple[int, int], list[Edge]]:
    """Return the statements between each two nodes, whichever way they point."""
    pairs: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in links:
        one, other = index[edge.subject], index[edge.object]
        pairs[min(one, other), max(one, other)].append(edge)
    return dict(sorted(pairs.items()))


def _drawn(nodes: Sequence[Node], pairs: Iterable[tuple[int, int]]) -> list[int]:
    connected = {end for pair in pairs for end in pair if pair[0] != pair[1]}
    return [number for number in range(len(nodes)) if number in connected][:DRAWN]


def _drawing(
    nodes: Sequence[Node], drawn: Sequence[int], pairs: dict[tuple[int, int], list[Edge]], edges: Sequence[Edge]
) -> list[Json]:
    """Return the nodes as vis-network wants them; only the drawn ones have a position."""
    width = (len(drawn) * _AREA * 1.4) ** 0.5
    scale = min(1.0, _SCREEN / width) if drawn else 1.0
    found = [_mark(number, node, len(nodes), scale) for number, node in enumerate(nodes)]
    seat = {number: place_ for place_, number in enumerate(drawn)}
    for place_, number in enumerate(drawn):
        found[number] = _mark(number, nodes[number], place_, scale)
    pulls = [(seat[a], seat[b], _pull(held)) for (a, b), held in pairs.items() if a in seat and b in seat and a != b]
    points = place(len(drawn), pulls, width)
    for number, (x, y) in zip(drawn, spread(points, [_box(found[number]) for number in drawn]), strict=True):
        found[number].update(x=x, y=y)
    return found


def _mark(number: int, node: Node, rank: int, scale: float) -> Json:
    font = next((size / scale for places, size in _TIERS if rank < places), _SMALL)
    return {
        "id": number,
        "label": "\n".join(textwrap.wrap(_short(node), _LINE, max_lines=_LINES, placeholder=" …")) or node.name,
        "group": kind(node.type),
        "size": round(font * 0.62, 1),
        "font": {"size": round(font, 1)},
    }


def _short(node: Node) -> str:
    """Return the abbreviation of an organization with a long name (ОДКБ), else the name."""
    if kind(node.type) == "Organization" and len(node.name) > _LINE:
        return next((alias for alias in node.aliases if _ABBREVIATION.fullmatch(alias)), node.name)
    return node.name


def _box(mark: Json) -> Box:
    font, size = mark["font"]["size"], mark["size"]
    lines = mark["label"].split("\n")
    width = max(max(map(len, lines)) * font * 0.58, 2 * size)
    return Box(width, 2 * size + len(lines) * font * 1.2, size)


def _pull(edges: Sequence[Edge]) -> float:
    return 1.0 if any(edge.basis == "text" for edge in edges) else 0.25


def _lines(pairs: dict[tuple[int, int], list[Edge]], edges: Sequence[Edge]) -> list[Json]:
    """Return one line a pair of nodes; its statements are given by their places."""
    number = {edge.statement: place_ for place_, edge in enumerate(edges)}
    return [
        {"id": f"{one}-{other}", "from": one, "to": other, "statements": [number[edge.statement] for edge in held]}
        for (one, other), held in pairs.items()
    ]


def _facts(node: Node) -> Json:
    return {
        "iri": node.iri,
        "name": node.name,
        "en": node.name_en,
        "type": node.type,
        "kind": kind(node.type),
        "wikidata": node.wikidata,
        "aliases": list(node.aliases),
        "documents": node.documents,
        "mentions": node.mentions,
    }


def _statements(rows: GraphRows, index: dict[str, int]) -> list[Json]:
    proofs = by_statement(rows.proofs)
    sources = {source.iri: number for number, source in enumerate(rows.sources)}
    looked_up: dict[str, list[int]] = defaultdict(list)
    for statement, document in rows.background:
        looked_up[statement].append(sources[document])
    against = _against(rows)
    return [
        {
            "against": against.get(edge.statement, []),
            "subject": index[edge.subject],
            "predicate": edge.predicate,
            "object": edge.object if edge.literal else index[edge.object],
            "status": edge.status,
            "basis": edge.basis,
            "confidence": edge.confidence,
            "from": edge.valid_from,
            "until": edge.valid_until,
            "sources": looked_up.get(edge.statement, []),
            "proofs": [_proof(proof, sources, index) for proof in proofs.get(edge.statement, [])],
        }
        for edge in rows.edges
    ]


def _against(rows: GraphRows) -> dict[str, list[int]]:
    """Return the places of the statements that contradict each statement, its own where it is said and denied."""
    number = {edge.statement: place_ for place_, edge in enumerate(rows.edges)}
    found: dict[str, list[int]] = defaultdict(list)
    for _, first, second in rows.contradictions:
        found[first].append(number[second])
        if first != second:
            found[second].append(number[first])
    return found


def _proof(proof: Proof, sources: dict[str, int], index: dict[str, int]) -> Json:
    return {
        "source": sources[proof.document],
        "quote": pieces(proof),
        "elsewhere": elsewhere(proof),
        "status": proof.status,
        "confidence": proof.confidence,
        "method": proof.method,
        "speaker": index.get(proof.speaker),
        "rumour": proof.rumour,
    }


def _source(source: Source) -> Json:
    return {
        "id": source.id,
        "title": source.title,
        "published": source.published,
        "publisher": source.publisher,
        "url": source.url,
    }


def _words(nodes: Iterable[Node], edges: Iterable[Edge]) -> Json:
    """Return the Russian words of the classes and predicates that occur."""
    terms = vocabulary()
    types = sorted({node.type for node in nodes})
    predicates = {edge.predicate for edge in edges}
    return {
        "types": {name: terms.classes[name].label_ru if name in terms.classes else name for name in types},
        "predicates": {name: term.label_ru for name, term in terms.predicates.items() if name in predicates},
    }
