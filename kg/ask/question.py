"""The records of a question: what the graph knows, what the words mean, and what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

OUTLET = "Outlet"
"""Class of an outlet: it is a text of the graph, no entity, and its name is its id."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the graph as questions speak of it.

    Attributes:
        iri: Its IRI; of an outlet its name.
        name: Russian name.
        type: Local name of its most specific class.
        aliases: Other names and the forms that articles use.
        documents: Number of articles that mention it; of two namesakes the better known is meant.
        organizers: IRIs of the organizers of an event.
        places: IRIs of the places of an event, the countries of its cities among them.
        people: IRIs of the participants of an event.
        dates: Dates of an event, whole or partial ISO, sorted.
        leaders: IRIs of the people who lead a country or an organization, the one most often said first.
    """

    iri: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    documents: int = 0
    organizers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of the question and what they were taken for.

    Attributes:
        words: The words as written.
        meaning: Name of the entity, a date, a class.
        parameter: Which parameter of the query it gave, empty where none.
        others: Names of what the words may mean as well.
    """

    words: str
    meaning: str
    parameter: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    Attributes:
        text: The question.
        query: Name of the named query, None where the question was not understood.
        parameters: Values of the query's parameters, as `NamedQuery.bind` takes them.
        reading: What the words were taken for, in their order.
        unknown: Words that nothing explains.
        skipped: Words that were understood as describing something but make no difference to the query.
        reason: Why the question was not understood, in Russian; empty where it was.
    """

    text: str
    query: str | None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reading: tuple[Understood, ...] = ()
    unknown: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    reason: str = ""
