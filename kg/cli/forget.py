"""`kg forget`: take documents out of the graph again."""

from pathlib import Path

import click

from kg import pipeline
from kg.cli.options import output_option


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@output_option
def forget(documents: tuple[str, ...], output: Path) -> None:
    """Remove documents, named by their ids, and everything that only they contributed.

    Python: `kg.pipeline.forget`.
    """
    report = pipeline.forget(output, documents)
    click.echo(f"{len(documents)} documents forgotten, {len(report.corpus.documents)} remain")
