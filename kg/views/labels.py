"""What stands for an IRI where people read: its Russian label."""

import re
from collections.abc import Iterable
from typing import Any, cast

from kg.rdf import KG, PREFIXES, term_labels
from kg.store import Store

_BATCH = 1_000
_QUERY = """PREFIX rdfs: <{rdfs}> PREFIX schema: <{schema}> PREFIX skos: <{skos}>
SELECT ?node (MIN(?preferred) AS ?label) {{
  VALUES ?node {{ {nodes} }}
  OPTIONAL {{ ?node skos:prefLabel ?first FILTER(LANG(?first) = "ru") }}
  OPTIONAL {{ ?node rdfs:label ?second FILTER(LANG(?second) IN ("ru", "")) }}
  OPTIONAL {{ ?node schema:headline ?third }}
  OPTIONAL {{ ?node schema:identifier ?fourth }}
  BIND(COALESCE(?first, ?second, ?third, ?fourth) AS ?preferred)
}} GROUP BY ?node"""


def labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return a label for each IRI: of an entity, a term of the ontology or an article, else its last part.

    Args:
        store: The open store.
        iris: IRIs of any kind.
    """
    wanted = sorted(set(iris))
    terms = term_labels("ru")
    found = {iri: terms.get(iri.removeprefix(KG.base), "") for iri in wanted}
    own = [iri for iri in wanted if not found[iri] and iri.startswith(store.iris.base)]
    for start in range(0, len(own), _BATCH):
        nodes = " ".join(f"<{iri}>" for iri in own[start : start + _BATCH])
        spaces = {name: PREFIXES[name] for name in ("rdfs", "schema", "skos")}
        for row in cast(Any, store.query(_QUERY.format(nodes=nodes, **spaces))):
            if row["label"] is not None:
                found[row["node"].value] = row["label"].value
    return {iri: label or short(iri) for iri, label in found.items()}


def short(iri: str) -> str:
    """Return the last part of an IRI («asserted», «Q7747»)."""
    return re.split("[/#]", iri.rstrip("/#"))[-1]
