"""Find the files of the ontology and read the triples of `ontology/kg.ttl`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import OntologyError

KG = "https://w3id.org/kgnews/ontology#"
NEREL = "https://github.com/nerel-ds/NEREL#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

Term = NamedNode | BlankNode | Literal | Triple


def ontology_path(name: str) -> Path:
    """Return a file or folder of the ontology, in the installed package or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "ontology" / name
    return installed if installed.exists() else package.parent / "ontology" / name


class Ontology:
    """The triples of the ontology, by subject and predicate, in the order of the file."""

    def __init__(self, path: Path) -> None:
        self._objects: dict[tuple[Term, str], list[Term]] = defaultdict(list)
        self._subjects: dict[str, None] = {}
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            self._objects[triple.subject, triple.predicate.value].append(triple.object)
            if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(KG):
                self._subjects[triple.subject.value] = None

    def terms(self) -> tuple[str, ...]:
        """Return the local names of all terms that the ontology defines."""
        return tuple(iri.removeprefix(KG) for iri in self._subjects)

    def local(self, name: str, predicate: str, namespace: str = KG) -> tuple[str, ...]:
        """Return the local names, in one namespace, of the objects of a term."""
        values = (item.value for item in self.objects(NamedNode(KG + name), predicate) if isinstance(item, NamedNode))
        return tuple(iri.removeprefix(namespace) for iri in values if iri.startswith(namespace))

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a subject and a predicate IRI."""
        return self._objects.get((subject, predicate), [])

    def types(self, name: str) -> frozenset[str]:
        """Return the type IRIs of a term."""
        return frozenset(
            item.value for item in self.objects(NamedNode(KG + name), RDF + "type") if isinstance(item, NamedNode)
        )

    def label(self, name: str, language: str, predicate: str = RDFS + "label") -> str:
        """Return a label or comment of a term.

        Raises:
            OntologyError: The term has none in this language.
        """
        for item in self.objects(NamedNode(KG + name), predicate):
            if isinstance(item, Literal) and item.language == language:
                return item.value
        raise OntologyError(f"kg:{name} has no {predicate.removeprefix(RDFS)} in '{language}'")

    def union(self, name: str, predicate: str) -> tuple[str, ...]:
        """Return the classes of a domain or range: one class, or the members of its union."""
        found: list[str] = []
        for item in self.objects(NamedNode(KG + name), predicate):
            lists = self.objects(item, OWL + "unionOf")
            members = self._members(lists[0]) if lists else iter([item])
            found += [member.value for member in members if isinstance(member, NamedNode)]
        return tuple(iri.removeprefix(KG) for iri in found)

    def _members(self, node: Term) -> Iterator[Term]:
        while (first := self.objects(node, RDF + "first")) and node != NamedNode(RDF + "nil"):
            yield first[0]
            node = self.objects(node, RDF + "rest")[0]


@cache
def term_labels(language: str) -> Mapping[str, str]:
    """Return the labels of the ontology's terms in a language by their local names; terms without one are left out."""
    ontology = Ontology(ontology_path("kg.ttl"))
    found = {}
    for name in ontology.terms():
        with suppress(OntologyError):
            found[name] = ontology.label(name, language)
    return found
