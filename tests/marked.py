"""Marked sentences: examples of rules as lines that whoever knows Russian can add.

    # leadership.title
    @ 2024-11-28
    Президент [Франции|Country:Q142] [Эмманюэль Макрон|Person:Q3052772] прибыл в [Казань|City:Q900].
    => Q3052772 leaderOf Q142
    [Мальта|Country:Q233] не входит в [НАТО|Organization:Q7184].
    => denied: Q233 memberOf Q7184
    Президент [Франции|Country:Q142] прибыл.
    =>

A mark is `[words|Type:id]` or `[words|Type:id:form]`, where form is that of a mention (name,
adjective, abbreviation, capital, role, nominal); marks may stand inside one another. `@` gives the
date of publication of the next example. Several sentences on one line are one document. Each
expected statement has a line of its own; a lone `=>` expects none. `#` is a comment.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.model import Analysis, Document, Entity, Link, LinkedDocument, Mention, Span

OPEN, CLOSE = "[", "]"
LABEL = re.compile(r"\|(\w+):([\w#.-]+)(?::(\w+))?\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of an example's plain text."""

    span: Span
    type: str
    entity: str
    form: str


@dataclass(frozen=True, slots=True)
class Example:
    """A marked text with the statements expected of it: (status, subject, predicate, object)."""

    where: str
    text: str
    marks: tuple[Mark, ...]
    published: date | None
    expected: frozenset[tuple[str, str, str, str]]

    def document(self) -> Document:
        """Return the plain text as a document."""
        return Document("example", self.text, published=self.published)


def read_examples(path: Path) -> list[Example]:
    """Return the examples of a file; an example is a marked line and the `=>` lines below it."""
    found: list[Example] = []
    published: date | None = None
    pending: tuple[int, str] | None = None
    expected: list[tuple[str, str, str, str]] = []

    def finish() -> None:
        nonlocal pending, published
        if pending is not None:
            text, marks = read_marks(pending[1])
            where = f"{path.stem}:{pending[0]}"
            found.append(Example(where, text, marks, published, frozenset(expected)))
            pending, published = None, None
            expected.clear()

    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("=>"):
            assert pending is not None, f"{path.name}:{number}: no text above"
            expected.extend(_expected(line.removeprefix("=>").strip()))
            continue
        finish()
        if line.startswith("@"):
            published = date.fromisoformat(line.removeprefix("@").strip())
        elif line and not line.startswith("#"):
            pending = (number, line)
    finish()
    return found


def _expected(line: str) -> list[tuple[str, str, str, str]]:
    if not line:
        return []
    status, _, rest = line.rpartition(":") if line.split()[0].endswith(":") else ("asserted", "", line)
    subject, predicate, object_ = rest.split()
    return [(status, subject, predicate, object_)]


def read_marks(line: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the plain text of a marked line, and its marks in text order, outer ones first."""
    plain: list[str] = []
    marks: list[Mark] = []
    opened: list[int] = []
    at = 0
    while at < len(line):
        label = LABEL.match(line, at)
        if label is not None and opened:
            marks.append(Mark(Span(opened.pop(), len(plain)), label[1], label[2], label[3] or "name"))
            at = label.end()
            continue
        if line[at] == OPEN:
            opened.append(len(plain))
        else:
            plain.append(line[at])
        at += 1
    assert not opened, f"a mark is not closed: {line}"
    return "".join(plain), tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.stop)))


def link_marks(analysis: Analysis, marks: tuple[Mark, ...]) -> LinkedDocument:
    """Return the analysis linked as the marks say; the first mark of an entity gives its type and name."""
    entities: dict[str, Entity] = {}
    links: list[Link] = []
    for mark in marks:
        text = mark.span.of(analysis.document.content)
        entities.setdefault(mark.entity, _entity(mark, text))
        sentence = next(i for i, sent in enumerate(analysis.sentences) if sent.span.overlaps(mark.span))
        mention = Mention(
            document_id=analysis.document.id,
            span=mark.span,
            text=text,
            type=mark.type,
            form=mark.form,
            normal=text,
            sentence=sentence,
            candidates=(mark.entity,) if mark.entity.startswith("Q") else (),
        )
        links.append(Link(mention, mark.entity, 1.0, "marked"))
    return LinkedDocument(analysis, tuple(entities.values()), tuple(links))


def _entity(mark: Mark, text: str) -> Entity:
    known = mark.entity if mark.entity.startswith("Q") else None
    return Entity(mark.entity, mark.type, text, wikidata=known, reference=known)
