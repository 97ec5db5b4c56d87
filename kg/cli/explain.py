"""`kg explain`: what each rule saw in a text."""

import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import click

from kg.errors import ConfigError
from kg.extract import load_extractor
from kg.model import Document, Statement
from kg.relations import DocumentView, SentenceView
from kg.relations import explain as trace


@click.command()
@click.argument("text")
@click.option("--published", default=None, metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Publication day.")
@click.option("--all", "everything", is_flag=True, help="Name also the rules that gave nothing.")
def explain(text: str, published: datetime | None, everything: bool) -> None:
    """Print the sentences, mentions and statements of TEXT: a file, a text, or - for standard input.

    Python: `kg.relations.explain`.
    """
    extractor = load_extractor()
    document = Document(id="text", text=_read(text), published=published.date() if published else None)
    view = extractor.view(document)
    for index, traces in groupby(trace(view, extractor.rules), key=lambda found: found.sentence):
        sent = view.sentences[index]
        click.echo(f"\n{click.style(sent.text, bold=True)}")
        for line in _mentions(sent):
            click.echo(line)
        for found in traces:
            if everything and not found.statements:
                click.echo(click.style(f"  - {found.rule}", dim=True))
            for statement in found.statements:
                click.echo(f"  + {found.rule}: {_statement(view, statement)}")


def _mentions(sent: SentenceView) -> Iterator[str]:
    for link in sent.links:
        entity, mention = sent.entity(link), link.mention
        yield f"    [{mention.text}] {entity.type} {entity.name} ({entity.wikidata or entity.id}, {mention.form})"
    for found in sent.dates:
        until = f" – {found.end}" if found.end else ""
        yield f"    [{found.mention.text}] Date {found.start}{until}"


def _statement(view: DocumentView, statement: Statement) -> str:
    (item,) = statement.evidence
    object_ = statement.object if statement.datatype else view.entities[statement.object].name
    speaker = f", says {view.entities[item.speaker].name}" if item.speaker else ""
    subject = view.entities[statement.subject].name
    return f"{subject} | {statement.predicate} | {object_} ({item.status}, {item.confidence:.2f}{speaker})"


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    try:
        return Path(text).read_text(encoding="utf-8") if Path(text).is_file() else text
    except UnicodeDecodeError as error:
        raise ConfigError(f"{text}: not UTF-8 text ({error.reason}); save it as UTF-8 first") from error
    except (OSError, ValueError):  # too long for a file name: it is the text itself
        return text
