"""Mentions of diplomatic events: summits, meetings of bodies, conferences, talks, celebrations.

A noun alone («встреча», «мероприятие») speaks of an event only when the text has introduced one.
Kinds and groups of events («на саммитах», «134 встречи»), sports and the sittings of national
bodies are no events of the graph.
"""

import re
from collections.abc import Iterator, Sequence

from kg.analysis import Tree
from kg.mentions.event_checks import EventChecks, Told
from kg.mentions.event_holding import is_international
from kg.mentions.event_nouns import YEAR_SUFFIX, head_type, initials_of
from kg.mentions.event_phrases import event_phrase, phrase_end, span_of
from kg.mentions.lexicon import event_words
from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.model import Mention, Span

MANY_SPORT_WORDS = 2
ORDINAL_WORD = re.compile(r"\b(\d{1,3})-(?:м|го|му|ю|й|я|е)\b")


def find_events(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of events in text order.

    Args:
        scene: The document.
        named: Mentions of people, places and organizations found before.
    """
    if _is_about_sport(scene):
        return ()
    told = Told()
    found: list[Mention] = []
    worldly = any(is_international(scene, mention) for mention in named)
    for number, tree in enumerate(scene.trees):
        inside = tuple(mention for mention in named if mention.sentence == number)
        view = _SentenceEvents(scene, number, tree, inside, worldly)
        found += view.find(told)
        told = view.checks.told_after(told)
    return tuple(found)


def _is_about_sport(scene: Scene) -> bool:
    """Return whether the text speaks of sport: its «встречи» and «чемпионаты» are no diplomacy."""
    lemmas = [token.lemma for tree in scene.trees for token in tree.tokens]
    sport = sum(lemma in event_words()["sport"] for lemma in lemmas)
    return sport >= MANY_SPORT_WORDS and "саммит" not in lemmas and sport * 60 > len(lemmas)


class _SentenceEvents:
    """The events of one sentence; `worldly` tells whether the text names an international organization."""

    def __init__(self, scene: Scene, number: int, tree: Tree, named: tuple[Mention, ...], worldly: bool) -> None:
        self.scene = scene
        self.number = number
        self.tree = tree
        self.named = named
        bodies = ((mention, tree.inside(mention.span)) for mention in named if mention.type == "Organization")
        self.organizations = [(mention, inside) for mention, inside in bodies if inside]
        self.worldly = worldly
        self.words = event_words()
        self.checks = EventChecks(scene, tree, named, worldly=worldly)

    def find(self, told: Told) -> Iterator[Mention]:
        """Yield the mentions; `told` is what the text has said before."""
        at = 0 if told.initials or self._may_hold_events() else len(self.tree)
        while at < len(self.tree):
            if self.tree[at].text in told.initials or self._is_edition(at):
                yield self._mention(self.tree[at].span, "Conference", True)
                at += 1
                continue
            phrase = None if self._is_organization(at) else event_phrase(self.tree, at, self.named)
            if phrase and self.checks.accepts(phrase, told):
                told.kinds.add(phrase.type)
                found = self._mention(span_of(self.tree, phrase), phrase.type, phrase.named)
                told.initials |= {initials_of(found.normal)} - {""} if phrase.type == "Conference" else set()
                yield found
                at = max(phrase.stop, at + 1)
                continue
            organ = None if phrase else self._organ(at)
            if organ:
                told.kinds.add(self._organ_type(organ))
                found = self._mention(organ, self._organ_type(organ), True)
                told.initials |= {initials_of(found.normal)} - {""} if found.type == "Conference" else set()
                yield found
                at = self.tree.inside(organ)[-1] + 1
                continue
            at = phrase.stop if phrase and phrase.named and not phrase.participants else at + 1

    def _is_edition(self, at: int) -> bool:
        """Return whether a year makes one event of a forum's short name: «ПМЭФ-2024»."""
        name, _, year = self.tree[at].text.rpartition("-")
        return self.words["acronyms"].get(name) == "Conference" and YEAR_SUFFIX.fullmatch(f"-{year}") is not None

    def _may_hold_events(self) -> bool:
        """Return whether the sentence has a noun of an event, or a body whose name may stand for a sitting."""
        if self.organizations or not self.tree.lemmas.isdisjoint(("совет", "генеральный")):
            return True
        acronyms = self.words["acronyms"]
        tokens = enumerate(self.tree.tokens)
        return any(head_type(self.tree, at) or token.text.partition("-")[0] in acronyms for at, token in tokens)

    def _is_organization(self, at: int) -> bool:
        """Return whether the noun heads a known body's name: «Форум стран — экспортёров газа»."""
        if head_type(self.tree, at) in ("", "Summit"):
            return False  # «Восточноазиатский саммит» is known as a body, yet it is the event
        span = self.tree[at].span
        return any(
            mention.type == "Organization" and mention.candidates and mention.span.contains(span)
            and self.tree.top(mention.span) == at
            for mention in self.named
        )  # fmt: skip

    def _mention(self, span: Span, kind: str, is_named: bool) -> Mention:
        inside = self.tree.inside(span)
        normal = nominative(self.tree, inside[0], inside[-1] + 1, self.scene.morphology)
        normal = ORDINAL_WORD.sub(lambda match: f"{match[1]}-{self._ending(inside)}", normal)
        return self.scene.mention_at(self.number, span, kind, form="name" if is_named else "nominal", normal=normal)

    def _ending(self, inside: tuple[int, ...]) -> str:
        """Return the ending of a number in the nominative: «31-м заседании» → «31-е»."""
        gender = next((self.tree[index].feat("Gender") for index in inside if head_type(self.tree, index)), "")
        return {"Fem": "я", "Neut": "е"}.get(gender, "й")

    def _organ(self, at: int) -> Span | None:
        """Return the range of a body whose name stands for its sitting: «Совет глав государств СНГ пройдёт»."""
        span = self._organ_name(at)
        if not span:
            return None
        top = self.tree.top(span)
        top = top if top >= 0 else at
        above = self.tree.head(top)
        happens = self.tree.related(top, "nsubj") and above >= 0 and self._lemma(above) in self.words["happen"]
        cases = ("Loc", "Acc") if self._organ_type(span) == "Conference" else ("Loc",)
        located = self.tree.preposition(top) in self.words["locating"] and self.tree[top].feat("Case") in cases
        beside = above >= 0 and self._lemma(above) in ("поле", "ход", "итог", "рамка", "кулуары")
        clauses = self.tree.children(top, "acl")
        convened = any(self._lemma(verb) in (*self.words["happen"], *self.words["hold"]) for verb in clauses)
        return span if happens or located or beside or convened else None

    def _organ_type(self, span: Span) -> str:
        """Return Conference for a forum, Summit for a club of states («G20 пройдёт в Риме»), else Session."""
        inside = self.tree.inside(span)
        kinds = [
            head_type(self.tree, index) or self.words["acronyms"].get(self.tree[index].text, "") for index in inside
        ]
        clubs = set(self.words["clubs"])
        is_club = any(m.span == span and clubs & set(m.candidates) for m in self.named)
        return "Summit" if is_club else next((kind for kind in kinds if kind), "Session")

    def _organ_name(self, at: int) -> Span | None:
        for mention, inside in self.organizations:
            if inside[0] == at and self._names_organ(mention, inside):
                return mention.span
        return self._joint_organ(at) or self._general_organ(at)

    def _general_organ(self, at: int) -> Span | None:
        """Return the range of «генеральная конференция агентства», the sitting of a body named before, or None."""
        if not self.worldly or self._lemma(at) != "генеральный" or at + 1 >= len(self.tree):
            return None
        if self._lemma(at + 1) not in self.words["general"]:
            return None
        return self.tree.span(at, phrase_end(self.tree, at + 1, "Session", self.named) - 1)

    def _joint_organ(self, at: int) -> Span | None:
        """Return the range of «Совет министров иностранных дел ОБСЕ», or None."""
        if self.tree[at].text not in self.words["acronyms"]:
            if self._lemma(at) != "совет" or not self.tree[at].text[0].isupper():
                return None
            if at + 1 >= len(self.tree) or self._lemma(at + 1) not in self.words["joint"]:
                return None
        return self.tree.span(at, phrase_end(self.tree, at, "Session", self.named) - 1)

    def _names_organ(self, mention: Mention, inside: tuple[int, ...]) -> bool:
        top = self.tree.top(mention.span)
        if mention.candidates and top in inside and head_type(self.tree, top):
            return True  # «Петербургский экономический форум открылся»: the body's name is the event's
        if not is_international(self.scene, mention):
            return False
        if set(mention.candidates) & set(self.words["clubs"]):
            return True
        head = top if top in inside else inside[0]
        return any(self._lemma(index) in self.words["organs"] for index in {head, inside[0]})

    def _lemma(self, index: int) -> str:
        return self.tree[index].lemma
