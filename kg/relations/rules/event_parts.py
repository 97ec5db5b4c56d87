"""Which event is part of which."""

from collections.abc import Iterator

from kg.model import Link
from kg.relations.clause import preposition
from kg.relations.events import PROCEED, event_arguments, event_complements
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.venues import verbs
from kg.relations.view import SentenceView

WITHIN = frozenset({"на полях", "в рамках", "в ходе"})


def _part(inner: Link, outer: Link, anchor: int) -> Match:
    return Match(inner.entity, outer.entity, inner.mention.span, outer.mention.span, anchor)


@rule("event_parts.within", "partOf", confidence=0.85, words=PROCEED | {"провести", "проводить"})
def within(sent: SentenceView) -> Iterator[Match]:
    """«Встреча министров пройдёт на полях саммита», «заседание в рамках форума»: one event inside another."""
    for verb in verbs(sent.tree, PROCEED | {"провести", "проводить"}):
        outers = [link for link, prep, _ in event_complements(sent, verb) if prep in WITHIN]
        for inner in event_arguments(sent, verb):
            for outer in outers:
                yield _part(inner, outer, verb)


@rule("event_parts.attached", "partOf", confidence=0.85, kinds=("Event",))
def attached(sent: SentenceView) -> Iterator[Match]:
    """«пленарное заседание форума», «встреча на полях саммита»: the outer event hangs on the inner one's noun."""
    for outer in sent.mentions("Event"):
        head = sent.head(outer)
        if head < 0:
            continue
        chain = tuple(sent.tree.ancestors(head))[:2]
        for inner in sent.mentions("Event"):
            if inner.entity != outer.entity and sent.head(inner) in chain and _is_inside(sent, head, chain, inner):
                yield _part(inner, outer, sent.head(inner))


def _is_inside(sent: SentenceView, head: int, chain: tuple[int, ...], inner: Link) -> bool:
    prep = preposition(sent.tree, head)
    direct = sent.head(inner) == chain[0]
    return prep in WITHIN or (direct and not prep and sent.tree[head].feat("Case") == "Gen")


RULES: tuple[Rule, ...] = (within, attached)
