"""Terms of office and membership between dates that are known only in part."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=10_000)
def earliest(partial: str) -> date:
    """Return the first day that a whole or partial ISO date may mean («2024-11» → 2024-11-01)."""
    parts = [int(part) for part in partial.split("-")]
    return date(*[*parts, 1, 1][:3])


@lru_cache(maxsize=10_000)
def latest(partial: str) -> date:
    """Return the last day that a whole or partial ISO date may mean («2024» → 2024-12-31)."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def holds(start: str | None, end: str | None, day: date, open_until: str | None = None) -> bool | None:
    """Return whether a term holds on a day, or None where the dates do not settle it.

    Args:
        start: First day, whole or partial ISO; None is unknown.
        end: Last day, whole or partial ISO; None is unknown.
        day: The day in question.
        open_until: For a term without an end, the date up to which it is known to have held.

    Returns:
        True or False where the dates are certain. On the last day itself the term holds.
    """
    if start and day < earliest(start):
        return False
    if end and day > latest(end):
        return False
    if open_until and not end and day > latest(open_until):
        return None
    began = start is not None and day >= latest(start)
    lasts = day <= earliest(end) if end else True
    return True if began and lasts else None


def overlaps(start: str | None, end: str | None, other_start: str | None, other_end: str | None) -> bool:
    """Return whether two terms can have a day in common, unknown ends being open."""
    first_ends_before = bool(end and other_start and latest(end) < earliest(other_start))
    second_ends_before = bool(other_end and start and latest(other_end) < earliest(start))
    return not first_ends_before and not second_ends_before
