"""What makes a noun phrase one certain diplomatic event, and what keeps it out of the graph."""

from dataclasses import dataclass, field

from kg.mentions.event_holding import GATHERINGS, NEAR, HoldingChecks
from kg.mentions.event_nouns import head_type, taken_up
from kg.mentions.event_phrases import DASHES, EventPhrase
from kg.mentions.wordlists import place_words
from kg.model import Mention


@dataclass
class Told:
    """What the text has said before a sentence.

    Attributes:
        kinds: Classes of the events introduced so far.
        gathered: Whether it has let the leaders of an organization gather.
        aside: Whether it tells of a meeting of two: «встреча» then means that one.
        initials: Abbreviations of the events named so far: «ПМЭФ» after the forum's whole name.
    """

    kinds: set[str] = field(default_factory=set)
    gathered: bool = False
    aside: bool = False
    initials: set[str] = field(default_factory=set)


class EventChecks(HoldingChecks):
    """The criteria for the phrases of one sentence."""

    def accepts(self, phrase: EventPhrase, told: Told) -> bool:
        """Return whether the phrase speaks of one certain event, a new one or one that the text has told of."""
        if self._is_domestic(phrase) or self._is_private(phrase):
            return False
        if self._lemma(phrase.head) in self.words["resumed"]:
            return self._resumes(phrase, told)
        if phrase.type in self.words["strong"] or self._is_anchored(phrase) or self._is_beside(phrase, told):
            return True
        bare = not phrase.participants and (not phrase.named or self._has_only_number(phrase))
        if not bare or not self._may_follow(phrase):
            return False
        held = self._is_held(phrase) or self._is_definite(phrase) or self._is_object_of(phrase, *self.words["hold"])
        if told.gathered and phrase.type in GATHERINGS and held:
            return True
        kinds = taken_up(self._lemma(phrase.head), phrase.type)
        aside = told.aside and phrase.type == "Meeting"
        return not aside and any(kind in told.kinds for kind in kinds)

    def _resumes(self, phrase: EventPhrase, told: Told) -> bool:
        """Return whether «беседа», «голосование» take up a meeting or a vote; alone they name no event."""
        kinds = taken_up(self._lemma(phrase.head), phrase.type)
        bare = not phrase.named and not phrase.participants and self.tree.preposition(phrase.head) != "в"
        return bare and self._may_follow(phrase) and any(kind in told.kinds for kind in kinds)

    def _is_beside(self, phrase: EventPhrase, told: Told) -> bool:
        """Return whether it is by an event told of: «пленарное заседание форума», a «бизнес-форум» before a summit."""
        if phrase.type == "Session":
            inner = head_type(self.tree, phrase.stop) if phrase.stop < len(self.tree) else ""
            of_event = phrase.stop == phrase.head + 1 and inner in ("Summit", "Conference") and inner in told.kinds
            plenary = any(self._lemma(index) == "пленарный" for index in range(phrase.start, phrase.head))
            return of_event or (plenary and bool(told.kinds & {"Summit", "Conference"}))
        scopes = self.words["scopes"]
        lemmas = {self._lemma(index) for index in range(phrase.start, phrase.head)}
        scoped = bool(lemmas & set(scopes)) or self._lemma(phrase.head).partition("-")[0] in scopes
        return phrase.type == "Conference" and scoped and "Summit" in told.kinds and self._is_held(phrase)

    def told_after(self, before: Told) -> Told:
        """Return what the text has told after this sentence."""
        return Told(before.kinds, before.gathered or self._gathers_leaders(), self._tells_of_two(), before.initials)

    def _gathers_leaders(self) -> bool:
        """Return whether an organization's leaders gather: «Министры иностранных дел ОБСЕ соберутся в Вене»."""
        gathers = any(token.lemma in self.words["gathering"] for token in self.tree.tokens)
        bodies = any(m.type == "Organization" and self.is_international(m) for m in self.named)
        return gathers and bodies and self._has_leaders_as_subject()

    def _tells_of_two(self) -> bool:
        """Return whether two people meet: «встретился с Макроном», «провёл встречу с Макроном»."""
        tokens = self.tree.tokens
        for index, token in enumerate(tokens):
            if token.lemma in ("встреча", "беседа", "встретиться", "переговоры"):
                after = range(index + 1, min(index + NEAR, len(tokens)))
                withs = [at for at in after if tokens[at].text.lower() in ("с", "со")]
                people = [m for m in self.named if m.type == "Person"]
                if any(m.span.start >= tokens[at].span.stop for at in withs for m in people):
                    return True
        return False

    def _may_follow(self, phrase: EventPhrase) -> bool:
        """Return whether a bare noun can take up an event: not «встреча с журналистами», not «такая встреча»."""
        following = self.tree[phrase.stop].text.lower() if phrase.stop < len(self.tree) else ""
        before = range(max(phrase.start - 1, 0), phrase.head)
        told_apart = any(self._lemma(index) in (*self.words["next"], *self.words["previous"]) for index in before)
        generic = any(self._lemma(index) in self.words["generic_words"] for index in before)
        if generic and not told_apart and not self._is_held(phrase):
            return False  # «увидел такую встречу впервые», yet «новая встреча пройдёт в Берлине»
        if following in ("один", "тет-а-тет") or self._is_between_two(phrase):
            return False
        if phrase.start > 0 and self.tree[phrase.start - 1].text.lower() in ("её", "ее", "его", "их"):
            return False  # «Ассамблея и её заседание»: another body's
        return following not in ("с", "со", "между", "по") and self._lemma(phrase.head) != "визит"

    def _has_only_number(self, phrase: EventPhrase) -> bool:
        """Return whether a year or number alone tells it from its series: «форум 2011 года», «на втором форуме»."""
        counted = any(self._lemma(i) in self.words["ordinals"] for i in range(phrase.start, phrase.head))
        ends = phrase.stop == phrase.head + 1
        return (counted and ends) or (phrase.stop == phrase.head + 3 and self._lemma(phrase.head + 2) == "год")

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
        if any(self.is_international(mention) for mention in organizations):
            return False
        noun = next((i for i in range(first, phrase.stop) if self.tree[i].upos in ("NOUN", "PROPN")), first)
        if any(self._lemma(index) == "кабинет" for index in range(first, phrase.stop)):
            return True
        return self._lemma(noun) in self.words["domestic"] or self._lemma(noun) in self.words["sport"]

    def _organizations(self, phrase: EventPhrase) -> tuple[Mention, ...]:
        span = self.tree.span(phrase.start, phrase.stop - 1)
        return tuple(m for m in self.named if m.type == "Organization" and span.contains(m.span))

    def _is_anchored(self, phrase: EventPhrase) -> bool:
        """Return whether the phrase itself or its clause makes it one certain event."""
        if phrase.type in ("Summit", "Meeting", "Session", "Conference", "Negotiation", "Exercise"):
            named = self._has_organizer(phrase) or self._has_name(phrase)
            held = self._is_held_talk(phrase) or self._is_leaders_meeting(phrase) or self._is_held_by_body(phrase)
            return named or held or self._is_hosted(phrase) or self._is_for_a_reason(phrase)
        check = {
            "Event": self._is_inauguration,
            "Celebration": self._is_public_celebration,
            "Election": self._is_vote,
            "Referendum": self._is_placed,
            "Visit": self._is_official_visit,
            "Conflict": self._is_named_war,
        }[phrase.type]
        return check(phrase)

    def _is_for_a_reason(self, phrase: EventPhrase) -> bool:
        region = self._is_of_region(phrase) and self._is_held(phrase)
        return region or self._is_devoted(phrase) or self._is_first_of_kind(phrase) or self._is_gathered_for(phrase)

    def _is_of_region(self, phrase: EventPhrase) -> bool:
        """Return whether those who meet are of a part of the world: «встреча водников Центральной Азии»."""
        span = self.tree.span(phrase.head, phrase.stop - 1)
        regions = [m for m in self.named if m.type in ("Region", "Location") and m.candidates and span.contains(m.span)]
        rows = [self.scene.reference.entity(region.candidates[0]) for region in regions]
        return phrase.type in GATHERINGS and any(row is not None and not row.country for row in rows)

    def _has_organizer(self, phrase: EventPhrase) -> bool:
        if self._is_worldwide(phrase) or any(self.is_international(mention) for mention in self._organizations(phrase)):
            return True
        if phrase.participants:
            return False
        after = range(phrase.head + 1, phrase.stop)
        many = any(self._lemma(i) in self.words["joint"] and self._is_plural(i) for i in after)
        return (many or self._has_organ(phrase)) and phrase.type in ("Meeting", "Session", "Summit")

    def _is_worldwide(self, phrase: EventPhrase) -> bool:
        """Return whether an unknown body calls itself one of several states: «Совет Европейского фонда леса»."""
        nouns = (*self.words["bodies"], *self.words["leagues"])
        named = [at for at in range(phrase.head + 1, phrase.stop - 1) if self.tree[at].text[:1].isupper()]
        return any(self._lemma(at) in self.words["worldwide"] and self._lemma(at + 1) in nouns for at in named)

    def _has_organ(self, phrase: EventPhrase) -> bool:
        """Return whether a body with a proper name meets: «Высшего Евразийского экономического совета»."""
        proper = False
        for index in range(phrase.head + 1, phrase.stop):
            if self._lemma(index) in self.words["own_organs"]:
                return True
            if self._lemma(index) in self.words["organs"]:
                after = self._lemma(index + 1) if index + 1 < phrase.stop else ""
                return after in self.words["bodies"] or (proper and after not in self.words["domestic_organs"])
            proper = proper or (self.tree[index].upos == "ADJ" and self.tree[index].text[:1].isupper())
        return False

    def _has_name(self, phrase: EventPhrase) -> bool:
        """Return whether attributes or quotes name the event: «Мюнхенская конференция», «российско-арабский форум»."""
        attributes = range(phrase.start, phrase.head)
        if any("-" in self.tree[i].text and self._is_side(self.tree[i].text) for i in attributes):
            return True
        if phrase.type == "Session":
            return False
        if self._has_pair(phrase):
            return True
        named = any(self._is_proper(i) for i in attributes) or self._has_quoted_name(phrase)
        return named or self._has_format(phrase) or self._has_state_as_topic(phrase)

    def _has_pair(self, phrase: EventPhrase) -> bool:
        """Return whether two sides are named with a dash: «экономический форум Россия — Африка»."""
        kinds = ("Country", "Region", "Location", "Organization")
        sides = [self.tree.inside(mention.span) for mention in self.named if mention.type in kinds]
        starts, stops = {side[0] for side in sides}, {side[-1] + 1 for side in sides}
        dashes = (at for at in range(phrase.head + 2, phrase.stop) if self.tree[at].text in DASHES)
        return any(at in stops and at + 1 in starts for at in dashes)

    def _has_format(self, phrase: EventPhrase) -> bool:
        """Return whether a group of states meets: «встреча в нормандском формате»."""
        after = range(phrase.head + 1, phrase.stop)
        return phrase.type != "Exercise" and any(self._lemma(index) == "формат" for index in after)

    def _has_state_as_topic(self, phrase: EventPhrase) -> bool:
        """Return whether a conference is about a country: «международная конференция по Ливии»."""
        span = self.tree.span(phrase.head, phrase.stop - 1)
        states = any(m.type in ("Country", "Region", "Location") and span.contains(m.span) for m in self.named)
        return phrase.type == "Conference" and states and self._is_placed(phrase)

    def _is_side(self, word: str) -> bool:
        """Return whether a compound adjective begins with a country: «российско-арабский»."""
        return bool(self.scene.reference.adjective(word.split("-")[0]))

    def _is_proper(self, index: int) -> bool:
        """Return whether an attribute is written as a name, or comes of a city where it begins the sentence."""
        token = self.tree[index]
        if token.text[:1].isupper() and (index > 0 or token.lemma in place_words()["cities"]):
            return True
        return any(m.type == "City" and m.form == "adjective" and m.span.overlaps(token.span) for m in self.named)

    def _has_quoted_name(self, phrase: EventPhrase) -> bool:
        """Return whether quotes name a conference, exercises or a group of states («нормандская четвёрка»)."""
        after = range(phrase.head + 1, phrase.stop)
        if not any(self.tree[index].text == "«" for index in after):
            return False
        is_group = any(self._lemma(index) in self.words["groups"] for index in after)
        return is_group or phrase.type in ("Conference", "Exercise")

    def _is_inauguration(self, phrase: EventPhrase) -> bool:
        return any(self._lemma(index) == "инаугурация" for index in range(phrase.head, phrase.stop))

    def _is_public_celebration(self, phrase: EventPhrase) -> bool:
        """Return whether a day of the calendar is celebrated: «празднование 80-летия Победы»."""
        after = [self.tree[index] for index in range(phrase.head + 1, phrase.stop)]
        return not phrase.participants and any(token.text[:1].isupper() or "-лети" in token.text for token in after)

    def _is_vote(self, phrase: EventPhrase) -> bool:
        political = any(self._lemma(i) in self.words["political"] for i in range(phrase.start, phrase.head))
        span = self.tree.span(phrase.head, phrase.stop - 1)
        countries = [m for m in self.named if m.type == "Country" and m.form not in ("adjective", "role")]
        national = any(self.tree.preposition(self.tree.top(m.span)) in ("в", "во", "на") for m in countries)
        elected = self._lemma(min(phrase.head + 1, len(self.tree) - 1)) in self.words["elected"]
        if elected and any(span.contains(m.span) for m in countries):
            return True  # «на выборах президента Молдавии победила …»
        return (political or (national and elected) or self._fills_parliament(phrase)) and self._is_placed(phrase)

    def _fills_parliament(self, phrase: EventPhrase) -> bool:
        """Return whether a body of a state is voted into: «выборы в Жогорку Кенеш»."""
        starts = {self.tree.inside(m.span)[:1]: m for m in self.named if m.type == "Organization"}
        body = starts.get((phrase.stop + 1,))
        into = phrase.stop < len(self.tree) and self.tree[phrase.stop].text.lower() in ("в", "во")
        return into and body is not None and bool(body.candidates) and not self.is_international(body)

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

    def _is_plural(self, index: int) -> bool:
        return self.tree[index].feat("Number") == "Plur"
