"""`kg verify`: check a built graph."""

from pathlib import Path

import click

from kg.cli.options import output_option
from kg.store import STORE_FOLDER, open_store
from kg.verify import verify as check

FINDINGS = 1


@click.command()
@output_option
def verify(output: Path) -> int:
    """Slice every offset of the graph anew and check it against the SHACL shapes; exit code 1 on findings.

    Python: `kg.verify.verify`.
    """
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        documents = len(store.documents())
        found = check(store)
    for line in found:
        click.echo(line)
    click.echo(f"{documents} documents checked, {len(found)} findings")
    return FINDINGS if found else 0
