"""Where an article is written from, and which of its events that tells of.

«АСТАНА, 28 ноября. Лидеры ОДКБ подписали на саммите …», «6 декабря 2024 года, Минск» under a photograph.
"""

from dataclasses import dataclass

from kg.mentions.dates import DateMention
from kg.model import Link
from kg.relations.rule import Match, Rule
from kg.relations.view import DocumentView, SentenceView

HEADER = 12
"""Tokens of the longest dateline: «1. Гамбург, выставочный комплекс, 7 июля 2017 года»."""
LEAD = 4
"""A dateline stands in one of the first so many sentences, or makes a line of its own."""
ENDS = frozenset({".", "—", "–", "-", "/", "("})
TAIL = frozenset("почти полночь полдень ночь утро вечер раннее поздний около час".split())
MONTH_LEMMAS = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())
MONTHS = frozenset("янв фев мар апр май мая июн июл авг сен сент окт ноя нояб дек г года год".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """The places and the date with which a text or a part of it opens.

    Attributes:
        sentence: Index of the sentence.
        places: City and building.
        dates: The day of writing, or of what the text tells.
        of_event: Whether the day comes first on a line of its own: «6 декабря 2024 года, Минск» tells of the event.
    """

    sentence: int
    places: tuple[Link, ...]
    dates: tuple[DateMention, ...]
    of_event: bool


def dateline_of(doc: DocumentView) -> Dateline | None:
    """Return the first dateline of a document, or None."""
    return doc.sentences[0].once(_dateline) if doc.sentences else None


def _dateline(first: SentenceView) -> Dateline | None:
    for sent in first.doc.sentences:
        found = _read(sent)
        if found is not None:
            return found
    return None


def _read(sent: SentenceView) -> Dateline | None:
    """Return the dateline at the start of a sentence: names of places, a date and signs alone before a stop or dash."""
    tree = sent.tree
    cities = [link for link in sent.mentions("City") if link.mention.form in ("name", "capital")]
    at = _after_number(sent)
    stop = next(
        (i for i in range(at, min(at + HEADER, len(tree))) if tree[i].text in ENDS and not _in_date(sent, i)), -1
    )
    whole_line = stop < 0 and len(tree) - at <= HEADER and any(True for _ in sent.dates)
    stop = len(tree) if whole_line else stop
    inside = [link for link in cities if at <= sent.head(link) < stop]
    if stop <= at or not inside or not (sent.index < LEAD or whole_line):
        return None
    places = [link for link in sent.mentions("City", "Facility", "Country") if at <= sent.head(link) < stop]
    if not all(_is_header_word(sent, i) for i in range(at, stop)):
        return None
    dates = tuple(found for found in sent.dates if all(i < stop for i in tree.inside(found.mention.span)))
    if not (dates or sent.index < LEAD):
        return None
    of_event = whole_line and bool(dates) and dates[0].mention.span < places[0].mention.span
    return Dateline(sent.index, tuple(places), dates, of_event)


def _after_number(sent: SentenceView) -> int:
    """Return the first token behind «1.» or «(Перевод с английского)»."""
    tree = sent.tree
    if len(tree) > 2 and tree[0].text.isdigit() and tree[1].text == ".":
        return 2
    if len(tree) and tree[0].text == "(":
        return next((i + 1 for i in range(min(HEADER, len(tree))) if tree[i].text == ")"), 0)
    return 0


def _in_date(sent: SentenceView, at: int) -> bool:
    return any(found.mention.span.overlaps(sent.tree[at].span) for found in sent.dates)


def _is_header_word(sent: SentenceView, at: int) -> bool:
    """Return whether a word may stand in a dateline: a sign, part of a place's name or of a date."""
    token = sent.tree[at]
    if (
        token.upos == "PUNCT"
        or token.text.isdigit()
        or token.text.lower() in MONTHS | TAIL
        or token.lemma in MONTH_LEMMAS
        or _in_date(sent, at)
    ):
        return True
    place = sent.at(at, "City", "Country", "Facility", "Region")
    return place is not None and token.feat("Case") in ("Nom", "Acc", "Gen", "")


def stated(doc: DocumentView, rule: Rule) -> tuple[Match, ...]:
    """Return what a rule finds in all sentences of a document."""
    return tuple(match for sent in doc.sentences for match in rule.matches(sent))
