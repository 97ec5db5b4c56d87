"""Which event a clause tells of, by the order of its words: where the tree breaks, order, case and agreement hold.

«Саммит …, намеченный на май, … пройдёт», «саммите, который принимал Асунсьон», «открывшемся в Риге 47-м саммите».
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis import Tree, gathered, remembered
from kg.model import Link
from kg.relations.clause import TIME_WORDS
from kg.relations.events import HOST, PROCEED
from kg.relations.modality import words
from kg.relations.predicates import VENUES
from kg.relations.segments import Segment, is_participle, is_verb, segments
from kg.relations.view import SentenceView

ENDING = frozenset(
    "завершиться завершаться закончиться заканчиваться закрыться закрываться продолжаться продолжиться продлиться "
    "длиться завершить завершать закончить заканчивать закрыть".split()
)
OPENING = frozenset("открыть открывать начать начинать собрать собирать созывать приступить".split())
TELLING = PROCEED | HOST | ENDING | OPENING | frozenset("пройдёт созываемый устроенный заседать".split())
NOMINALS = frozenset("открытие проведение начало завершение закрытие церемония работа".split())
ONLINE = frozenset(
    "видеосвязь видеоконференция видеоконференцсвязь вкс онлайн онлайн-формат онлайн-режим видеоформат виртуальный "
    "дистанционный дистанционно заочный заочно виртуально видеосаммит".split()
)
AT = frozenset({"на", "в", "во"})
AT_NOUNS = frozenset("ход рамка время поле кулуар итог начало открытие закрытие работа".split())
FAR = 7
"""How many words may stand between an event's noun and the comma of its relative clause."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event, the word that says something of it, and the tokens in which its place and date are looked for."""

    event: Link
    verb: int
    tokens: tuple[int, ...]
    segment: Segment


def told_events(sent: SentenceView) -> tuple[Told, ...]:
    """Return the events that a clause of the sentence says to take place, begin, end or be held."""
    return tuple(_told(sent))


def _told(sent: SentenceView) -> Iterator[Told]:
    if not sent.mentions("Event"):
        return
    for segment in sent.once(segments):
        planned = _is_planned(sent, segment)
        for verb in segment.tokens:
            if sent.tree[verb].lemma not in TELLING:
                continue
            form = sent.tree[verb].feat("VerbForm")
            if is_participle(sent.tree, verb) and segment.kind != "participle":
                yield from _before_noun(sent, segment, verb)
                continue
            if form == "Conv" or (form == "Inf" and not planned):
                continue
            event = _taken_up(sent, segment, verb) if segment.kind in ("relative", "participle") else None
            event = event or (_inside(sent, segment, verb) if segment.kind != "participle" else None)
            if event is not None:
                yield Told(event, verb, segment.tokens, segment)


def _is_planned(sent: SentenceView, segment: Segment) -> bool:
    """Return whether a clause with an infinitive speaks of a plan: «решено созвать», «намерены провести»."""
    lemmas = {sent.tree[at].lemma for at in segment.tokens}
    return bool(lemmas & (words("planning") | words("scheduled"))) and not lemmas & words("doubting")


def _before_noun(sent: SentenceView, segment: Segment, verb: int) -> Iterator[Told]:
    """Yield the event of «на открывшемся в Риге саммите»: the participle agrees with a noun after it."""
    tree = sent.tree
    for event in sent.mentions("Event"):
        head = sent.head(event)
        between = tuple(at for at in segment.tokens if verb < at < head)
        if head in segment.tokens and verb < head and not any(tree[at].upos == "VERB" for at in between):
            if _agree(sent, verb, head):
                yield Told(event, verb, between, segment)
            return


def _taken_up(sent: SentenceView, segment: Segment, verb: int) -> Link | None:
    """Return the event that «который» or a participle stands for: the nearest before the comma that agrees."""
    tree = sent.tree
    if segment.kind == "participle":
        word = verb
    else:
        first = segment.tokens[0]
        if tree[first].lemma != "который":
            return None
        word = first
    near = sent.once(_events_by_head)
    before = [link for at in range(segment.before - FAR, segment.before + 1) for link in near.get(at, ())]
    fitting = [link for link in before if _agree(sent, word, sent.head(link), relative=segment.kind == "relative")]
    return fitting[-1] if fitting else None


def _agree(sent: SentenceView, word: int, head: int, *, relative: bool = False) -> bool:
    """Return whether two words agree as far as the tagger tells, «который» in gender and number only."""
    tree = sent.tree
    names = ("Number", "Gender") if relative else ("Number", "Gender", "Case")
    for name in names:
        left, right = tree[word].feat(name), tree[head].feat(name)
        if name == "Gender" and "Plur" in (tree[word].feat("Number"), tree[head].feat("Number")):
            continue
        if left and right and left != right:
            return False
    return True


