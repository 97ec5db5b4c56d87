"""Named queries over HTTP: /query/leaders?of=Казахстан&on=2024-11-28."""

import json
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import PREFIXES, Iris
from kg.server.pool import Pool, Question
from kg.store import NamedQuery

_FIND = """PREFIX rdfs: <{rdfs}> PREFIX skos: <{skos}>
SELECT DISTINCT ?entity {{
  {{ ?entity rdfs:label ?name }} UNION {{ ?entity skos:altLabel ?name }}
  FILTER(REPLACE(LCASE(STR(?name)), "ё", "е") = {name})
}} ORDER BY ?entity LIMIT 6"""


async def bound(named: NamedQuery, values: Mapping[str, str], pool: Pool, iris: Iris) -> str:
    """Return the SPARQL text of a named query with its parameters; an entity may be given by a name it has.

    Raises:
        QueryError: A parameter is unknown, does not fit, or no entity or several have the name.
    """
    kinds = {parameter.name: parameter.kind for parameter in named.parameters}
    given = {name: value for name, value in values.items() if value.strip()}
    for name, value in given.items():
        if kinds.get(name) == "entity" and not value.startswith(iris.namespace("entity")):
            given[name] = await _entity(value, pool, iris)
    return named.bind(given, iris)


async def _entity(value: str, pool: Pool, iris: Iris) -> str:
    """Return the IRI of the entity that has a local id («Q7747») or a name («Путин»)."""
    known = iris.entity(value)
    asked = await pool.ask(Question(f"ASK {{ {known} ?p ?o }}"))
    if json.loads(asked.data)["boolean"]:
        return known.value
    name = ox.Literal(value.strip().lower().replace("ё", "е"))
    found = await pool.ask(Question(_FIND.format(name=name, rdfs=PREFIXES["rdfs"], skos=PREFIXES["skos"])))
    entities = [row["entity"]["value"] for row in json.loads(found.data)["results"]["bindings"]]
    if len(entities) != 1:
        ids = ", ".join(iri.removeprefix(iris.namespace("entity")) for iri in entities)
        raise QueryError(f"'{value}': " + (f"several entities have this name: {ids}" if ids else "no such entity"))
    return str(entities[0])
