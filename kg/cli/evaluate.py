"""`kg evaluate`: how good the results are on annotated collections."""

from pathlib import Path

import click

from kg.evaluation import nerel as protocol
from kg.evaluation.standoff import Annotated, read_document, read_folder

folder_type = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def evaluate() -> None:
    """Print figures on an annotated collection."""


@evaluate.command()
@click.argument("folder", type=folder_type)
@click.option("--predicted", type=folder_type, help="Folder of .ann files to judge, such as that of --formats brat.")
@click.option("--gold-entities", is_flag=True, help="Give the relation model the annotated entities.")
def nerel(folder: Path, predicted: Path | None, gold_entities: bool) -> None:
    """Judge the models, or the .ann files of another folder, on FOLDER in NEREL's form.

    Python: `kg.evaluation.nerel.score`.
    """
    documents = read_folder(folder)
    if predicted:
        found = [read_document(predicted, document.name) for document in documents]
    else:
        found = _by_models(documents, gold_entities)
    click.echo(protocol.table(protocol.score(zip(documents, found, strict=True))))


def _by_models(documents: list[Annotated], gold_entities: bool) -> list[Annotated]:
    from kg.analysis import load_analyzer
    from kg.evaluation.predict import predict
    from kg.neural import load_models

    analyze, models = load_analyzer(), load_models()
    return [predict(document, analyze, models, gold_entities=gold_entities) for document in documents]
