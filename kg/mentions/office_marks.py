"""What stands before a title: «избранный», «и. о.», «бывший», «кандидат в», «российский»."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis import Tree
from kg.mentions.office_words import mark_of
from kg.model import Mention

THEN = (
    ("в", "то", "время"),
    ("в", "те", "годы"),
    ("в", "прошлом"),
    ("ранее",),
    ("прежде",),
    ("на", "тот", "момент"),
    ("тогда",),
)
ACTING = (
    ("и", ".", "о", "."),
    ("и.о", "."),
    ("и.о.",),
    ("ио",),
    ("врио",),
    ("обязанности",),
    ("вр", ".", "и", ".", "о", "."),
)
RUNS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    last: tuple((run, mark) for runs, mark in ((THEN, "former"), (ACTING, "acting")) for run in runs if run[-1] == last)
    for last in {run[-1] for run in (*THEN, *ACTING)}
}
"""The fixed words and what they say of the holder, by their last word."""
POST = ("пост", "должность", "кресло", "место", "кандидатура", "полномочие", "выборы", "кресло", "роль")
INTO = ("в", "на")


@dataclass(frozen=True, slots=True)
class Before:
    """The first token of the phrase, its marks in the order found, the countries of its adjectives."""

    first: int
    marks: tuple[str, ...]
    places: tuple[Mention, ...]


def marks_before(tree: Tree, start: int, floor: int, named: Sequence[Mention]) -> Before:
    """Return the marks and country adjectives before a title, read leftwards and not past the token `floor`."""
    marks: list[str] = []
    places: list[Mention] = []
    at = start
    while True:
        run = _run(tree, at, floor)
        if run:
            at -= run[0]
            marks.append(run[1])
            continue
        before = at - 1
        if before < floor or not _attribute(tree, before):
            break
        mention = _country(tree, before, named)
        mark = mark_of(tree[before])
        places[:0] = [mention] if mention is not None else []
        marks += [mark] if mark else []
        at = before
    marks.extend(_post(tree, at, floor))
    return Before(at, tuple(marks), tuple(places))


def _run(tree: Tree, at: int, floor: int) -> tuple[int, str] | None:
    """Return length and mark of the fixed words that end before a token."""
    last = tree[at - 1].text.lower() if at > floor else ""
    for run, mark in RUNS.get(last, ()):
        begin = at - len(run)
        if begin >= floor and tuple(token.text.lower() for token in tree.tokens[begin:at]) == run:
            return len(run), mark
    return None


def _attribute(tree: Tree, index: int) -> bool:
    """Return whether a word belongs to the title after it; «его» and «свой» do not."""
    token = tree[index]
    if mark_of(token):
        return token.upos not in ("NOUN", "PROPN")
    return token.upos == "ADJ" or token.lemma in ("первый", "весь", "оба")


def _country(tree: Tree, index: int, named: Sequence[Mention]) -> Mention | None:
    span = tree[index].span
    return next((m for m in named if m.type == "Country" and m.span.overlaps(span)), None)


def _post(tree: Tree, at: int, floor: int) -> tuple[str, ...]:
    """Return "candidate" for «кандидат в президенты», "post" for «пост президента»."""
    before = at - 1
    if before >= floor and tree[before].text.lower() in INTO:
        if tree[before].text.lower() == "в" and tree[at].text.lower().endswith(("ы", "и")):
            return ("candidate",)  # «в президенты» is always about who may become one
        before -= 1
    if before < floor:
        return ()
    mark = mark_of(tree[before])
    if mark == "candidate":
        return (mark,)
    return ("post",) if tree[before].lemma in POST else ()