def _inside(sent: SentenceView, segment: Segment, verb: int) -> Link | None:
    """Return the event of the clause that the verb is about: the nearest that may be its subject or object."""
    at = sent.once(segments).index(segment)
    found = [link for link in sent.once(_events_by_segment)[at] if _is_core(sent, link)]
    if sent.tree[verb].feat("VerbForm") != "Inf":
        found = [link for link in found if not _is_governed(sent, segment, sent.head(link), verb)]
    return min(found, key=lambda link: (abs(sent.head(link) - verb), sent.head(link)), default=None)


def _is_core(sent: SentenceView, link: Link) -> bool:
    """Return whether a mention stands without a preposition, in a case of subjects or objects."""
    tree, head = sent.tree, sent.head(link)
    first = tree.inside(link.mention.span)[0]
    if tree.preposition(head) or leading_preposition(sent, link):
        return False
    case = tree[head].feat("Case")
    if case == "Gen":
        return first > 0 and tree[first - 1].lemma in NOMINALS
    return case in ("Nom", "Acc", "")


def _is_governed(sent: SentenceView, segment: Segment, head: int, verb: int) -> bool:
    """Return whether another verb of the clause stands between: «обсудили саммит и разошлись, проведя …»."""
    low, high = min(head, verb), max(head, verb)
    return any(low < at < high and is_verb(sent.tree, at) for at in segment.tokens)


def leading_preposition(sent: SentenceView, link: Link) -> str:
    """Return the preposition before a mention and the adjectives that precede it, in lower case, or nothing."""
    tree = sent.tree
    at = tree.inside(link.mention.span)[0] - 1
    while (at >= 0 and tree[at].upos in ("ADJ", "NUM", "DET")) or (at >= 0 and tree[at].feat("VerbForm") == "Part"):
        at -= 1
    return tree[at].text.lower() if at >= 0 and tree[at].upos == "ADP" else ""


@gathered
def at_events(sent: SentenceView) -> Iterator[tuple[Link, Segment]]:
    """Yield the events at which a clause happens («на саммите», «в ходе переговоров») with the clause."""
    tree = sent.tree
    for segment, links in zip(sent.once(segments), sent.once(_events_by_segment), strict=True):
        for link in links:
            prep = leading_preposition(sent, link)
            first = tree.inside(link.mention.span)[0]
            compound = first > 1 and tree[first - 1].lemma in AT_NOUNS and tree[first - 2].text.lower() in (*AT, "по")
            if (prep in AT and tree[sent.head(link)].feat("Case") in ("Loc", "")) or compound:
                yield link, segment


def _events_by_head(sent: SentenceView) -> dict[int, tuple[Link, ...]]:
    found: dict[int, tuple[Link, ...]] = {}
    for link in sent.mentions("Event"):
        found[sent.head(link)] = (*found.get(sent.head(link), ()), link)
    return found


def _events_by_segment(sent: SentenceView) -> tuple[tuple[Link, ...], ...]:
    """Return for each clause the events whose noun stands in it."""
    heads = sent.once(_events_by_head)
    return tuple(tuple(link for at in segment.tokens for link in heads.get(at, ())) for segment in sent.once(segments))


@remembered
def is_online(sent: SentenceView, tokens: tuple[int, ...]) -> bool:
    """Return whether a clause says that people meet by video."""
    return any(sent.tree[at].lemma in ONLINE or sent.tree[at].text.lower() in ONLINE for at in tokens)


@remembered
def asks_where(tree: Tree, verb: int) -> bool:
    """Return whether a clause leaves the place open: «Где пройдёт саммит, в Чили или в Перу, пока не решено»."""
    before = range(max(verb - 3, 0), verb)
    return any(
        tree[at].lemma == "где" and (at == 0 or tree[at - 1].text in ("—", ":", "«") or _is_unknown(tree, at - 1))
        for at in before
    )


def _is_unknown(tree: Tree, comma: int) -> bool:
    """Return whether «неизвестно», «не решили» stands before a comma."""
    return (
        tree[comma].text == ","
        and comma > 0
        and (
            tree[comma - 1].lemma in ("неизвестный", "неизвестно", "неясно", "неясный")
            or (comma > 1 and tree[comma - 2].text.lower() == "не")
        )
    )


def stands_alone(sent: SentenceView, first: int) -> bool:
    """Return whether a phrase that starts at a token tells of the clause, not of the noun before it.

    It opens the clause, or follows a verb, an adverb, an event, a date or another place: «прошёл 5 мая в Риге», unlike
    «обсудили войну в Судане».
    """
    tree = sent.tree
    if first <= 0 or tree[first - 1].upos in ("VERB", "ADV", "PUNCT", "CCONJ", "PART", "SCONJ", "AUX"):
        return True
    if first > 1 and tree[first - 1].lemma == "работа" and tree[first - 2].lemma in OPENING | ENDING | {"продолжать"}:
        return True  # «саммит начал работу в Вене»
    if is_verb(tree, first - 1) or tree[first - 1].lemma in TIME_WORDS | {"который"}:
        return True
    before = tree[first - 1].span
    dated = any(found.mention.span.overlaps(before) for found in sent.dates)
    return dated or sent.at(first - 1, "Event", *VENUES) is not None
