"""`kg analyze`: who is central in the graph, and how two names are connected."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.cli.logs import log_options
from kg.rdf import vocabulary
from kg.store import open_store
from kg.views import (
    BASES,
    GraphRows,
    Measure,
    Network,
    Step,
    build_network,
    find_node,
    load_rows,
    measure,
    shortest_path,
    table,
)

COLUMNS = ("name", "type", "degree", "betweenness", "pagerank", "community", "documents")


@click.command()
@click.argument("folder", default="output", type=click.Path(path_type=Path))
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), metavar="N", help="Rows of the table.")
@click.option("--basis", default="all", show_default=True, type=click.Choice(BASES), help="Which statements count.")
@click.option("--path", "ends", nargs=2, metavar="FROM TO", help="Print a shortest path between two names instead.")
@click.option("--csv", "as_csv", is_flag=True, help="Print all rows as comma-separated values.")
@log_options
def analyze(folder: Path, top: int, basis: str, ends: tuple[str, str] | None, as_csv: bool) -> int:
    """Measure the graph in FOLDER: the output of a build, or its store.

    It prints degree, betweenness, PageRank and community of the entities, the highest PageRank first. A name
    may stand in any of its forms.

    \b
    kg analyze output/ --top 10
    kg analyze output/ --path Путин Бишкек

    Python: `kg.views.measure`, `kg.views.shortest_path`.
    """
    store = folder / "store" if (folder / "store").is_dir() else folder
    with open_store(store, read_only=True) as opened:
        rows = load_rows(opened)
    net = build_network(rows, basis=basis)
    console = Console(highlight=False)
    if ends:
        start, end = (find_node(rows.nodes, name) for name in ends)
        _print_path(shortest_path(rows, net, start.iri, end.iri), net, as_csv, console)
        return 0
    found = measure(net)
    if as_csv:
        click.echo(table(("iri", *COLUMNS), [[item.iri, *_cells(item)] for item in found]), nl=False)
        return 0
    _print_measures(found[:top], rows, net, console)
    return 0


def _cells(item: Measure) -> list[object]:
    return [getattr(item, name) for name in COLUMNS]


def _print_measures(found: Sequence[Measure], rows: GraphRows, net: Network, console: Console) -> None:
    console.print(f"{len(net)} entities, {net.number_of_edges()} edges, {len(rows.sources)} articles")
    shown = Table(title="Central entities", title_justify="left")
    shown.add_column("name", ratio=1)
    shown.add_column("type", no_wrap=True)
    for name in ("degree", "between", "pagerank", "group", "articles"):
        shown.add_column(name, justify="right", no_wrap=True)
    for item in found:
        counts = str(item.community), str(item.documents)
        rates = f"{item.betweenness:.3f}", f"{item.pagerank:.3f}"
        shown.add_row(Text(item.name), item.type, str(item.degree), *rates, *counts)
    console.print(shown)


def _print_path(steps: Sequence[Step], net: Network, as_csv: bool, console: Console) -> None:
    if as_csv:
        rows = [
            [
                _name(net, step.start),
                _ways(step),
                _name(net, step.end),
                step.status,
                step.basis,
                step.document,
                step.quote,
            ]
            for step in steps
        ]
        click.echo(table(("from", "predicates", "to", "status", "basis", "article", "quote"), rows), nl=False)
        return
    for step in steps:
        console.print(Text(f"{_name(net, step.start)}  {_ways(step)}  {_name(net, step.end)}", style="bold"))
        proof = f"«{step.quote}» ({step.document})" if step.quote else "reference knowledge"
        console.print(Padding(Text(proof if step.status == "asserted" else f"{step.status}: {proof}"), (0, 0, 0, 4)))


def _ways(step: Step) -> str:
    return " / ".join(_arrow(predicate, forward) for predicate, forward in step.predicates)


def _name(net: Network, iri: str) -> str:
    return str(net.nodes[iri]["label"])


def _arrow(predicate: str, forward: bool) -> str:
    label = vocabulary().predicate(predicate).label_ru
    return f"{label} →" if forward else f"← {label}"
