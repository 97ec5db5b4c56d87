"""From an analysis to mentions: names, country adjectives, roles, events, documents, dates.

Every finder takes the document's `Scene` (trees, words, reference hits, morphology) and returns
mentions: `find_events(scene, named)`, `find_documents(scene, named)`, where `named` are the
mentions of people, places and organizations found before.
"""

from kg.analysis import Morphology
from kg.mentions.capitals import as_government
from kg.mentions.documents import find_documents
from kg.mentions.event_nouns import YEAR_SUFFIX, initials_of
from kg.mentions.events import find_events
from kg.mentions.nominals import find_nominals
from kg.mentions.organizations import find_organizations
from kg.mentions.people import find_people
from kg.mentions.places import find_places
from kg.mentions.roles import find_roles
from kg.mentions.scene import Scene
from kg.mentions.short_names import take_short_names
from kg.model import Analysis, Mention
from kg.reference import Reference

__all__ = ["Scene", "find_mentions"]


def find_mentions(analysis: Analysis, reference: Reference, morphology: Morphology) -> tuple[Mention, ...]:
    """Return the mentions of a document in text order, an outer mention before the ones inside it.

    Args:
        analysis: The document with its sentences and recognised names.
        reference: Known countries, organizations, cities and people.
        morphology: The dictionary.
    """
    scene = Scene(analysis, reference, morphology)
    named = find_names(scene)
    roles = find_roles(scene, named)
    events = find_events(scene, named)
    named = _without_short_names(named, events)
    documents = find_documents(scene, tuple(sorted((*named, *events), key=_text_order)))
    return tuple(sorted((*named, *roles, *events, *documents), key=_text_order))


def _without_short_names(named: tuple[Mention, ...], events: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the names without those that abbreviate an event: «ВЭФ» of the Eastern forum is no other body."""
    short = {initials_of(mention.normal) for mention in events}
    own = [mention for mention in events if mention.text in short or YEAR_SUFFIX.search(mention.text)]
    return tuple(
        mention
        for mention in named
        if mention.type != "Organization" or not any(_abbreviates(event, mention) for event in own)
    )


def _abbreviates(event: Mention, mention: Mention) -> bool:
    return mention.span.start == event.span.start and event.span.contains(mention.span)


def find_names(scene: Scene) -> tuple[Mention, ...]:
    """Return the mentions of people, places and organizations in text order."""
    people = find_people(scene)
    places = find_places(scene, people)
    organizations = take_short_names(scene, find_organizations(scene, (*people, *places)), (*people, *places))
    spots = tuple(as_government(scene, spot) or spot for spot in (*places, *organizations))
    named = tuple(sorted((*people, *spots), key=_text_order))
    return tuple(sorted((*named, *find_nominals(scene, named)), key=_text_order))


def _text_order(mention: Mention) -> tuple[int, int, str]:
    return (mention.span.start, -mention.span.stop, mention.type)
