"""What a title governs: «президент Франции», «глава комитета Госдумы по обороне», «посол России в ООН»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis import Tree
from kg.mentions.office_words import Title, complement_at, is_plural, title_at
from kg.model import Mention

ABROAD = (
    "посол", "постпред", "представитель", "посланник", "поверенный", "консул", "спецпредставитель",
    "координатор",
)  # fmt: skip
LESSER = ("position", "minister", "deputy")
YEARS = re.compile(r"(19|20)\d\d(\D+(19|20)?\d\d)?$")
OPENING, CLOSING = '«„“"(', '»“”")'
LONGEST_ASIDE = 8
LONGEST = 40
"""Tokens that a title governs at the most: «главы главы главы …» must not be read to its end from each word."""


@dataclass(slots=True)
class Scope:
    """What a title governs, as the reader goes on.

    `stop` is the token after the last governed one; `direct` are the places that no preposition
    leads in, `places` all; `body` is the first governed mention and `word` the kind of the first
    governed noun; `governs` says that there was one at all.
    """

    title: Title
    stop: int
    places: tuple[Mention, ...] = ()
    direct: tuple[Mention, ...] = ()
    body: Mention | None = None
    word: str = ""
    governs: bool = False
    anaphor: str = ""
    marks: tuple[str, ...] = ()
    private: bool = False
    led: bool = False
    placed: bool = False


def read_scope(tree: Tree, title: Title, named: Sequence[Mention], *, placed: bool = False) -> Scope:
    """Return what the words after a title add to it; reading ends before a person, a verb, a comma.

    Args:
        tree: The sentence.
        title: The title.
        named: Mentions of the sentence.
        placed: Whether an adjective before the title names its country, so that the title needs
            nothing more («российскому лидеру отличных результатов»).
    """
    scope = Scope(title, title.stop, placed=placed)
    at = title.stop
    while at < min(len(tree), title.stop + LONGEST):
        step = _step(tree, at, scope, named)
        if not step:
            break
        at = step
    return scope


def _step(tree: Tree, at: int, scope: Scope, named: Sequence[Mention]) -> int:
    """Take one governed piece into the scope and return the token after it, 0 where the phrase ends."""
    mention = _starting(tree, at, named)
    if mention is not None:
        if mention.type == "Person" or not _governed_case(tree, at, scope, named):
            return 0
        return _take_mention(tree, at, scope, mention, named)
    token = tree[at]
    text = token.text.lower()
    if token.text in OPENING:
        return _aside(tree, at, scope, named)
    if text in ("и", ","):
        return _joined(tree, at, scope, named)
    if token.upos == "ADP":
        return _preposition(tree, at, scope)
    if scope.governs and (token.upos == "NUM" or token.text.isdigit()):
        return 0
    if token.upos in ("ADJ", "DET", "NUM") or token.feat("VerbForm") == "Part":
        return at + 1 if _attribute_goes_on(tree, at, scope, named) else 0
    if token.upos in ("NOUN", "PROPN") and _governed_case(tree, at, scope):
        return _take_noun(tree, at, scope)
    return 0


def _starting(tree: Tree, at: int, named: Sequence[Mention]) -> Mention | None:
    span = tree[at].span
    found = [m for m in named if m.span.start <= span.start < m.span.stop and m.span.stop >= span.stop]
    return max(found, key=lambda m: m.span.length, default=None)


def _governed_case(tree: Tree, at: int, scope: Scope, named: Sequence[Mention] = ()) -> bool:
    """Return whether a word can be governed: genitive, an abbreviation, or what follows a preposition."""
    token = tree[at]
    case = token.feat("Case")
    if (token.text.isupper() and len(token.text) > 1) or case in ("Gen", ""):
        return True
    if case == "Nom" and token.upos == "PROPN" and not scope.governs and token.text[:1].isupper():
        # Foreign names of bodies do not decline: «председатель Халк Маслахаты».
        return any(m.type == "Organization" and m.span.start == token.span.start for m in named)
    return case in ("Dat", "Loc", "Acc") and (scope.led or token.upos == "PROPN")


def _take_mention(tree: Tree, at: int, scope: Scope, mention: Mention, named: Sequence[Mention]) -> int:
    stop = max(tree.inside(mention.span), default=at) + 1
    within = tuple(m for m in named if mention.span.contains(m.span) and m.type != "Person")
    nested = tuple(sorted(within, key=lambda m: (-m.span.length, m.span.start)))
    scope.places += nested
    if not scope.led:
        scope.direct += nested
    adjective = mention.form == "adjective"
    if not scope.governs and not adjective:
        scope.word = _word(tree, at) if mention.type == "Organization" else ""
        scope.private = scope.private or scope.word in ("party", "company")
        scope.body = mention
        scope.governs = True
    elif not scope.governs and adjective:
        return stop
    scope.stop = max(stop, scope.stop)
    return stop


def _take_noun(tree: Tree, at: int, scope: Scope) -> int:
    title = title_at(tree, at)
    if title is not None and tree[title.head].feat("Case") not in ("Gen", ""):
        return 0
    if not scope.governs:
        word = _word(tree, at) or _attribute_word(tree, at)
        if scope.placed and not word and scope.title.kind not in LESSER:
            return 0
        scope.word = word
        scope.governs = True
    if _word(tree, at) in ("party", "company"):
        scope.private = True
    if not scope.anaphor and _word(tree, at) in ("state", "body") and _stands_for(tree, at):
        scope.anaphor = tree[at].lemma
    scope.stop = at + 1
    return at + 1


def _stands_for(tree: Tree, at: int) -> bool:
    """Return whether a noun points back to a body («этой организации»), not to another («общественной организации»)."""
    return tree[at - 1].upos != "ADJ" or tree[at - 1].lemma in ("этот", "данный")


def _word(tree: Tree, at: int) -> str:
    return complement_at(tree, at)[0]


def _attribute_word(tree: Tree, at: int) -> str:
    """Return the kind that the noun's adjective gives it: «внешнеполитического ведомства», «Верховного совета»."""
    return _word(tree, at - 1) if at and tree[at - 1].upos == "ADJ" else ""


