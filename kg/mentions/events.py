"""Mentions of diplomatic events: summits, meetings of bodies, conferences, talks, celebrations.

A noun alone («встреча», «мероприятие») speaks of an event only when the text has introduced one.
Kinds and groups of events («на саммитах», «134 встречи»), sports and the sittings of national
bodies are no events of the graph.
"""

import re
from collections.abc import Iterator, Sequence

from kg.analysis import Tree
from kg.mentions.date_patterns import read_dates
from kg.mentions.event_phrases import EventPhrase, event_phrase, head_type, phrase_end, span_of, taken_up
from kg.mentions.lexicon import event_words
from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.model import Mention, Span

PLACE_TYPES = ("City", "Country", "Facility", "Region", "Location")
MANY_SPORT_WORDS = 2
NEAR = 6
ORDINAL_WORD = re.compile(r"\b(\d{1,3})-(?:м|го|му|ю|й|я|е)\b")


def find_events(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of events in text order.

    Args:
        scene: The document.
        named: Mentions of people, places and organizations found before.
    """
    if _is_about_sport(scene):
        return ()
    known: set[str] = set()
    found: list[Mention] = []
    for number, tree in enumerate(scene.trees):
        inside = tuple(mention for mention in named if mention.sentence == number)
        view = _SentenceEvents(scene, number, tree, inside)
        for mention in view.find(known):
            known.add(mention.type)
            found.append(mention)
    return tuple(found)


def _is_about_sport(scene: Scene) -> bool:
    """Return whether the text speaks of sport: its «встречи» and «чемпионаты» are no diplomacy."""
    lemmas = [token.lemma for tree in scene.trees for token in tree.tokens]
    sport = sum(lemma in event_words()["sport"] for lemma in lemmas)
    return sport >= MANY_SPORT_WORDS and "саммит" not in lemmas and sport * 60 > len(lemmas)


class _SentenceEvents:
    """The events of one sentence."""

    def __init__(self, scene: Scene, number: int, tree: Tree, named: tuple[Mention, ...]) -> None:
        self.scene = scene
        self.number = number
        self.tree = tree
        self.named = named
        self.words = event_words()

    def find(self, known: set[str]) -> Iterator[Mention]:
        """Yield the mentions; `known` holds the classes of the events that the text has introduced."""
        at = 0
        while at < len(self.tree):
            phrase = None if self._is_organization(at) else event_phrase(self.tree, at, self.named)
            if phrase and self._is_event(phrase, known):
                yield self._mention(span_of(self.tree, phrase), phrase.type, phrase.named)
                at = max(phrase.stop, at + 1)
                continue
            organ = None if phrase else self._organ(at)
            if organ:
                yield self._mention(organ, "Session", True)
                at = self.tree.inside(organ)[-1] + 1
                continue
            at = phrase.stop if phrase and phrase.named and not phrase.participants else at + 1

    def _is_organization(self, at: int) -> bool:
        """Return whether the noun heads a known body's name: «Форум стран — экспортёров газа»."""
        span = self.tree[at].span
        return any(
            mention.type == "Organization" and mention.candidates and mention.span.contains(span)
            and self.tree.top(mention.span) == at and head_type(self.tree, at) != ""
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

    def _is_event(self, phrase: EventPhrase, known: set[str]) -> bool:
        if self._is_domestic(phrase) or self._is_private(phrase):
            return False
        if phrase.type in self.words["strong"]:
            return True
        if self._is_anchored(phrase):
            return True
        bare = not phrase.participants and (not phrase.named or self._has_only_year(phrase))
        return (
            bare
            and self._may_follow(phrase)
            and any(kind in known for kind in taken_up(self._lemma(phrase.head), phrase.type))
        )

    def _may_follow(self, phrase: EventPhrase) -> bool:
        """Return whether a bare noun can take up an event: not «встреча с журналистами», not «новая встреча»."""
        following = self.tree[phrase.stop].text.lower() if phrase.stop < len(self.tree) else ""
        before = range(max(phrase.start - 1, 0), phrase.head)
        if any(self._lemma(index) in self.words["generic_words"] for index in before):
            return False  # «увидел такую встречу впервые»
        if phrase.start > 0 and self.tree[phrase.start - 1].text.lower() in ("её", "ее", "его", "их"):
            return False  # «Ассамблея и её заседание»: another body's
        return following not in ("с", "со", "между", "по") and self._lemma(phrase.head) != "визит"

    def _has_only_year(self, phrase: EventPhrase) -> bool:
        """Return whether a year alone tells the event from others of its series: «форум 2011 года»."""
        return phrase.stop == phrase.head + 3 and self._lemma(phrase.head + 2) == "год"

    def _is_private(self, phrase: EventPhrase) -> bool:
        private = self.words["private"]
        attributes = range(phrase.start, phrase.head)
        return phrase.type == "Meeting" and any(self._lemma(index) in private for index in attributes)

    def _is_domestic(self, phrase: EventPhrase) -> bool:
        """Return whether a national body, a party or a firm meets: «заседание Госдумы», «совещание партии»."""
        first = phrase.head + 1
        if first >= phrase.stop or phrase.participants:
            return False
        organizations = self._organizations(phrase)
        if any(mention.text in self.words["sport_organizations"] for mention in organizations):
            return True
        if any(self._is_international(mention) for mention in organizations):
            return False
        noun = next((i for i in range(first, phrase.stop) if self.tree[i].upos in ("NOUN", "PROPN")), first)
        if any(self._lemma(index) == "кабинет" for index in range(first, phrase.stop)):
            return True
        return self._lemma(noun) in self.words["domestic"] or self._lemma(noun) in self.words["sport"]

    def _organizations(self, phrase: EventPhrase) -> tuple[Mention, ...]:
        span = self.tree.span(phrase.start, phrase.stop - 1)
        return tuple(m for m in self.named if m.type == "Organization" and span.contains(m.span))

    def _is_international(self, mention: Mention) -> bool:
        """Return whether the reference knows the organization as one of no single country."""
        entities = [self.scene.reference.entity(ident) for ident in mention.candidates[:1]]
        return any(entity is not None and not entity.country for entity in entities)

    def _is_anchored(self, phrase: EventPhrase) -> bool:
        """Return whether the phrase itself or its clause makes it one certain event."""
        if phrase.type in ("Summit", "Meeting", "Session", "Conference", "Negotiation", "Exercise"):
            named = self._has_organizer(phrase) or self._has_name(phrase)
            return named or self._is_held_talk(phrase) or self._is_leaders_meeting(phrase)
        check = {
            "Event": self._is_inauguration,
            "Celebration": self._is_public_celebration,
            "Election": self._is_vote,
            "Referendum": self._is_placed,
            "Visit": self._is_official_visit,
            "Conflict": self._is_named_war,
        }[phrase.type]
        return check(phrase)

    def _has_organizer(self, phrase: EventPhrase) -> bool:
        if any(self._is_international(mention) for mention in self._organizations(phrase)):
            return True
        if phrase.participants:
            return False
        after = range(phrase.head + 1, phrase.stop)
        many = any(self._lemma(i) in self.words["joint"] and self._is_plural(i) for i in after)
        return (many or self._has_organ(phrase)) and phrase.type in ("Meeting", "Session", "Summit")

    def _has_organ(self, phrase: EventPhrase) -> bool:
        """Return whether a body with a proper name meets: «Высшего Евразийского экономического совета»."""
        proper = False
        for index in range(phrase.head + 1, phrase.stop):
            if self._lemma(index) in self.words["organs"]:
                after = self._lemma(index + 1) if index + 1 < phrase.stop else ""
                return after in self.words["bodies"] or (proper and after not in self.words["domestic_organs"])
            proper = proper or (self.tree[index].upos == "ADJ" and self.tree[index].text[:1].isupper())
        return False

    def _has_name(self, phrase: EventPhrase) -> bool:
        """Return whether attributes or quotes name the event: «Мюнхенская конференция», «российско-арабский форум»."""
        before = [self.tree[index] for index in range(phrase.start, phrase.head)]
        proper = any(token.text[:1].isupper() and token.span.start > self.tree.sentence.span.start for token in before)
        sides = any("-" in token.text and self.scene.reference.adjective(token.text.split("-")[0]) for token in before)
        quoted = any(self.tree[index].text == "«" for index in range(phrase.head + 1, phrase.stop))
        is_loose = phrase.type == "Session"
        return sides or (not is_loose and (proper or (quoted and phrase.type in ("Conference", "Exercise"))))

    def _is_held_talk(self, phrase: EventPhrase) -> bool:
        """Return whether a bilateral meeting is held somewhere or some day: «встреча Путина и Си прошла в Пекине»."""
        if phrase.type not in ("Meeting", "Negotiation") or not (phrase.participants or self._has_partner(phrase)):
            return False
        verb = self.tree.head(phrase.head)
        held = verb >= 0 and self._lemma(verb) in (*self.words["happen"], *self.words["hold"])
        return held and self._is_placed(phrase)

    def _is_leaders_meeting(self, phrase: EventPhrase) -> bool:
        """Return whether an organization's leaders hold it: «лидеры G20 завершили двухдневную встречу в Рио»."""
        if phrase.type != "Meeting" or phrase.named or phrase.participants or self.tree.preposition(phrase.head):
            return False
        leaders = any(
            token.lemma in self.words["joint"] and token.feat("Number") == "Plur" and token.deprel.startswith("nsubj")
            for token in self.tree.tokens
        )
        bodies = any(mention.type == "Organization" and self._is_international(mention) for mention in self.named)
        places = {self.tree.inside(m.span)[0] for m in self.named if m.type in PLACE_TYPES and self.tree.inside(m.span)}
        return leaders and bodies and phrase.stop + 1 in places

    def _has_partner(self, phrase: EventPhrase) -> bool:
        """Return whether people stand right after the noun: «встреча Путина с Трампом»."""
        last = min(phrase.stop + NEAR, len(self.tree)) - 1
        near = self.tree.span(phrase.head, last)
        return any(mention.type == "Person" and near.contains(mention.span) for mention in self.named)

    def _is_placed(self, phrase: EventPhrase) -> bool:
        """Return whether the sentence gives a place or a date."""
        places = [m for m in self.named if m.type in PLACE_TYPES and m.form not in ("adjective", "role")]
        located = any(self.tree.preposition(self.tree.top(m.span)) in ("в", "во", "на") for m in places)
        return located or bool(read_dates(self.tree.sentence.span.of(self.scene.text)))

    def _is_inauguration(self, phrase: EventPhrase) -> bool:
        return any(self._lemma(index) == "инаугурация" for index in range(phrase.head, phrase.stop))

    def _is_public_celebration(self, phrase: EventPhrase) -> bool:
        """Return whether a day of the calendar is celebrated: «празднование 80-летия Победы»."""
        after = [self.tree[index] for index in range(phrase.head + 1, phrase.stop)]
        return not phrase.participants and any(token.text[:1].isupper() or "-лети" in token.text for token in after)

    def _is_vote(self, phrase: EventPhrase) -> bool:
        return any(self._lemma(i) in self.words["political"] for i in range(phrase.start, phrase.head)) and (
            self._is_placed(phrase)
        )

    def _is_official_visit(self, phrase: EventPhrase) -> bool:
        """Return whether the noun itself says whose visit and where: «визит Путина в Китай»."""
        near = self.tree.span(phrase.head, min(phrase.stop + NEAR, len(self.tree)) - 1)
        people = [m for m in self.named if m.type == "Person" and near.contains(m.span)]
        places = [m for m in self.named if m.type in ("Country", "City") and near.contains(m.span)]
        tops = [self.tree.top(m.span) for m in places if m.form not in ("adjective", "role")]
        return bool(people) and any(
            self.tree.head(top) == phrase.head and self.tree.preposition(top) in ("в", "во", "на") for top in tops
        )

    def _is_named_war(self, phrase: EventPhrase) -> bool:
        before = [self.tree[index] for index in range(phrase.start, phrase.head)]
        return any(token.lemma == "мировой" or token.text.startswith("Велик") for token in before)

    def _organ(self, at: int) -> Span | None:
        """Return the range of a body whose name stands for its sitting: «Совет глав государств СНГ пройдёт»."""
        span = self._organ_name(at)
        if not span:
            return None
        top = self.tree.top(span)
        top = top if top >= 0 else at
        above = self.tree.head(top)
        happens = self.tree.related(top, "nsubj") and above >= 0 and self._lemma(above) in self.words["happen"]
        located = self.tree.preposition(top) in self.words["locating"] and self.tree[top].feat("Case") == "Loc"
        beside = above >= 0 and self._lemma(above) in ("поле", "ход", "итог", "рамка", "кулуары")
        return span if happens or located or beside else None

    def _organ_name(self, at: int) -> Span | None:
        for mention in self.named:
            inside = self.tree.inside(mention.span) if mention.type == "Organization" else ()
            if inside and inside[0] == at and self._names_organ(mention, inside):
                return mention.span
        return self._joint_organ(at)

    def _joint_organ(self, at: int) -> Span | None:
        """Return the range of «Совет министров иностранных дел ОБСЕ», or None."""
        is_joint = at + 1 < len(self.tree) and self._lemma(at + 1) in self.words["joint"]
        if self._lemma(at) != "совет" or not is_joint or not self.tree[at].text[0].isupper():
            return None
        return self.tree.span(at, phrase_end(self.tree, at, "Session", self.named) - 1)

    def _names_organ(self, mention: Mention, inside: tuple[int, ...]) -> bool:
        if not self._is_international(mention):
            return False
        if set(mention.candidates) & set(self.words["clubs"]):
            return True
        top = self.tree.top(mention.span)
        head = top if top in inside else inside[0]
        return any(self._lemma(index) in self.words["organs"] for index in {head, inside[0]})

    def _lemma(self, index: int) -> str:
        return self.tree[index].lemma

    def _is_plural(self, index: int) -> bool:
        return self.tree[index].feat("Number") == "Plur"
