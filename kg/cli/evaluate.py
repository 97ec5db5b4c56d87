"""`kg evaluate`: how good the results are on annotated collections."""

from pathlib import Path

import click

from kg.errors import SourceError
from kg.evaluation import nerel as protocol
from kg.evaluation.standoff import Annotated, read_document, read_folder
from kg.model import Document

models_option = click.option("--models", type=click.Path(exists=True, file_okay=False, path_type=Path),
                             help="Folder of weights that `kg train` wrote, in place of the shipped ones.")  # fmt: skip
folder_type = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def evaluate() -> None:
    """Print figures on an annotated collection."""


@evaluate.command()
@click.argument("folder", type=folder_type)
@click.option("--predicted", type=folder_type, help="Folder of .ann files to judge, such as that of --formats brat.")
@click.option("--gold-entities", is_flag=True, help="Give the relation model the annotated entities.")
@models_option
@click.option("--reliability", is_flag=True, help="Print how often predictions of each probability are right instead.")
def nerel(folder: Path, predicted: Path | None, gold_entities: bool, models: Path | None, reliability: bool) -> None:
    """Judge the models, or the .ann files of another folder, on FOLDER in NEREL's form.

    Without further options the entities of a build are judged too: which names it takes for one thing (B³).

    Python: `kg.evaluation.nerel.score`, `kg.evaluation.coreference.score`.
    """
    documents = read_folder(folder)
    if reliability:
        _print_reliability(documents, models)
        return
    if predicted:
        found = [read_document(predicted, document.name) for document in documents]
    else:
        found = _by_models(documents, models, gold_entities=gold_entities)
    click.echo(protocol.table(protocol.score(zip(documents, found, strict=True))))
    if not (predicted or gold_entities or models):
        _print_coreference(documents)


def _print_coreference(documents: list[Annotated]) -> None:
    from kg.evaluation.coreference import score, table
    from kg.extract import load_extractor

    extractor = load_extractor()
    links = [extractor(Document(document.name, document.text)).links for document in documents]
    click.echo("\nwhich names mean one thing, as built")
    click.echo(table(score(zip(documents, links, strict=True))))


def _print_reliability(documents: list[Annotated], folder: Path | None) -> None:
    from kg.analysis import load_analyzer
    from kg.evaluation.reliability import judge, table
    from kg.neural.models import DATA, load_models

    titles = ("entities", "relations, entities given", "relations, end to end")
    for title, judged in zip(titles, judge(documents, load_analyzer(), load_models(folder or DATA)), strict=True):
        click.echo(table(title, judged))


def _by_models(documents: list[Annotated], folder: Path | None, *, gold_entities: bool = False) -> list[Annotated]:
    from kg.analysis import load_analyzer
    from kg.evaluation.predict import predict
    from kg.neural.models import DATA, load_models

    analyze, models = load_analyzer(), load_models(folder or DATA)
    return [predict(document, analyze, models, gold_entities=gold_entities) for document in documents]


@evaluate.command()
@click.argument("folder", type=folder_type)
@click.option("--hard", is_flag=True, help="Count facts marked difficult and phases, and no possible or denied facts.")
@models_option
def factrueval(folder: Path, models: Path | None, hard: bool) -> None:
    """Judge what rules and models say of occupations, meetings, ownerships and deals on FOLDER, a part of factRuEval.

    Python: `kg.evaluation.factrueval.score`.
    """
    from kg.evaluation.factgold import read_facts
    from kg.evaluation.factrueval import score, table
    from kg.evaluation.facts import predicted
    from kg.extract import load_extractor
    from kg.neural.models import DATA, load_models

    names = sorted(path.stem for path in folder.glob("*.facts") if path.with_suffix(".txt").exists())
    if not names:
        raise SourceError(str(folder), "no pairs of .txt and .facts in this folder")
    extractor, loaded = load_extractor(), load_models(models or DATA)
    documents = [Document(name, (folder / f"{name}.txt").read_text(encoding="utf-8")) for name in names]
    found = [predicted(document, extractor, loaded) for document in documents]
    gold = [read_facts(folder, name) for name in names]
    click.echo(table(score(zip(gold, found, strict=True), hard=hard)))


@evaluate.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--build", "output", type=folder_type, help="Output of a build over the articles; without it, one is made."
)
@click.option("--rules-only", is_flag=True, help="Build without the models.")
@click.option("--reliability", is_flag=True, help="Print how often statements of each confidence are right instead.")
def news(file: Path, output: Path | None, rules_only: bool, reliability: bool) -> None:
    """Judge a build on FILE: annotated articles, one JSON object a line.

    Python: `kg.evaluation.news.score`.
    """
    from kg.evaluation import reliability as judged
    from kg.evaluation.collection import read_lines, score_build, table

    articles = read_lines(file)
    least = judged.LEAST if reliability else None
    result = score_build(articles, output, threshold=least, models=not rules_only)
    click.echo(judged.table("statements", result.judged) if reliability else table(result))


@evaluate.command()
def samples() -> None:
    """Judge a build on the bundled sample articles, by the tables of what they say.

    What the tables leave open counts as wrong, so precision is a lower bound.

    Python: `kg.evaluation.samples.annotated`.
    """
    from kg.evaluation.collection import score_build, table
    from kg.evaluation.samples import annotated

    click.echo(table(score_build(annotated())))
