"""People, places and organizations that the models read, as the general recogniser gives names."""

from collections.abc import Sequence

from kg.model import EntitySpan, NamedSpan

LABELS = {
    "PERSON": "PER", "ORGANIZATION": "ORG", "CITY": "LOC", "COUNTRY": "LOC", "STATE_OR_PROVINCE": "LOC",
    "DISTRICT": "LOC", "LOCATION": "LOC",
}  # fmt: skip


def outermost_names(entities: Sequence[EntitySpan]) -> tuple[NamedSpan, ...]:
    """Return the names that lie inside no other one, in text order; of two types of one range the likelier."""
    found: dict[object, EntitySpan] = {}
    for item in sorted(entities, key=lambda item: (-item.probability, item.type)):
        if item.type in LABELS:
            found.setdefault(item.span, item)
    names: list[EntitySpan] = []
    for item in sorted(found.values(), key=lambda item: (item.span.start, -item.span.stop)):
        if not names or not names[-1].span.contains(item.span):
            names.append(item)
    return tuple(NamedSpan(item.span, LABELS[item.type]) for item in names)
