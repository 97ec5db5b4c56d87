"""A Russian question to a named query: a pure function of the question and the graph."""

import difflib
from collections.abc import Sequence
from types import MappingProxyType

from kg.ask.graph import Graph
from kg.ask.match import NO_EVENT, Match, View, is_empty, match
from kg.ask.names import Name, find_names, find_roles, recased
from kg.ask.question import Question, Understood
from kg.ask.tables import patterns, vocabulary
from kg.ask.words import LONGEST, Read, read
from kg.errors import QueryError
from kg.store import named_query
from kg.types import is_a


def understand(question: str, graph: Graph) -> Question:
    """Return the named query that a question asks, with its parameters, or why it was not understood.

    Args:
        question: A question in Russian, with or without a question mark, in any order and case of words.
        graph: The names and events that it may speak of.

    Raises:
        QueryError: The question is empty or too long.
    """
    text = " ".join(question.split())
    if not text or len(text) > LONGEST:
        raise QueryError(f"question: expected 1 to {LONGEST} characters, got {len(text)}")
    seen = _read(text, graph)
    names = find_names(seen, graph)
    readings = dict.fromkeys((names, find_roles(seen, names, graph)))
    made = [
        result
        for reading in readings
        for pattern in patterns()
        if (result := match(pattern, View(seen, reading, graph)))
    ]
    whole = [result for result in made if result.is_whole]
    if whole:
        return _understood(text, max(whole, key=_merit))
    return _not_understood(text, seen, names, made, graph)


def _read(text: str, graph: Graph) -> Read:
    """Return the question as the analysis reads it, once its names have their capitals."""
    quiet = text.lower() if text.isupper() else text
    seen = read(quiet, graph.language, graph.today)
    better = recased(seen, graph)
    return seen if better == quiet else read(better, graph.language, graph.today)


def _merit(result: Match) -> tuple[int, int, int, int]:
    """Return what orders the patterns that explain everything: own words, parameters, few skipped words, the table."""
    return (result.keys, len(result.found), -len(result.skipped), -result.pattern.number)


def _understood(text: str, best: Match) -> Question:
    return Question(
        text=text,
        query=best.pattern.query,
        parameters=MappingProxyType(dict(best.parameters)),
        reading=tuple(item for _, item in sorted(best.found, key=lambda pair: pair[0])),
        skipped=best.skipped,
    )


def _not_understood(text: str, seen: Read, names: Sequence[Name], made: Sequence[Match], graph: Graph) -> Question:
    nearest = min(made, key=_distance, default=None)
    unknown = nearest.unknown if nearest else _strange(seen, names)
    missing = [name.text for name in names if not name.candidates]
    return Question(
        text=text,
        query=None,
        reading=tuple(Understood(name.text, name.candidates[0].name) for name in names if name.candidates),
        unknown=unknown,
        reason=_reason(nearest, unknown, missing) + _near([*missing, *unknown], graph),
    )


def _distance(result: Match) -> tuple[int, int, bool, int]:
    return (len(result.unknown), len(result.surplus), not result.failure.startswith(NO_EVENT), -result.keys)


def _strange(seen: Read, names: Sequence[Name]) -> tuple[str, ...]:
    """Return the words that no table and no name explains."""
    named = {n for name in names for n in range(name.start, name.stop)}
    return tuple(
        word.text
        for n, word in enumerate(seen.words)
        if n not in named and not is_empty(word) and word.lemmas.isdisjoint(vocabulary())
    )


def _reason(nearest: Match | None, unknown: Sequence[str], missing: Sequence[str]) -> str:
    """Return in Russian why a question was not understood."""
    if missing:
        return f"в графе нет: {_listed(missing)}"
    if unknown:
        return f"непонятно: {_listed(unknown)}"
    if nearest is None:
        return "ни один вид вопроса не подходит"
    if nearest.failure:
        return nearest.failure
    return f"вопрос «{named_query(nearest.pattern.query).title_ru}» не бывает о: {_listed(nearest.surplus)}"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)


def _near(words: Sequence[str], graph: Graph) -> str:
    """Return the names of the graph that look like unknown capitalised words."""
    written = [word for word in words if word[:1].isupper()]
    names = sorted({item.name for item in graph.known.values() if not is_a(item.type, "Event")})
    parts = {part: name for name in names for part in (name, name.rpartition(" ")[2])}
    near = [parts[hit] for word in written for hit in difflib.get_close_matches(word, parts, n=3, cutoff=0.75)]
    return f"; похоже на: {', '.join(dict.fromkeys(near))}" if near else ""
