"""`kg query`: named queries, files and SPARQL texts over a built graph."""

import csv
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.errors import ConfigError, QueryError
from kg.store import STORE_FOLDER, NamedQuery, Store, named_queries, open_store
from kg.views import find_node, load_rows

FORMATS = ("table", "csv", "json")
Row = tuple[str, ...]


@click.command()
@click.argument("query", required=False)
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Parameter of a named query.")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Form of the answer."
)
@output_option
@log_options
def query(query: str | None, parameters: tuple[str, ...], form: str, output: Path) -> None:
    """Ask the graph: by a named query, a .rq file, or SPARQL.

    QUERY is a query's name, a file, a SPARQL text, or - for standard input; without it, the names are listed. A
    parameter that is an entity takes its name («Путин»), its Wikidata id or its IRI. The table leaves out the
    IRIs of what it names; csv and json have every column.

    \b
    kg query leaders -p of=Казахстан -p on=2024-11-28
    kg query "SELECT ?type (COUNT(?e) AS ?n) { ?e a ?type } GROUP BY ?type"

    Python: `kg.store.Store.query`.
    """
    if query is None:
        _list(Console(highlight=False))
        return
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        answer = store.query(_text(query, dict(map(_pair, parameters)), store))
        if isinstance(answer, ox.QueryBoolean):
            click.echo("true" if answer else "false")
        elif isinstance(answer, ox.QueryTriples):
            for line in sorted(f"{triple} ." for triple in answer):
                click.echo(line)
        else:
            columns = [variable.value for variable in answer.variables]
            _write(columns, [tuple(_cell(row[name]) for name in columns) for row in answer], form)


def _list(console: Console) -> None:
    table = Table("name", "question", "parameters", title="Named queries", title_justify="left")
    for name, named in named_queries().items():
        wanted = ", ".join(f"{parameter.name} ({parameter.kind})" for parameter in named.parameters)
        table.add_row(name, named.title_ru, wanted)
    console.print(table)


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign:
        raise ConfigError(f"--param {given}: expected NAME=VALUE")
    return name, value


def _text(query: str, values: dict[str, str], store: Store) -> str:
    named = named_queries().get(query)
    if named:
        return named.bind({name: _entity(named, name, value, store) for name, value in values.items()}, store.iris)
    if values:
        raise QueryError(f"unknown query '{query}', expected one of {', '.join(named_queries())}")
    if query == "-":
        return sys.stdin.read()
    if query.endswith(".rq") or not any(char.isspace() for char in query):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise QueryError(
                f"unknown query '{query}', expected a file or one of {', '.join(named_queries())}"
            ) from error
    return query


def _entity(named: NamedQuery, name: str, value: str, store: Store) -> str:
    """Return the value of a parameter; the name of an entity becomes its IRI."""
    is_entity = any(parameter.name == name and parameter.kind == "entity" for parameter in named.parameters)
    if not is_entity or "://" in value or re.fullmatch(r"Q\d+", value):
        return value
    return find_node(load_rows(store).nodes, value).iri


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def _write(columns: Sequence[str], rows: Sequence[Row], form: str) -> None:
    if form == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_defused(cell) for cell in row] for row in rows)
    else:
        # an entity's IRI is for programs; its name stands in the column beside it
        shown = [number for number, name in enumerate(columns) if f"{name}Name" not in columns]
        table = Table(*(columns[number] for number in shown))
        for row in rows:
            table.add_row(*(Text(_short(row[number])) for number in shown))
        Console(highlight=False).print(table)
        click.echo(f"{len(rows)} rows")


def _short(cell: str) -> str:
    """Return the last part of an IRI («asserted», «Q7747»), other cells whole."""
    return re.split("[/#]", cell)[-1] if cell.startswith(("http://", "https://")) else cell


def _defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
