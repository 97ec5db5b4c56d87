"""Options that several commands share."""

from pathlib import Path

import click

output_option = click.option(
    "-o", "--output", default="output", show_default=True, type=click.Path(path_type=Path), help="Folder of the build."
)
