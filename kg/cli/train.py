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
@click.option("--epochs", type=click.IntRange(1), default=None, help="Passes over the documents.")
@click.option("--members", type=click.IntRange(1), default=None, help="Networks whose scores are averaged.")
@click.option("--core-only", is_flag=True, help="Train the core model alone, on the models that OUTPUT holds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Equal seeds give equal weights.")
def train(
    folder: Path, dev: Path, output: Path, epochs: int | None, members: int | None, core_only: bool, seed: int
) -> None:
    """Train the models.

    Entities and relations learn from FOLDER: pairs of .txt and .ann with NEREL's types. Core statements learn from the
    annotated news of the package, on top of them.

    Needs PyTorch (`pip install kgnews[train]`).

    Python: `kg.training.run.train`.
    """
    try:
        from kg.training.run import Plan, train_core
        from kg.training.run import train as run
    except ModuleNotFoundError as error:
        if error.name != "torch":
            raise
        raise ConfigError("training needs PyTorch: pip install kgnews[train]") from error
    logging.getLogger("kg.training").setLevel(logging.INFO)
    plan = Plan.of(seed=seed, epochs=epochs, members=members)
    files = (train_core(output, plan=plan.core),) if core_only else run(folder, dev, output, plan=plan)
    for path in files:
        click.echo(path)
