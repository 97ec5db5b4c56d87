"""Which mentions of signed documents are one document."""

from collections.abc import Sequence

from kg.analysis import trees_of
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
    described = {mention: _words(analysis, mention, links) for mention in mentions}
    for mention in mentions:
        fitting = [group for group in groups if _fits(mention, group, described)]
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


Words = tuple[str, frozenset[str]]


def _fits(mention: Mention, group: Sequence[Mention], described: dict[Mention, Words]) -> bool:
    """Return whether a mention takes up a document: the same noun without other words, or «документ»."""
    noun, words = described[mention]
    generic = document_words()["generic"]
    if noun in generic or (noun in document_words()["loose"] and not words):
        return True
    nouns = {described[other][0] for other in group if described[other][0] not in generic}
    if nouns and noun not in nouns:
        return False
    known: frozenset[str] = frozenset().union(*(described[other][1] for other in group))
    return not words or not known or words <= known or known <= words


def _words(analysis: Analysis, mention: Mention, links: Sequence[Link]) -> Words:
    """Return the noun of a document's phrase and what describes it: lemmas, and entities where names stand."""
    tree = trees_of(analysis)[mention.sentence]
    heads = document_words()["heads"]
    inside = tree.inside(mention.span)
    noun = next((tree[index].lemma for index in inside if tree[index].lemma in heads), "")
    names = [link for link in links if mention.span.contains(link.mention.span)]
    named = {link.entity for link in names}
    plain = [tree[index] for index in inside if not any(link.mention.span.overlaps(tree[index].span) for link in names)]
    lemmas = {token.lemma for token in plain if token.upos in ("NOUN", "ADJ", "PROPN", "NUM")}
    told = (lemmas | named) - {noun}
    topic = told - set(document_words()["topic_starters"])
    return noun, frozenset(topic or told)  # «договор о его создании» says no more


def _entity(ident: str, group: Sequence[Mention], links: Sequence[Link], entities: Sequence[Entity]) -> Entity:
    named = [mention for mention in group if mention.form == "name"]
    first = max(named, key=lambda mention: mention.span.length, default=group[0])
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
