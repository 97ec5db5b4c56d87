"""The noun phrase of an event: where it begins and ends, and what it says of the event itself.

«Следующий саммит лидеров ОДКБ в Бишкеке» is the phrase «Следующий саммит лидеров ОДКБ»: what says
where, when and with whom is an argument and stays outside, what says which event stays inside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis import Tree
from kg.mentions.event_nouns import head_type
from kg.mentions.lexicon import event_words
from kg.mentions.wordlists import place_words
from kg.model import Mention, Span

ORDINAL = re.compile(r"(\d{1,3})-?(?:й|я|е|го|м|му|ю|ой|ый|ая|ое|ом|ей|х)", re.IGNORECASE)
ROMAN = re.compile(r"(?=[IVXLCХ])(X{0,4})(IX|IV|V?I{0,3})")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_QUOTE = 14
LONGEST_TOPIC = 7
LONGEST_INSERT = 6
NAMED = ("Organization", "Country", "Person", "City", "Region", "Facility", "Location")
DASHES = ("—", "–", "-", "‑")
CLOSING = {"«": "»", '"': '"', "“": "”", "„": "“"}


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """The tokens of an event's name in a sentence.

    Attributes:
        start: First token.
        stop: Token after the last.
        head: Token of the noun («саммит»).
        type: Class of the ontology.
        named: Whether the phrase says more than the kind: organizer, number, proper name, year.
        participants: Whether only participants follow («встреча президентов России и США»).
    """

    start: int
    stop: int
    head: int
    type: str
    named: bool
    participants: bool


def event_phrase(tree: Tree, head: int, named: Sequence[Mention]) -> EventPhrase | None:
    """Return the phrase around an event noun, or None where the noun names no event.

    Args:
        tree: The sentence.
        head: Token of the noun.
        named: The mentions of people, places and organizations in the sentence.
    """
    kind = head_type(tree, head)
    if not kind:
        return None
    start = _left(tree, head)
    walk = _Right(tree, head, kind, named)
    stop = walk.end()
    telling = stop > head + 1 or any(_tells(tree, index) for index in range(start, head))
    return EventPhrase(start, stop, head, kind, telling, walk.participants)


def phrase_end(tree: Tree, head: int, kind: str, named: Sequence[Mention]) -> int:
    """Return the token after what follows a noun and belongs to its name."""
    return _Right(tree, head, kind, named).end()


def _left(tree: Tree, head: int) -> int:
    """Return the first attribute of the noun: «38-й», «внеочередного», «Следующий»."""
    skipped = event_words()["skipped_adjectives"]
    start = head
    while start > 0:
        token = tree[start - 1]
        is_number = bool(ORDINAL.fullmatch(token.text) or is_roman(token.text))
        if not is_number and (token.upos != "ADJ" or token.lemma in skipped or token.text.isdigit()):
            break
        if not is_number and not _agrees(tree, start - 1, head):
            break
        start -= 1
    if (
        start > 1
        and tree[start - 1].lemma == "такой"
        and tree[start - 2].lemma in (*event_words()["next"], *event_words()["previous"])
    ):
        start -= 2  # «предыдущая такая встреча прошла в Вене»
    if 0 < start < head and tree[start - 1].text.lower() in event_words()["tens"]:
        start -= 1  # «двадцать четвёртый саммит»
    if start == head and start > 1 and tree[start - 1].lemma in event_words()["stages"] and _counts(tree, start - 2):
        start -= 2  # «второй раунд переговоров»
    return _inserted(tree, start, head)


def _counts(tree: Tree, index: int) -> bool:
    """Return whether a token numbers what follows: «второй», «2-й», «следующий»."""
    token = tree[index]
    words = (*event_words()["ordinals"], *event_words()["next"])
    return token.lemma in words or bool(ORDINAL.fullmatch(token.text)) or is_roman(token.text)


def _inserted(tree: Tree, start: int, head: int) -> int:
    """Return where an attribute stands before words that belong to it: «[первый за три года] саммит»."""
    for at in range(start - 2, max(start - LONGEST_INSERT, 0) - 1, -1):
        token = tree[at]
        if token.upos in ("PUNCT", "VERB", "CCONJ", "SCONJ"):
            break
        if token.upos != "ADJ" or not token.feat("Case") or not _agrees(tree, at, head):
            continue
        if tree[at + 1].upos == "ADP" and _same(tree, at, head, "Number") and _same(tree, at, head, "Gender"):
            return at
        break
    return start


def _same(tree: Tree, index: int, head: int, feature: str) -> bool:
    own, wanted = tree[index].feat(feature), tree[head].feat(feature)
    return not own or not wanted or own == wanted


def _agrees(tree: Tree, index: int, head: int) -> bool:
    case, wanted = tree[index].feat("Case"), tree[head].feat("Case")
    return not case or not wanted or case == wanted or {case, wanted} == {"Nom", "Acc"}  # forms that look alike


def _tells(tree: Tree, index: int) -> bool:
    """Return whether an attribute says which event it is: a number, a proper adjective, sides."""
    token = tree[index]
    proper = token.text[:1].isupper() and (index > 0 or token.lemma in place_words()["cities"])
    return proper or "-" in token.text or is_roman(token.text) or token.lemma in event_words()["ordinals"]


def is_roman(text: str) -> bool:
    """Return whether a token is a Roman number, Cyrillic Х allowed."""
    return bool(text) and bool(ROMAN.fullmatch(text.replace("Х", "X").replace("І", "I")))


class _Right:
    """Walks from the noun to the end of its phrase."""

    def __init__(self, tree: Tree, head: int, kind: str, named: Sequence[Mention]) -> None:
        self.tree = tree
        self.head = head
        self.kind = kind
        self.participants = False
        self._named: dict[int, tuple[int, str]] = {}
        for mention in sorted(named, key=lambda mention: mention.span.length):
            inside = tree.inside(mention.span) if mention.form not in ("adjective", "role") else ()
            if inside and mention.type in NAMED:
                self._named[inside[0]] = (inside[-1] + 1, mention.type)

    def end(self) -> int:
        """Return the token after the phrase."""
        at = self.head + 1
        while at < len(self.tree) and self.kind != "Visit":
            following = self._step(at)
            if following == at:
                break
            at = following
        return at

    def _step(self, at: int) -> int:
        """Return where the phrase goes on after taking what stands at `at`, or `at` to stop."""
        if at in self._named:
            return self._take_named(at)
        token = self.tree[at]
        if token.text in CLOSING:
            return self._quote(at)
        if token.text == "(":
            return self._abbreviation(at)
        if token.text in DASHES or token.text == "и":
            return self._joint(at)
        if YEAR.fullmatch(token.text):
            return at + 2 if self._lemma(at + 1) == "год" and self._case(at + 1) == "Gen" else at
        if token.text == "по" and (self.kind == "Conference" or self._is_themed(at)):
            return self._topic(at)
        if token.text == "в" and (form := next((i for i in (1, 2) if self._lemma(at + i) == "формат"), 0)):
            return self._format(at + form)
        if self.kind == "Celebration" and self._lemma(at + 1) in event_words()["occasion"]:
            return at + 2 if self._case(at + 2) == "Gen" else at  # «торжества по случаю 80-летия Победы»
        if at == self.head + 1 and self.kind == "Session" and head_type(self.tree, at) in ("Summit", "Conference"):
            return at  # «пленарное заседание форума»: a sitting of an event, which is named for itself
        return at + 1 if self._genitive(at) or self._is_acronym(at) else at

    def _is_acronym(self, at: int) -> bool:
        """Return whether an unknown body's short name follows: «XVIII саммит ДН»."""
        text = self.tree[at].text
        return len(text) > 1 and text.isalpha() and text.isupper() and not self.tree[self.head].text.isupper()

    def _take_named(self, at: int) -> int:
        stop, kind = self._named[at]
        pair = self._pair(at, stop)
        if pair > stop:
            return pair
        if kind == "Country" and self.kind == "Election":
            return stop
        if kind in ("Country", "Person"):
            return self._participants(at)
        is_region = kind in ("Region", "Location") and (at > self.head + 1 or self.kind == "Summit")
        if kind == "Organization" or (is_region and self._case(stop - 1) in ("Gen", "")):
            return stop
        return at

    def _pair(self, at: int, stop: int) -> int:
        """Return the end of «Россия — АСЕАН», or of its first half where nothing of the kind follows."""
        is_pair = stop + 1 < len(self.tree) and self.tree[stop].text in DASHES and stop + 1 in self._named
        inflected = self._named[at][1] == "Country" and self._case(at) == "Gen" and not self.tree[at].text.isupper()
        return self._named[stop + 1][0] if is_pair and not inflected else stop

    def _participants(self, at: int) -> int:
        """Return `at`: a country or a person in the genitive takes part and is no part of the name."""
        joint = (*event_words()["joint"], *event_words()["envoys"])
        above = self.tree.head(self.head)
        if above >= 0 and self.tree[above].lemma in event_words()["people_around"]:
            return at  # «хозяин встречи Ильхам Алиев», «участников встречи Токаев встречал лично»
        if self.tree.related(at, "nsubj") and self._case(at) == "Nom":
            return at  # «накануне саммита Путин и Рахмон провели переговоры»
        if all(self.tree[index].lemma in joint for index in range(self.head + 1, at)):
            self.participants = True
        return at

    def _genitive(self, at: int) -> bool:
        token = self.tree[at]
        if token.upos not in ("NOUN", "PROPN", "ADJ", "NUM") or token.text.isdigit() or token.lemma == "год":
            return False
        if at in self.tree.ancestors(self.head) and self.tree.children(at, "nsubj"):
            return False  # «на заседании председательствовал Жапаров», whatever the tagger calls the verb
        if token.feat("Case") == "Gen":
            return True
        return (
            token.upos in ("ADJ", "PROPN")
            and not token.feat("Case")
            and at + 1 < len(self.tree)
            and self._genitive(at + 1)
        )

    def _joint(self, at: int) -> int:
        """Return where «государств — членов» or «иностранных дел и обороны» goes on."""
        following = at + 1
        if following >= len(self.tree) or following == self.head + 2:
            return at
        if following in self._named and self._named[following][1] == "Organization":
            return following
        is_conjunct = self.tree.related(following, "conj", "appos", "amod", "nmod", "flat")
        inside = any(self.head <= above < at for above in self.tree.ancestors(following))
        return (
            following if self._genitive(following) and is_conjunct and inside and following not in self._named else at
        )

    def _quote(self, at: int) -> int:
        closing = CLOSING[self.tree[at].text]
        for index in range(at + 1, min(at + LONGEST_QUOTE, len(self.tree))):
            if self.tree[index].text == closing:
                return index + 1
        return at

    def _abbreviation(self, at: int) -> int:
        words = [self.tree[index].text for index in range(at + 1, min(at + 3, len(self.tree)))]
        return at + 3 if len(words) == 2 and words[1] == ")" and words[0].isupper() else at

    def _format(self, at: int) -> int:
        """Return the end of «в нормандском формате», «в формате «5+1»», or the phrase's end for «в виртуальном»."""
        start = at if self.tree[at - 1].text == "в" else at - 1
        if start < at:
            return at + 1 if self.tree[start].lemma in event_words()["formats"] else start - 1
        quoted = self._quote(at + 1) if at + 1 < len(self.tree) and self.tree[at + 1].text in CLOSING else at + 1
        return quoted if quoted > at + 1 else at - 1

    def _is_themed(self, at: int) -> bool:
        """Return whether a summit is told by its theme: «саммит по ядерной безопасности», not «по пятницам»."""
        themes = event_words()["themes"]
        return self.kind == "Summit" and any(self._lemma(i) in themes for i in (at + 1, at + 2))

    def _topic(self, at: int) -> int:
        """Return the end of «по безопасности» in a conference's name."""
        end = at + 1
        while end < min(at + LONGEST_TOPIC, len(self.tree)) and self.tree[end].feat("Case") in ("Dat", "Gen"):
            end += 1
        return end if end > at + 1 else at

    def _lemma(self, at: int) -> str:
        return self.tree[at].lemma if at < len(self.tree) else ""

    def _case(self, at: int) -> str:
        return self.tree[at].feat("Case") if at < len(self.tree) else ""


def span_of(tree: Tree, phrase: EventPhrase) -> Span:
    """Return the range of a phrase; one that only participants follow is the noun with its attributes."""
    last = phrase.head if phrase.participants else phrase.stop - 1
    while last > phrase.head and tree[last].upos in ("PUNCT", "CCONJ") and tree[last].text not in (")", "»", '"', "”"):
        last -= 1
    return tree.span(phrase.start, last)
