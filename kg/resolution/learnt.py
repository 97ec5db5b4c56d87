"""Whether a person whose name has a learnt Wikidata id is the one that the text speaks of.

A whole name that few people have is enough by itself, unless the text says of its bearer what contradicts the learnt
words or the reference. A name that thousands have («Олег Иванов») needs words of the text that agree.
"""

from collections.abc import Mapping

from kg.model import EntitySpan, LinkedDocument, Reading
from kg.resolution.known import is_common
from kg.resolution.readings import matched
from kg.resolution.traits import Traits, spheres, traits_of

LEAST_WORDS = 2
"""Learnt words of a person that a text must have where it says nothing beside a common name."""

Said = Mapping[str, frozenset[str]]


def checked(linked: LinkedDocument, reading: Reading, said: Said) -> Reading:
    """Return a reading without the ids of people that the document does not bear out.

    Args:
        linked: The document with its people and what it says of them.
        reading: What the models read, with the ids of names.
        said: By id, the lemmas of what a person was said to be where the names were learnt.
    """
    named = [number for number, item in enumerate(reading.entities) if item.type == "PERSON" and item.wikidata]
    if not named:
        return reading
    entities = {entity.id: entity for entity in linked.entities}
    found = matched(linked, reading)
    refused = _refused(linked)
    words = frozenset(
        token.lemma.replace("ё", "е") for sentence in linked.analysis.sentences for token in sentence.tokens
    )
    kept: list[EntitySpan] = list(reading.entities)
    for number in named:
        item, own = kept[number], entities.get(found[number] or "")
        if own is None or not own.wikidata:
            name = own.name if own else item.span.of(linked.analysis.document.content)
            traits = traits_of(own.features) if own else Traits()
            ident = item.wikidata or ""
            if (own and ident in refused.get(own.id, ())) or not _holds(name, traits, said.get(ident), words):
                kept[number] = item._replace(wikidata=None)
    return reading._replace(entities=tuple(kept))


def _refused(linked: LinkedDocument) -> dict[str, set[str]]:
    """Return the ids that each person's names have in the reference, when the person was linked to none."""
    open_ = {entity.id for entity in linked.entities if not entity.reference}
    found: dict[str, set[str]] = {}
    for link in linked.links:
        if link.entity in open_ and link.mention.type == "Person":
            found.setdefault(link.entity, set()).update(link.mention.candidates)
    return found


def _holds(name: str, traits: Traits, learnt: frozenset[str] | None, words: frozenset[str]) -> bool:
    """Return whether a person of a text is the one of whom some words were learnt."""
    learnt = learnt or frozenset()
    own = {word for office in (*traits.offices, *traits.trades) for word in office.split(" ")}
    if own & learnt:
        return True
    if is_common(name):
        return not own and len(words & learnt) >= LEAST_WORDS
    lives = spheres(traits.trades), spheres(learnt)
    return not all(lives) or bool(lives[0] & lives[1])
