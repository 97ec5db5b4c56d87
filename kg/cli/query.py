"""`kg query`: named queries, files and SPARQL texts over a built graph."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from kg.cli.answers import FORMATS, printable, write_answer
from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.errors import ConfigError, QueryError
from kg.store import STORE_FOLDER, NamedQuery, Store, named_queries, open_store
from kg.store.guard import check_query
from kg.views import find_node, load_nodes
from kg.views import labels as labels_of

_NAMED = "kg.query.named"
_OPTION = "given_"


class _QueryCommand(click.Command):
    """A command that has the parameters of the named query it is called with as options: `--on`, `--of`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the named query among the arguments before the options are read."""
        ctx.meta[_NAMED] = next((named_queries()[name] for name in _words(self, args) if name in named_queries()), None)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the command and those of the named query."""
        named: NamedQuery | None = ctx.meta.get(_NAMED)
        own = [
            click.Option([f"--{item.name}", _OPTION + item.name], metavar=item.kind.upper(), help=item.comment_en)
            for item in (named.parameters if named else ())
        ]
        return [*own, *super().get_params(ctx)]


def _words(command: click.Command, args: list[str]) -> Iterator[str]:
    """Yield the arguments that are no option and no value of an option; one of a named query is taken for both."""
    takes = {flag: not getattr(param, "is_flag", False) for param in command.params for flag in param.opts}
    skip = False
    for arg in args:
        if skip:
            skip = False
        elif arg.startswith("--") and "=" not in arg:
            skip = takes.get(arg, True)
        elif arg.startswith("-") and len(arg) == len("-p"):
            skip = takes.get(arg, False)
        elif not arg.startswith("-"):
            yield arg


@click.command(cls=_QueryCommand)
@click.argument("query", required=False)
@click.option("-p", "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Parameter of a named query.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Form of the answer; a table, of graphs ttl.")
@click.option("--labels", is_flag=True, help="Russian labels instead of IRIs; in a graph, beside them.")
@click.option("--explain", is_flag=True, help="Show the query and its parameters as understood; do not ask it.")
@output_option
@log_options
def query(
    query: str | None,
    parameters: tuple[str, ...],
    form: str | None,
    labels: bool,
    explain: bool,
    output: Path,
    **given: str | None,
) -> None:
    """Ask the graph: by a named query, a .rq file, or SPARQL.

    QUERY is a query's name, a file, a SPARQL text, or - for standard input; without it, the names are listed. A
    named query has its parameters as options, which `kg query NAME --help` lists. One that is an entity takes its
    name («Путин»), its Wikidata id or its IRI. The table leaves out the IRIs of what it names; csv, tsv and json
    have every column. CONSTRUCT and DESCRIBE give ttl, nt or jsonld.

    \b
    kg query leaders --of Казахстан --on 2024-11-28
    kg query "SELECT ?type (COUNT(?e) AS ?n) { ?e a ?type } GROUP BY ?type"

    Python: `kg.store.Store.query`.
    """
    values = dict(map(_pair, parameters))
    values |= {name.removeprefix(_OPTION): value for name, value in given.items() if value is not None}
    if query is None:
        _list(Console(highlight=False))
        return
    with open_store(output / STORE_FOLDER, read_only=True) as store:
        named = named_queries().get(query)
        resolved = {name: _entity(named, name, value, store) for name, value in values.items()} if named else values
        text = named.bind(resolved, store.iris) if named else _text(query, values)
        if explain:
            _explain(named, values, resolved, text, store)
        else:
            write_answer(store.query(text), form, store, labelled=labels)


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


def _text(query: str, values: dict[str, str]) -> str:
    """Return the SPARQL text that is given itself, by a file or on standard input."""
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
    return find_node(load_nodes(store), value).iri


def _explain(
    named: NamedQuery | None, values: dict[str, str], resolved: dict[str, str], text: str, store: Store
) -> None:
    """Show what a query does and with which values; its text is checked as if it were asked."""
    check_query(text)
    if named:
        click.echo(f"{named.name}: {named.title_ru}\n{' ' * len(named.name)}  {named.title_en}")
        for parameter in named.parameters:
            click.echo(f"  --{parameter.name} ({parameter.kind}): {_value(parameter.name, values, resolved, store)}")
            click.echo(f"      {parameter.comment_ru} | {parameter.comment_en}")
        click.echo(f"  columns: {', '.join(named.columns)}\n")
    for line in text.splitlines():
        code = line.lstrip(" ")
        click.echo(" " * (len(line) - len(code)) + printable(code))


def _value(name: str, values: dict[str, str], resolved: dict[str, str], store: Store) -> str:
    if name not in values:
        return "any"
    if resolved[name] == values[name]:
        return printable(values[name])
    label = labels_of(store, [resolved[name]])[resolved[name]]
    return printable(f"{values[name]} = {label} <{resolved[name]}>")
