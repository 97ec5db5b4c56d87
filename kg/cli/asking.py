"""The questions of `kg review`, one at a time on the terminal, each with its evidence."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from kg.errors import one_line
from kg.model import Corpus, Entity, Statement
from kg.review import Judgement, Question, Target, in_force, read_journal
from kg.review.apply import target_of

MOST_QUOTES = 3
_KEYS = {"same": "ynsuq", "holds": "ynsuq", "conflict": "12bnsuq"}
_HELP = {
    "same": "[y] one and the same  [n] two  [s] skip  [u] undo the last  [q] stop",
    "holds": "[y] right  [n] wrong  [s] skip  [u] undo the last  [q] stop",
    "conflict": "[1] the first is right  [2] the second  [b] both  [n] neither  [s] skip  [u] undo the last  [q] stop",
}


def ask_all(corpus: Corpus, asked: Sequence[Question], keep: Callable[[Judgement], None], journal: Path) -> int:
    """Ask each question; return how many judgements were written.

    Args:
        corpus: The graph that they are about.
        asked: The questions, in order.
        keep: Writes a judgement down.
        journal: The file that it goes to, for taking the last one back.
    """
    names = {entity.id: entity.name for entity in corpus.entities}
    written, at = 0, 0
    while at < len(asked):
        question = asked[at]
        click.echo(f"\n{at + 1}/{len(asked)}  {_title(question, names)}")
        for line in _evidence(corpus, question, names):
            click.echo(f"    {line}")
        key = _key(_HELP[question.kind], _KEYS[question.kind])
        if key == "q":
            break
        if key == "u":
            held = in_force(read_journal(journal))
            if written and held:
                keep(Judgement("undo", value=held[-1].id))
                written, at = written - 1, max(at - 1, 0)
            continue
        for judgement in _judgements(corpus, question, key):
            keep(judgement)
            written += 1
        at += 1
    return written


def _key(prompt: str, keys: str) -> str:
    click.echo(prompt)
    while True:
        given = str(click.prompt("", prompt_suffix="> ", default="s", show_default=False)).strip().lower()[:1]
        if given in keys:
            return given


def _title(question: Question, names: dict[str, str]) -> str:
    if question.kind == "same":
        one, other = question.entities
        return f"Is it one: {_shown(one)} — {_shown(other)}?"
    told = " / ".join(_told(item, names) for item in question.statements)
    return f"Is it right: {told}?" if question.kind == "holds" else f"Which is right: {told}?"


def _shown(entity: Entity) -> str:
    return one_line(f"{entity.name} ({entity.type}, {entity.wikidata or entity.id})")


def _told(item: Statement, names: dict[str, str]) -> str:
    subject, object_ = names.get(item.subject, item.subject), names.get(item.object, item.object)
    return one_line(f"{subject} {item.predicate} {object_} [{item.status}, {item.confidence:.2f}]")


def _evidence(corpus: Corpus, question: Question, names: dict[str, str]) -> Iterator[str]:
    for item in question.statements:
        for found in [one for one in item.evidence if one.quote][:MOST_QUOTES]:
            yield one_line(f"«{found.quote}» — {found.document_id}")
    for entity in question.entities:
        yield f"{one_line(entity.name)}:"
        links = [link for link in corpus.links if link.entity == entity.id]
        for link in links[:MOST_QUOTES]:
            yield f"  {_around(corpus, link.mention.document_id, link.mention.span)}"
        for item in [one for one in corpus.statements if one.subject == entity.id][:MOST_QUOTES]:
            yield f"  {_told(item, names)}"


def _around(corpus: Corpus, document_id: str, span: tuple[int, int]) -> str:
    text = next(document.content for document in corpus.documents if document.id == document_id)
    return one_line(f"…{text[max(span[0] - 60, 0) : span[1] + 60]}… — {document_id}")


def _judgements(corpus: Corpus, question: Question, key: str) -> Iterator[Judgement]:
    if question.kind == "same" and key in "yn":
        targets = tuple(target_of(corpus, entity) for entity in question.entities)
        yield Judgement("merge" if key == "y" else "distinct", targets)
    elif question.kind == "holds" and key in "yn":
        yield _about(corpus, "confirm" if key == "y" else "reject", question.statements[0])
    elif question.kind == "conflict" and key in "12bn":
        right = {"1": (True, False), "2": (False, True), "b": (True, True), "n": (False, False)}[key]
        for item, holds in zip(question.statements, right, strict=True):
            yield _about(corpus, "confirm" if holds else "reject", item)


def _about(corpus: Corpus, kind: str, item: Statement) -> Judgement:
    entities = {entity.id: entity for entity in corpus.entities}
    subject = target_of(corpus, entities[item.subject])
    if item.datatype:
        return Judgement(kind, (subject,), item.predicate, literal=item.object)
    object_ = entities.get(item.object)
    return Judgement(kind, (subject, target_of(corpus, object_) if object_ else Target(item.object)), item.predicate)
