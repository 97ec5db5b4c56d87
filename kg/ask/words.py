"""The words of a question with everything that the project's analysis sees in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.analysis import Analyzer, Morphology, load_analyzer
from kg.mentions import find_mentions
from kg.mentions.dates import DateMention, find_dates
from kg.model import Document, Mention, Span, Token
from kg.reference import Reference, load
from kg.reference.normal import fold

LONGEST = 500
"""Code points of the longest question that is read."""


@dataclass(frozen=True)
class Language:
    """The resources that questions are read with."""

    analyze: Analyzer
    reference: Reference

    @property
    def morphology(self) -> Morphology:
        """Return the dictionary."""
        return self.analyze.morphology


def load_language() -> Language:
    """Return the shared analyzer and reference tables (about 0.6 s the first time)."""
    return Language(load_analyzer(), load())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, signs left out.

    `lemmas` are the folded dictionary forms that it may have, `lemma` the likeliest; `prep` is the preposition before
    the phrase that it stands in; `known` tells whether the dictionary has it.
    """

    text: str
    folded: str
    span: Span
    lemma: str
    lemmas: frozenset[str]
    upos: str
    case: str
    plural: bool
    prep: str
    known: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A question's words, mentions and dates."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]

    def within(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of words that a span of the text covers."""
        inside = [n for n, word in enumerate(self.words) if span.overlaps(word.span)]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def quoted(self, numbers: Iterable[int]) -> str:
        """Return words as the question has them, with the prepositions between: «саммите ОДКБ в Астане»."""
        wanted = sorted(set(numbers))
        between = {n for n in range(wanted[0], wanted[-1]) if self.words[n].upos not in ("ADP", "CCONJ")}
        if between <= set(wanted):
            return self.text[self.words[wanted[0]].span.start : self.words[wanted[-1]].span.stop]
        return " ".join(self.words[n].text for n in wanted)


def read(text: str, language: Language, today: date) -> Read:
    """Return a question as the project's analysis reads it; dates count from `today`."""
    analysis = language.analyze(Document("question", text, published=today))
    words: list[Word] = []
    prep = ""
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if token.upos == "ADP":
                prep = fold(token.text)
            if any(map(str.isalnum, token.text)):
                words.append(_word(token, prep, language.morphology))
            if token.upos in ("NOUN", "PROPN", "PRON", "VERB"):
                prep = ""
    mentions = find_mentions(analysis, language.reference, language.morphology)
    return Read(text, tuple(words), mentions, find_dates(analysis))


def _word(token: Token, prep: str, morphology: Morphology) -> Word:
    return Word(
        text=token.text,
        folded=fold(token.text),
        span=token.span,
        lemma=fold(token.lemma),
        lemmas=lemmas_of(token.text, morphology) | {fold(token.lemma)},
        upos=token.upos,
        case=token.feat("Case"),
        plural=token.feat("Number") == "Plur",
        prep=prep,
        known=any(parse.known for parse in morphology.parses(token.text.lower())),
    )


def lemmas_of(word: str, morphology: Morphology) -> frozenset[str]:
    """Return the folded dictionary forms of a word, the parts of «министр-президент» not among them."""
    return frozenset({fold(parse.lemma) for parse in morphology.parses(word.lower())})
