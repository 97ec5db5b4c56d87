"""Places and organizations of one document: by reference id, else by their nominative name."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Mention
from kg.reference import RefEntity
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context
from kg.types import kind_of

LEGAL_FORMS = frozenset({"ооо", "оао", "зао", "пао", "ао", "гк", "нко", "ано", "фгуп", "нпо"})
UNTOLD = frozenset({"Location", "Company"})
"""Classes of names of which nothing tells the kind."""


def resolve_names(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the places and organizations of a document in text order.

    A name with several candidates takes the one that the text names otherwise too («РТ» beside
    «Таджикистан»), else the best known.
    """
    certain = {mention.candidates[0] for mention in mentions if len(mention.candidates) == 1}
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        ident = _choice(mention, certain, context)
        key = ("", ident) if ident else (_family(mention.type), plain_name(mention.normal))
        groups.setdefault(key, []).append(mention)
    return [_cluster(key, tuple(group)) for key, group in groups.items()]


def _family(kind: str) -> str:
    """Return what classes a name may be given in turn: the recogniser calls one town a city here, a location there."""
    return "Place" if kind in ("City", "Region", "Location") else kind_of(kind)


def plain_name(name: str) -> str:
    """Return a name without what it is also written without: «ООО "Волна"» and «Волна», «Братья-мусульмане»."""
    words = re.sub(r"[«»\"“”„]", " ", name.lower().replace("ё", "е")).replace("-", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in LEGAL_FORMS else words)


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
    types = Counter(mention.type for mention in mentions)
    best = max(types, key=lambda name: (name not in UNTOLD, types[name], name))
    return Cluster(first.type if not kind else best, first.normal, mentions, None if kind else ident)
