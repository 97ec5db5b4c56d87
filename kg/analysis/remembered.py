"""Answers that are kept where the question was asked: rules share what they find out about a word.

A rule asks for the subject of a verb, and so do twenty others. A function that depends on its arguments alone keeps
its answers with the first of them (a tree, a view of a sentence or of a document), and they go when that goes.
"""

from collections.abc import Callable, Iterator
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeper(Protocol):
    """What answers are kept with."""

    answers: dict[Any, Any]


Owner = TypeVar("Owner", bound=Keeper)
Rest = ParamSpec("Rest")
Found = TypeVar("Found")


def remembered(find: Callable[Concatenate[Owner, Rest], Found]) -> Callable[Concatenate[Owner, Rest], Found]:
    """Return a function that answers the same question once; the arguments behind the first are compared by value."""

    def answer(owner: Owner, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Found:
        try:
            found: Found = owner.answers[find, args]
        except KeyError:
            found = owner.answers[find, args] = find(owner, *args, **kwargs)
        return found

    answer.__doc__, answer.__name__ = find.__doc__, find.__name__
    return answer


def gathered(
    find: Callable[Concatenate[Owner, Rest], Iterator[Found]],
) -> Callable[Concatenate[Owner, Rest], tuple[Found, ...]]:
    """Return the same of a generator: what it yields, in its order."""

    def every(owner: Owner, /, *args: Rest.args, **kwargs: Rest.kwargs) -> tuple[Found, ...]:
        return tuple(find(owner, *args, **kwargs))

    every.__doc__, every.__name__ = find.__doc__, find.__name__
    return remembered(every)
