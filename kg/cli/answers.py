"""Answers on the terminal and in files: tables, CSV, TSV, JSON, and graphs as Turtle, N-Triples, JSON-LD.

Data is never trusted: on a terminal and in every form whose syntax has escapes, characters that steer a terminal or
turn the direction of writing stand as escapes.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

import click
import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import ConfigError
from kg.rdf import PREFIXES, render, sort_key
from kg.store import Store
from kg.views import labels, short

TABLES = ("table", "csv", "tsv", "json")
GRAPHS = ("ttl", "nt", "jsonld")
FORMATS = (*TABLES, *GRAPHS)
_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]
Labels = Mapping[str, str]


def write_answer(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str | None, store: Store, *, labelled: bool
) -> None:
    """Write what a query gave to standard output.

    Args:
        answer: Rows, a truth value or triples.
        form: One of `FORMATS`; None is a table, of triples Turtle.
        store: Gives the labels and the prefixes.
        labelled: Whether labels take the place of IRIs; in a graph they are added as triples.

    Raises:
        ConfigError: The form does not suit the answer.
    """
    if isinstance(answer, ox.QueryTriples):
        _check(form or "ttl", GRAPHS, "a graph")
        _write_graph(answer, form or "ttl", store, labelled=labelled)
    elif isinstance(answer, ox.QueryBoolean):
        _check(form or "table", TABLES, "a truth value")
        click.echo("true" if answer else "false")
    else:
        _check(form or "table", TABLES, "rows")
        columns = [variable.value for variable in answer.variables]
        rows = [[row[name] for name in columns] for row in answer]
        write_rows(columns, rows, form or "table", labels_for(rows, store) if labelled else {})


def _check(form: str, allowed: Sequence[str], what: str) -> None:
    if form not in allowed:
        raise ConfigError(f"format {form}: the answer is {what}; take one of {', '.join(allowed)}")


def labels_for(rows: Iterable[Row], store: Store) -> dict[str, str]:
    """Return the labels of all IRIs in rows."""
    return labels(store, (term.value for row in rows for term in row if isinstance(term, ox.NamedNode)))


def write_rows(columns: Sequence[str], rows: Sequence[Row], form: str, named: Labels) -> None:
    """Write rows in a form of `TABLES`; `named` has the labels that take the place of IRIs."""
    cells = [[cell(term, named) for term in row] for row in rows]
    if form == "json":
        records = [dict(zip(columns, row, strict=True)) for row in cells]
        click.echo(escaped(json.dumps(records, ensure_ascii=False, indent=1)))
    elif form == "table":
        write_table(columns, cells)
        click.echo(f"{len(cells)} rows")
    else:
        # a program gets the bytes of the data, a terminal nothing that could steer it
        seen = printable if sys.stdout.isatty() else str
        if form == "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([columns, *([_defused(seen(text)) for text in row] for row in cells)])
        else:
            for row in (columns, *cells):
                click.echo("\t".join(seen(text.translate(_TSV)) for text in row))


def write_table(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write a table to the terminal; an entity's IRI is for programs, its name stands in the column beside it."""
    shown = [number for number, name in enumerate(columns) if f"{name}Name" not in columns]
    table = Table(*(columns[number] for number in shown))
    for row in cells:
        table.add_row(*(Text(printable(_brief(row[number]))) for number in shown))
    Console(highlight=False).print(table)


def cell(term: Term | None, named: Labels) -> str:
    """Return a term as text, its label where there is one."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else named.get(term.value, term.value)


def printable(text: str) -> str:
    r"""Return text on one line, with what is no visible character as an escape (`\x1b`, `\u202e`)."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in " ".join(text.split()))


def escaped(text: str) -> str:
    r"""Return JSON, Turtle or N-Triples with invisible characters as `\u…`: it means the same."""
    return "".join(char if char.isprintable() or char in "\n\t" else _unicode(char) for char in text)


def _unicode(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04X}" for at in range(0, len(units), 2))


def _write_graph(triples: Iterable[ox.Triple], form: str, store: Store, *, labelled: bool) -> None:
    found = dict.fromkeys(triples)
    if labelled:
        ends = {end.value for triple in found for end in triple if isinstance(end, ox.NamedNode)}
        label = ox.NamedNode(PREFIXES["rdfs"] + "label")
        named = ((ox.NamedNode(iri), text) for iri, text in labels(store, ends).items() if text != short(iri))
        found |= dict.fromkeys(ox.Triple(iri, label, ox.Literal(text, language="ru")) for iri, text in named)
    quads = sorted((ox.Quad(*triple) for triple in found), key=sort_key)
    text = render(quads, form, store.iris).decode("utf-8")
    click.echo(text if form == "jsonld" else escaped(text), nl=False)


def _brief(text: str) -> str:
    return short(text) if re.match(r"https?://\S+$", text) else text


def _defused(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
