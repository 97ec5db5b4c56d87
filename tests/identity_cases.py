"""Cases of identity: texts whose marks say which words mean one node, as lines that whoever knows Russian can add.

    # Фамилия без имени — тот же человек
    2024-11-28 Президент России [Владимир Путин|Q7747] прилетел в [Астану|astana:City]. [Путин|Q7747] выступил.
    В [Астану|astana] прибыл и [Иванов|ivanov:Person,!].

A case is a title (`#`) and the documents below it, a line each, up to an empty line; a date in front is
that of publication. A mark is `[words|node]`, `[words|node:Class]` or `[words|node:Class,!]`. Marks with
one label mean one node over all documents of the case, marks with two labels two nodes. A label that is
a Wikidata id asks for that id; `Class` asks for a class (or one below it); `!` asks for a node without a
Wikidata id; the label `-` asks for words that mean no entity. `%` opens a remark.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.model import Corpus, Document, Entity, Link, Span
from kg.types import is_a

MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|:]+)(?::([^\[\]|]*))?\]")
DAY = re.compile(r"(\d{4}-\d\d-\d\d) ")
WIKIDATA = re.compile(r"Q\d+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of a document: the node they mean, and what is asked of it."""

    document: str
    span: Span
    words: str
    node: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Texts with marks; `where` names the file and the line of the title."""

    where: str
    title: str
    documents: tuple[Document, ...]
    marks: tuple[Mark, ...]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file in its order."""
    found: list[Case] = []
    blocks = re.split(r"\n[ \t]*\n", path.read_text(encoding="utf-8"))
    line = 1
    for block in blocks:
        rows = [row for row in block.splitlines() if row.strip() and not row.startswith("%")]
        if rows:
            assert rows[0].startswith("#"), f"{path.name}:{line}: a case begins with its title"
            found.append(_case(f"{path.stem}:{line}", rows[0].lstrip("# ").strip(), rows[1:]))
        line += block.count("\n") + 2
    return found


def _case(where: str, title: str, rows: list[str]) -> Case:
    documents, marks = [], []
    for number, row in enumerate(rows, 1):
        day = DAY.match(row)
        text, own = _read_marks(row[day.end() :] if day else row, f"d{number}")
        documents.append(Document(f"d{number}", text, published=date.fromisoformat(day[1]) if day else None))
        marks += own
    assert marks, f"{where}: nothing is marked"
    return Case(where, title, tuple(documents), tuple(marks))


def _read_marks(row: str, document: str) -> tuple[str, list[Mark]]:
    plain, marks, at, length = [], [], 0, 0
    for found in MARK.finditer(row):
        plain.append(row[at : found.start()])
        length += found.start() - at
        span = Span(length, length + len(found[1]))
        asked = tuple(item.strip() for item in (found[3] or "").split(",") if item.strip())
        marks.append(Mark(document, span, found[1], found[2].strip(), asked))
        plain.append(found[1])
        length, at = span.stop, found.end()
    plain.append(row[at:])
    return "".join(plain), marks


def faults(case: Case, corpus: Corpus) -> list[str]:
    """Return what a resolved corpus of the case's documents does otherwise than its marks ask; empty when all hold."""
    entities = {entity.id: entity for entity in corpus.entities}
    wrong: list[str] = []
    meant: dict[str, dict[str, str]] = {}
    for mark in case.marks:
        link = _linked(mark, corpus.links, entities)
        if mark.node == "-":
            if link is not None:
                wrong.append(f"«{mark.words}» means {link.entity}, but should mean nothing")
        elif link is None:
            wrong.append(f"«{mark.words}» in {mark.document} means no entity")
        else:
            meant.setdefault(mark.node, {})[f"«{mark.words}» in {mark.document}"] = link.entity
            wrong += _unlike(mark, entities[link.entity])
    return wrong + _identity(meant)


def _linked(mark: Mark, links: tuple[Link, ...], entities: dict[str, Entity]) -> Link | None:
    """Return the link whose mention covers the marked words best; it may leave out or add a word.

    Whoever takes part in an event is no part of its mention («[встреча] Путина с Пашиняном»), what tells it from
    others is («[прошлогодний саммит]»): an event's mention may begin the marked words, or hold them. Of two mentions
    of one range («Группа двадцати соберётся»: the body and its summit) that of the asked class counts.
    Of an office that stands for its holder («российский лидер») the holder is meant, not the office itself.
    """
    own = [link for link in links if link.mention.document_id == mark.document]
    near = [link for link in own if link.mention.span.overlaps(mark.span)]
    classes = [asked for asked in mark.asked if asked != "!"]
    fitting = {link.entity for link in near if any(is_a(entities[link.entity].type, asked) for asked in classes)}
    events = [link for link in near if is_a(link.mention.type, "Event") and (not fitting or link.entity in fitting)]
    begins = [link for link in events if link.mention.span.start == mark.span.start]
    if begins:
        return max(begins, key=lambda link: (link.mention.span.stop, link.entity))

    def fit(link: Link) -> tuple[object, ...]:
        office = link.mention.type == "Position"
        return _shared(mark.span, link.mention.span), not office, link.entity in fitting, link.entity

    best = max(near, key=fit, default=None)
    if best is not None and _shared(mark.span, best.mention.span) >= 0.5:
        return best
    holding = [link for link in events if link.mention.span.contains(mark.span)]
    return min(holding, key=lambda link: (link.mention.span.length, link.entity), default=None)


def _shared(one: Span, other: Span) -> float:
    common = min(one.stop, other.stop) - max(one.start, other.start)
    return common / (max(one.stop, other.stop) - min(one.start, other.start))


def _unlike(mark: Mark, entity: Entity) -> list[str]:
    wrong = []
    if WIKIDATA.fullmatch(mark.node) and entity.wikidata != mark.node:
        wrong.append(f"«{mark.words}» is {entity.wikidata or entity.name}, not {mark.node}")
    for asked in mark.asked:
        if asked == "!" and entity.wikidata:
            wrong.append(f"«{mark.words}» has the id {entity.wikidata}, but should have none")
        elif asked != "!" and not is_a(entity.type, asked):
            wrong.append(f"«{mark.words}» is a {entity.type}, not a {asked}")
    return wrong


def _identity(meant: dict[str, dict[str, str]]) -> list[str]:
    wrong = [
        f"{node} is several nodes: {', '.join(f'{words} → {ident}' for words, ident in places.items())}"
        for node, places in meant.items()
        if len(set(places.values())) > 1
    ]
    owners: dict[str, set[str]] = {}
    for node, places in meant.items():
        for ident in places.values():
            owners.setdefault(ident, set()).add(node)
    joined = {ident: nodes for ident, nodes in owners.items() if len(nodes) > 1}
    return wrong + [f"{' and '.join(sorted(nodes))} are one node, {ident}" for ident, nodes in joined.items()]
