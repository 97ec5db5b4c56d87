"""Whether two events of a corpus can be one, and how much speaks for it."""

from datetime import date, timedelta

from kg.resolution.event_profile import VOTES
from kg.resolution.event_title import same_title
from kg.resolution.event_traits import LONG, WHOLE, Traits

NEXT_DAYS = timedelta(3)
RELATED = timedelta(10)
"""How far from the day of writing an event without a date is sure to lie: news tell what happens now."""
RECALLED = timedelta(60)
BRIEF = timedelta(3)
"""As `RELATED`, for meetings and sittings, of which there may be several in a month."""
DISPUTED = timedelta(10)
"""How far apart two days may be that articles give to one summit."""
AGO = timedelta(20)
VOTE = timedelta(30)
"""As `RELATED`, for votes, which a land holds rarely and of which news tell for weeks."""
NUMBER, PLACE, SOON, LATE = 4, 3, 2, 1
NEVER = 0


def fits(one: Traits, other: Traits) -> bool:
    """Return whether nothing tells two events of a block apart."""
    retold = _is_retold(one, other)
    return (
        (retold or _times_fit(one, other))
        and one.family == other.family
        and one.level == other.level
        and _same(one, other, "ordinal")
        and _same(one, other, "portfolio")
        and _same(one, other, "scope", strict=True)
        and _same(one, other, "office")
        and (retold or _meet(one.all("city"), other.all("city")))
        and _meet(one.all("country"), other.all("country"))
        and _same_people(one, other)
        and _named_alike(one, other)
        and (one.document != other.document or _is_repeated(one, other))
    )


def _is_retold(one: Traits, other: Traits) -> bool:
    """Return whether two articles contradict each other on one summit rather than tell of two.

    The leaders of a body do not meet twice within days in one country: «саммит НАТО в Анкаре 7 июля» and «саммит
    НАТО в Стамбуле в июле» are one node with two cities, «саммит ЛАГ 10 мая» and «17 мая» one with two days.
    """
    summits = one.entity.type == other.entity.type == "Summit" and one.level == other.level == "leaders"
    body = one.one("organizer")
    if not summits or not body or body != other.one("organizer") or not one.days or not other.days:
        return False
    near = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1]) <= DISPUTED
    return near and bool(one.all("country") & other.all("country")) and one.document != other.document


def signs(event: Traits) -> tuple[frozenset[str], frozenset[str]]:
    """Return by what an event is looked up and what it looks for: two that share no sign cannot fit.

    The months that it may have been in, its number, and its city for an event without a date.
    """
    number = {f"number {event.one('ordinal')}"} if event.one("ordinal") else set()
    if event.days:
        months = _months(event.days[0] - NEXT_DAYS, event.days[1] + NEXT_DAYS)
        placed = {f"city {city}" for city in event.all("city")}
        return frozenset({*months, *number, *placed}), frozenset({*months, *number})
    written = _months(event.issued - RECALLED, event.issued + RECALLED) if event.issued else set()
    sought = {*written, *number, *(f"city {city}" for city in event.all("city"))}
    return frozenset({*written, *number}), frozenset(sought)


def _months(first: date, last: date) -> set[str]:
    ordinals = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return {f"month {month}" for month in ordinals}


def _same(one: Traits, other: Traits, name: str, *, strict: bool = False) -> bool:
    own, their = one.one(name), other.one(name)
    return own == their or (not strict and not (own and their))


def _meet(own: frozenset[str], their: frozenset[str]) -> bool:
    return not own or not their or bool(own & their)


def _same_people(one: Traits, other: Traits) -> bool:
    own, their = one.all("partner"), other.all("partner")
    return not own or not their or own == their or one.all("side") == own or other.all("side") == their


def _named_alike(one: Traits, other: Traits) -> bool:
    """Return whether the proper names agree, where the name is what the two are known by."""
    if set(one.blocks) & set(other.blocks) and "title" not in {block[0] for block in one.blocks}:
        return not one.title or not other.title or same_title(one.title, other.title)
    return same_title(one.title, other.title)


def _is_repeated(one: Traits, other: Traits) -> bool:
    """Return whether a document tells twice of one event: it gives both the same day."""
    return one.when == other.when and len(one.when) == WHOLE and one.entity.type == other.entity.type


def _times_fit(one: Traits, other: Traits) -> bool:
    """Return whether the dates can be those of one event, the day of writing standing in for a date not told."""
    if one.days and other.days:
        gap = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
        whole = len(one.when) == len(other.when) == WHOLE
        several = {one.entity.type, other.entity.type} & set(LONG) and one.level == "leaders"
        return gap <= (NEXT_DAYS if whole and several else timedelta(0))
    return support(one, other) > NEVER


def support(one: Traits, other: Traits) -> int:
    """Return how much speaks for two events that fit being one, 0 where nothing does."""
    if one.one("ordinal") and one.one("ordinal") == other.one("ordinal"):
        return NUMBER
    if one.days and other.days:
        return PLACE if one.all("city") & other.all("city") else SOON
    if not one.days and not other.days:
        return _written_together(one, other)
    vague, dated = (other, one) if one.days else (one, other)
    return _recalled(vague, dated)


def _written_together(one: Traits, other: Traits) -> int:
    """Return what speaks for two undated events: the same days of writing, no «следующий» in either."""
    if not one.issued or not other.issued or one.one("shift") != other.one("shift"):
        return NEVER
    return SOON if abs(one.issued - other.issued) <= _window(one) else NEVER


def _recalled(vague: Traits, dated: Traits) -> int:
    """Return how likely an event without a date is one with a date, by when the article was written."""
    assert dated.days is not None
    placed = bool(vague.all("city") & dated.all("city"))
    if vague.issued is None:
        return PLACE if placed and len(dated.when) == WHOLE else NEVER
    ahead, behind = dated.days[0] - vague.issued, vague.issued - dated.days[1]
    if vague.one("shift"):
        shifted = ahead > AGO if vague.one("shift") == "next" else behind > AGO
        return PLACE if placed and shifted else NEVER
    window = _window(vague)
    if _lies(vague, ahead, behind, window):
        return PLACE if placed else SOON
    if _lies(vague, ahead, behind, RECALLED) and window == RELATED:
        return LATE
    recalled = placed and behind > AGO and vague.one("time") not in ("present", "future")
    return LATE if recalled else NEVER


def _window(event: Traits) -> timedelta:
    if event.entity.type in VOTES:
        return VOTE
    several = event.entity.type in LONG or bool(event.one("organizer") and event.level == "leaders")
    return RELATED if several and "session" not in {block[0] for block in event.blocks} else BRIEF


def _lies(event: Traits, ahead: timedelta, behind: timedelta, window: timedelta) -> bool:
    """Return whether a date lies within a window on the side that the tense allows."""
    day = timedelta(1)
    before = day if event.one("time") == "future" else window
    after = day if event.one("time") == "past" else window
    return ahead <= after and behind <= before
