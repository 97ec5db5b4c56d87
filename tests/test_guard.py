import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store.guard import check_query

ACCEPTED = [
    "SELECT * WHERE { ?s ?p ?o }",
    'SELECT ?service ?from WHERE { ?service <http://e/from> ?from . FILTER(?from != "SERVICE <http://e> { }") }',
    "# SERVICE FROM LOAD\nASK { ?s ?p ?o }",
    "PREFIX ex: <http://e/> SELECT ?load WHERE { ex:service ex:from ?load ; ex:LOAD 'FROM' }",
    'SELECT * { ?s ?p """ FROM """ , "\\" FROM \\"" , <http://e/FROM/SERVICE> }',
    "SELECT * { ?a ?p ?b FILTER(?a<?b && ?b>?a) }",
]
REFUSED = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
    "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1/> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1/>",
    "#\rSELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }",
    "SELECT * { ?s ?p '#' . SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * { ?a ?p ?b FILTER(?a<?b) SERVICE <http://127.0.0.1/> { ?s ?p ?o } FILTER(?b>?a) }",
    "PREFIX ex: <http://127.0.0.1/> SELECT * { ?s ?p ex:.SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1/> SELECT * { SERVICEex:s{ ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1/> SELECT * FROMex:s { ?s ?p ?o }",
    "SELECT * { ?s ?p 1e5SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    'SELECT * { ?s ?p """a\\""" , """b""" . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }',
]


@pytest.mark.parametrize("query", ACCEPTED)
def test_query_that_stays_in_the_store_passes(query):
    check_query(query)
    ox.Store().query(query)


@pytest.mark.parametrize("query", REFUSED)
def test_query_that_reaches_outside_is_refused(query):
    with pytest.raises(QueryError, match="reaches outside the store"):
        check_query(query)


@pytest.mark.parametrize("sign", ["{", "(", "["])
def test_deep_nesting_is_refused_before_the_parser_sees_it(sign):
    with pytest.raises(QueryError, match="nested"):
        check_query("ASK " + sign * 5_000)


def test_oversized_query_is_refused():
    with pytest.raises(QueryError, match="too long"):
        check_query("ASK { ?s ?p '" + "x" * 1_000_001 + "' }")


def test_lone_surrogate_is_refused():
    with pytest.raises(QueryError, match="Unicode"):
        check_query("ASK { ?s ?p '\ud800' }")
