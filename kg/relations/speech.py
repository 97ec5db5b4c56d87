"""Who says what a sentence says."""

from kg.relations.view import SentenceView


def speaker_at(sent: SentenceView, anchor: int | None) -> str | None:
    """Return the entity that the text makes the speaker of the claim at the anchor, None for the outlet itself."""
    return None
