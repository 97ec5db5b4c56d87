"""What each core predicate may join: the same domains and ranges as `ontology/kg.ttl`."""

from kg.types import is_a

ACTORS = ("Person", "Country", "Organization")
VENUES = ("City", "Facility", "Country", "Region", "Location")

SIGNATURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leaderOf": (("Person",), ("Country", "Organization")),
    "holdsPositionIn": (("Person",), ("Country", "Organization")),
    "formerLeaderOf": (("Person",), ("Country", "Organization")),
    "formerlyHeldPositionIn": (("Person",), ("Country", "Organization")),
    "memberOf": (("Country",), ("Organization",)),
    "formerMemberOf": (("Country",), ("Organization",)),
    "observerIn": (("Country",), ("Organization",)),
    "headquarteredIn": (("Organization",), ("City",)),
    "takesPlaceIn": (("Event",), VENUES),
    "organizedBy": (("Event",), ("Organization", "Country")),
    "eventDate": (("Event",), ("Date",)),
    "participatesIn": (ACTORS, ("Event",)),
    "chairs": (("Country", "Person"), ("Organization",)),
    "formerlyChaired": (("Country", "Person"), ("Organization",)),
    "meetsWith": (("Person",), ("Person",)),
    "visits": (("Person",), ("Country", "City")),
    "signs": (ACTORS, ("Document",)),
    "invites": (ACTORS, ACTORS),
    "partOf": (("Event", "City", "Region"), ("Event", "Country")),
    "capitalOf": (("City",), ("Country",)),
}


NO_POWERS = ("Authority", "Company", "Institution", "Outlet", "Team")
"""Organizations that the core predicates leave out: a minister holds his office in the state, and the director of
a plant leads no body of politics."""


def fits(predicate: str, subject_type: str, object_type: str) -> bool:
    """Return whether entities of these types may stand at the ends of the predicate."""
    subjects, objects = SIGNATURES[predicate]
    if is_a(subject_type, *NO_POWERS) or is_a(object_type, *NO_POWERS):
        return False
    return is_a(subject_type, *subjects) and is_a(object_type, *objects)
