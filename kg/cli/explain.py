"""`kg explain`: what each rule saw in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

import click

from kg.cli.logs import log_options
from kg.errors import ConfigError
from kg.extract import load_extractor
from kg.model import Document, Reading, Statement
from kg.relations import DocumentView, Rule, SentenceView
from kg.relations import explain as trace
from kg.sources import Skipped, plain_view, read

STDIN = "-"
LEFT_OUT = 3


@click.command()
@click.argument("text")
@click.option("--published", default=None, metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Publication day.")
@click.option("--all", "everything", is_flag=True, help="Name also the rules that gave nothing.")
@log_options
def explain(text: str, published: datetime | None, everything: bool) -> int:
    """Show what is found in a text, and which rule or model found it.

    TEXT is a text, a file of articles, or - for standard input. Each sentence is followed by the mentions,
    dates and statements in it.

    \b
    kg explain "Президент Казахстана Касым-Жомарт Токаев прибыл в Баку."
    kg explain article.html --published 2024-05-14

    Python: `kg.relations.explain`.
    """
    if not text.strip():
        raise ConfigError("the text is empty")
    documents, skipped = _read(text)
    for item in skipped:
        click.echo(f"warning: {item}", err=True)
    if not documents:
        raise ConfigError(f"{text}: no article to explain")
    extractor = load_extractor()
    for document in documents:
        if len(documents) > 1:
            click.echo(f"\n{click.style(document.id, underline=True)}")
        dated = replace(document, published=published.date()) if published else document
        view, reading = extractor.read(plain_view(dated).document)
        _explain(view, reading, extractor.rules, everything)
    return LEFT_OUT if skipped else 0


def _explain(view: DocumentView, reading: Reading, rules: Sequence[Rule], everything: bool) -> None:
    for index, traces in groupby(trace(view, rules), key=lambda found: found.sentence):
        sent = view.sentences[index]
        click.echo(f"\n{click.style(sent.text, bold=True)}")
        for line in (*_mentions(sent), *_seen(sent, reading)):
            click.echo(line)
        for found in traces:
            if everything and not found.statements:
                click.echo(click.style(f"  - {found.rule}", dim=True))
            for statement in found.statements:
                click.echo(f"  + {found.rule}: {_statement(view, statement)}")


def _seen(sent: SentenceView, reading: Reading) -> Iterator[str]:
    """Yield what the models read: each entity of the sentence, then the relations that end in it."""
    text = sent.doc.document.content

    def name(number: int) -> str:
        return f"«{reading.entities[number].span.of(text)}»"

    here = [n for n, item in enumerate(reading.entities) if sent.sentence.span.contains(item.span)]
    for number in here:
        item = reading.entities[number]
        link = f", {item.wikidata}" if item.wikidata else ""
        yield f"  ~ {name(number)}: {item.type} {item.probability:.2f}{link}"
    for relation in reading.relations:
        if max(relation.subject, relation.object) in here:
            ends = f"{name(relation.subject)} → {name(relation.object)}"
            yield f"  ~ {relation.type} {ends} {relation.probability:.2f}"


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


def _read(text: str) -> tuple[list[Document], list[Skipped]]:
    """Return the documents of a file, or the text itself as one, and what could not be read."""
    if text != STDIN and not _is_path(text):
        return [Document(id="text", text=text)], []
    found = list(read([text]))
    documents = [item for item in found if isinstance(item, Document)]
    return documents, [item for item in found if isinstance(item, Skipped)]


def _is_path(text: str) -> bool:
    try:
        exists = Path(text).exists()
    except (OSError, ValueError):  # too long for a file name, or with a NUL: it is the text itself
        return False
    return exists or (not any(map(str.isspace, text)) and Path(text).suffix[1:].isalnum())