def _attribute_goes_on(tree: Tree, at: int, scope: Scope, named: Sequence[Mention]) -> bool:
    """Return whether a governed noun follows an attribute, so that the attribute belongs to the phrase."""
    case = tree[at].feat("Case")
    if not scope.led and case not in ("Gen", ""):
        return False
    for index in range(at + 1, min(at + 5, len(tree))):
        token = tree[index]
        mention = _starting(tree, index, named)
        if mention is not None and mention.type == "Person":
            return False
        if token.upos in ("NOUN", "PROPN"):
            return scope.led or token.feat("Case") in ("Gen", "") or token.text.isupper()
        if token.upos not in ("ADJ", "DET", "NUM", "CCONJ") and token.feat("VerbForm") != "Part":
            return False
    return False


def _aside(tree: Tree, at: int, scope: Scope, named: Sequence[Mention]) -> int:
    """Step over a name in quotes or a gloss in brackets that does not end the phrase.

    Years in brackets end a term: «премьер-министр (2001–2005)».
    """
    bracket = tree[at].text == "("
    closings = ")" if bracket else CLOSING
    ahead = range(at + 1, min(at + LONGEST_ASIDE, len(tree)))
    closing = next((index for index in ahead if tree[index].text in closings), 0)
    if not closing:
        return 0
    if bracket and YEARS.match(tree[at + 1].text):
        scope.marks += ("former",)
        scope.stop = closing + 1
        return 0
    if bracket:
        following = _starting(tree, closing + 1, named) if closing + 1 < len(tree) else None
        return closing + 1 if following is not None and following.type != "Person" else 0
    scope.governs = True
    scope.anaphor = ""
    scope.stop = closing + 1
    return closing + 1


def _joined(tree: Tree, at: int, scope: Scope, named: Sequence[Mention]) -> int:
    """Go on over «и» and commas: places of a plural title, the second field of a ministry."""
    following = at + 1
    if following >= len(tree) or not scope.governs or title_at(tree, following) is not None:
        return 0
    mention = _starting(tree, following, named)
    plural = is_plural(tree, scope.title)
    if mention is not None:
        return following if plural and mention.type in ("Country", "Organization") else 0
    token = tree[following]
    same = tree[at - 1].feat("Case") == token.feat("Case")
    if tree[at].text == "и" and _word(tree, following) in ("government", "state", "parliament", "ministry"):
        return following  # «председатель Госсовета и Совета министров»
    if tree[at].text == "," or scope.title.kind not in LESSER or not same or token.text[:1].isupper():
        return 0
    return following if token.upos in ("NOUN", "ADJ") else 0


def _preposition(tree: Tree, at: int, scope: Scope) -> int:
    """Go on over «по», «в», «при» where the title takes them: «министр по делам печати», «посол в ООН»."""
    text = tree[at].text.lower()
    words = scope.title.words
    abroad = any(words.endswith(word) for word in ABROAD)
    if text in ("по", "для", "от") and scope.title.kind in LESSER and _case_after(tree, at):
        scope.led = True
        return at + 1
    if text in ("в", "при", "на") and abroad and at + 1 < len(tree):
        scope.led = True
        return at + 1
    return 0


def _case_after(tree: Tree, at: int) -> bool:
    """Return whether «по» goes on with a field of work, not with how something is said («по телефону»)."""
    return at + 1 < len(tree) and tree[at + 1].lemma not in (
        "телефон",
        "итог",
        "слово",
        "данные",
        "мнение",
        "окончание",
    )
