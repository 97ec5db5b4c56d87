"""What decides between namesakes: the document's date and the countries and bodies it names."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from kg.analysis import trees_of
from kg.model import Analysis, Mention
from kg.reference import Reference

YEAR = re.compile(r"\b(199\d|20[0-4]\d)\b(?!-х)")
POLITICS = re.compile(
    r"президент|премьер|министр|канцлер|глав[аыеу] государ|лидер|саммит|переговор|кремл|посол|парламент|санкци|визит|"
    r"дипломат|генсек|секретар|договор|соглашени|выбор|\bМИД|\bООН|\bНАТО|правительств|государств|встрет|войн|войск|"
    r"пригла|заседани|указ|закон",
    re.IGNORECASE,
)
LEISURE = re.compile(
    r"\bматч|чемпионат|тренер|турнир|\bгол(?:а|ов|ы)?\b|футбол|хокке|сборн|сезон|спектакл|фильм|концерт|шахмат",
    re.IGNORECASE,
)
ALONE = frozenset({"сам", "самый"})
GENDERS = {"Masc": "m", "Fem": "f"}


class Context:
    """A document's date, text and named places; built once a document."""

    def __init__(
        self, analysis: Analysis, mentions: Sequence[Mention], reference: Reference, issued: str | None
    ) -> None:
        self.analysis = analysis
        self.reference = reference
        self.text = analysis.document.content
        self.dates = document_dates(analysis, issued)
        self.places: Counter[str] = Counter()
        for mention in mentions:
            if mention.type in ("Country", "Organization") and mention.candidates:
                self.places[mention.candidates[0]] += 1
            elif mention.type == "City" and mention.candidates:
                country = reference.is_capital_of(mention.candidates[0])
                if country:
                    self.places[country] += 1

    @cached_property
    def politics(self) -> bool:
        """Return whether the document has a word of politics."""
        return POLITICS.search(self.text) is not None

    @cached_property
    def leisure(self) -> bool:
        """Return whether the document speaks more of sport and stage than of politics."""
        return len(LEISURE.findall(self.text)) > len(POLITICS.findall(self.text))

    def gender(self, mention: Mention) -> str:
        """Return "m" or "f" where a verb or «сам», «сама» beside a name tells it, else "" («Клинтон заявила»)."""
        trees = trees_of(self.analysis)
        if mention.sentence >= len(trees):
            return ""
        tree = trees[mention.sentence]
        top = tree.top(mention.span)
        if top < 0:
            return ""
        inside = tree.inside(mention.span)
        signs = [tree[at] for at in tree.children(top, "amod") if tree[at].lemma in ALONE]
        signs += [tree[at] for at in range(max(inside[0] - 1, 0), inside[0]) if tree[at].lemma in ALONE]
        if tree.related(top, "nsubj") and tree.head(top) >= 0:
            signs.append(tree[tree.head(top)])
        return next((GENDERS[sign.feat("Gender")] for sign in signs if sign.feat("Gender") in GENDERS), "")

    @property
    def day(self) -> date | None:
        """Return the day that the document speaks of, the best guess, or None."""
        return self.dates[0] if self.dates else None


def document_dates(analysis: Analysis, issued: str | None) -> tuple[date, ...]:
    """Return the days that the document may have been written on, the likeliest first.

    Args:
        analysis: The document.
        issued: Its day as the finder of dates reads it, whole or partial ISO; without one the years
            in the text stand for it, the last first.
    """
    document = analysis.document
    if document.published is not None:
        return (document.published,)
    if issued:
        parts = [int(part) for part in issued.split("-")]
        return (date(*(parts + [7, 1][len(parts) - 1 :])[:3]),)
    years = sorted({int(year) for year in YEAR.findall(document.content)}, reverse=True)
    return tuple(date(year, 7, 1) for year in years)
