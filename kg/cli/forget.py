"""`kg forget`: take documents out of the graph again."""

from pathlib import Path

import click

from kg import pipeline
from kg.cli.logs import log_options
from kg.cli.options import output_option


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@output_option
@log_options
def forget(documents: tuple[str, ...], output: Path) -> None:
    """Remove documents from the graph.

    DOC is the id of a document. What only it contributed goes with it, as if it had never been read.

    \b
    kg forget visit-2024-05-14 -o output/

    Python: `kg.pipeline.forget`.
    """
    report = pipeline.forget(output, documents)
    click.echo(f"{len(documents)} documents forgotten, {len(report.corpus.documents)} remain")
