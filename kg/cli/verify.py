"""`kg verify`: check a built graph."""

from pathlib import Path

import click

from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.store import STORE_FOLDER, open_store
from kg.verify import verify as check

FINDINGS = 1


@click.command()
@output_option
@log_options
def verify(output: Path) -> int:
    """Check a built graph: every quote against its text, every node against the SHACL shapes.

    Each finding is a line; the exit code is 1 when there are any.

    Python: `kg.verify.verify`.
    """
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        documents = len(store.documents())
        found = check(store)
    for line in found:
        click.echo(line)
    click.echo(f"{documents} documents checked, {len(found)} findings")
    return FINDINGS if found else 0
