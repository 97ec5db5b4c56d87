"""Options that several commands share."""

from pathlib import Path

import click


def _folder(_context: click.Context, _parameter: click.Parameter, name: str) -> Path:
    """Return the folder; an empty name, as an unset variable gives («-o "$OUT"»), is not the working folder."""
    if not name.strip():
        raise click.BadParameter("the name is empty; write . for the working folder")
    return Path(name)


output_option = click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    type=click.Path(),
    callback=_folder,
    help="Folder of the build.",
)
