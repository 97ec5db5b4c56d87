"""A document with everything that is known about it, as the mappings to facts look at it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kg.analysis import Tree
from kg.evaluation.closeness import normal
from kg.mentions.office_words import title_at
from kg.mentions.wordlists import organization_kinds
from kg.model import Analysis, Extraction, Link, Span, Token
from kg.neural import EntitySpan, Reading

BODIES = frozenset({"ORGANIZATION", "FACILITY"})
LANDS = frozenset({"COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"})
PLACES = BODIES | LANDS
QUOTES = frozenset("«»“”„\"'")
NAMED = frozenset({"name", "abbreviation"})
PUBLIC = frozenset({"Parliament", "Authority"})

PARTS = frozenset(
    "отделение отдел президиум обком горком райком крайком политбюро кафедра факультет лаборатория цех филиал "
    "подразделение правление коллегия студия оркестр ансамбль группировка общество издательство синод патриархия "
    "миссия сайт магазин синдикат трест артель училище гимназия обсерватория".split()
)
"""Kinds of bodies that the rules need not know: parts of others, and small ones."""

ORGANIZATIONS = frozenset(
    {"Organization", "Company", "Authority", "Party", "Team", "Institution", "Outlet", "Parliament"}
)


class Page:
    """The analysis of a document with the graph's extraction and the models' reading of it; spans are code points."""

    def __init__(self, extraction: Extraction, reading: Reading, analysis: Analysis) -> None:
        self.extraction = extraction
        self.reading = reading
        self.text = extraction.document.content
        self.entities = (
            *reading.entities,
            *_repeated(self.text, reading.entities),
            *_linked(extraction, reading.entities),
        )
        self.tokens: tuple[Token, ...] = tuple(token for sent in analysis.sentences for token in sent.tokens)
        self._sentences = [sent.span for sent in analysis.sentences]
        self.trees = [Tree(sent) for sent in analysis.sentences]
        self._starts = [token.span.start for token in self.tokens]
        self.relations: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for item in reading.relations:
            self.relations[item.type][item.subject].append(item.object)

    def inside(self, span: Span) -> range:
        """Return the indexes of the tokens that share a code point with a span."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self.tokens[first].span.stop <= span.start:
            first += 1
        return range(first, max(first, bisect_left(self._starts, span.stop)))

    def sentence(self, span: Span) -> int:
        """Return the index of the sentence that a span starts in."""
        return bisect_right([item.start for item in self._sentences], span.start) - 1

    def sentence_span(self, span: Span) -> Span:
        """Return the sentence that a span starts in."""
        return self._sentences[max(self.sentence(span), 0)]

    def of_type(self, *types: str) -> Iterator[tuple[int, EntitySpan]]:
        """Yield the entities of some types with their index, in text order."""
        return ((n, item) for n, item in enumerate(self.entities) if item.type in types)

    def value(self, span: Span) -> str:
        """Return the text under a span as it is compared."""
        return normal(span.of(self.text))

    @cached_property
    def _named(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.extraction.links:
            found[link.entity].append(link)
        return found

    def links(self, span: Span) -> list[Link]:
        """Return the links of mentions that share a code point with a span."""
        return [link for link in self.extraction.links if link.mention.span.overlaps(span)]

    def key(self, span: Span) -> str:
        """Return what tells a person from others: the linked entity, or else the last word of the name."""
        for link in self.links(span):
            if link.mention.type == "Person" and link.mention.form == "name":
                return link.entity
        inside = self.inside(span)
        return self.tokens[inside[-1]].lemma if inside else self.value(span)

    def named(self, sentence: int, types: Sequence[str]) -> list[Span]:
        """Return the entities of some types in a sentence that lie in no other of them."""
        whole = self._sentences[sentence]
        return outermost(item.span for _, item in self.of_type(*types) if whole.contains(item.span))

    def thing(self, span: Span) -> str:
        """Return what tells an entity from others: the linked one, else its text."""
        linked = [link.entity for link in self.links(span) if link.mention.span == span]
        return linked[0] if linked else self.value(span)

    def agree(self, one: Span, other: Span) -> bool:
        """Return whether the first words of two ranges are in one case, or a case is not known."""
        cases = [self._case(span) for span in (one, other)]
        return not all(cases) or cases[0] == cases[1]

    def _case(self, span: Span) -> str:
        words = (self.tokens[n] for n in self.inside(span))
        return next((token.feat("Case") for token in words if token.feat("Case")), "")

    def between(self, one: Span, other: Span) -> str:
        """Return the words between two ranges, or «…» where they do not follow each other in this order."""
        return normal(self.text[one.stop : other.start]) if 0 <= other.start - one.stop <= 4 else "…"

    def is_phrase(self, one: Span, other: Span) -> bool:
        """Return whether only names, nouns, adjectives, «и» and commas stand between two ranges."""
        between = (self.tokens[n] for n in self.inside(Span(one.stop, max(one.stop, other.start))))
        kinds = ("NOUN", "PROPN", "ADJ", "X", "PUNCT", "CCONJ", "NUM", "SYM")
        return all(token.upos in kinds for token in between)

    def place(self, span: Span) -> tuple[str, str] | None:
        """Return what tells a place from others and its text; of a common noun the name that it stands for, or None.

        An adjective («российский») gives way to a name of the same place. A parliament or an authority is known
        without a name.
        """
        linked = next((link.entity for link in self.links(span) if link.mention.span == span), None)
        named = linked and any(link.mention.form in NAMED for link in self._named[linked])
        whole = linked or self.value(span), self.value(span)
        if linked and named and (self.is_adjective(span) or span.of(self.text) == span.of(self.text).lower()):
            return linked, self.name(linked)
        inside = self.inside(span)
        if not inside:
            return None
        public = organization_kinds().get(self.tokens[inside[0]].lemma) in PUBLIC and self.number(span) == "Sing"
        common = len(inside) == 1 and span.of(self.text) == span.of(self.text).lower()
        return whole if not common or public or self.is_land(span) else None

    def name(self, entity: str) -> str:
        """Return the text of the longest mention by name of an entity, or else its name in the graph."""
        spans = [link.mention.span for link in self._named[entity] if link.mention.form in NAMED]
        if spans:
            return self.value(max(spans, key=lambda span: (span.length, -span.start)))
        return normal(next((item.name for item in self.extraction.entities if item.id == entity), entity))

    def places_from(self, start: int) -> list[EntitySpan]:
        """Return the bodies and places whose name starts with the token of an index, the longest first."""
        span = self.tokens[start].span
        found = [item for _, item in self.of_type(*PLACES) if span.start <= item.span.start < span.stop]
        return sorted(found, key=lambda item: (-item.span.stop, item.type not in BODIES))

    def core(self, span: Span) -> Span:
        """Return a body's name without the adjectives before its first capital: «Союз» of «крайне правого Союза».

        An adjective of a country right before the capital stays: «японского МИДа».
        """
        inside = self.inside(span)
        for index in inside:
            token = self.tokens[index]
            following = self.tokens[index + 1] if index + 1 < len(self.tokens) else token
            kept = token.text[:1].isupper() or (self.is_land(token.span) and following.text[:1].isupper())
            if kept:
                return Span(token.span.start, span.stop)
            if token.upos not in ("ADJ", "ADV"):
                return span
        return span

    def is_land(self, span: Span) -> bool:
        """Return whether a range is read as a country or place."""
        return any(item.span == span for _, item in self.of_type(*LANDS))

    def is_office(self, index: int) -> bool:
        """Return whether a token begins a title of the rules: «президент», «премьер-министр»."""
        number = self.sentence(self.tokens[index].span)
        first = self.inside(self._sentences[number])[0]
        return title_at(self.trees[number], index - first) is not None

    def is_adjective(self, span: Span) -> bool:
        """Return whether a range is one adjective."""
        inside = self.inside(span)
        return len(inside) == 1 and self.tokens[inside[0]].upos == "ADJ"

    def number(self, span: Span) -> str:
        """Return the grammatical number of the first word of a range that has one: Sing, Plur or an empty string."""
        words = (self.tokens[n] for n in self.inside(span))
        return next((token.feat("Number") for token in words if token.feat("Number")), "")

    @cached_property
    def posts(self) -> list[Span]:
        """Return the professions that lie in no other and in no event («выборы президента»), in text order."""
        names = [item.span for _, item in self.of_type("PERSON")]
        events = [item.span for _, item in self.of_type("EVENT")]
        spans = [item.span for _, item in self.of_type("PROFESSION")]
        held = (span for span in spans if not any(event.contains(span) for event in events) and not self._sought(span))
        return outermost(span for span in held if not any(span.contains(name) for name in names))

    def _sought(self, span: Span) -> bool:
        """Return whether a post is what a candidate wants: «в президенты»."""
        first = next(iter(self.inside(span)), 0)
        return first > 0 and self.tokens[first - 1].text == "в" and self.number(span) == "Plur"

    def is_person(self, index: int) -> bool:
        """Return whether a token belongs to a person's name."""
        span = self.tokens[index].span
        return any(item.span.overlaps(span) for _, item in self.of_type("PERSON"))


def _repeated(text: str, entities: Sequence[EntitySpan]) -> Iterator[EntitySpan]:
    """Yield the places where the name of a body that is read once stands unread."""
    names = {item.span.of(text) for item in entities if item.type == "ORGANIZATION" and item.span.length > 2}
    for name in sorted(name for name in names if name != name.lower()):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*match.span())
            if not any(item.span.overlaps(span) for item in entities):
                yield EntitySpan(span, "ORGANIZATION", 0.5)


def _linked(extraction: Extraction, entities: Sequence[EntitySpan]) -> Iterator[EntitySpan]:
    """Yield the bodies that only the rules see."""
    for link in extraction.links:
        mention = link.mention
        if mention.type in ORGANIZATIONS and mention.form in NAMED:
            if not any(item.span.overlaps(mention.span) for item in entities):
                yield EntitySpan(mention.span, "ORGANIZATION", link.score)


def is_body(token: Token) -> bool:
    """Return whether a common noun says a kind of organization: «партии», «комитета»."""
    return token.upos in ("NOUN", "PROPN") and (token.lemma in organization_kinds() or token.lemma in PARTS)


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that lie in no other, in text order."""
    ordered = sorted(set(spans), key=lambda span: (span.start, -span.stop))
    return [span for n, span in enumerate(ordered) if not any(other.contains(span) for other in ordered[:n])]
