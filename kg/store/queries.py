"""The named queries of `ontology/queries`: what they ask, their parameters, and binding values to them.

A query file begins with comment lines and is valid SPARQL as it stands; each parameter has a line
`VALUES ?name { UNDEF }` (or a default in the braces), which binding replaces:

    # title-ru: Кто чем руководит в этот день
    # title-en: Who leads what on a day
    # parameter: on date: день; без него любое время | day; any time without it
    # columns: person personName of ofName
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.errors import OntologyError, QueryError
from kg.rdf import KG, Iris, ontology_path
from kg.rdf.literals import date_literal, text_literal
from kg.rdf.namespaces import XSD

KINDS = ("date", "entity", "document", "statement", "predicate", "class", "text")
_PARAMETER = re.compile(r"(\w+) (\w+): (.+) \| (.+)")
_VALUES = re.compile(r"VALUES \?(\w+) \{ [^{}\n]* \}")
_DATES = (XSD.date, XSD.gYearMonth, XSD.gYear)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `kind` is one of `KINDS`, the comments say what it is."""

    name: str
    kind: str
    comment_ru: str
    comment_en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the ontology: its name, titles, parameters, columns and SPARQL text."""

    name: str
    title_ru: str
    title_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str

    def bind(self, values: Mapping[str, str], iris: Iris) -> str:
        """Return the SPARQL text with values in the place of its parameters.

        Args:
            values: Values by parameter: an ISO date (whole or partial), a local id («Q7747») or a
                full IRI of the data, a name of the vocabulary, or a text.
            iris: Maker of the data's IRIs.

        Raises:
            QueryError: A parameter is unknown or its value does not fit.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        lines: dict[str, str] = {}
        for name, value in values.items():
            if name not in known:
                expected = ", ".join(known) or "none"
                raise QueryError(f"query {self.name}: unknown parameter '{name}', expected one of {expected}")
            # the term is written by the library, so that no value can leave its place
            lines[name] = f"VALUES ?{name} {{ {_term(self.name, known[name], value, iris)} }}"
        # in one pass, so that no value is taken for the line of another parameter
        return _VALUES.sub(lambda match: lines.get(match[1], match[0]), self.text)


def named_query(name: str) -> NamedQuery:
    """Return a query by name.

    Raises:
        QueryError: No query has this name.
    """
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"unknown query '{name}', expected one of {', '.join(queries)}")
    return queries[name]


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return all named queries, sorted by name.

    Raises:
        OntologyError: A file lacks a title, or its parameters and its text disagree.
    """
    files = sorted(ontology_path("queries").glob("*.rq"))
    return {file.stem: parse_query(file.stem, file.read_text(encoding="utf-8")) for file in files}


def parse_query(name: str, text: str) -> NamedQuery:
    """Return the query of a file.

    Raises:
        OntologyError: A title is missing, or parameters and text disagree.
    """
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        key, colon, value = line.removeprefix("# ").partition(": ")
        if not line.startswith("# ") or not colon:
            break
        fields.setdefault(key, []).append(value)
    try:
        titles = fields["title-ru"][0], fields["title-en"][0]
        columns = tuple(fields["columns"][0].split())
    except KeyError as error:
        raise OntologyError(f"query {name}: no line '# {error.args[0]}: …'") from error
    parameters = tuple(_parameter(name, line) for line in fields.get("parameter", []))
    for parameter in parameters:
        if _VALUES.findall(text).count(parameter.name) != 1:
            raise OntologyError(f"query {name}: parameter '{parameter.name}' needs one line VALUES ?{parameter.name}")
    return NamedQuery(name, *titles, parameters, columns, text)


def _parameter(query: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match[2] not in KINDS:
        raise OntologyError(f"query {query}: parameter line '{line}', expected 'name kind: ru | en'")
    return Parameter(*match.groups())


def _term(query: str, parameter: Parameter, value: str, iris: Iris) -> NamedNode | Literal:
    try:
        term = _made(parameter.kind, value, iris)
    except (ValueError, OntologyError) as error:
        raise QueryError(f"query {query}: {parameter.name} '{value}': {error}") from error
    if parameter.kind == "date" and isinstance(term, Literal) and term.datatype not in _DATES:
        raise QueryError(
            f"query {query}: {parameter.name} '{value}': expected a date such as 2024-11-28, 2024-11 or 2024"
        )
    return term


def _made(kind: str, value: str, iris: Iris) -> NamedNode | Literal:
    if kind == "date":
        return date_literal(value)
    if kind == "text":
        return text_literal(value)
    if kind in ("predicate", "class"):
        return KG[value.removeprefix(KG.base).removeprefix("kg:")]
    if value.startswith(iris.namespace(kind)):
        return NamedNode(value)
    return {"entity": iris.entity, "document": iris.document, "statement": iris.statement}[kind](value)
