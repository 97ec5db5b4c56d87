"""The bundled sample articles as an annotated collection."""

import csv
from collections import defaultdict
from typing import Any

from kg import samples
from kg.model import Document
from kg.sources import read


def annotated() -> list[dict[str, Any]]:
    """Return the sample articles with the entities, facts and distractors of their tables, in the form of `news`."""
    facts, traps = _by_document("expected"), _by_document("forbidden")
    entities = {document: _entities(rows) for document, rows in _by_document("mentions").items()}
    return [
        _article(item, entities.get(item.id, {}), facts[item.id], traps[item.id])
        for item in read([samples.path()])
        if isinstance(item, Document)
    ]


def _by_document(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (samples.gold() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["document"]].append(row)
    return found


def _entities(rows: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        entity = _entity(row["name"], row["type"], row["wikidata"])
        found.setdefault(row["name"], entity)["mentions"] += [row["mention"]] if row["mention"] else []
    return found


def _entity(name: str, kind: str, wikidata: str = "") -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "qid": wikidata or None, "mentions": []}


def _article(
    document: Document, entities: dict[str, dict[str, Any]], facts: list[dict[str, str]], traps: list[dict[str, str]]
) -> dict[str, Any]:
    known = dict(entities)
    for row in (*facts, *traps):
        for end in ("subject", "object"):
            if end == "subject" or row["predicate"] != "eventDate":
                # an end that the text does not name serves a fact of general knowledge alone
                known.setdefault(row[end], _entity(row[end], "Unnamed"))
    return {
        "id": document.id,
        "text": document.content,
        "published": document.published.isoformat() if document.published else None,
        "entities": list(known.values()),
        "facts": [{**_fact(row), "tier": row["tier"], "evidence": None} for row in facts],
        "distractors": [{**_fact(row), "why": row["why"]} for row in traps],
        "neutral": [],
    }


def _fact(row: dict[str, str]) -> dict[str, str]:
    return {"s": row["subject"], "p": row["predicate"], "o": row["object"]}
