"""Places and organizations of one document: by reference id, else by their nominative name."""

from collections.abc import Sequence

from kg.model import Mention
from kg.reference import RefEntity
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context


def resolve_names(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the places and organizations of a document in text order.

    A name with several candidates takes the one that the text names otherwise too («РТ» beside
    «Таджикистан»), else the best known.
    """
    certain = {mention.candidates[0] for mention in mentions if len(mention.candidates) == 1}
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        ident = _choice(mention, certain, context)
        key = ("", ident) if ident else (mention.type, mention.normal.lower().replace("ё", "е"))
        groups.setdefault(key, []).append(mention)
    return [_cluster(key, tuple(group)) for key, group in groups.items()]


def _choice(mention: Mention, certain: set[str], context: Context) -> str | None:
    if not mention.candidates:
        return None
    known = next((ident for ident in mention.candidates if ident in certain), None)
    if known is not None:
        return known
    nearby = [ident for ident in mention.candidates if _is_city(ident, context) and _country(ident, context) in certain]
    return nearby[0] if nearby else mention.candidates[0]


def _is_city(ident: str, context: Context) -> bool:
    entity = context.reference.entity(ident)
    return entity is not None and entity.type == "City"


def _country(ident: str, context: Context) -> str | None:
    entity: RefEntity | None = context.reference.entity(ident)
    return entity.country if entity else None


def _cluster(key: tuple[str, str], mentions: tuple[Mention, ...]) -> Cluster:
    kind, ident = key
    first = min(mentions, key=lambda mention: mention.span)
    return Cluster(first.type, first.normal, mentions, None if kind else ident)
