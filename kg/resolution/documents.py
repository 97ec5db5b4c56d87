"""Which mentions of signed documents are one document."""

from collections.abc import Sequence

from kg.analysis import Tree
from kg.mentions.lexicon import document_words
from kg.model import Analysis, Entity, Link, Mention
from kg.resolution.labels import document_label
from kg.types import is_a


def resolve_documents(
    analysis: Analysis, mentions: Sequence[Mention], links: Sequence[Link], entities: Sequence[Entity]
) -> tuple[tuple[Entity, ...], tuple[Link, ...]]:
    """Return the signed documents of an article and the links of their mentions.

    Args:
        analysis: The article.
        mentions: Its document mentions in text order.
        links: Links of its other mentions, events among them.
        entities: What they link to.

    Returns:
        Entities with ids `DOCUMENT#docN` in order of first mention; links in text order.
    """
    groups: list[list[Mention]] = []
    for mention in mentions:
        fitting = [group for group in groups if _fits(analysis, mention, group)]
        if fitting:
            max(fitting, key=lambda group: group[-1].span).append(mention)
        else:
            groups.append([mention])
    found, linked = [], []
    for number, group in enumerate(groups, 1):
        entity = _entity(f"{analysis.document.id}#doc{number}", group, links, entities)
        found.append(entity)
        linked += [Link(mention, entity.id, 0.9, "document") for mention in group]
    return tuple(found), tuple(sorted(linked, key=lambda link: link.mention.span))


def _fits(analysis: Analysis, mention: Mention, group: Sequence[Mention]) -> bool:
    """Return whether a mention takes up a document: the same noun without other words, or «документ»."""
    noun, words = _words(analysis, mention)
    if noun in document_words()["generic"]:
        return True
    described = [_words(analysis, other) for other in group]
    nouns = {other for other, _ in described if other not in document_words()["generic"]}
    if nouns and noun not in nouns:
        return False
    known = frozenset().union(*(others for _, others in described))
    return not words or not known or words <= known or known <= words


def _words(analysis: Analysis, mention: Mention) -> tuple[str, frozenset[str]]:
    """Return the noun of a document's phrase and the lemmas that describe it."""
    tree = Tree(analysis.sentences[mention.sentence])
    heads = document_words()["heads"]
    inside = tree.inside(mention.span)
    noun = next((tree[index].lemma for index in inside if tree[index].lemma in heads), "")
    kept = [tree[index] for index in inside if tree[index].upos in ("NOUN", "ADJ", "PROPN", "NUM")]
    return noun, frozenset(token.lemma for token in kept) - {noun}


def _entity(ident: str, group: Sequence[Mention], links: Sequence[Link], entities: Sequence[Entity]) -> Entity:
    first = next((mention for mention in group if mention.form == "name"), group[0])
    event = _event_beside(first, links, {entity.id: entity for entity in entities})
    features = {("kind", first.type)} | ({("event", event.id)} if event else set())
    return Entity(
        id=ident,
        type=first.type,
        name=document_label(first, event),
        aliases=tuple(sorted({mention.normal for mention in group if mention.form == "name"})),
        features=tuple(sorted(features)),
    )


def _event_beside(mention: Mention, links: Sequence[Link], entities: dict[str, Entity]) -> Entity | None:
    """Return the one event of the document's sentence, at which it is signed, or None."""
    near = {
        link.entity
        for link in links
        if link.mention.sentence == mention.sentence
        and link.entity in entities
        and is_a(entities[link.entity].type, "Event")
    }
    return entities[near.pop()] if len(near) == 1 else None
