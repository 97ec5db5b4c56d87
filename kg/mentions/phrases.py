"""Noun phrases in the nominative: «Дворца независимости» → «Дворец независимости»."""

from kg.analysis import Morphology, Tree
from kg.model import Token

ADJECTIVAL = ("ADJ", "DET", "NUM")


def nominative(tree: Tree, start: int, stop: int, morphology: Morphology) -> str:
    """Return the phrase of the tokens `start` to `stop` (half-open) with its head in the nominative.

    The head noun and what agrees with it are put into the nominative of the same number; what the
    head governs stays («саммита глав государств» → «саммит глав государств»). Spacing is kept.
    """
    head = phrase_head(tree, start, stop)
    forms = [token.text for token in tree.tokens[start:stop]]
    for index in range(start, stop):
        if index == head or _agrees(tree, index, head):
            forms[index - start] = _nominative_word(tree, index, head, morphology)
    parts = [forms[0]]
    for index in range(start + 1, stop):
        parts.append(" " * (tree[index].span.start - tree[index - 1].span.stop > 0))
        parts.append(forms[index - start])
    return "".join(parts)


def phrase_head(tree: Tree, start: int, stop: int) -> int:
    """Return the token of a phrase that governs the others, the first noun where the parser errs."""
    nouns = [index for index in range(start, stop) if tree[index].upos in ("NOUN", "PROPN")]
    for index in range(start, stop):
        if not start <= tree.head(index) < stop and (index in nouns or not nouns):
            return index
    return nouns[0] if nouns else start


def _agrees(tree: Tree, index: int, head: int) -> bool:
    """Return whether a word before the head is its attribute in the same case («Большом Кремлёвском дворце»)."""
    token, noun = tree[index], tree[head]
    if index > head or not (token.upos in ADJECTIVAL or "Part" in token.feat("VerbForm")):
        return False
    above = tree.head(index)
    return (above == head or (start_of_chain(tree, index) == head)) and (
        not token.feat("Case") or not noun.feat("Case") or token.feat("Case") == noun.feat("Case")
    )


def start_of_chain(tree: Tree, index: int) -> int:
    """Return the noun that an attribute belongs to, through coordinated attributes («первый и второй саммит»)."""
    for above in tree.ancestors(index):
        if tree[above].upos in ("NOUN", "PROPN"):
            return above
    return -1


def _nominative_word(tree: Tree, index: int, head: int, morphology: Morphology) -> str:
    token, noun = tree[index], tree[head]
    if token.feat("Case") == "Nom" or not token.text[:1].isalpha():
        return token.text
    plural = noun.feat("Number") == "Plur"
    if index == head and not plural:
        return like(token.text, token.lemma)
    grammemes = {"nomn", "plur" if plural else "sing"}
    if index != head and not plural:
        gender = _gender(noun, morphology)
        grammemes |= {gender} if gender else set()
    form = morphology.inflect(token.lemma, frozenset(grammemes), "NOUN" if index == head else "ADJ")
    return like(token.text, form) if form else token.text


def _gender(noun: Token, morphology: Morphology) -> str:
    named = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(noun.feat("Gender"), "")
    if named:
        return named
    parses = morphology.parses(noun.text)
    return {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(parses[0].gender, "") if parses else ""


def like(model: str, form: str) -> str:
    """Return a form with the capitals of the model word: «ДВОРЦЕ» → «Дворец», «Нью-Дели» part by part."""
    if "-" in form and form.count("-") == model.count("-"):
        return "-".join(like(one, other) for one, other in zip(model.split("-"), form.split("-"), strict=True))
    if model.isupper() and len(model) > 1:
        return form.upper() if len(model) <= 5 and form.lower() == model.lower() else form.capitalize()
    if model[:1].isupper():
        return form[:1].upper() + form[1:]
    return form
