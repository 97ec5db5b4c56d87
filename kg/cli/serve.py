"""`kg serve`: the graph over HTTP."""

from pathlib import Path

import click

from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.errors import ConfigError

_MEGABYTE = 1_000_000


@click.command()
@output_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(0.1), help="Longest time of a query.")
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(1), help="Most rows of an answer.")
@click.option("--body", default=1_000_000, show_default=True, type=click.IntRange(1), help="Most bytes of a request.")
@click.option(
    "--memory", default=1_500, show_default=True, type=click.IntRange(800), help="Megabytes a query may take."
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Queries at once.")
@click.option("--waiting", default=64, show_default=True, type=click.IntRange(0), help="Queries that may wait.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Host name by which the server may be addressed.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Origin whose pages may read the answers.")
@log_options
def serve(
    output: Path,
    host: str,
    port: int,
    seconds: float,
    rows: int,
    body: int,
    memory: int,
    workers: int,
    waiting: int,
    names: tuple[str, ...],
    cors: tuple[str, ...],
) -> None:
    """Serve the graph: a SPARQL endpoint, a page for every entity, the query console.

    It only reads. A query that takes too long or too much memory is stopped; the others go on. By default it
    listens to this machine alone.

    \b
    kg serve -o output/                              http://127.0.0.1:8000/
    curl 'http://127.0.0.1:8000/query/leaders?of=Казахстан&format=csv'

    Python: `kg.server.serve`.
    """
    # only those who serve need wait for the server's library
    from kg.server import Limits
    from kg.server import serve as run

    limits = Limits(seconds, rows, body, memory * _MEGABYTE, workers, waiting)
    try:
        run(output, host=host, port=port, limits=limits, names=names, cors=cors, started=_started)
    except SystemExit as error:  # how the library says that the port is taken
        raise ConfigError(f"{host}:{port}: cannot listen there; is the port in use?") from error


def _started(address: str) -> None:
    click.echo(f"graph:    {address}\nconsole:  {address}console\nendpoint: {address}sparql\nstop with Ctrl-C")
