"""From mentions to entities within one document; `across` joins the entities of many documents."""

from collections.abc import Sequence

from kg.mentions.dates import DateMention, document_date, find_dates
from kg.model import Analysis, LinkedDocument, Mention
from kg.reference import Reference
from kg.resolution.cluster import entities_of, identify, in_text_order, links_of
from kg.resolution.context import Context
from kg.resolution.documents import resolve_documents
from kg.resolution.events import resolve_events
from kg.resolution.linking import link_people
from kg.resolution.people import resolve_people
from kg.resolution.places import resolve_names
from kg.resolution.roles import read_offices, resolve_roles
from kg.types import is_a, kind_of

__all__ = ["resolve"]

THINGS = ("Event", "Document")


def resolve(
    analysis: Analysis,
    mentions: Sequence[Mention],
    reference: Reference,
    dates: tuple[DateMention, ...] | None = None,
) -> LinkedDocument:
    """Return the document with its entities and a link for every mention.

    Args:
        analysis: The document.
        mentions: All mentions in text order.
        reference: Known countries, organizations, cities and people.
        dates: The document's dates, found unless given.
    """
    dates = find_dates(analysis) if dates is None else dates
    issued = document_date(analysis, dates)
    context = Context(analysis, mentions, reference, issued)
    document_id = analysis.document.id
    persons = [mention for mention in mentions if mention.type == "Person" and mention.form != "role"]
    names = [mention for mention in mentions if mention.type != "Person" and kind_of(mention.type) not in THINGS]
    roles = [mention for mention in mentions if mention.form == "role"]
    things = resolve_names(names, context)
    places = {
        mention: thing.reference or f"{thing.type}:{thing.name}" for thing in things for mention in thing.mentions
    }
    people = resolve_people(persons, context)
    offices = read_offices(people, places, context)
    people = link_people(people, offices, places, context)
    people = resolve_roles(roles, people, offices, places, context)
    clusters = identify([*people, *things], document_id)
    entities, links = entities_of(clusters, reference), links_of(clusters)
    events = [mention for mention in mentions if is_a(mention.type, "Event")]
    held, holding = resolve_events(analysis, events, links, entities, dates, reference, issued)
    papers = [mention for mention in mentions if is_a(mention.type, "Document")]
    signed, signing = resolve_documents(analysis, papers, (*links, *holding), (*entities, *held))
    return LinkedDocument(analysis, (*entities, *held, *signed), in_text_order((*links, *holding, *signing)))
