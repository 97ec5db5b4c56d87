"""`kg train`: from annotated folders to the models' weights."""

import logging
from pathlib import Path

import click

from kg.errors import ConfigError


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dev", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Held-out documents, for calibration and thresholds.")  # fmt: skip
@click.option("-o", "--output", default="models", show_default=True, type=click.Path(path_type=Path),
              help="Folder of the weights.")  # fmt: skip
@click.option("--epochs", nargs=2, type=click.IntRange(1), default=None, metavar="ENTITIES RELATIONS",
              help="Passes over the documents, for each model.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Equal seeds give equal weights.")
def train(folder: Path, dev: Path, output: Path, epochs: tuple[int, int] | None, seed: int) -> None:
    """Train the entity and relation models on FOLDER: pairs of .txt and .ann with NEREL's types.

    Needs PyTorch (`pip install kgnews[train]`); uses a GPU where there is one.

    Python: `kg.training.run.train`.
    """
    try:
        from kg.training.run import Plan
        from kg.training.run import train as run
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise ConfigError("training needs PyTorch: pip install kgnews[train]") from error
    logging.getLogger("kg.training").setLevel(logging.INFO)
    plan = Plan.of(seed=seed, epochs=epochs)
    for path in run(folder, dev, output, plan=plan):
        click.echo(path)
