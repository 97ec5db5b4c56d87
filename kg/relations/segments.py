"""A sentence cut into clauses by its signs and words alone, for where the parser's tree breaks.

A piece between two signs opens a clause («что», «который», a participle) or goes on with the one before it:
«Саммит | , который | , как сообщили в МИД | , продлится два дня | , открылся в Риге».
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis import Tree, remembered
from kg.relations.view import SentenceView

SIGNS = frozenset({",", ";", ":", "—", "–", "(", ")"})
HARD = frozenset({";", ":"})
RELATIVE = frozenset("который где куда откуда чей".split())
SUBORDINATE = frozenset("что чтобы как если хотя поскольку когда пока ибо поэтому причём зачем почему кто ли".split())
CONTRAST = frozenset({"а", "но"})
OPENERS = 3
VERB_ENDINGS = ("ться", "тись")


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause: its tokens, which may be apart, and what opens it.

    Attributes:
        tokens: Indexes in text order.
        kind: "main", "subordinate", "relative", "participle" or "gerund".
        before: The token before its sign, which a relative clause or participle takes up; -1 at the start.
    """

    tokens: tuple[int, ...]
    kind: str
    before: int


def segments(sent: SentenceView) -> tuple[Segment, ...]:
    """Return the clauses of a sentence in the order in which they open."""
    tree = sent.tree
    opened: list[tuple[list[int], str, int]] = []
    outer: list[int] = []
    for start, stop in _pieces(sent):
        kind = _opens(tree, start, stop)
        sign = tree[start - 1].text if start else ""
        current = outer[-1] if outer else -1
        if not opened or sign in HARD:
            opened.append((list(range(start, stop)), "main" if kind in ("", "gerund") else kind, start - 2))
            outer = [len(opened) - 1]
        elif kind:
            opened.append((list(range(start, stop)), kind, start - 2))
            if kind in ("relative", "subordinate"):
                outer.append(len(opened) - 1)
        elif start and tree[start - 1].lemma in CONTRAST:
            opened.append((list(range(start, stop)), "main", start - 2))  # «пройдёт в Риге, а следующий — в Осло»
            outer = [len(opened) - 1]
        elif not _is_finite(tree, range(start, stop)):
            opened[current][0].extend(range(start, stop))
        else:
            while len(outer) > 1 and _is_finite(tree, opened[outer[-1]][0]):
                outer.pop()
            if _is_finite(tree, opened[outer[-1]][0]):
                opened.append((list(range(start, stop)), "main", start - 2))
                outer = [len(opened) - 1]
            else:
                opened[outer[-1]][0].extend(range(start, stop))
    return tuple(Segment(tuple(tokens), kind, before) for tokens, kind, before in opened)


def _pieces(sent: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield the ranges between signs; a sign inside a name («Россия — НАТО», «Чили, Перу и Мексики») cuts nothing."""
    tree = sent.tree
    whole = [link.mention.span for link in sent.links] + [found.mention.span for found in sent.dates]
    start = 0
    for at, token in enumerate(tree.tokens):
        cuts = token.text in SIGNS and not any(s.start < token.span.start and token.span.stop < s.stop for s in whole)
        if cuts or (at and token.lemma in CONTRAST):
            if start < at:
                yield start, at
            start = at + 1
    if start < len(tree):
        yield start, len(tree)


def _opens(tree: Tree, start: int, stop: int) -> str:
    """Return what a piece opens: "relative", "subordinate", "participle", "gerund", or nothing."""
    for at in range(start, min(start + OPENERS, stop)):
        token = tree[at]
        if token.lemma in RELATIVE:
            return "relative"
        if at == start and token.lemma in SUBORDINATE:
            return "subordinate"
        if is_participle(tree, at) and _modifies_before(tree, at, stop):
            return "participle"
        if token.feat("VerbForm") == "Conv":
            return "gerund"
        if token.upos not in ("ADP", "ADV", "PART", "NOUN", "PRON", "CCONJ"):
            return ""
    return ""


def is_participle(tree: Tree, at: int) -> bool:
    """Return whether a token is a full participle; the tagger takes «продолжавшемся» for a noun now and then."""
    token = tree[at]
    if token.feat("VerbForm") == "Part":
        return token.feat("Variant") != "Short"
    return token.upos in ("NOUN", "ADJ") and token.lemma.endswith(VERB_ENDINGS) and token.lemma != token.text.lower()


def _modifies_before(tree: Tree, at: int, stop: int) -> bool:
    """Return whether a participle takes up what is before its comma, not the noun after it («прибывшие гости»)."""
    following = at + 1
    if following < stop and tree[following].upos in ("NOUN", "PROPN"):
        return tree[following].feat("Case") != tree[at].feat("Case")
    return True


def _is_finite(tree: Tree, tokens: list[int] | range) -> bool:
    return any(is_verb(tree, at) for at in tokens)


@remembered
def is_verb(tree: Tree, at: int) -> bool:
    """Return whether a token can carry a main clause: a finite verb, a short participle or adjective."""
    token = tree[at]
    return token.feat("VerbForm") == "Fin" or (
        token.feat("Variant") == "Short" and (token.feat("VerbForm") == "Part" or token.upos == "ADJ")
    )


@remembered
def taken_up(sent: SentenceView, at: int) -> int:
    """Return the noun that the relative clause of a token takes up, the first word of a name; -1 for none.

    Only where «который» is its subject: «А, [который до декабря был послом]», not «пост, который занимал А».
    """
    tree = sent.tree
    segment = next((part for part in sent.once(segments) if at in part.tokens and part.kind == "relative"), None)
    if segment is None or segment.before < 0:
        return -1
    opener = tree[segment.tokens[0]]
    if opener.lemma != "который" or opener.feat("Case") != "Nom":
        return -1
    noun = segment.before
    while tree.related(noun, "flat", "appos") and 0 <= tree.head(noun) < noun:
        noun = tree.head(noun)
    return noun


@remembered
def share_clause(sent: SentenceView, first: int, second: int) -> bool:
    """Return whether two tokens stand in one clause."""
    return any(first in part.tokens and second in part.tokens for part in sent.once(segments))
