"""The names in a question: what the mention finder knows, and the names of the graph in any case form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.ask.graph import Graph
from kg.ask.question import Known
from kg.ask.tables import vocabulary
from kg.ask.words import Read, Word

_NAMING = ("name", "abbreviation", "adjective", "capital")
_NOMINAL = ("NOUN", "PROPN", "ADJ", "X", "ADV")
"""Parts of speech that a name in lower case may be tagged as («шос», «моди»)."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name something: a half-open range, the entities they may mean, the best first, the case, preposition.

    Without `candidates` the name is known to the reference tables and not to the graph.
    """

    start: int
    stop: int
    candidates: tuple[Known, ...]
    text: str
    case: str
    prep: str


def find_names(read: Read, graph: Graph) -> tuple[Name, ...]:
    """Return the names of a question in order; they do not overlap, and a longer one goes before a shorter."""
    found = sorted([*_in_graph(read.words, graph), *_mentioned(read, graph)], key=_preference)
    kept: list[Name] = []
    for name in found:
        if all(name.stop <= other.start or other.stop <= name.start for other in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda name: name.start))


def find_roles(read: Read, names: Sequence[Name], graph: Graph) -> tuple[Name, ...]:
    """Return the names with those that stand in a role («президент Казахстана») replaced by the leader meant."""
    kept = list(names)
    for mention in read.mentions:
        if mention.form != "role":
            continue
        start, stop = read.within(mention.span)
        inside = [name for name in kept if start <= name.start and name.stop <= stop]
        leaders = [graph.known[iri] for name in inside for item in name.candidates[:1] for iri in item.leaders]
        if len(inside) == 1 and leaders:
            kept.remove(inside[0])
            kept.append(Name(start, stop, tuple(leaders), mention.text, read.words[start].case, read.words[start].prep))
    return tuple(sorted(kept, key=lambda name: name.start))


def recased(read: Read, graph: Graph) -> str:
    """Return the question with the names that it writes in lower case as the graph writes them.

    «кто президент казахстана» becomes «кто президент Казахстана», «саммит шос» «саммит ШОС»: the analysis and the
    mention finder go by capitals.
    """
    text = list(read.text)
    for start, stop, parts in _quiet(read.words, graph):
        for word, part in zip(read.words[start:stop], parts, strict=True):
            if part.isupper() and len(part) > 1:
                text[word.span.start : word.span.stop] = word.text.upper().ljust(word.span.length)[: word.span.length]
            elif part[:1].isupper():
                text[word.span.start] = word.text[0].upper()
    return "".join(text)


def _quiet(words: Sequence[Word], graph: Graph) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the ranges in lower case that are names of the graph, with the words of the name."""
    for start, word in enumerate(words):
        if not word.text.islower() or word.upos not in _NOMINAL:
            continue
        hits = [(stop, name) for stop, name in graph.names_at(words, start) if _may_be_name(words, start, stop)]
        if hits:
            stop, (_, parts, _) = min(hits, key=lambda hit: (-hit[0], hit[1][0], -hit[1][2].documents, hit[1][2].iri))
            yield start, stop, parts


def _may_be_name(words: Sequence[Word], start: int, stop: int) -> bool:
    """Return whether words are no plain words of a question: «встречи» is none though something is called so."""
    return stop - start > 1 or words[start].lemmas.isdisjoint(vocabulary())


def _in_graph(words: Sequence[Word], graph: Graph) -> Iterator[Name]:
    for start in range(len(words)):
        hits = [
            (stop, rank, item)
            for stop, (rank, _, item) in graph.names_at(words, start)
            if _may_be_name(words, start, stop) and not words[start].text.islower()
        ]
        hits.sort(key=lambda hit: (hit[0], hit[1], -hit[2].documents, hit[2].iri))
        for stop, same in groupby(hits, key=lambda hit: hit[0]):
            candidates = tuple(dict.fromkeys(item for _, _, item in same))
            text = " ".join(word.text for word in words[start:stop])
            yield Name(start, stop, candidates, text, _case(words, start, stop), words[start].prep)


def _mentioned(read: Read, graph: Graph) -> Iterator[Name]:
    """Yield the names that the project's finder knows: «РФ», «Белоруссия», «российский»."""
    for mention in read.mentions:
        start, stop = read.within(mention.span)
        if mention.form not in _NAMING or not mention.candidates or start == stop:
            continue
        ids = [graph.language.reference.resolve(ident) for ident in mention.candidates]
        candidates = tuple(graph.ids[ident] for ident in ids if ident in graph.ids)
        yield Name(start, stop, candidates, mention.text, _case(read.words, start, stop), read.words[start].prep)


def _case(words: Sequence[Word], start: int, stop: int) -> str:
    """Return the case of a name: of its first word that has one, since «Си» and «ОДКБ» have every case."""
    return next((word.case for word in words[start:stop] if word.case), "")


def _preference(name: Name) -> tuple[int, bool, int]:
    return (-(name.stop - name.start), not name.candidates, name.start)
