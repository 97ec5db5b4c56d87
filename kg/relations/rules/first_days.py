"""The first day of an event, counted back from a later one or told by the dateline; rules of the family `stage`."""

from collections.abc import Iterator
from datetime import date, timedelta

from kg.mentions.dates import DateMention
from kg.model import Link
from kg.relations.clause import patients
from kg.relations.event_segments import ENDING, told_events
from kg.relations.rule import Match, Rule, rule
from kg.relations.rules.stage import has_date
from kg.relations.scene import scene_of
from kg.relations.stage import dateline_of
from kg.relations.view import SentenceView

ORDINAL_DAYS = {"первый": 0, "второй": 1, "третий": 2, "четвёртый": 3, "последний": -1}
LENGTHS = {"двухдневный": 2, "трёхдневный": 3, "трехдневный": 3, "четырёхдневный": 4, "четырехдневный": 4}
WHOLE = len("2025-05-16")


@rule("stage.day", "eventDate", confidence=0.75, kinds=("Event",))
def day(sent: SentenceView) -> Iterator[Match]:
    """«16 мая, во второй день саммита», «двухдневный саммит завершился 16 мая»: the first day is counted back."""
    for event in sent.mentions("Event"):
        days = _days_before(sent, event)
        if days is None:
            continue
        for found in _near_dates(sent, event):
            first = _earlier(found.start, days)
            if first:
                yield Match(
                    event.entity, first, event.mention.span, found.mention.span, None, "date", status="asserted"
                )
                return


def _days_before(sent: SentenceView, event: Link) -> int | None:
    """Return how many days after the first one the sentence speaks of, None where it does not tell."""
    tree, inside = sent.tree, sent.tree.inside(event.mention.span)
    first = inside[0]
    if first > 1 and tree[first - 1].lemma == "день" and tree[first - 2].lemma in ORDINAL_DAYS:
        days = ORDINAL_DAYS[tree[first - 2].lemma]
        return days if days >= 0 else None
    words = [tree[at].lemma for at in (first - 1, *inside) if at >= 0]
    length = next((LENGTHS[word] for word in words if word in LENGTHS), None)
    ends = any(told.event.entity == event.entity and _ends(sent, told.verb) for told in sent.once(told_events))
    return length - 1 if length and ends else None


def _ends(sent: SentenceView, verb: int) -> bool:
    lemma = sent.tree[verb].lemma
    return lemma in ENDING and not lemma.startswith(("продолж", "продл", "дли"))


def _near_dates(sent: SentenceView, event: Link) -> tuple[DateMention, ...]:
    """Return the whole dates of the sentence, the nearest first; those of a subordinate clause are farther."""
    head = sent.head(event)
    whole = [found for found in sent.dates if len(found.start) == WHOLE and found.kind == "day" and not found.end]
    return tuple(sorted(whole, key=lambda found: abs(sent.tree.inside(found.mention.span)[0] - head)))


def _earlier(value: str, days: int) -> str:
    return (date.fromisoformat(value) - timedelta(days=days)).isoformat() if len(value) == WHOLE else ""


@rule("stage.opening", "eventDate", confidence=0.7)
def opening(sent: SentenceView) -> Iterator[Match]:
    """«МИНСК, 16 мая. Открылся саммит …»: what opens or goes on without a date does so on the day of the report."""
    scene, line = scene_of(sent.doc), dateline_of(sent.doc)
    if scene is None or line is None or not line.dates or has_date(sent.doc, scene.entity):
        return
    if line.of_event and scene.mention.sentence == sent.index:
        named = line.dates[0]
        yield Match(scene.entity, named.start, scene.mention.span, named.mention.span, None, "date", status="asserted")
        return
    dated = any(found.kind in ("day", "month") for found in sent.dates)  # «в этом году» is no day
    if abs(sent.index - line.sentence) > 1 or (dated and sent.index != line.sentence):
        return
    for told in sent.once(told_events):
        if told.event.entity == scene.entity and _opens(sent, told.verb):
            yield Match(
                scene.entity, line.dates[0].start, scene.mention.span, line.dates[0].mention.span, told.verb, "date"
            )


def _opens(sent: SentenceView, verb: int) -> bool:
    """Return whether a verb means that an event begins: «открылся», «начал работу»."""
    lemma = sent.tree[verb].lemma
    works = any(sent.tree[at].lemma == "работа" for at in patients(sent.tree, verb))
    return lemma in ("открыться", "начаться", "стартовать") or (lemma == "начать" and works)


RULES: tuple[Rule, ...] = (day, opening)
