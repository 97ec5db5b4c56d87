"""Descriptions of events («саммит ОДКБ в Астане») resolved to events of the graph."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ask.graph import Graph, words_of
from kg.ask.names import Name
from kg.ask.question import Known
from kg.ask.words import Word, lemmas_of
from kg.mentions.event_nouns import taken_up
from kg.mentions.lexicon import event_words
from kg.reference.normal import fold
from kg.types import is_a


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question says of an event.

    Attributes:
        noun: Lemma of the noun («саммит»).
        type: Class that it names.
        names: Organizers, places and participants.
        dates: Whole or partial ISO dates.
        words: Further words, which its name must have («инаугурация», «плюс»).
        order: "last" or "next" where one of a series is meant, else "".
    """

    noun: str
    type: str
    names: tuple[Name, ...]
    dates: tuple[str, ...]
    words: tuple[Word, ...]
    order: str


def resolve_event(wish: Wish, graph: Graph) -> tuple[Known, ...]:
    """Return the events that fit a description, the one that most articles mention first.

    Those of the named class leave no place for those of a class that texts call so too (a summit is a «встреча»).
    «Последний» and «следующий» leave the one nearest to the graph's day.
    """
    fitting = [event for event in graph.events if _fits(event, wish, graph)]
    fitting = [event for event in fitting if is_a(event.type, wish.type)] or fitting
    fitting.sort(key=lambda event: (-event.documents, event.iri))
    return _in_order(fitting, wish.order, graph.today.isoformat()) if wish.order else tuple(fitting)


def _in_order(events: Sequence[Known], order: str, today: str) -> tuple[Known, ...]:
    dated = [event for event in events if event.dates]
    if order == "last":
        past = [event for event in dated if event.dates[0] <= today]
        return tuple(sorted(past, key=lambda event: (event.dates[-1], event.documents), reverse=True)[:1])
    coming = [event for event in dated if event.dates[-1] > today]
    return tuple(sorted(coming, key=lambda event: (event.dates[-1], -event.documents, event.iri))[:1])


def _fits(event: Known, wish: Wish, graph: Graph) -> bool:
    return (
        is_a(event.type, wish.type, *_also(wish))
        and all(_concerns(event, name, graph) for name in wish.names)
        and all(_is_on(event, day) for day in wish.dates)
        and all(_is_called(event, word, graph) for word in wish.words)
    )


def _also(wish: Wish) -> tuple[str, ...]:
    """Return the other classes that the noun may take up: a «встреча» may be a summit."""
    return taken_up(wish.noun, wish.type) if wish.type in event_words()["bare"] else ()


def _concerns(event: Known, name: Name, graph: Graph) -> bool:
    """Return whether one of the entities organizes the event, is its place, takes part, or stands in its name."""
    ends = {*event.organizers, *event.places, *event.people}
    return any(item.iri in ends or _stands_in(item, event) for item in name.candidates)


def _stands_in(item: Known, event: Known) -> bool:
    """Return whether a name of an entity is part of a name of the event: «Встреча «ШОС плюс»»."""
    inside = [" ".join(map(fold, words_of(name))) for name in (event.name, *event.aliases)]
    names = [" ".join(map(fold, words_of(name))) for name in (item.name, *item.aliases)]
    return any(name and f" {name} " in f" {text} " for name in names for text in inside)


def _is_on(event: Known, day: str) -> bool:
    """Return whether a date and one of the event's agree as far as both go: 2024-11 and 2024-11-28."""
    return any(day.startswith(other) or other.startswith(day) for other in event.dates)


def _is_called(event: Known, word: Word, graph: Graph) -> bool:
    parts = [part for name in (event.name, *event.aliases) for part in words_of(name)]
    return any(
        word.folded == fold(part) or not word.lemmas.isdisjoint(lemmas_of(part, graph.language.morphology))
        for part in parts
    )
