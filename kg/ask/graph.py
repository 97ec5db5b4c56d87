"""What questions are read against: the names of a graph's entities and what tells its events apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from kg.ask.question import OUTLET, Known
from kg.ask.words import Language, Word, lemmas_of
from kg.rdf import PREFIXES
from kg.reference import Reference
from kg.reference.normal import fold
from kg.store import Store
from kg.types import is_a, kind_of
from kg.views import load_nodes

NAMED = frozenset(
    {
        "Person", "Organization", "Country", "City", "Region", "Facility", "Location", "District", "Document", OUTLET,
        "WorkOfArt", "Product", "Award",
    }
)  # fmt: skip
"""Classes whose entities a question names; events are described, and dates and offices are words of the question."""
CANONICAL, ALIAS, SURNAME = 0, 1, 2
_HEAD, _STEM, _ENDING = 2, 4, 2
_FACTS = ("organizedBy", "takesPlaceIn", "participatesIn", "eventDate", "leaderOf")
_QUERY = """PREFIX kg: <{kg}> PREFIX rdf: <{rdf}>
SELECT ?subject ?predicate ?object (COUNT(?evidence) AS ?proofs) {{
  VALUES ?predicate {{ {predicates} }}
  ?subject ?predicate ?object .
  OPTIONAL {{ ?s rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:evidence ?evidence }}
}} GROUP BY ?subject ?predicate ?object ORDER BY DESC(?proofs) ?subject ?predicate ?object"""
_OUTLETS = "PREFIX schema: <{schema}> SELECT DISTINCT ?outlet {{ ?d schema:publisher ?outlet }} ORDER BY ?outlet"

Name = tuple[int, tuple[str, ...], Known]
"""Rank (0 for the canonical name), words as written, entity."""


class Graph:
    """The entities of a graph by their names; immutable once made.

    Args:
        known: The entities.
        language: Resources of the analysis.
        today: The day that «сейчас» and «в прошлом году» count from.
    """

    def __init__(self, known: Sequence[Known], language: Language, today: date) -> None:
        self.known: Mapping[str, Known] = {item.iri: item for item in sorted(known, key=lambda item: item.iri)}
        self.language = language
        self.today = today

    @cached_property
    def events(self) -> tuple[Known, ...]:
        """Return the events, sorted by IRI; the bare words that models read («взрыв») are none."""
        return tuple(k for k in self.known.values() if is_a(k.type, "Event") and k.type != "Occurrence")

    @cached_property
    def ids(self) -> Mapping[str, Known]:
        """Return the entities by the last part of their IRI («Q7747»)."""
        return {item.iri.rpartition("/")[2]: item for item in self.known.values()}

    @cached_property
    def _names(self) -> Mapping[str, tuple[Name, ...]]:
        found: dict[str, dict[Name, None]] = defaultdict(dict)
        for item in self.known.values():
            if item.type == OUTLET or kind_of(item.type) in NAMED:
                for rank, words in _forms(item):
                    found[words[0][:_HEAD].lower().replace("ё", "е")][rank, words, item] = None
        return {head: tuple(names) for head, names in found.items()}

    def names_at(self, words: Sequence[Word], start: int) -> Iterator[tuple[int, Name]]:
        """Yield the word after the last and the name, for each name that the words from `start` on may be."""
        for name in self._names.get(words[start].folded[:_HEAD], ()):
            parts = name[1]
            stop = start + len(parts)
            if stop <= len(words) and all(map(self.is_form, words[start:stop], parts)):
                yield stop, name

    def is_form(self, word: Word, part: str) -> bool:
        """Return whether a word is a form of a word of a name: «Казанскую» and «Казанская»."""
        if word.folded == fold(part) or not word.lemmas.isdisjoint(lemmas_of(part, self.language.morphology)):
            return True
        # the dictionary lacks «тяньцзине»: its guess at the lemma is no proof, its stem is
        return not word.known and _same_stem(word.folded, fold(part))


def _same_stem(word: str, other: str) -> bool:
    """Return whether two words of at least five letters differ in the last two letters at most."""
    differing = (at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two)
    shared = next(differing, min(len(word), len(other)))
    return shared >= _STEM and max(len(word), len(other)) - shared <= _ENDING


def _forms(item: Known) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each name of an entity as words, with its rank."""
    seen = set()
    names = [(CANONICAL, item.name), *((ALIAS, alias) for alias in item.aliases)]
    if item.type == "Person" and " " in item.name:
        names.append((SURNAME, item.name.rpartition(" ")[2]))
    for rank, name in names:
        words = words_of(name)
        if words and words not in seen:
            seen.add(words)
            yield rank, words


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name without quotation marks and other signs."""
    kept = "".join(char if char.isalnum() or char in "-–—" else " " for char in name)
    return tuple(word for word in kept.split() if any(map(str.isalnum, word)))


def load_graph(store: Store, language: Language, today: date) -> Graph:
    """Return the graph of a store as questions see it.

    Args:
        store: The open store.
        language: Resources of the analysis.
        today: The day that «сейчас» counts from.
    """
    facts: dict[tuple[str, str], list[str]] = defaultdict(list)
    predicates = " ".join(f"kg:{name}" for name in _FACTS)
    query = _QUERY.format(kg=PREFIXES["kg"], rdf=PREFIXES["rdf"], predicates=predicates)
    for subject, predicate, object_, _ in cast(Any, store.query(query)):
        name = predicate.value.rpartition("#")[2]
        passive = name in ("participatesIn", "leaderOf")
        facts[object_.value if passive else subject.value, name].append(subject.value if passive else object_.value)
    known = [
        Known(node.iri, node.name, node.type, node.aliases, node.documents, **_facts(node.iri, facts))
        for node in load_nodes(store)
    ]
    outlets = [row[0].value for row in cast(Any, store.query(_OUTLETS.format(schema=PREFIXES["schema"])))]
    known += [Known(name, name, OUTLET) for name in outlets]
    return Graph([_with_countries(item, store, language.reference) for item in known], language, today)


def _facts(iri: str, facts: Mapping[tuple[str, str], list[str]]) -> dict[str, Any]:
    def of(name: str) -> tuple[str, ...]:
        return tuple(facts.get((iri, name), ()))

    return {
        "organizers": of("organizedBy"),
        "places": of("takesPlaceIn"),
        "people": of("participatesIn"),
        "dates": tuple(sorted(of("eventDate"))),
        "leaders": of("leaderOf"),
    }


def _with_countries(item: Known, store: Store, reference: Reference) -> Known:
    """Return an event with the countries of its cities: a summit in Астана is one in Казахстан."""
    space = store.iris.namespace("entity")
    cities = [reference.entity(iri.removeprefix(space)) for iri in item.places]
    countries = [store.iris.entity(city.country).value for city in cities if city and city.country]
    return replace(item, places=tuple(dict.fromkeys((*item.places, *countries)))) if countries else item
