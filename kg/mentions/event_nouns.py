"""Which nouns name an event and of which class: «саммит», «встреча», «второй раунд»."""

import re

from kg.analysis import Tree, remembered
from kg.mentions.lexicon import event_words

YEAR_SUFFIX = re.compile(r"-((?:19|20)\d\d)\b")
WORD = re.compile(r"[\w-]+")
COUNTED = re.compile(r"\d+(?:-\w+)?|[ivxlc]+")
SHORTEST = 2
"""An abbreviation has at least three letters: «ВЭФ»."""


@remembered
def head_type(tree: Tree, index: int) -> str:
    """Return the class that a noun names («саммит» → Summit), or "" where it names no single event."""
    token = tree[index]
    if token.upos not in ("NOUN", "PROPN", "ADJ"):  # «Сессия» at the start may be tagged an adjective
        return ""
    prefix, noun = "", token.lemma
    if "-" in noun:
        prefix, _, noun = YEAR_SUFFIX.sub("", noun).rpartition("-")  # «Саммит-2018»
    kind: str = event_words()["heads"].get(noun, "")
    if not kind or (prefix and prefix not in event_words()["prefixes"]):
        return ""
    plural = token.feat("Number") == "Plur" or _is_counted(tree, index)
    if noun in event_words()["stages"]:
        return kind if _is_stage(tree, index) and not plural else ""
    if kind in ("Negotiation", "Exercise", "Election"):
        return kind if plural else ""
    return "" if plural and kind != "Celebration" else kind


def _is_stage(tree: Tree, index: int) -> bool:
    """Return whether a counted «раунд» stands without what it is a round of: «Второй раунд состоится в Вене»."""
    counted = index > 0 and tree[index - 1].lemma in (*event_words()["ordinals"], *event_words()["next"])
    following = tree[index + 1] if index + 1 < len(tree) else None
    return counted and (following is None or following.feat("Case") != "Gen" or following.upos not in ("NOUN", "ADJ"))


def is_envoy(tree: Tree, index: int) -> bool:
    """Return whether a noun is the office of one who speaks for a state: «глава», «министр», «делегация»."""
    return tree[index].lemma in (*event_words()["joint"], *event_words()["envoys"])


def taken_up(noun: str, kind: str) -> tuple[str, ...]:
    """Return the classes of events that a bare noun can take up: «мероприятие» any, «церемония» few."""
    words = event_words()
    return tuple(words["bare_nouns"].get(noun, words["bare"][kind]))


def _is_counted(tree: Tree, index: int) -> bool:
    """Return whether a number of several stands before the noun («две встречи», tagged as a singular genitive)."""
    return any(tree[child].upos == "NUM" and child < index for child in tree.children(index, "nummod"))


def initials_of(name: str) -> str:
    """Return the abbreviation that a name of several words has («ПМЭФ»), an empty string for a shorter name."""
    words = [word for word in WORD.findall(YEAR_SUFFIX.sub("", name)) if not COUNTED.fullmatch(word.lower())]
    return "".join(word[0].upper() for word in words) if len(words) > SHORTEST else ""
