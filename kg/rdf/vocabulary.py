"""Classes and predicates of the ontology as tables, read once from `ontology/kg.ttl` (about 20 ms).

Names are local names of `https://w3id.org/kgnews/ontology#`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import OntologyError
from kg.rdf.ontology import KG, NEREL, OWL, RDFS, Ontology, ontology_path

_CLOSE_MATCH = "http://www.w3.org/2004/02/skos/core#closeMatch"


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of entities: its labels, direct parents, all ancestors (itself first) and NEREL type."""

    name: str
    label_ru: str
    label_en: str
    parents: tuple[str, ...]
    ancestors: tuple[str, ...]
    nerel: str | None


@dataclass(frozen=True, slots=True)
class PredicateTerm:
    """A predicate of statements.

    `domain` and `range` name classes, any of which fits; `range` is empty for a predicate of dates,
    which `is_date` marks. `nerel` names the NEREL relation, `inverse` the predicate that says it the
    other way.
    """

    name: str
    label_ru: str
    label_en: str
    core: bool
    symmetric: bool
    domain: tuple[str, ...]
    range: tuple[str, ...]
    is_date: bool
    nerel: str | None
    inverse: str | None


@dataclass(frozen=True)
class Vocabulary:
    """The ontology's entity classes and predicates by local name, in the order of the file.

    `terms` has every local name that the ontology defines.
    """

    classes: Mapping[str, ClassTerm]
    predicates: Mapping[str, PredicateTerm]
    terms: frozenset[str]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Return whether a class is, or is below, another; an unknown class is below nothing."""
        term = self.classes.get(name)
        return term is not None and ancestor in term.ancestors

    def fits(self, name: str, allowed: tuple[str, ...]) -> bool:
        """Return whether a class is, or is below, one of the allowed ones."""
        return any(self.is_a(name, ancestor) for ancestor in allowed)

    def allows(self, subject_type: str, predicate: str, object_type: str | None) -> bool:
        """Return whether domain and range admit a statement.

        Args:
            subject_type: Class of the subject.
            predicate: Local name of the predicate.
            object_type: Class of the object, or None for a literal.

        Raises:
            OntologyError: No predicate has this name.
        """
        term = self.predicate(predicate)
        if object_type is None:
            return term.is_date and self.fits(subject_type, term.domain)
        return self.fits(subject_type, term.domain) and self.fits(object_type, term.range)

    def predicate(self, name: str) -> PredicateTerm:
        """Return a predicate.

        Raises:
            OntologyError: No predicate has this name.
        """
        if name not in self.predicates:
            raise OntologyError(f"unknown predicate '{name}', expected one of {', '.join(self.predicates)}")
        return self.predicates[name]

    def core(self) -> tuple[str, ...]:
        """Return the names of the core predicates."""
        return tuple(name for name, term in self.predicates.items() if term.core)

    def nerel_type(self, name: str) -> str | None:
        """Return NEREL's name of a class, from its nearest ancestor that has one (Summit → EVENT)."""
        term = self.classes.get(name)
        matches = (self.classes[above].nerel for above in term.ancestors) if term else ()
        return next((match for match in matches if match), None)

    def from_nerel_type(self, nerel: str) -> str | None:
        """Return the class that a NEREL type maps to (STATE_OR_PROVINCE → Region)."""
        return next((name for name, term in self.classes.items() if term.nerel == nerel), None)

    def from_nerel_relation(self, relation: str) -> tuple[str, ...]:
        """Return the predicates that a NEREL relation maps to, the core one first (MEMBER_OF → memberOf, belongsTo)."""
        return tuple(name for name, term in self.predicates.items() if term.nerel == relation)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once a process."""
    ontology = Ontology(ontology_path("kg.ttl"))
    names = ontology.terms()
    classes = {name: _class(ontology, name) for name in names if "Entity" in _ancestors(ontology, name)}
    marks = {KG + "Predicate", KG + "CorePredicate"}
    predicates = {name: _predicate(ontology, name) for name in names if ontology.types(name) & marks}
    return Vocabulary(classes, predicates, frozenset(names))


def _ancestors(ontology: Ontology, name: str) -> tuple[str, ...]:
    """Return the class and all above it, nearest first."""
    found = [name]
    for above in found:
        found += [parent for parent in ontology.local(above, RDFS + "subClassOf") if parent not in found]
    return tuple(found)


def _class(ontology: Ontology, name: str) -> ClassTerm:
    return ClassTerm(
        name=name,
        label_ru=ontology.label(name, "ru"),
        label_en=ontology.label(name, "en"),
        parents=ontology.local(name, RDFS + "subClassOf"),
        ancestors=_ancestors(ontology, name),
        nerel=next(iter(ontology.local(name, _CLOSE_MATCH, NEREL)), None),
    )


def _predicate(ontology: Ontology, name: str) -> PredicateTerm:
    types = ontology.types(name)
    targets = ontology.union(name, RDFS + "range")
    is_date = targets == ("PartialDate",)
    return PredicateTerm(
        name=name,
        label_ru=ontology.label(name, "ru"),
        label_en=ontology.label(name, "en"),
        core=KG + "CorePredicate" in types,
        symmetric=OWL + "SymmetricProperty" in types,
        domain=ontology.union(name, RDFS + "domain"),
        range=() if is_date else targets,
        is_date=is_date,
        nerel=next(iter(ontology.local(name, _CLOSE_MATCH, NEREL)), None),
        inverse=next(iter(ontology.local(name, OWL + "inverseOf")), None),
    )
