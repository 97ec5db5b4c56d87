"""Whether a name agrees in case with the title beside it."""

from kg.model import Link
from kg.relations.view import SentenceView

ALIKE = ({"Gen", "Acc"}, {"Nom", "Acc"}, {"Dat", "Loc"}, {"Gen", "Loc"}, {"Gen", "Dat"})
INDECLINABLE = tuple("оеиуюыэ")
CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")


def cases(sent: SentenceView, token: int) -> set[str]:
    """Return the case of a token as a set, empty where the tagger gives none."""
    case = sent.tree[token].feat("Case")
    return {case} if case else set()


def agree(sent: SentenceView, title: int, person: Link) -> bool:
    """Return whether a name may stand in the case of a title; what does not decline agrees with everything."""
    token = sent.tree[title]
    # «замглавы» has one form for all cases, which the tagger takes for a genitive.
    plain = token.lemma == token.text.lower()
    wanted = "" if plain and token.lemma.startswith("зам") else token.feat("Case")
    if plain and wanted == "Gen" and token.lemma[-1:] in CONSONANTS:
        wanted = "Nom"  # «Экс-посол» at the head of a line is no genitive
    words = [sent.tree[index] for index in sent.tree.inside(person.mention.span)]
    if wanted == "Nom" and words and words[-1].text[-1:].lower() in CONSONANTS:
        return True  # «Имангали Тасмагамбетов» is a nominative whatever the tagger says
    found = {word.feat("Case") for word in words if word.feat("Case") and not word.text.lower().endswith(INDECLINABLE)}
    if not wanted or not found or wanted in found:
        return True
    return any({wanted, case} in ALIKE[:2] for case in found) and wanted != "Nom"
