"""What one mention of an event says of it: whose, which, where, when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.analysis import Tree
from kg.mentions.dates import DateMention
from kg.mentions.event_phrases import ORDINAL, YEAR_SUFFIX, EventPhrase, event_phrase, head_type, is_roman
from kg.mentions.lexicon import event_words
from kg.mentions.tense import clause_tense, verb_tense
from kg.model import Analysis, Entity, Link, Mention, Span
from kg.reference import Reference
from kg.types import is_a

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
NEAR = 2
PAIR = re.compile(r"([А-ЯЁ]\w+) ?[—–-] ?([А-ЯЁ]\w+)")
GATHERINGS = ("Summit", "Meeting", "Session", "Conference")
LEVELS = (
    ("ministers", re.compile(r"министр|СМИД|глав\w* МИД", re.IGNORECASE)),
    ("governments", re.compile(r"правительств|межправ|премьер", re.IGNORECASE)),
    ("parliaments", re.compile(r"парламент|спикер|депутат", re.IGNORECASE)),
    ("secretaries", re.compile(r"секретар", re.IGNORECASE)),
    ("leaders", re.compile(r"саммит|глав\w* государств|лидер|президент", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Profile:
    """A mention of an event with what its phrase and clause tell.

    Attributes:
        mention: The mention.
        organizers: Entities of the organizations in the phrase, outermost organ first.
        ordinal: «38-й» → 38.
        year: Year of the phrase («АТЭС-2012», «саммит 2018 года»).
        date: Partial ISO date of the clause.
        places: Entities of the places of the clause.
        sides: Countries or regions of an adjective («российско-арабский»).
        shift: "next", "previous" or "".
        time: "past", "present", "future" when the verb speaks of the event's taking place, else "".
        tense: Tense of the clause, whatever its verb.
        level: Who meets: "leaders", "ministers", … or "".
        bilateral: Whether only the meeting sides stand in the phrase.
        named: Whether the phrase says more than the kind.
        noun: Lemma of the noun.
    """

    mention: Mention
    organizers: tuple[Entity, ...] = ()
    ordinal: int | None = None
    year: str | None = None
    date: str | None = None
    places: tuple[Entity, ...] = ()
    sides: str = ""
    shift: str = ""
    time: str = ""
    tense: str = ""
    level: str = ""
    bilateral: bool = False
    named: bool = False
    noun: str = ""


@dataclass(frozen=True)
class Reader:
    """Reads the profiles of a document's event mentions."""

    analysis: Analysis
    links: Sequence[Link]
    entities: dict[str, Entity]
    dates: Sequence[DateMention]
    reference: Reference

    def profile(self, mention: Mention) -> Profile:
        """Return what a mention's phrase and clause tell."""
        tree = Tree(self.analysis.sentences[mention.sentence])
        links = [link for link in self.links if link.mention.sentence == mention.sentence]
        head = event_noun(tree, mention.span)
        phrase = event_phrase(tree, head, [link.mention for link in links])
        if phrase is None:
            phrase = _whole(tree, mention, head)
        verbs = tuple(_event_verbs(tree, phrase))
        span = Span(mention.span.start, max(mention.span.stop, tree[phrase.stop - 1].span.stop))
        date = self._date(tree, mention, phrase, verbs)
        gathers = mention.type in GATHERINGS
        organizers = () if phrase.participants else tuple(self._organizers(links, span))
        return Profile(
            mention=mention,
            organizers=organizers,
            ordinal=_ordinal(tree, phrase),
            year=self._year(tree, mention, phrase),
            date=date,
            places=tuple(self._places(tree, links, phrase, verbs)),
            sides=self._sides(tree, mention, phrase),
            shift=_shift(tree, phrase),
            time=next((time for time in (verb_tense(tree, verb) for verb in verbs) if time), ""),
            tense=clause_tense(tree, head),
            level=_level(" ".join((mention.text, *(entity.name for entity in organizers[:1])))) if gathers else "",
            bilateral=phrase.participants,
            named=mention.form == "name",
            noun=tree[head].lemma,
        )

    def _organizers(self, links: Sequence[Link], span: Span) -> Iterator[Entity]:
        """Yield the organizations inside the phrase, whole names before their parts."""
        inside = [link for link in links if span.contains(link.mention.span)]
        for link in sorted(inside, key=lambda link: (link.mention.span.start, -link.mention.span.stop)):
            entity = self.entities.get(link.entity)
            if entity and is_a(entity.type, "Organization"):
                yield entity

    def _sides(self, tree: Tree, mention: Mention, phrase: EventPhrase) -> str:
        pair = PAIR.search(mention.text)
        if pair:
            return f"{pair[1]}–{pair[2]}"
        for index in range(phrase.start, phrase.head):
            word = tree[index].lemma
            if "-" in word and self.reference.adjective(word.split("-")[0]):
                return word
        return ""

    def _year(self, tree: Tree, mention: Mention, phrase: EventPhrase) -> str | None:
        suffix = YEAR_SUFFIX.search(mention.text)
        if suffix:
            return suffix[1]
        after = tree[phrase.stop - 1].span.stop
        for found in self.dates:
            is_year = found.kind == "year" and found.mention.sentence == mention.sentence and not found.end
            inside = mention.span.contains(found.mention.span)
            if is_year and (inside or 0 <= found.mention.span.start - after <= len(" в ")):
                return found.start
        return None

    def _date(self, tree: Tree, mention: Mention, phrase: EventPhrase, verbs: Sequence[int]) -> str | None:
        """Return the most precise date that hangs on the event's noun or on a verb of its taking place."""
        found = [
            item.start
            for item in self.dates
            if item.mention.sentence == mention.sentence
            and item.kind in ("day", "month", "year")
            and self._hangs(tree, item.mention.span, phrase, verbs)
        ]
        return max(found, key=len, default=None)

    def _places(self, tree: Tree, links: Sequence[Link], phrase: EventPhrase, verbs: Sequence[int]) -> Iterator[Entity]:
        for link in links:
            entity = self.entities.get(link.entity)
            if not entity or not is_a(entity.type, "City", "Country", "Facility", "Region"):
                continue
            if link.mention.form in ("adjective", "role"):
                if entity.type == "City" and tree.span(phrase.start, phrase.head).contains(link.mention.span):
                    yield entity  # «астанинский саммит»
                continue
            top = tree.top(link.mention.span)
            located = top >= 0 and tree.preposition(top) in ("в", "во", "на")
            if (located and self._hangs(tree, link.mention.span, phrase, verbs)) or _hosts(tree, top, verbs):
                yield entity

    def _tail(self, tree: Tree, phrase: EventPhrase) -> int:
        """Return where the dates and places end that follow the phrase without a break."""
        spans = [item.mention.span for item in self.dates]
        spans += [link.mention.span for link in self.links if is_a(link.mention.type, "City", "Country", "Facility")]
        at = phrase.stop
        while at < len(tree):
            covered = any(span.overlaps(tree[at].span) for span in spans)
            if not covered and tree[at].upos != "ADP":
                break
            at += 1
        return at

    def _hangs(self, tree: Tree, span: Span, phrase: EventPhrase, verbs: Sequence[int]) -> bool:
        """Return whether a date or place belongs to the event's noun or to a verb of its taking place."""
        top = tree.top(span)
        first = tree.inside(span)[0]
        if top < 0 or phrase.start <= first < phrase.stop:
            return False
        if phrase.stop <= first < self._tail(tree, phrase):
            return True  # «саммит ШОС в Астане в 2024 году», whatever the parser makes of it
        above = tree.head(top)
        for _ in range(NEAR):
            if above in verbs or phrase.start <= above < phrase.stop:
                return True
            if above < 0 or tree[above].upos not in ("NOUN", "PROPN"):
                break
            above = tree.head(above)  # «в городе Туркменбаши», «в штаб-квартире НАТО в Брюсселе»
        return (
            tree.preposition(phrase.head) == "на"
            and above >= 0
            and above == tree.head(phrase.head)
            and _goes(tree, top)
        )


