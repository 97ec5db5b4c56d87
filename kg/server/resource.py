"""Linked data: what the graph says of one IRI, for machines as triples and for people as a page."""

import json
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.server.pool import Pool, Question

KINDS = ("entity", "document", "statement", "evidence", "mention", "method", "contradiction", "graph")
"""First parts of the paths of minted IRIs."""
MOST_SHOWN = 500
_ABOUT = (
    "SELECT ?p ?v ?label {{ {{ {iri} ?p ?v }} OPTIONAL {{ ?v <{rdfs}label> ?label }} }} ORDER BY ?p ?v LIMIT {most}"
)
_TOWARDS = (
    "SELECT ?p ?v ?label {{ {{ ?v ?p {iri} }} OPTIONAL {{ ?v <{rdfs}label> ?label }} }} ORDER BY ?p ?v LIMIT {most}"
)
_TRIPLES = "CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} }}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A term on a page: its text, what it is called, and its address when it has one."""

    text: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values."""

    name: str
    values: tuple[Cell, ...]


async def triples_of(pool: Pool, iri: str, media_type: str) -> tuple[bytes, bool]:
    """Return the triples about an IRI and towards it, and whether they were cut; no bytes where there are none."""
    node = ox.NamedNode(iri)
    if not await known(pool, iri):
        return b"", False
    found = await pool.ask(Question(_TRIPLES.format(iri=node), graph=media_type))
    return found.data, found.cut


async def known(pool: Pool, iri: str) -> bool:
    """Return whether the graph says anything about an IRI, or names it."""
    node = ox.NamedNode(iri)
    found = await pool.ask(Question(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }} }}"))
    return bool(json.loads(found.data)["boolean"])


async def rows_of(pool: Pool, iri: str, base: str) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return what is said about an IRI and what is said with it as the object, for a page.

    Args:
        pool: Processes that answer.
        iri: The IRI.
        base: What minted IRIs begin with; addresses of these lead to this server.
    """
    about, towards = [
        await pool.ask(Question(text.format(iri=ox.NamedNode(iri), rdfs=PREFIXES["rdfs"], most=MOST_SHOWN)))
        for text in (_ABOUT, _TOWARDS)
    ]
    return _rows(about.data, base), _rows(towards.data, base)


def _rows(data: bytes, base: str) -> tuple[Row, ...]:
    grouped: dict[str, dict[str, Cell]] = {}
    for row in json.loads(data)["results"]["bindings"]:
        cell = _cell(row["v"], row.get("label", {}).get("value", ""), base)
        cells = grouped.setdefault(_short(row["p"]["value"]), {})
        if cell.text not in cells or row.get("label", {}).get("xml:lang") == "ru":
            cells[cell.text] = cell
    return tuple(Row(name, tuple(sorted(cells.values(), key=_russian_first))) for name, cells in grouped.items())


def _russian_first(cell: Cell) -> bool:
    return not cell.text.endswith(" @ru")


def _cell(term: dict[str, str], label: str, base: str) -> Cell:
    if term["type"] != "uri":
        language = term.get("xml:lang", "")
        return Cell(f"{term['value']} @{language}" if language else term["value"], "", "")
    iri = term["value"]
    return Cell(_short(iri), label, local_address(iri, base))


def local_address(iri: str, base: str) -> str:
    """Return where a page links to for an IRI: this server for minted ones, the web, or nowhere."""
    if iri.startswith(base):
        path, mark, fragment = iri[len(base) :].partition("#")
        return f"/{path}{mark}{fragment}"
    # nothing but a web address may become a link: «javascript:…» comes from a hostile article
    return iri if iri.startswith(("http://", "https://")) else ""


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
