"""`kg review`: judge what the graph holds; the judgements last."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from kg import pipeline
from kg.cli.asking import ask_all
from kg.cli.logs import log_options
from kg.cli.options import output_option
from kg.errors import ConfigError
from kg.model import Corpus, Entity
from kg.review import JOURNAL, Judgement, Target, append, in_force, questions, read_journal
from kg.review.apply import target_of
from kg.store import STORE_FOLDER, open_store
from kg.types import PARENTS
from kg.views import find_node, load_rows

note_option = click.option("--note", default="", help="Why; kept beside the judgement.")


@click.group(invoke_without_command=True)
@output_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Most questions of one sitting.")
@click.pass_context
@log_options
def review(context: click.Context, output: Path, limit: int) -> None:
    """Judge the graph: merge, split, reject, rename, link; every later build keeps to it.

    Without a sub-command it asks, the most valuable question first, and shows the evidence. Judgements are
    lines of review.jsonl in the folder of the build; `undo` takes one back.

    \b
    kg review
    kg review merge "Ерик Мулдабаев" "Мулдабаев" --note "один министр"
    kg review reject Путин meetsWith Пашинян

    Python: `kg.review.append`, `kg.pipeline.publish`.
    """
    context.obj = output
    if context.invoked_subcommand is None:
        _sitting(output, limit)


@review.command()
@click.argument("entities", nargs=-1, required=True)
@note_option
@click.pass_obj
def merge(output: Path, entities: tuple[str, ...], note: str) -> None:
    """Make ENTITIES one; the first gives the name."""
    if len(entities) < 2:
        raise ConfigError("merge: expected two entities or more")
    _judge(output, lambda graph: Judgement("merge", tuple(map(graph.target, entities)), note=note))


@review.command()
@click.argument("one")
@click.argument("other")
@note_option
@click.pass_obj
def distinct(output: Path, one: str, other: str, note: str) -> None:
    """Say that ONE and OTHER are not the same, so that it is not asked again."""
    _judge(output, lambda graph: Judgement("distinct", (graph.target(one), graph.target(other)), note=note))


@review.command()
@click.argument("entity")
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@note_option
@click.pass_obj
def split(output: Path, entity: str, documents: tuple[str, ...], note: str) -> None:
    """Make what the documents DOC mean by ENTITY another entity of the same name."""
    given = tuple(sorted(set(documents)))
    _judge(output, lambda graph: Judgement("split", (graph.target(entity),), documents=given, note=note))


@review.command()
@click.argument("entity")
@click.argument("name")
@note_option
@click.pass_obj
def rename(output: Path, entity: str, name: str, note: str) -> None:
    """Give ENTITY another NAME; the old one stays among its other names."""
    if not name.strip():
        raise ConfigError("rename: the name is empty")
    _judge(output, lambda graph: Judgement("rename", (graph.target(entity),), value=" ".join(name.split()), note=note))


@review.command()
@click.argument("entity")
@click.argument("class_name", metavar="CLASS")
@note_option
@click.pass_obj
def retype(output: Path, entity: str, class_name: str, note: str) -> None:
    """Put ENTITY into another CLASS of the ontology (Person, Summit, …)."""
    if class_name not in PARENTS:
        raise ConfigError(f"unknown class '{class_name}', expected one of {', '.join(PARENTS)}")
    _judge(output, lambda graph: Judgement("retype", (graph.target(entity),), value=class_name, note=note))


@review.command()
@click.argument("entity")
@click.argument("wikidata", metavar="QID")
@note_option
@click.pass_obj
def link(output: Path, entity: str, wikidata: str, note: str) -> None:
    """Give ENTITY the Wikidata id QID, or none with - ."""
    ident = "" if wikidata == "-" else wikidata
    if ident and not (ident[:1] == "Q" and ident[1:].isdecimal() and ident.isascii()):
        raise ConfigError(f"'{wikidata}': expected a Wikidata id such as Q7747, or -")
    _judge(output, lambda graph: Judgement("link", (graph.target(entity),), value=ident, note=note))


def _statement_command(kind: str, text: str) -> None:
    @review.command(kind, help=text)
    @click.argument("subject")
    @click.argument("predicate")
    @click.argument("object_", metavar="OBJECT")
    @click.option("--document", "documents", multiple=True, metavar="DOC", help="Only what this document says.")
    @note_option
    @click.pass_obj
    def command(
        output: Path, subject: str, predicate: str, object_: str, documents: tuple[str, ...], note: str
    ) -> None:
        _judge(output, lambda graph: replace(
            graph.statement(kind, subject, predicate, object_), documents=tuple(sorted(set(documents))), note=note
        ))  # fmt: skip


_statement_command("reject", "Take a statement out of the graph: SUBJECT PREDICATE OBJECT.")
_statement_command("confirm", "Say that a statement is right: SUBJECT PREDICATE OBJECT.")


@review.command()
@click.argument("judgement", required=False)
@click.pass_obj
def undo(output: Path, judgement: str | None) -> None:
    """Take back a JUDGEMENT by its id, the last one by default."""
    held = in_force(read_journal(output / JOURNAL))
    wanted = [item for item in held if judgement is None or item.id == judgement]
    if not wanted:
        raise ConfigError(f"{output / JOURNAL}: no judgement {judgement or ''} in force".replace("  ", " "))
    _judge(output, lambda _graph: Judgement("undo", value=wanted[-1].id))


@review.command("list")
@click.pass_obj
def list_(output: Path) -> None:
    """List the judgements in force."""
    for item in in_force(read_journal(output / JOURNAL)):
        click.echo(told(item))


def told(item: Judgement) -> str:
    """Return a judgement on one line for people."""
    names = [target.name or target.id for target in item.entities]
    about = [names[0], item.predicate, item.literal or names[-1]] if item.predicate else names
    parts = [item.id, item.kind, *about, item.value, *item.documents, item.note and f"({item.note})"]
    return " ".join(" ".join(part.split()) for part in parts if part)


class _Graph:
    """The published graph, as names on the command line are looked up in it."""

    def __init__(self, output: Path) -> None:
        with open_store(output / STORE_FOLDER, read_only=True) as store:
            self.corpus: Corpus = store.corpus()
            self._nodes = load_rows(store).nodes
            self._space = store.iris.namespace("entity")
        self._by_id = {entity.id: entity for entity in self.corpus.entities}

    def entity(self, name: str) -> Entity:
        """Return the entity of an id, an IRI or a name."""
        ident = name.removeprefix(self._space)
        if ident not in self._by_id:
            ident = find_node(self._nodes, name).iri.removeprefix(self._space)
        if ident not in self._by_id:
            raise ConfigError(f"nothing is called '{name}'")
        return self._by_id[ident]

    def target(self, name: str) -> Target:
        return target_of(self.corpus, self.entity(name))

    def statement(self, kind: str, subject: str, predicate: str, object_: str) -> Judgement:
        """Return a judgement about a statement of the graph.

        Raises:
            ConfigError: The graph has no such statement.
        """
        one = self.entity(subject)
        said = [item for item in self.corpus.statements if item.subject == one.id and item.predicate == predicate]
        if any(item.object == object_ and item.datatype for item in said):
            return Judgement(kind, (target_of(self.corpus, one),), predicate, literal=object_)
        other = self.entity(object_)
        if not any(item.object == other.id for item in said):
            turned = (item for item in self.corpus.statements if item.subject == other.id and item.object == one.id)
            if predicate != "meetsWith" or not any(item.predicate == predicate for item in turned):
                raise ConfigError(f"the graph does not say: {one.name} {predicate} {other.name}")
        return Judgement(kind, (target_of(self.corpus, one), target_of(self.corpus, other)), predicate)


def _judge(output: Path, made: Callable[[_Graph], Judgement]) -> None:
    """Write one judgement down and build the exports anew."""
    judgement = _signed(made(_Graph(output)))
    append(output / JOURNAL, judgement)
    _publish(output)
    click.echo(told(judgement))


def _signed(judgement: Judgement) -> Judgement:
    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):
        who = ""
    return replace(judgement, when=date.today().isoformat(), who=who)


def _publish(output: Path) -> None:
    for judgement, cause in pipeline.publish(output).gone:
        click.echo(f"warning: {told(judgement)}: {cause}", err=True)


def _sitting(output: Path, limit: int) -> None:
    graph = _Graph(output)
    journal = output / JOURNAL
    asked = questions(graph.corpus, in_force(read_journal(journal)))[:limit]
    if not asked:
        click.echo("nothing to ask: no doubtful statement, no likely pair")
        return
    judged = ask_all(graph.corpus, asked, lambda judgement: append(journal, _signed(judgement)), journal)
    if judged:
        _publish(output)
    click.echo(f"{judged} judgements in {journal}")
