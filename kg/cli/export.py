"""`kg export`: the graph to files, to standard output, or to another store."""

import os
import sys
from pathlib import Path

import click

from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.errors import ConfigError
from kg.export import FORMATS, Target, export_file, export_files, login_from, upload
from kg.store import STORE_FOLDER, Store, open_store

FAILED = 1
STDOUT = "-"


@click.command()
@output_option
@click.option("--formats", default="", metavar="NAMES", help=f"Comma-separated: {', '.join(FORMATS)}.")
@click.option("--into", default=None, metavar="FOLDER", help="Folder of the files, or - for standard output.")
@click.option("--to", "url", default=None, metavar="URL", help="Graph store of a SPARQL 1.1 server.")
@click.option(
    "--timeout", default=60.0, show_default=True, type=click.FloatRange(0.1), help="Seconds to wait for the server."
)
@log_options
def export(output: Path, formats: str, into: str | None, url: str | None, timeout: float) -> int:
    """Write the graph in further formats, or load it into another store; nothing is built.

    --to puts each named graph by the SPARQL 1.1 Graph Store Protocol; graphs of the same names are replaced, others
    stay. Credentials come from the environment only: KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN. They
    are sent over https, or to this machine. Redirects are not followed.

    \b
    kg export --formats nq,gexf --into files/
    kg export --formats nt --into - | gzip > graph.nt.gz
    kg export --to http://localhost:7878/store          oxigraph serve
    kg export --to https://host/dataset/data            Fuseki

    Python: `kg.export.export_files`, `kg.export.upload`.
    """
    names = [name.strip() for name in formats.split(",") if name.strip()]
    if not names and url is None:
        raise ConfigError("nothing to do: give --formats with --into, or --to")
    if bool(names) != bool(into):
        raise ConfigError("--formats and --into belong together")
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        if names and into:
            _write(store, names, into)
        return _send(store, Target(url, login_from(os.environ), timeout)) if url is not None else 0


def _write(store: Store, names: list[str], into: str) -> None:
    if into != STDOUT:
        folder = Path(into)
        paths = (path if path.parent == folder else path.parent for path in export_files(store, names, folder))
        for path in dict.fromkeys(paths):
            click.echo(path)
        return
    if len(names) > 1:
        raise ConfigError("standard output takes one format")
    export_file(store, names[0], sys.stdout.buffer)


def _send(store: Store, target: Target) -> int:
    sent = failed = 0
    for graph, failure in upload(store, target):
        sent += not failure
        if failure:
            failed += 1
            click.echo(f"error: graph <{graph}>: {failure}", err=True)
    click.echo(f"{sent} of {len(store.graphs())} graphs sent", err=bool(failed))
    return FAILED if failed else 0
