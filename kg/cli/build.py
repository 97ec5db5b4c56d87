"""`kg build`: articles in, graph out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kg import pipeline, samples
from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.model import BELIEVED, Corpus
from kg.views import EXTRA_FORMATS

Item = TypeVar("Item")
LEFT_OUT = 3
NOTHING = 1


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@output_option
@click.option(
    "--formats", default="", metavar="LIST", help=f"Further exports, separated by commas: {', '.join(EXTRA_FORMATS)}."
)
@click.option(
    "--threshold",
    default=None,
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Least confidence of a statement in the graph; 0.5 by default, then as in the build before.",
)
@click.option("--base", default=None, metavar="IRI", help="What the IRIs of the data begin with.")
@click.option("--encoding", default=None, metavar="NAME", help="Encoding of the inputs; detected by default.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
@log_options
def build(
    inputs: tuple[str, ...],
    output: Path,
    formats: str,
    threshold: float | None,
    base: str | None,
    encoding: str | None,
    quiet: bool,
) -> int:
    """Read articles and write the graph.

    INPUT is a file (.txt, .html, .json, .jsonl, .csv, .tsv, also in .zip or .gz), a folder, or - for standard
    input. Without any, the bundled sample articles are read. The folder keeps a store: the next build adds to
    it, and reads only what is new.

    \b
    kg build news/ -o output/
    kg build articles.jsonl --formats nq,csv
    cat article.txt | kg build - -o output/

    Exit code 0: all was read; 1: nothing could be built; 2: wrong usage; 3: some documents were left out, each
    is named on standard error and in report.md; 130: interrupted.

    Python: `kg.pipeline.build`.
    """
    report = pipeline.build(
        inputs or [str(samples.path())],
        output,
        base=base,
        threshold=threshold,
        formats=[name.strip() for name in formats.split(",") if name.strip()],
        encoding=encoding,
        progress=_progress,
    )
    for item in report.skipped:
        click.echo(f"warning: {item}", err=True)
    if not report.corpus.documents:
        click.echo("error: nothing could be built: no input gave a document", err=True)
        return NOTHING
    if not quiet:
        _summary(report, Console(highlight=False))
    return LEFT_OUT if report.skipped else 0


def _progress(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items under a counting bar, or quietly when standard error is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("articles", total=None)
        for item in items:
            yield item
            bar.advance(task)


def _summary(report: pipeline.Report, console: Console) -> None:
    corpus = report.corpus
    text = [statement for statement in corpus.statements if statement.basis == "text"]
    console.print(
        f"{len(corpus.documents)} documents ({len(report.added)} new, {len(report.unchanged)} unchanged, "
        f"{len(report.skipped)} left out), {len(corpus.entities)} entities, {len(text)} statements from texts, "
        f"{len(corpus.statements) - len(text)} from reference knowledge"
    )
    console.print(_predicates(corpus))
    console.print(_leaders(corpus))
    files = Table("file", "size", title="Written", title_justify="left")
    for path in report.files:
        files.add_row(Text(str(path)), f"{path.stat().st_size / 1000:,.0f} kB")
    console.print(files)


def _predicates(corpus: Corpus) -> Table:
    counts = Counter((statement.predicate, statement.basis) for statement in corpus.statements)
    table = Table("predicate", "texts", "reference", title="Statements", title_justify="left")
    for predicate in sorted({predicate for predicate, _ in counts}):
        table.add_row(predicate, str(counts[predicate, "text"]), str(counts[predicate, "reference"]))
    return table


def _leaders(corpus: Corpus) -> Table:
    names = {entity.id: entity.name for entity in corpus.entities}
    led: dict[tuple[str, str], set[str]] = {}
    for statement in corpus.statements:
        if statement.predicate == "leaderOf" and statement.status in BELIEVED:
            key = names[statement.object], names[statement.subject]
            led.setdefault(key, set()).update(item.document_id for item in statement.evidence)
    table = Table("country or organization", "leader", "documents", title="Leaders", title_justify="left")
    for (place, person), documents in sorted(led.items()):
        table.add_row(Text(place), Text(person), str(len(documents)))
    return table
