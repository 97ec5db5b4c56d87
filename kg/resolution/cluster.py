"""Mentions that mean one thing, and how clusters become entities and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Entity, Link, Mention
from kg.reference import Reference


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one entity within a document.

    Attributes:
        type: Local name of the class.
        name: Canonical name, nominative; the reference's is taken where `reference` is set.
        mentions: In text order; may be empty for an entity that only other facts need.
        reference: Id of the reference table, or None.
        score: Certainty of the cluster, in [0, 1].
        method: How it was found.
        features: Sorted pairs that resolution over documents compares.
    """

    type: str
    name: str
    mentions: tuple[Mention, ...]
    reference: str | None = None
    score: float = 1.0
    method: str = "name"
    features: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return what tells the cluster from others of its document before it has an id."""
        return self.reference or f"{self.type}:{self.name}"


def identify(clusters: Iterable[Cluster], document_id: str, taken: int = 0) -> dict[str, Cluster]:
    """Return the clusters by entity id: the reference's, or the document's with a running number.

    Clusters of one reference id are joined. The numbers follow the text order of first mentions.

    Args:
        clusters: In any order.
        document_id: The document.
        taken: Numbers that are already given away.
    """
    ordered = sorted(clusters, key=lambda c: (c.mentions[0].span if c.mentions else (1 << 60, 0), c.type, c.name))
    found: dict[str, Cluster] = {}
    number = taken
    for cluster in ordered:
        ident = cluster.reference
        if ident is None:
            number += 1
            ident = f"{document_id}#{number}"
        found[ident] = _joined(found[ident], cluster) if ident in found else cluster
    return found


def _joined(first: Cluster, second: Cluster) -> Cluster:
    mentions = tuple(sorted((*first.mentions, *second.mentions), key=lambda mention: mention.span))
    return Cluster(
        first.type,
        first.name,
        mentions,
        first.reference,
        max(first.score, second.score),
        first.method,
        tuple(sorted({*first.features, *second.features})),
    )


def entities_of(clusters: Mapping[str, Cluster], reference: Reference) -> tuple[Entity, ...]:
    """Return the entities of identified clusters, in their order."""
    return tuple(_entity(ident, cluster, reference) for ident, cluster in clusters.items())


def _entity(ident: str, cluster: Cluster, reference: Reference) -> Entity:
    known = reference.entity(cluster.reference) if cluster.reference else None
    forms = {mention.normal for mention in cluster.mentions if mention.form in ("name", "abbreviation")}
    name = known.name if known else cluster.name
    return Entity(
        id=ident,
        type=known.type if known else cluster.type,
        name=name,
        wikidata=known.wikidata if known else None,
        reference=cluster.reference,
        aliases=tuple(sorted(form for form in forms if form != name)),
        name_en=(known.name_en or None) if known else None,
        features=cluster.features,
    )


def links_of(clusters: Mapping[str, Cluster]) -> tuple[Link, ...]:
    """Return the links of all mentions in text order, an outer mention before the ones inside it."""
    links = [
        Link(mention, ident, cluster.score, cluster.method)
        for ident, cluster in clusters.items()
        for mention in cluster.mentions
    ]
    return in_text_order(links)


def in_text_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links sorted by their mentions, an outer mention before the ones inside it."""
    return tuple(sorted(links, key=lambda link: (link.mention.span.start, -link.mention.span.stop, link.entity)))
