"""Which offices the text and the reference give a person, and whether the person's country belongs to a body."""

from kg.model import Link
from kg.relations.holders import holdings
from kg.relations.turns import led
from kg.relations.view import DocumentView, SentenceView

HEADS = ("head_of_state", "head_of_government")
OF_BODY = "head_of_organization"

Seats = dict[str, dict[str, set[str]]]


def leads(doc: DocumentView, person: str) -> tuple[str, ...]:
    """Return the countries, as ids of the document or the reference, that a person leads by the text or the reference.

    «премьер Исландии Катрин Якобсдоттир» leads Исландия; who is named a former head leads none.
    """
    seats = _seats(doc).get(person, {})
    if "former" in seats:
        return ()
    stated = [place for kind in HEADS for place in sorted(seats.get(kind, ()))]
    return tuple(dict.fromkeys((*stated, *led(doc, person))))


def heads_body(doc: DocumentView, person: str) -> tuple[str, ...]:
    """Return the organizations that the text has a person at the head of: «генсек ОДКБ Х»."""
    return tuple(sorted(_seats(doc).get(person, {}).get(OF_BODY, ())))


def _seats(doc: DocumentView) -> Seats:
    return doc.sentences[0].once(_read_seats) if doc.sentences else {}


def _read_seats(first: SentenceView) -> Seats:
    """Return for each person the kinds of office the text gives, with their places; «former» for a past one."""
    seats: Seats = {}
    for sent in first.doc.sentences:
        for holding in holdings(sent):
            kinds = seats.setdefault(holding.person.entity, {})
            if holding.state == "now":
                kinds.setdefault(holding.office.kind, set()).add(holding.place)
            elif holding.state == "former":
                kinds.setdefault("former", set()).add(holding.place)
    return seats


def belongs(doc: DocumentView, places: tuple[str, ...], event: Link) -> bool:
    """Return whether one of the countries is a member of the body whose event it is, or the body is not known.

    Args:
        doc: The document.
        places: Ids of countries.
        event: A mention of the event.
    """
    organizer = doc.entities[event.entity].feature("organizer") or _named_inside(doc, event)
    body = doc.reference.entity(organizer) if organizer else None
    members = doc.reference.members(body.id, doc.issued) if body else ()
    if not members:
        return True
    countries = {member.country for member in members if member.status in ("member", "observer", "partner")}
    return any(_reference(doc, place) in countries for place in places)


def _named_inside(doc: DocumentView, event: Link) -> str | None:
    """Return the reference id of the body in an event's name: «саммит ЕС» → ЕС."""
    inside = (link for link in doc.sentences[event.mention.sentence].mentions("Organization"))
    named = next((link for link in inside if event.mention.span.contains(link.mention.span)), None)
    return doc.entities[named.entity].reference if named else None


def _reference(doc: DocumentView, place: str) -> str:
    entity = doc.entities.get(place)
    return (entity.reference if entity else None) or place
