"""The classes that the stages tell apart and their order; `ontology/kg.ttl` holds the same tree.

`PARENTS` names each class's parent, `kind_of` climbs it.
"""

from functools import cache

PARENTS = {
    "Person": "",
    "Organization": "",
    "Authority": "Organization",
    "Company": "Organization",
    "Institution": "Organization",
    "Outlet": "Organization",
    "Party": "Organization",
    "Team": "Organization",
    "Country": "",
    "City": "",
    "Region": "",
    "Facility": "",
    "Location": "",
    "Position": "",
    "Date": "",
    "Event": "",
    "Summit": "Event",
    "Meeting": "Event",
    "Session": "Event",
    "Visit": "Event",
    "Conference": "Event",
    "Forum": "Event",
    "Negotiation": "Event",
    "Election": "Event",
    "Referendum": "Event",
    "Exercise": "Event",
    "Conflict": "Event",
    "Celebration": "Event",
    "Occurrence": "Event",
    "Document": "",
    "Treaty": "Document",
    "Agreement": "Document",
    "Declaration": "Document",
    "Law": "Document",
    "District": "",
    "Family": "",
    "Nationality": "",
    "WorkOfArt": "",
    "Product": "",
    "Award": "",
    "Crime": "",
    "Penalty": "",
    "Disease": "",
    "Ideology": "",
    "Religion": "",
    "Language": "",
    "Age": "",
    "Time": "",
    "Money": "",
    "Number": "",
    "Ordinal": "",
    "Percent": "",
}

READ_CLASSES = {
    "AGE": "Age", "AWARD": "Award", "CITY": "City", "COUNTRY": "Country", "CRIME": "Crime", "DATE": "Date",
    "DISEASE": "Disease", "DISTRICT": "District", "EVENT": "Occurrence", "FACILITY": "Facility", "FAMILY": "Family",
    "IDEOLOGY": "Ideology", "LANGUAGE": "Language", "LAW": "Law", "LOCATION": "Location", "MONEY": "Money",
    "NATIONALITY": "Nationality", "NUMBER": "Number", "ORDINAL": "Ordinal", "ORGANIZATION": "Organization",
    "PENALTY": "Penalty", "PERCENT": "Percent", "PERSON": "Person", "PRODUCT": "Product", "PROFESSION": "Position",
    "RELIGION": "Religion", "STATE_OR_PROVINCE": "Region", "TIME": "Time", "WORK_OF_ART": "WorkOfArt",
}  # fmt: skip
"""The class of an entity that only the models read, by its NEREL type: the word «взрыв» makes no announced event."""

PLACES = ("Country", "City", "Region", "Facility", "Location")


def kind_of(name: str) -> str:
    """Return the topmost class of a class: "Summit" → "Event"; an unknown one is its own."""
    while PARENTS.get(name):
        name = PARENTS[name]
    return name


@cache
def is_a(name: str, *classes: str) -> bool:
    """Return whether a class is one of the given classes or below one of them."""
    while name:
        if name in classes:
            return True
        name = PARENTS.get(name, "")
    return False