def _whole(tree: Tree, mention: Mention, head: int) -> EventPhrase:
    """Return the phrase of a body whose name stands for its sitting."""
    inside = tree.inside(mention.span)
    return EventPhrase(inside[0], inside[-1] + 1, head, mention.type, True, False)


def event_noun(tree: Tree, span: Span) -> int:
    """Return the token of a mention that names the kind of event, its governing token for a body's name."""
    inside = tree.inside(span)
    return next((index for index in inside if head_type(tree, index)), max(tree.top(span), inside[0]))


def _event_verbs(tree: Tree, phrase: EventPhrase) -> Iterator[int]:
    """Yield the verbs that say that the event takes place: «пройдёт», «проведёт», «намеченный»."""
    words = event_words()
    above = tree.head(phrase.head)
    found: list[int] = []
    if above >= 0 and tree[above].lemma in words["happen"] and tree.related(phrase.head, "nsubj"):
        found.append(above)
    elif above >= 0 and tree[above].lemma in words["hold"]:
        found.append(above)
    elif phrase.stop < len(tree) and tree[phrase.stop].lemma in words["happen"]:
        found.append(phrase.stop)  # the parser may hang «саммит … завершился» elsewhere after a colon
    either = (*words["happen"], *words["hold"])
    after = phrase.stop + 1
    if after < len(tree) and tree[after].lemma in (*words["happen"], *words["hold"]) and tree[phrase.stop].text == ",":
        found.append(after)  # «саммит, проведённый в Санье»
    clauses = tree.children(phrase.head, "acl")
    found += [child for child in clauses if child not in found and tree[child].lemma in either]
    for verb in found:
        yield verb
        for other in tree.children(verb, "conj"):
            if tree[other].lemma in words["happen"] and not tree.children(other, "nsubj"):
                yield other


def _goes(tree: Tree, top: int) -> bool:
    """Return whether a place is where somebody goes: «ездил в Казань на саммит»."""
    return tree.preposition(top) in ("в", "во", "на") and tree[top].feat("Case") == "Acc"


def _hosts(tree: Tree, top: int, verbs: Sequence[int]) -> bool:
    """Return whether a place is the subject that holds the event: «Ашхабад примет саммит»."""
    hold = event_words()["hold"]
    return top >= 0 and tree.related(top, "nsubj") and tree.head(top) in verbs and tree[tree.head(top)].lemma in hold


def _ordinal(tree: Tree, phrase: EventPhrase) -> int | None:
    for index in range(phrase.start, phrase.head):
        token = tree[index]
        match = ORDINAL.fullmatch(token.text)
        if match:
            return int(match[1])
        if is_roman(token.text):
            return _roman(token.text.replace("Х", "X").replace("І", "I"))
        if token.lemma in event_words()["ordinals"]:
            return int(event_words()["ordinals"][token.lemma])
    return None


def _roman(text: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-value if any(value < after for after in values[at + 1 :]) else value for at, value in enumerate(values))


def _shift(tree: Tree, phrase: EventPhrase) -> str:
    lemmas = {tree[index].lemma for index in range(phrase.start, phrase.head)}
    return next((name for name in ("next", "previous") if lemmas & set(event_words()[name])), "")


def _level(text: str) -> str:
    return next((name for name, pattern in LEVELS if pattern.search(text)), "")
