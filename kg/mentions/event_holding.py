"""Whether a noun phrase tells of an event that is held: by whom, where, and with whom."""

from collections.abc import Sequence
from itertools import takewhile

from kg.analysis import Tree
from kg.mentions.date_patterns import read_dates
from kg.mentions.event_nouns import is_envoy
from kg.mentions.event_phrases import EventPhrase
from kg.mentions.lexicon import event_words
from kg.mentions.scene import Scene
from kg.model import Mention

GATHERINGS = ("Summit", "Meeting", "Session", "Conference", "Negotiation")
PLACE_TYPES = ("City", "Country", "Facility", "Region", "Location")
NEAR = 6


def is_international(scene: Scene, mention: Mention) -> bool:
    """Return whether the reference knows the organization of a mention as one of no single country."""
    if mention.type != "Organization":
        return False
    entities = [scene.reference.entity(ident) for ident in mention.candidates[:1]]
    return any(entity is not None and not entity.country for entity in entities)


class HoldingChecks:
    """What the clause around an event's noun says of its taking place."""

    def __init__(self, scene: Scene, tree: Tree, named: Sequence[Mention], *, worldly: bool) -> None:
        self.scene = scene
        self.tree = tree
        self.named = named
        self.worldly = worldly
        self.words = event_words()

    def _is_held(self, phrase: EventPhrase) -> bool:
        """Return whether a bare noun is said to take place somewhere or some day: «Заседание пройдёт 4 декабря»."""
        verb = self.tree.head(phrase.head)
        happens = verb >= 0 and self._lemma(verb) in self.words["happen"] and self.tree.related(phrase.head, "nsubj")
        beside = [at for at in (phrase.start - 1, phrase.stop) if 0 <= at < len(self.tree)]
        happens = happens or any(self._lemma(at) in self.words["happen"] for at in beside)  # whatever the parser says
        return happens and self._is_placed(phrase)

    def _is_definite(self, phrase: EventPhrase) -> bool:
        """Return whether what governs a bare noun makes it the text's event: «хозяин форума», «итоги встречи»."""
        above = self.tree.head(phrase.head)
        is_genitive = self.tree[phrase.head].feat("Case") == "Gen"
        return above >= 0 and is_genitive and self._lemma(above) in self.words["around"]

    def _is_between_two(self, phrase: EventPhrase) -> bool:
        """Return whether two people hold it for themselves: «Си и Моди провели встречу»."""
        verb = self.tree.head(phrase.head)
        if phrase.type != "Meeting" or verb < 0 or self._lemma(verb) != "провести":
            return False
        subjects = self.tree.children(verb, "nsubj")
        people = [m for m in self.named if m.type == "Person" and self.tree.top(m.span) in subjects]
        return bool(people) and any(self.tree.children(subject, "conj") for subject in subjects)

    def _is_held_talk(self, phrase: EventPhrase) -> bool:
        """Return whether a bilateral meeting is held somewhere or some day: «встреча Путина и Си прошла в Пекине»."""
        if phrase.type not in ("Meeting", "Negotiation"):
            return False
        several = any(self._lemma(at) in self.words["multilateral"] for at in range(phrase.start, phrase.head))
        at_place = several or (phrase.type == "Negotiation" and self._is_at_place(phrase))
        if not (phrase.participants or at_place or self._has_partner(phrase) or self._has_two_holders(phrase)):
            return False
        verb = self.tree.head(phrase.head)
        if phrase.participants and phrase.start == 0 and self.tree.related(phrase.head, "nsubj"):
            return True  # «Переговоры президентов России и Ирана заняли большую часть пятницы»
        if verb >= 0 and self._lemma(verb) in ("раунд", "этап", "тур"):
            verb = self.tree.head(verb)
        either = (*self.words["happen"], *self.words["hold"])
        clauses = self.tree.children(phrase.head, "acl")  # «встреча Путина и Трампа, состоявшаяся в понедельник»
        held = any(self._lemma(at) in either for at in (verb, *clauses) if at >= 0)
        return held and (self._names_two(phrase) or self._is_placed(phrase))

    def _names_two(self, phrase: EventPhrase) -> bool:
        """Return whether two people or two states follow as those who meet: «переговоры Путина и Лукашенко»."""
        sides = [m for m in self.named if m.type in ("Person", "Country") and m.form not in ("adjective", "role")]
        tops = [(m, self.tree.top(m.span)) for m in sides]
        after = [(m, top) for m, top in tops if top > phrase.head and phrase.head in self.tree.ancestors(top)]
        near = [m for m, top in after if self.tree.preposition(top) in ("", "с", "со", "между")]
        envoy = any(m.type == "Country" and self._is_of_envoy(top, phrase) for m, top in after)
        several = any(sum(m.type == kind for m in near) > 1 for kind in ("Person", "Country"))
        return several or (envoy and any(m.type == "Person" for m in near))

    def _is_of_envoy(self, top: int, phrase: EventPhrase) -> bool:
        """Return whether a country is that of a partner without a name: «с министром иностранных дел Бенина»."""
        between = takewhile(lambda above: above != phrase.head, self.tree.ancestors(top))
        return any(is_envoy(self.tree, at) and self.tree.preposition(at) in ("с", "со") for at in between)

    def _is_at_place(self, phrase: EventPhrase) -> bool:
        """Return whether a place follows: «Переговоры в Большом Кремлёвском дворце шли весь день»."""
        starts = {self.tree.inside(m.span)[:1] for m in self.named if m.type in ("City", "Facility")}
        return (phrase.stop + 1,) in starts and self.tree[phrase.stop].text.lower() in ("в", "во")

    def _has_two_holders(self, phrase: EventPhrase) -> bool:
        """Return whether two named people hold talks: «Путин и Токаев проведут переговоры»."""
        verb = self.tree.head(phrase.head)
        if phrase.type != "Negotiation" or not self._is_object_of(phrase, *self.words["hold"]):
            return False
        holders = {index for subject in self.tree.children(verb, "nsubj") for index in self._with_conjuncts(subject)}
        return sum(m.type == "Person" and self.tree.top(m.span) in holders for m in self.named) > 1

    def _with_conjuncts(self, index: int) -> tuple[int, ...]:
        return (index, *self.tree.children(index, "conj"))

    def _is_object_of(self, phrase: EventPhrase, *verbs: str) -> bool:
        verb = self.tree.head(phrase.head)
        return verb >= 0 and self._lemma(verb) in verbs and self.tree.related(phrase.head, "obj")

    def _is_leaders_meeting(self, phrase: EventPhrase) -> bool:
        """Return whether several leaders hold it: «лидеры G20 завершили двухдневную встречу в Рио»."""
        verb = self.tree.head(phrase.head)
        if phrase.type not in GATHERINGS or phrase.named or phrase.participants or verb < 0:
            return False
        bodies = any(mention.type == "Organization" and self.is_international(mention) for mention in self.named)
        states = any(mention.type in ("Country", "Location", "Region") for mention in self.named)
        holds = self._is_object_of(phrase, *self.words["hold"], *self.words["go_on"])
        starts = {self.tree.inside(m.span)[:1] for m in self.named if m.type in PLACE_TYPES}
        placed = (phrase.stop + 1,) in starts and not self.tree.preposition(phrase.head)
        near = range(phrase.stop, min(phrase.stop + NEAR, len(self.tree)))
        attended = self.tree.preposition(phrase.head) == "на" and any((at,) in starts for at in near)
        known = (bodies and (holds or placed or attended)) or (states and holds and self._is_placed(phrase))
        return known and self._has_leaders_as_subject()

    def _is_gathered_for(self, phrase: EventPhrase) -> bool:
        """Return whether a body or its leaders gather for it: «Евросовет собрался на двухдневное заседание»."""
        if phrase.named or phrase.participants or self.tree.preposition(phrase.head) != "на":
            return False
        gathers = any(token.lemma in self.words["gathering"] for token in self.tree.tokens)
        bodies = any(self.is_international(mention) for mention in self.named)
        return gathers and bodies and self.tree[phrase.head].feat("Case") == "Acc"

    def _is_devoted(self, phrase: EventPhrase) -> bool:
        """Return whether a sitting is for an organization's sake: «заседание, посвящённое 30-летию ОДКБ»."""
        after = range(phrase.stop, min(phrase.stop + 2, len(self.tree)))
        if phrase.named or not any(self._lemma(index) in self.words["devoted"] for index in after):
            return False
        near = self.tree.span(phrase.head, min(phrase.stop + NEAR, len(self.tree)) - 1)
        return any(m.type == "Organization" and near.contains(m.span) and self.is_international(m) for m in self.named)

    def _is_first_of_kind(self, phrase: EventPhrase) -> bool:
        """Return whether a numbered one of a told kind is held: «первую такую встречу провёл в Самарканде Керри»."""
        before = range(max(phrase.start - 2, 0), phrase.head)
        lemmas = {self._lemma(index) for index in before}
        if "такой" not in lemmas or not lemmas & set(self.words["ordinals"]) or phrase.participants:
            return False
        near = self.tree.tokens[phrase.stop : phrase.stop + 2 * NEAR]
        held = self._is_object_of(phrase, *self.words["hold"]) or any(t.lemma in self.words["hold"] for t in near)
        return held and self._is_placed(phrase)

    def _is_held_by_body(self, phrase: EventPhrase) -> bool:
        """Return whether an international body holds it: «Совет Безопасности ООН проведёт заседание»."""
        verb = self.tree.head(phrase.head)
        if phrase.type not in ("Session", "Meeting") or phrase.participants or verb < 0:
            return False
        if not self._is_object_of(phrase, *self.words["hold"]):
            return False
        subjects = self.tree.children(verb, "nsubj")
        bodies = [m for m in self.named if m.type == "Organization" and self.is_international(m)]
        return any(self.tree.top(mention.span) in subjects for mention in bodies)

    def _is_hosted(self, phrase: EventPhrase) -> bool:
        """Return whether a country holds it at a place: «Китай закрывает встречу в Циндао», where a body is named."""
        if not self.worldly or phrase.type not in GATHERINGS or phrase.named or phrase.participants:
            return False
        if not self._is_object_of(phrase, *self.words["hold"], *self.words["go_on"]):
            return False
        subjects = self.tree.children(self.tree.head(phrase.head), "nsubj")
        hosts = any(m.type == "Country" and self.tree.top(m.span) in subjects for m in self.named)
        starts = {self.tree.inside(m.span)[:1] for m in self.named if m.type in PLACE_TYPES}
        return hosts and (phrase.stop + 1,) in starts and self.tree[phrase.stop].text.lower() in ("в", "во")

    def _has_leaders_as_subject(self) -> bool:
        return any(
            token.lemma in self.words["joint"]
            and token.feat("Number") == "Plur"
            and (token.deprel.startswith("nsubj") or token.feat("Case") == "Nom")
            for token in self.tree.tokens
        )

    def _has_partner(self, phrase: EventPhrase) -> bool:
        """Return whether people stand right after the noun: «встреча Путина с Трампом»."""
        last = min(phrase.stop + NEAR, len(self.tree)) - 1
        near = self.tree.span(phrase.head, last)
        return any(mention.type == "Person" and near.contains(mention.span) for mention in self.named)

    def _is_placed(self, phrase: EventPhrase) -> bool:
        """Return whether the sentence gives a place or a date."""
        places = [m for m in self.named if m.type in PLACE_TYPES and m.form not in ("adjective", "role")]
        located = any(self.tree.preposition(self.tree.top(m.span)) in ("в", "во", "на") for m in places)
        here = any(token.lemma in ("здесь", "тут", "сюда") for token in self.tree.tokens)
        return located or here or bool(read_dates(self.tree.sentence.span.of(self.scene.text)))

    def is_international(self, mention: Mention) -> bool:
        """Return whether the reference knows the organization as one of no single country."""
        return is_international(self.scene, mention)

    def _lemma(self, index: int) -> str:
        return self.tree[index].lemma
