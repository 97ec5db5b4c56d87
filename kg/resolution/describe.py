"""What a document says of its people beside their names: «министр образования Хакасии Лариса Гимазутина»."""

from collections.abc import Iterator, Mapping, Sequence

from kg.analysis import Tree, trees_of
from kg.mentions.offices import OfficePhrase
from kg.model import Analysis, Mention
from kg.reference.normal import key_of
from kg.resolution.cluster import Cluster
from kg.resolution.spheres import spheres_of
from kg.resolution.traits import Traits
from kg.types import is_a

APART = (",", "—", "–", "-", "(")
ABROAD = ("в", "во", "на", "при", "с", "к")
"""Prepositions of a place that a person is not of: «посол Грузии в Эстонии»."""

PLACE_CLASSES = (("Country",), ("Region", "City", "Location", "District"), ("Organization",))
REACH = 8
"""Words between a noun and the name after it at most."""

ANAPHORS = frozenset("республика страна государство область край регион штат город округ район".split())
RELATIVES = frozenset(
    "сын дочь отец мать брат сестра муж жена супруг супруга внук внучка дед бабушка вдова вдовец племянник племянница "
    "зять невестка тесть друг подруга коллега однофамилец однофамилица тезка преемник преемница предшественник "
    "предшественница соперник соперница сторонник".split()
)
"""Nouns that say whose, not what a person is: «дочь президента»."""

Places = Mapping[Mention, str]
Tokens = tuple[int, int]


def described(
    people: Sequence[Cluster], held: Sequence[tuple[int, OfficePhrase]], places: Places, analysis: Analysis
) -> list[Traits]:
    """Return what a document says of each of its people.

    Args:
        people: The people of the document.
        held: Numbers of people with the office phrases that say what they are.
        places: Entity keys of the mentions of places and organizations: the reference id, or class and name.
        analysis: The document.
    """
    trees = trees_of(analysis)
    near: dict[int, list[Mention]] = {}
    for mention in places:
        near.setdefault(mention.sentence, []).append(mention)
    named: set[tuple[int, int]] = {
        (mention.sentence, at)
        for cluster in people
        for mention in cluster.mentions
        if mention.sentence < len(trees)
        for at in trees[mention.sentence].inside(mention.span)
    }
    found: list[list[tuple[int, int, Tokens]]] = [
        [
            (mention.sentence, head, tokens)
            for mention in cluster.mentions
            if mention.sentence < len(trees)
            for head, tokens in _appositions(trees[mention.sentence], mention)
            # «президент США Джо Байден и Си Цзиньпин»: what stands before another name is said of that one
            if not any((mention.sentence, at) in named for at in range(*tokens))
        ]
        for cluster in people
    ]
    for number, phrase in held:
        if not {"candidate", "post"} & set(phrase.marks):
            found[number].append((phrase.sentence, phrase.head, (phrase.first, phrase.stop)))
    return [_traits(trees, items, near, places) for items in found]


def _appositions(tree: Tree, mention: Mention) -> Iterator[tuple[int, Tokens]]:
    """Yield the heads and ranges of the nouns that stand with a name: before it, or after it and a comma."""
    inside = tree.inside(mention.span)
    if not inside:
        return
    first, last, top = inside[0], inside[-1], tree.top(mention.span)
    stop = first - 1 if first and tree[first - 1].text in APART[:4] else first
    head = tree.head(top)
    if 0 <= head < stop and tree.related(top, "appos", "flat", "nmod") and _agrees(tree, head, top):
        if all(at in tree.subtree(head) for at in range(head, stop)):
            yield head, (_start(tree, head), stop)
    elif (noun := _adjacent(tree, stop, top)) is not None:
        yield noun, (_start(tree, noun), stop)
    for child in tree.children(top, "appos"):
        if child > last + 1 and tree[last + 1].text in APART and _agrees(tree, child, top):
            below = [at for at in tree.subtree(child) if at > last + 1]
            yield child, (below[0], below[-1] + 1)


def _adjacent(tree: Tree, stop: int, top: int) -> int | None:
    """Return the noun that a name stands after though the parser hangs it elsewhere: «Пожарный из Бара | Александр»."""
    for at in range(stop - 1, max(stop - 1 - REACH, -1), -1):
        if _agrees(tree, at, top):
            below = tree.subtree(at)
            return at if all(other in below for other in range(at, stop)) else None
    return None


def _agrees(tree: Tree, noun: int, name: int) -> bool:
    """Return whether a token is a noun for a living being in the case of the name."""
    one, other = tree[noun].feat("Case"), tree[name].feat("Case")
    living = tree[noun].feat("Animacy") != "Inan"
    return tree[noun].upos == "NOUN" and living and (not one or not other or one == other)


def _start(tree: Tree, head: int) -> int:
    """Return the first of the adjectives before a noun."""
    start = head
    while start and tree[start - 1].upos in ("ADJ", "DET") and tree.head(start - 1) >= start:
        start -= 1
    return start


def _traits(
    trees: Sequence[Tree], items: Sequence[tuple[int, int, Tokens]], near: Mapping[int, list[Mention]], places: Places
) -> Traits:
    sets: tuple[set[str], ...] = tuple(set() for _ in Traits._fields)
    offices, trades, countries, bodies, areas = sets
    for sentence, head, (start, stop) in items:
        tree = trees[sentence]
        trade = _trade(tree, head)
        if trade in RELATIVES:
            continue
        trades.add(trade)
        named: set[int] = set()
        for mention in near.get(sentence, ()):
            tokens = tree.inside(mention.span)
            if not tokens or tokens[0] < start or tokens[-1] >= stop:
                continue
            named.update(tokens)
            if tree.preposition(tree.top(mention.span)) not in ABROAD:
                for values, classes in zip((countries, areas, bodies), PLACE_CLASSES, strict=True):
                    if is_a(mention.type, *classes):
                        values.add(_value(places[mention]))
        office = _office(tree, head, stop, named)
        if spheres_of(trade) or " " in office:
            offices.add(office)
    return Traits(*map(frozenset, sets))


def _trade(tree: Tree, head: int) -> str:
    return tree[head].lemma.lower().replace("ё", "е").removeprefix("экс-")


def _value(key: str) -> str:
    """Return the reference id of a place, or its folded name, which does not hang on the document."""
    kind, colon, name = key.partition(":")
    return key_of(name) if colon else kind


def _office(tree: Tree, head: int, stop: int, named: set[int]) -> str:
    """Return the lemmas of a title and of what it governs without names: «министр образование»."""
    words = [_trade(tree, head)]
    for at in range(head + 1, stop):
        token = tree[at]
        if at in named or token.lemma in ANAPHORS:
            continue
        if token.upos in ("NOUN", "ADJ") and token.text.replace("-", "").isalpha():
            words.append(token.lemma.lower().replace("ё", "е"))
        elif token.upos not in ("ADP", "PUNCT", "CCONJ"):
            break
    return " ".join(words)
