"""Mentions of signed documents: treaties, agreements, declarations, laws that are being signed.

A document is named by its topic, a proper name or its place («договор о создании ЕАЭС», «Сиднейская
декларация», «итоговая декларация»); «документ» and a bare noun take up one that the text has named.
Several at once («14 документов») are none in particular.
"""

from collections.abc import Sequence

from kg.analysis import Tree
from kg.mentions.lexicon import document_words, event_words
from kg.mentions.phrases import nominative
from kg.mentions.scene import Scene
from kg.model import Mention

LONGEST_TOPIC = 14
LONGEST_QUOTE = 20
CLOSING = {"«": "»", '"': '"', "“": "”", "„": "“"}
INTERNATIONAL = ("Country", "Organization")
POSSESSIVES = ("его", "её", "ее", "их")


def find_documents(scene: Scene, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of documents in text order.

    Args:
        scene: The document that is read.
        named: Mentions of people, places, organizations and events found before.
    """
    found: list[Mention] = []
    for number, tree in enumerate(scene.trees):
        finder = _SentenceDocuments(scene, number, tree, [m for m in named if m.sentence == number])
        at = len(tree) if finder.finds_nothing() else 0
        while at < len(tree):
            mention = finder.at(at, bool(found)) or finder.quoted(at)
            if mention:
                found.append(mention)
                at = tree.inside(mention.span)[-1]
            at += 1
    return tuple(found)


class _SentenceDocuments:
    """The documents of one sentence."""

    def __init__(self, scene: Scene, number: int, tree: Tree, named: Sequence[Mention]) -> None:
        self.scene = scene
        self.number = number
        self.tree = tree
        self.named = named
        self.words = document_words()

    def finds_nothing(self) -> bool:
        """Return whether the sentence has no noun of a document and no sign before which a title may end."""
        signs = any(token.text in CLOSING for token in self.tree.tokens)
        return not signs and self.tree.lemmas.isdisjoint(self.words["heads"])

    def at(self, head: int, follows: bool) -> Mention | None:
        """Return the mention whose noun a token is, or None; `follows` tells whether a document came before."""
        token = self.tree[head]
        kind = self.words["heads"].get(token.lemma) if token.upos in ("NOUN", "PROPN") else None
        if not kind or self._is_inside_name(head):
            return None
        start = self._left(head)
        if token.feat("Number") == "Plur" and not self._is_proper_plural(start, head):
            return None
        stop = self._right(head)
        is_named = self._is_named(start, head, stop)
        signed = self._is_signed(head)
        if token.lemma in self.words["only_signed"] and not signed and not self._is_capital_name(head, stop):
            return None
        if token.lemma == "комплекс" and (not is_named or not token.text[0].isupper()):
            return None  # «Комплекс мер», no complex of buildings
        if kind == "Law" and not self._is_enacted(head):
            return None
        if not (is_named and self._is_public(head, stop)) and not (signed and self._has_party()) and not follows:
            return None if not self._becomes_statement(head) else self._mention(start, stop, kind, False)
        if token.lemma in self.words["needs_naming"] and not is_named:
            return None
        return self._mention(start, stop, kind, is_named)

    def quoted(self, at: int) -> Mention | None:
        """Return the paper whose bare title is what is signed: «подписали «Совместное понимание»», or None."""
        tree = self.tree
        if not 0 < at < len(tree) - 1 or tree[at].text not in CLOSING or tree[at - 1].lemma not in self.words["titled"]:
            return None
        stop = self._quote(at)
        taken = any(mention.span.overlaps(tree[at + 1].span) for mention in self.named)
        if stop <= at + 2 or taken or not tree[at + 1].text[:1].isupper():
            return None
        return self._mention(at + 1, stop - 1, "Document", True)

    def _is_proper_plural(self, start: int, head: int) -> bool:
        """Return whether capitals make several papers one: «Минские соглашения», «Женевская и Гаагская конвенции»."""
        first = self.tree[start]
        return 0 < start < head and first.text[:1].isupper() and not first.text.isupper()

    def _mention(self, start: int, stop: int, kind: str, is_named: bool) -> Mention:
        normal = nominative(self.tree, start, stop, self.scene.morphology)
        return self.scene.mention(self.number, start, stop, kind, form="name" if is_named else "nominal", normal=normal)

    def _is_inside_name(self, head: int) -> bool:
        """Return whether the noun is part of another name: «Организация Договора о коллективной безопасности»."""
        span = self.tree[head].span
        is_quoted = head > 1 and self.tree[self._left(head) - 1].text in CLOSING and self.tree[head].text[0].islower()
        return is_quoted or any(mention.span.contains(span) and mention.span != span for mention in self.named)

    def _left(self, head: int) -> int:
        start = head
        while start > 0:
            token = self.tree[start - 1]
            case, wanted = token.feat("Case"), self.tree[head].feat("Case")
            agrees = not case or not wanted or case == wanted or {case, wanted} == {"Nom", "Acc"}
            agrees = agrees or self.tree[head].lemma in self.words["indeclinable"]
            if token.upos != "ADJ" or token.lemma in self.words["skipped_adjectives"] or not agrees:
                break
            start -= 1
        return start

    def _right(self, head: int) -> int:
        """Return the token after the phrase: genitives, a quoted name, «о создании …»."""
        at = self._genitives(head + 1)
        if self._is_complement(head):
            at = max(at, head + 2)
            return self._tail(at + 1) if at < len(self.tree) and self.tree[at].text == "по" else at
        if at < len(self.tree) and self.tree[at].text in CLOSING:
            return self._quote(at)
        if at < len(self.tree) and self.tree[at].text.lower() in ("о", "об", "обо"):
            return self._topic(at)
        return at

    def _is_complement(self, head: int) -> bool:
        """Return whether a genitive belongs to the noun: «Комплекс мер по выполнению», «План действий по членству»."""
        wanted = self.words["complements"].get(self.tree[head].lemma)
        return wanted is not None and head + 1 < len(self.tree) and self.tree[head + 1].lemma == wanted

    def _is_capital_name(self, head: int, stop: int) -> bool:
        """Return whether a capital makes a name of a paper that is but spoken of: «План действий по членству»."""
        return head > 0 and self.tree[head].text[0].isupper() and (self._is_complement(head) or stop > head + 2)

    def _genitives(self, at: int) -> int:
        """Return the end of the organization or event in the genitive: «декларация саммита ОДКБ»."""
        while at < len(self.tree):
            starting = [m for m in self.named if self.tree.inside(m.span)[:1] == (at,)]
            mention = max(starting, key=lambda m: m.span.length, default=None)
            if mention is None or mention.type == "Person" or mention.form == "adjective":
                break
            at = self.tree.inside(mention.span)[-1] + 1
        return at

    def _quote(self, at: int) -> int:
        for index in range(at + 1, min(at + LONGEST_QUOTE, len(self.tree))):
            if self.tree[index].text == CLOSING[self.tree[at].text]:
                return index + 1
        return at

    def _topic(self, at: int) -> int:
        """Return the end of «о создании Евразийского экономического союза (ЕАЭС)»: locatives, then genitives."""
        end = at + 1
        if end < len(self.tree) and self.tree[end].text in CLOSING:
            return max(self._quote(end), at)
        if end < len(self.tree) and self.tree[end].text.lower() in POSSESSIVES:
            end += 1  # «декларация о его приёме»
        while end < min(at + LONGEST_TOPIC, len(self.tree)):
            token = self.tree[end]
            if token.text == "(":
                closes = end + 2 < len(self.tree) and self.tree[end + 2].text == ")"
                return end + 3 if closes else end
            nominal = token.upos in ("NOUN", "ADJ", "PROPN") and token.feat("Case") in ("Loc", "Gen", "")
            nominal = nominal and not token.text[:1].isdigit()
            joins = token.text == "и" and self._joins(end)
            if not nominal and not joins:
                if self.words["topic_tails"].get(self.tree[end - 1].lemma) != token.text:
                    break
                return self._tail(end + 1)
            end += 1
        while end > at + 1 and self.tree[end - 1].upos in ("ADJ", "CCONJ", "PRON", "DET"):
            end -= 1  # «о создании совместного [с Ираном] предприятия»: the noun is beyond reach
        return end if end > at + 1 else at

    def _tail(self, end: int) -> int:
        """Return the end of «с терроризмом и экстремизмом» after «о борьбе»."""
        case = self.tree[end].feat("Case") if end < len(self.tree) else ""
        while end < len(self.tree) and (
            self.tree[end].feat("Case") in (case, "Gen") or self.tree[end].text in ("и", ",")
        ):
            if self.tree[end].text in ("и", ",") and not self._joins(end):
                break
            end += 1
        return end

    def _joins(self, at: int) -> bool:
        """Return whether «и» joins two parts of the topic: «о дружбе и сотрудничестве»."""
        if at + 1 >= len(self.tree):
            return False
        before, after = self.tree[at - 1], self.tree[at + 1]
        return after.upos in ("NOUN", "ADJ", "PROPN") and after.feat("Case") == before.feat("Case")

    def _is_named(self, start: int, head: int, stop: int) -> bool:
        before = [self.tree[index] for index in range(start, head)]
        wanted = self.words["needs_naming"].get(self.tree[head].lemma)
        if wanted and self.tree[head].text[0].isupper() and head > 0:
            return stop > head + 1  # «приняли Заявление о сотрудничестве»
        if wanted and self.tree[head].lemma in self.words["needs_topic"] and self._is_signed(head) and stop > head + 2:
            return True  # «подпишут заявление о преобразовании ОЧЭС»
        if wanted:
            return any(token.lemma in wanted for token in before)
        proper = any(
            token.text[:1].isupper() and index > 0 for index, token in enumerate(self.tree.tokens[start:head], start)
        )
        first = start == 0 and head > 0 and self.tree[0].text[:1].isupper() and self._is_proper_adjective(0)
        naming = any(token.lemma in self.words["naming"] for token in before)
        return self.tree[head].lemma not in self.words["generic"] and (stop > head + 1 or proper or first or naming)

    def _is_proper_adjective(self, index: int) -> bool:
        """Return whether an adjective that begins the sentence comes of a place: «Будапештская»."""
        lemma = self.tree[index].lemma
        return lemma.endswith("ский") and lemma not in self.words["naming"]

    def _is_public(self, head: int, stop: int) -> bool:
        """Return whether the topic is no private matter: «декларация о доходах»."""
        topic = {self.tree[index].lemma for index in range(head + 1, min(stop + 1, len(self.tree)))}
        return not topic & set(self.words["private_topics"])

    def _is_signed(self, head: int) -> bool:
        """Return whether the noun is what is signed or adopted: «подписали соглашение», «подписание договора»."""
        above = self.tree.head(head)
        return (above >= 0 and self.tree[above].lemma in self.words["signing"]) or self._is_signed_beside(head)

    def _is_signed_beside(self, head: int) -> bool:
        """Return whether a word of signing follows at once: «соответствующую декларацию скрепили подписями»."""
        stems = tuple(self.words["signing_stems"])
        is_object = self.tree[head].feat("Case") in ("Acc", "Nom")
        following = self.tree.tokens[head + 1 : head + 2]
        return is_object and any(token.text.lower().startswith(stems) for token in following)

    def _is_enacted(self, head: int) -> bool:
        """Return whether a law is signed or ratified; the graph keeps no acts that a parliament debates."""
        above = self.tree.head(head)
        return above >= 0 and self.tree[above].lemma in self.words["enacting"]

    def _has_party(self) -> bool:
        leaders = event_words()["leaders"]
        states = any(mention.type in INTERNATIONAL for mention in self.named)
        return states or any(
            (token.lemma in leaders and token.feat("Number") == "Plur") or token.lemma == "глава"
            for token in self.tree.tokens
        )

    def _becomes_statement(self, head: int) -> bool:
        """Return whether «документ» is said to be a declaration: «документ не стал итоговым заявлением»."""
        if self.tree[head].lemma not in self.words["generic"] or self.tree[head].feat("Case") != "Nom":
            return False
        verb = self.tree.head(head)
        beside = self.tree.children(verb) if verb >= 0 else ()
        return any(
            self.tree[index].lemma in self.words["heads"] and index != head and self.tree[index].feat("Case") == "Ins"
            for index in beside
        )
