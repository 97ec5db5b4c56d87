"""A news collection: its articles, a build over them, and the figures of the build."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.errors import SourceError
from kg.evaluation.news import CORE, Row, Score, score
from kg.extract import load_extractor
from kg.pipeline import build

FIELDS = ("id", "url", "published", "text")
"""What a build is given of an annotated article; a separate title is not judged."""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the JSON objects of a file, one a line.

    Raises:
        SourceError: The file is missing or a line is no JSON object.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise SourceError(str(path), f"no JSON Lines: {error}") from error
    if not all(isinstance(row, dict) for row in rows):
        raise SourceError(str(path), "a line is no JSON object")
    return rows


def score_build(
    articles: Sequence[Row], output: Path | None = None, *, threshold: float | None = None, models: bool = True
) -> Score:
    """Return the figures of a build over annotated articles.

    Args:
        articles: Articles with entities and facts.
        output: Folder of a finished build over them; None builds anew, in a folder that is removed after.
        threshold: Least confidence of a statement in the build that is made.
        models: Whether that build uses the models, or the rules alone.
    """
    if output:
        return score(articles, read_lines(output / "mentions.jsonl"), read_lines(output / "statements.jsonl"))
    with TemporaryDirectory() as folder:
        records = Path(folder, "articles.jsonl")
        kept = [{name: row[name] for name in FIELDS if row.get(name) is not None} for row in articles]
        records.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
        build([records], Path(folder, "output"), extractor=load_extractor(models=models), threshold=threshold)
        return score_build(articles, Path(folder, "output"))


def table(result: Score) -> str:
    """Return the figures as text."""
    right, found = result.entities_right, result.entities_found
    lines = [
        f"{result.documents} articles",
        f"entities   P {right.precision:.4f}  R {found.recall:.4f}  gold {found.gold}",
        f"linking    accuracy {result.linking.recall:.4f}  gold {result.linking.gold}",
        _shares("facts", result.facts()) + f"  unjudged {result.unjudged}",
        _shares("core", result.facts(CORE)),
        f"known      R {result.known.recall:.4f}  gold {result.known.gold}",
        f"traps      asserted {result.traps.right} of {result.traps.gold}",
        f"evidence   right {result.evidence.recall:.4f} of {result.evidence.gold}",
        f"negatives  {result.on_empty / result.empty if result.empty else 0:.2f} statements an article without facts",
        "",
        "predicates",
    ]
    for name in sorted(result.stated.keys() | result.found.keys()):
        stated, given = result.stated[name], result.found[name]
        lines.append(f"  {name:16} P {stated.precision:.3f}  R {given.recall:.3f}  gold {given.gold}")
    return "\n".join(lines)


def _shares(name: str, shares: tuple[float, float, float]) -> str:
    precision, recall, f1 = shares
    return f"{name:10} P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"
