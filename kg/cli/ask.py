"""`kg ask`: questions in Russian."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kg.ask import Answer, Proof, Question, answer, answerable, load_graph, load_language, understand
from kg.cli.answers import cell, escaped, labels_for, printable, write_table
from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.rdf import term_labels
from kg.store import STORE_FOLDER, named_query, open_store

NOT_UNDERSTOOD = 3
_BELOW = ("quote", "document")


@click.command()
@click.argument("question")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--proofs", default=3, show_default=True, type=click.IntRange(0), help="Most passages shown for a row.")
@click.option("--today", default=None, metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="What «сейчас» means.")
@output_option
@log_options
def ask(question: str, form: str, proofs: int, today: datetime | None, output: Path) -> int:
    """Ask the graph a question in Russian.

    The question is mapped to a named query by the program's own analysis. What it was taken for, the SPARQL, the
    rows and the passages that prove them are shown. A question that is not understood is answered by what was
    understood of it and what can be asked; the exit code is then 3.

    \b
    kg ask "Кто участвовал в саммите ОДКБ в Астане?"
    kg ask "с кем встречался Токаев в 2024 году"

    Python: `kg.ask.understand`, `kg.ask.answer`.
    """
    day = today.date() if today else date.today()
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        graph = load_graph(store, load_language(), day)
        asked = understand(question, graph)
        if asked.query is None:
            _refuse(asked, form)
            return NOT_UNDERSTOOD
        found = answer(asked, store)
        named = labels_for(found.rows, store)
        if form == "json":
            click.echo(escaped(json.dumps(_record(asked, found), ensure_ascii=False, indent=1)))
        else:
            _show(asked, found, named, proofs)
    return 0


def _show(asked: Question, found: Answer, named: dict[str, str], most: int) -> None:
    click.echo(click.style(f"{found.named.title_ru} [{found.named.name}]", bold=True))
    for line in (*_reading(asked), *_fixed(asked), *_warnings(asked)):
        click.echo(f"  {printable(line)}")
    click.echo(f"\n{found.sparql[found.sparql.index('PREFIX') :].rstrip()}\n")
    if not found.rows:
        click.echo("В графе об этом ничего нет.")
        return
    # what stands with each passage below would only make the table narrow
    shown = [n for n, name in enumerate(found.columns) if name not in _BELOW or "quote" not in found.columns]
    cells = [[str(number), *(cell(row[n], named) for n in shown)] for number, row in enumerate(found.rows, 1)]
    write_table(("№", *(found.columns[n] for n in shown)), cells)
    for number, passages in enumerate(found.proofs, 1):
        for line in _passages(number, passages, most):
            click.echo(line)


def _reading(asked: Question) -> Iterator[str]:
    for item in asked.reading:
        yield f"{f'{item.parameter}: ' if item.parameter else ''}«{item.words}» — {item.meaning}"


def _fixed(asked: Question) -> Iterator[str]:
    """Yield the parameters that the kind of question gives, not one of its words."""
    named = {item.parameter for item in asked.reading}
    return (f"{name}: {value}" for name, value in asked.parameters.items() if name not in named)


def _warnings(asked: Question) -> Iterator[str]:
    """Yield what a reader must know before trusting the rows."""
    for item in asked.reading:
        if item.others:
            yield f"внимание: «{item.words}» может значить и другое: {', '.join(item.others)}"
    if asked.skipped:
        yield f"внимание: не учтено: {', '.join(f'«{word}»' for word in asked.skipped)}"


def _passages(number: int, passages: Sequence[Proof], most: int) -> Iterator[str]:
    for proof in passages[:most]:
        yield f"{number}. {_passage(proof)}"
    if len(passages) > most:
        yield f"{number}. и ещё {len(passages) - most}"


def _passage(proof: Proof) -> str:
    if proof.is_background:
        return "справочные данные, не из статей"
    status = term_labels("ru").get(proof.status, proof.status)
    signed = [proof.document, proof.published, status, f"говорит {proof.speaker}" if proof.speaker else ""]
    return printable(f"«{proof.quote}» — {', '.join(part for part in signed if part)}")


def _refuse(asked: Question, form: str) -> None:
    if form == "json":
        click.echo(escaped(json.dumps(_record(asked, None), ensure_ascii=False, indent=1)))
        return
    click.echo(f"Вопрос не понят: {printable(asked.reason)}.")
    for line in _reading(asked):
        click.echo(f"  понято: {printable(line)}")
    click.echo("\nО чём можно спросить:")
    for name in answerable():
        click.echo(f"  {named_query(name).title_ru} [{name}]")


def _record(asked: Question, found: Answer | None) -> dict[str, Any]:
    """Return a question and its answer as JSON has them."""
    record: dict[str, Any] = {
        "question": asked.text,
        "query": asked.query,
        "parameters": dict(asked.parameters),
        "reading": [
            {"words": item.words, "meaning": item.meaning, "parameter": item.parameter, "others": list(item.others)}
            for item in asked.reading
        ],
        "skipped": list(asked.skipped),
        "unknown": list(asked.unknown),
        "reason": asked.reason,
    }
    if found is None:
        return record
    rows = [
        {
            **{name: cell(term, {}) for name, term in zip(found.columns, row, strict=True)},
            "evidence": [_proof(proof) for proof in passages],
        }
        for row, passages in zip(found.rows, found.proofs, strict=True)
    ]
    return record | {"sparql": found.sparql, "rows": rows}


def _proof(proof: Proof) -> dict[str, str]:
    return {
        "quote": proof.quote,
        "document": proof.document,
        "published": proof.published,
        "status": proof.status,
        "speaker": proof.speaker,
        "basis": "reference" if proof.is_background else "text",
    }
