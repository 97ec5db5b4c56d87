"""`kg bench`: the speed table, against natasha's own pipeline in the same run."""

from pathlib import Path

import click

from kg import samples
from kg.bench import compare, table
from kg.cli.logs import log_options
from kg.errors import ConfigError
from kg.model import Document
from kg.sources import read


@click.command()
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[INPUT]...")
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), metavar="N", help="Runs; medians are shown."
)
@log_options
def bench(inputs: tuple[Path, ...], rounds: int) -> None:
    """Measure the speed of a build beside natasha's own pipeline.

    INPUT is a file or folder of articles; without any, the bundled samples are read. The build is timed from
    files to exports, natasha from segmentation to names, each in a process of its own.

    Python: `kg.bench.compare`.
    """
    documents = [item for item in read(inputs or [samples.path()]) if isinstance(item, Document)]
    if not documents:
        raise ConfigError("no article could be read")
    click.echo(f"{len(documents)} articles, one thread, median of {rounds} runs")
    click.echo(table(compare(documents, rounds=rounds)))
