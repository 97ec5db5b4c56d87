"""From mentions to entities within one document; `across` joins the entities of many documents."""

from collections.abc import Sequence

from kg.model import Analysis, LinkedDocument, Mention
from kg.reference import Reference
from kg.resolution.cluster import Cluster, entities_of, identify, links_of
from kg.resolution.context import Context
from kg.resolution.people import resolve_people
from kg.resolution.places import resolve_names
from kg.types import PLACES, kind_of

__all__ = ["resolve"]

THINGS = ("Event", "Document")


def resolve(analysis: Analysis, mentions: Sequence[Mention], reference: Reference) -> LinkedDocument:
    """Return the document with its entities and a link for every mention.

    Args:
        analysis: The document.
        mentions: All mentions in text order.
        reference: Known countries, organizations, cities and people.
    """
    context = Context(analysis, mentions, reference)
    people = [mention for mention in mentions if mention.type == "Person" and mention.form != "role"]
    things = [mention for mention in mentions if kind_of(mention.type) in THINGS]
    names = [mention for mention in mentions if mention.type != "Person" and kind_of(mention.type) not in THINGS]
    document_id = analysis.document.id
    clusters = identify([*resolve_people(people, context), *resolve_names(names, context)], document_id)
    number = sum(ident.startswith(f"{document_id}#") for ident in clusters)
    clusters |= identify([Cluster(m.type, m.normal, (m,)) for m in things], document_id, number)
    return LinkedDocument(analysis, entities_of(clusters, reference), links_of(clusters))
