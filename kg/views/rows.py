"""What both graph views are made of: the answers of `nodes.rq`, `edges.rq` and the evidence as frozen records."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kg.rdf import ontology_path
from kg.store import Store

_OWN = Path(__file__).parent / "queries"
# A range of a text, as RFC 5147 writes it at the end of an IRI
_RANGE = re.compile(r"(.*)#char=(\d+),(\d+)")
_NAMING = frozenset({"name", "abbreviation"})
Row = dict[str, str]
# Where words stand: the text they are in and their first code point → the words
Texts = dict[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the graph.

    Attributes:
        iri: Its IRI, the key in every view.
        name: Russian name.
        type: Local name of its most specific class.
        aliases: Other names, and the names and abbreviations that articles use («Путина», «ОДКБ»), sorted.
        documents: Number of articles that mention it.
        mentions: Number of its mentions in them.
    """

    iri: str
    name: str
    type: str
    name_en: str = ""
    wikidata: str = ""
    aliases: tuple[str, ...] = ()
    documents: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement; `literal` tells that its object is a date or a text, which is an attribute of the subject.

    `documents` counts articles; `first_seen` and `last_seen` are their ISO days, empty when unknown.
    """

    statement: str
    subject: str
    predicate: str
    object: str
    status: str
    basis: str
    confidence: float
    literal: bool = False
    valid_from: str = ""
    valid_until: str = ""
    documents: int = 0
    first_seen: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a text: `context` names the text (an article's text or title), `start` counts code points."""

    text: str
    context: str
    start: int

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence of a statement: the passage and the words of both ends (empty where the text has none)."""

    statement: str
    document: str
    passage: Words
    subject: Words
    object: Words
    status: str
    confidence: float
    method: str
    speaker: str = ""
    rumour: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as a quote is signed with it; unknown fields are empty."""

    iri: str
    id: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GraphRows:
    """Everything a graph view needs, each sequence sorted.

    `background` pairs a statement of basis reference with an article that it was looked up for;
    `contradictions` have a kind and two statements.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    proofs: tuple[Proof, ...] = ()
    sources: tuple[Source, ...] = ()
    background: tuple[tuple[str, str], ...] = ()
    contradictions: tuple[tuple[str, str, str], ...] = ()


def load_rows(store: Store) -> GraphRows:
    """Return the rows of the graph that the store last published."""
    edges = [_edge(row, literal=False) for row in _select(store, ontology_path("queries/edges.rq"))]
    edges += [_edge(row, literal=True) for row in _select(store, ontology_path("queries/attributes.rq"))]
    background = {(_local(row["statement"]), row["document"]) for row in _select(store, _OWN / "background.rq")}
    mentions = list(_select(store, _OWN / "mentions.rq"))
    texts = {(row["context"], int(row["start"])): row["text"] for row in sorted(mentions, key=lambda row: row["text"])}
    proofs = {_proof(row, texts): None for row in _select(store, _OWN / "evidence.rq")}
    return GraphRows(
        nodes=tuple(_nodes(store, mentions)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.subject, edge.predicate, edge.object, edge.statement))),
        proofs=tuple(sorted(proofs, key=_proof_order)),
        sources=tuple(sorted(map(_source, _select(store, _OWN / "sources.rq")), key=lambda source: source.iri)),
        background=tuple(sorted(background)),
        contradictions=tuple(
            sorted(
                (row["kind"], _local(row["first"]), _local(row["second"]))
                for row in _select(store, _OWN / "contradictions.rq")
            )
        ),
    )


def load_nodes(store: Store) -> tuple[Node, ...]:
    """Return the entities of the graph that the store last published, sorted by IRI."""
    return tuple(_nodes(store, list(_select(store, _OWN / "mentions.rq"))))


def _select(store: Store, query: Path) -> Iterator[Row]:
    """Yield the answers of a SELECT query as plain text, unbound variables as empty text."""
    solutions = cast(Any, store.query(query.read_text(encoding="utf-8")))
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield dict(zip(names, [term.value if term is not None else "" for term in solution], strict=True))


def _nodes(store: Store, mentions: Sequence[Row]) -> Iterator[Node]:
    counts = Counter(row["node"] for row in mentions)
    aliases: dict[str, set[str]] = defaultdict(set)
    for row in _select(store, _OWN / "names.rq"):
        aliases[row["node"]].add(row["alias"])
    for row in mentions:
        if row["form"] in _NAMING:
            aliases[row["node"]].add(row["text"])
    found: dict[str, Node] = {}
    for row in sorted(_select(store, ontology_path("queries/nodes.rq")), key=lambda row: list(row.values())):
        node = Node(
            iri=row["node"],
            name=row["name"],
            type=_local(row["type"]),
            name_en=row["nameEn"],
            wikidata=_local(row["wikidata"]),
            aliases=tuple(sorted(aliases[row["node"]] - {row["name"], row["nameEn"]})),
            documents=int(row["documents"]),
            mentions=counts[row["node"]],
        )
        found.setdefault(node.iri, node)
    yield from found.values()


def _edge(row: Row, *, literal: bool) -> Edge:
    return Edge(
        statement=_local(row["statement"]),
        subject=row["subject"],
        predicate=_local(row["predicate"]),
        object=row["value"] if literal else row["object"],
        status=_local(row["status"]),
        basis=_local(row["basis"]),
        confidence=float(row["confidence"]),
        literal=literal,
        valid_from=row.get("from", ""),
        valid_until=row.get("until", ""),
        documents=int(row.get("documents", "0")),
        first_seen=row.get("first", ""),
        last_seen=row.get("last", ""),
    )


def _proof(row: Row, texts: Texts) -> Proof:
    passage = Words(row["quote"], row["context"], int(row["start"]))
    return Proof(
        statement=_local(row["statement"]),
        document=row["document"],
        passage=passage,
        subject=_end(row["subject"], passage, texts),
        object=_end(row["object"], passage, texts),
        status=_local(row["status"]),
        confidence=float(row["confidence"]),
        method=row["method"],
        speaker=row["speaker"],
        rumour=row["rumour"] == "true",
    )


def _end(iri: str, passage: Words, texts: Texts) -> Words:
    """Return the words of a range: part of the passage, or a mention in another sentence."""
    found = _RANGE.fullmatch(iri)
    if not found:
        return Words("", "", 0)
    context, start, stop = found[1], int(found[2]), int(found[3])
    first, last = start - passage.start, stop - passage.start
    if context == passage.context and 0 <= first < last <= len(passage.text):
        return Words(passage.text[first:last], context, start)
    # the longest mention that begins there may be longer than the range
    return Words(texts.get((context, start), "")[: stop - start], context, start)


def _proof_order(proof: Proof) -> tuple[object, ...]:
    places = (proof.passage, proof.subject, proof.object)
    spans = tuple((words.context, words.start, words.text) for words in places)
    return (proof.statement, proof.document, spans, proof.method, proof.status, proof.speaker, proof.confidence)


def _source(row: Row) -> Source:
    return Source(row["document"], row["id"], row["title"], row["published"], row["publisher"], row["url"])


def _local(iri: str) -> str:
    """Return what follows the last separator: `…/entity/Q7747` → Q7747."""
    return iri.rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]


def by_statement(proofs: Iterable[Proof]) -> dict[str, list[Proof]]:
    """Return the evidence of each statement, in order."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs:
        found[proof.statement].append(proof)
    return found
