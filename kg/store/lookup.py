"""Entities by what a user calls them."""

from kg.errors import QueryError
from kg.model import Corpus, Entity
from kg.reference.normal import key_of

SHOWN = 5


def find_entity(corpus: Corpus, name: str) -> str:
    """Return the id of the entity with this id, name, alias or last word of a name («Путин»).

    Letter case and ё do not count. Of several the one with most mentions is taken, when the name fits all
    of them equally well.

    Raises:
        QueryError: No entity is called so.
    """
    wanted = key_of(name)
    mentions: dict[str, int] = {}
    for link in corpus.links:
        mentions[link.entity] = mentions.get(link.entity, 0) + 1
    ranked = [(_fit(entity, name, wanted), mentions.get(entity.id, 0), entity.id) for entity in corpus.entities]
    fit, _, found = max(ranked, default=(0, 0, ""), key=lambda row: (row[0], row[1], row[2]))
    if not fit:
        near = [entity.name for entity in corpus.entities if wanted[:3] and key_of(entity.name).startswith(wanted[:3])]
        hint = f"; near: {', '.join(near[:SHOWN])}" if near else ""
        raise QueryError(f"no entity is called '{name}'{hint}")
    return found


def _fit(entity: Entity, name: str, wanted: str) -> int:
    if name in (entity.id, entity.wikidata):
        return 4
    if wanted == key_of(entity.name):
        return 3
    if any(wanted == key_of(alias) for alias in entity.aliases):
        return 2
    return int(key_of(entity.name).endswith(" " + wanted))
