"""Places and organizations of one document: by reference id, else by their nominative name."""

from collections.abc import Sequence
from itertools import pairwise

from kg.model import Mention
from kg.reference import RefEntity
from kg.resolution.cluster import Cluster
from kg.resolution.context import Context
from kg.types import PLACES, kind_of


def resolve_names(mentions: Sequence[Mention], context: Context) -> list[Cluster]:
    """Return the places and organizations of a document in text order.

    A name with several candidates takes the one that the text names otherwise too («РТ» beside
    «Таджикистан»), else the best known.
    """
    certain = {mention.candidates[0] for mention in mentions if len(mention.candidates) == 1}
    introduced = _introduced(mentions, context)
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        ident = _choice(introduced.get(mention, mention), certain, context)
        name = introduced.get(mention, mention).normal
        key = ("", ident) if ident else (mention.type, name.lower().replace("ё", "е"))
        groups.setdefault(key, []).append(mention)
    return [_cluster(key, tuple(group)) for key, group in groups.items()]


def _introduced(mentions: Sequence[Mention], context: Context) -> dict[Mention, Mention]:
    """Return for a name and the abbreviation in brackets after it which of the two tells more.

    «Центр перспективных исследований (ЦПИ)» gives the later «ЦПИ» its name.
    """
    bodies = [mention for mention in mentions if kind_of(mention.type) not in PLACES]
    told: dict[Mention, Mention] = {}
    by_text: dict[str, Mention] = {}
    for name, short in pairwise(sorted(bodies, key=lambda mention: mention.span)):
        between = context.text[name.span.stop : short.span.start]
        if between.strip(' «"') == "(" and context.text[short.span.stop : short.span.stop + 2].strip('»" ')[:1] == ")":
            if short.candidates and not name.candidates:
                told[name] = short
            elif not short.candidates:
                by_text[short.text] = name
    told.update({mention: by_text[mention.text] for mention in bodies if mention.text in by_text})
    return told


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
