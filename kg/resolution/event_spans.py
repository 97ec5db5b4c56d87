"""Small judgements on the words in and around an event's phrase."""

from collections.abc import Sequence
from itertools import takewhile

from kg.analysis import Tree
from kg.mentions.dates import DateMention
from kg.mentions.event_nouns import head_type, is_envoy
from kg.mentions.event_phrases import EventPhrase
from kg.mentions.lexicon import event_words
from kg.mentions.tense import clause_tense
from kg.model import Link, Mention, Span
from kg.resolution.event_clause import is_end
from kg.types import is_a

QUOTES = ("«", '"', "“", "„")
FOLLOWING = 3


def closes(tree: Tree, span: Span, phrase: EventPhrase) -> bool:
    """Return whether a date is the day of the end: «саммит завершится завтра», «завтра форум закроют»."""
    after = phrase.stop < len(tree) and is_end(tree, phrase.stop)
    return after or any(is_end(tree, above) for above in tree.ancestors(tree.top(span)))


def is_limit(tree: Tree, span: Span) -> bool:
    """Return whether a date is the end of a term, no day of an event: «полномочия до 2022 года»."""
    first = tree.inside(span)[:1]
    return bool(first) and first[0] > 0 and tree[first[0] - 1].text.lower() in ("до", "после", "от")


def is_date_before(tree: Tree, span: Span, phrase: EventPhrase) -> bool:
    """Return whether only «на» stands between a date and the phrase: «в августе 2023 года на саммите»."""
    inside = tree.inside(span)
    return bool(inside) and inside[-1] == phrase.start - 2 and tree[phrase.start - 1].text.lower() in ("на", "в", "во")


def settles(tree: Tree, phrase: EventPhrase) -> bool:
    """Return whether what the sentence before tells was settled at the event: «Решение приняли на саммите ШОС»."""
    verb = tree.head(phrase.head)
    told = tree[0].lemma in event_words()["settled"] and verb >= 0 and tree.head(0) == verb
    return told and tree.preposition(phrase.head) == "на" and clause_tense(tree, phrase.head) == "past"


def has_capitals(tree: Tree, mention: Mention) -> bool:
    """Return whether a letter is capital that need not be: inside the phrase, or at its start within the sentence."""
    starts = mention.span.start == tree.sentence.span.start
    return any(letter.isupper() for letter in mention.text[1 if starts else 0 :])


def is_themed(tree: Tree, mention: Mention) -> bool:
    """Return whether a theme or a place names an event: «саммит по ядерной безопасности», «Мюнхенская конференция»."""
    words = [tree[index] for index in tree.inside(mention.span)]
    attributes = mention.type == "Conference" and words[0].upos == "ADJ"
    return attributes or (mention.type in ("Summit", "Conference") and any(word.lemma == "по" for word in words))


def may_hold(tree: Tree, link: Link, mention: Mention, phrase: EventPhrase) -> bool:
    """Return whether a name can be the organizer's: not the forum itself, nor a guess over the event's own words."""
    if link.mention.candidates:
        return mention.type != "Conference" or link.mention.span != mention.span
    first = tree.inside(link.mention.span)[0]
    if first > 0 and tree[first - 1].text in QUOTES:
        return False  # форум «Армия»
    is_pair = any(dash in link.mention.text for dash in (" — ", " – ", " - "))
    return not is_pair and not link.mention.span.overlaps(tree[phrase.head].span)


def sent_by(tree: Tree, countries: Sequence[Link], phrase: EventPhrase) -> Link | None:
    """Return the country whose envoy is met without a name: «встреча Лаврова с министром обороны Бенина»."""
    for link in countries:
        top = tree.top(link.mention.span)
        if top <= phrase.head or link.mention.form in ("adjective", "role"):
            continue
        for at in takewhile(lambda above: above != phrase.head, tree.ancestors(top)):
            if tree.head(at) == phrase.head and tree.preposition(at) in ("с", "со") and is_envoy(tree, at):
                return link
    return None


def with_following(tree: Tree, phrase: EventPhrase) -> str:
    """Return the words of an election with what is voted into: «выборы в Жогорку Кенеш»."""
    last = min(phrase.stop + FOLLOWING, len(tree)) - 1
    return " ".join(tree[index].text.lower() for index in range(phrase.start, last + 1))


def whole_phrase(tree: Tree, mention: Mention, head: int) -> EventPhrase:
    """Return the phrase of a body whose name stands for its sitting."""
    inside = tree.inside(mention.span)
    return EventPhrase(inside[0], inside[-1] + 1, head, mention.type, True, False)


def event_noun(tree: Tree, span: Span) -> int:
    """Return the token of a mention that names the kind of event, its governing token for a body's name."""
    inside = tree.inside(span)
    return next((index for index in inside if head_type(tree, index)), max(tree.top(span), inside[0]))


def tail_of(tree: Tree, phrase: EventPhrase, dates: Sequence[DateMention], links: Sequence[Link]) -> int:
    """Return where the dates and places end that follow the phrase without a break."""
    spans = [found.mention.span for found in dates]
    spans += [link.mention.span for link in links if is_a(link.mention.type, "City", "Country", "Facility")]
    at = phrase.stop
    while at < len(tree):
        covered = any(span.overlaps(tree[at].span) for span in spans)
        if not covered and tree[at].upos != "ADP":
            break
        at += 1
    return at
