"""The NetworkX view as files: GraphML, GEXF, and two tables of comma-separated values."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import networkx as nx

from kg.views.network import Network

# XML 1.0 has no place for these
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# networkx writes its version and the day of the run there
_STAMP = re.compile(r"\s*<meta\b.*?</meta>", re.DOTALL)
# A spreadsheet runs a cell that begins like this as a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

NODE_COLUMNS = ("id", "label", "type", "wikidata", "documents", "mentions")
EDGE_COLUMNS = (
    "source", "target", "predicate", "label", "weight", "first_seen", "last_seen", "status", "basis", "confidence",
    "statements",
)  # fmt: skip


def graphml(net: Network) -> bytes:
    """Return the network as GraphML; the same network gives the same bytes."""
    file = io.BytesIO()
    # edges are numbered, as ids of GraphML must differ; networkx would write the key, which many edges share
    nx.write_graphml_xml(_numbered(net), file, encoding="utf-8", prettyprint=True, edge_id_from_attribute="number")
    return file.getvalue() + b"\n"


def gexf(net: Network) -> bytes:
    """Return the network as GEXF 1.2, without the time of writing."""
    file = io.BytesIO()
    nx.write_gexf(_clean(net), file, encoding="utf-8", prettyprint=True)
    return _STAMP.sub("", file.getvalue().decode("utf-8")).encode("utf-8") + b"\n"


def node_table(net: Network) -> str:
    """Return the nodes as comma-separated values with a header."""
    rows = [[iri, *(data.get(name, "") for name in NODE_COLUMNS[1:])] for iri, data in net.nodes(data=True)]
    return table(NODE_COLUMNS, rows)


def edge_table(net: Network) -> str:
    """Return the edges as comma-separated values with a header."""
    rows = [
        [subject, object_, predicate, *(data.get(name, "") for name in EDGE_COLUMNS[3:])]
        for subject, object_, predicate, data in net.edges(keys=True, data=True)
    ]
    return table(EDGE_COLUMNS, rows)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return comma-separated values; a text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        text = _ILLEGAL.sub("", value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return value


def _clean(net: Network) -> Network:
    """Return a copy whose texts XML can carry."""
    copy: Network = nx.MultiDiGraph()
    copy.add_nodes_from((iri, _texts(data)) for iri, data in net.nodes(data=True))
    for subject, object_, predicate, data in _edges(net):
        copy.add_edge(subject, object_, key=predicate, **_texts(data))
    return copy


def _numbered(net: Network) -> Network:
    copy = _clean(net)
    for number, (_, _, predicate, data) in enumerate(_edges(copy)):
        data.update(predicate=predicate, number=f"e{number}")
    return copy


def _edges(net: Network) -> Iterable[tuple[str, str, str, dict[str, object]]]:
    return net.edges(keys=True, data=True)  # type: ignore[no-any-return,unused-ignore]


def _texts(data: dict[str, object]) -> dict[str, object]:
    return {name: _ILLEGAL.sub("", value) if isinstance(value, str) else value for name, value in data.items()}
