"""The server over the small corpus: the SPARQL protocol, linked data, the console, and what it refuses."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from corpus import CORPUS
from starlette.testclient import TestClient

from kg.rdf import DATA_BASE
from kg.server import Limits, create_app
from kg.server.negotiation import preferred
from kg.store import named_queries, open_store

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, JSONLD, RDFXML = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"
KG = "PREFIX kg: <https://w3id.org/kgnews/ontology#> "
LEADERS = KG + "SELECT ?who ?what { ?who kg:leaderOf ?what } ORDER BY ?who"
CONSTRUCT = KG + "CONSTRUCT { ?s kg:leaderOf ?o } { ?s kg:leaderOf ?o }"
# Every pair of triples with every other: no machine ends it
ENDLESS = "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with open_store(folder / "store") as store:
        store.publish(CORPUS)
    (folder / "graph.html").write_text("<!doctype html><title>граф</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def client(output):
    with TestClient(create_app(output)) as client:
        yield client


@pytest.fixture(scope="module")
def strict(output):
    limits = Limits(seconds=1.0, rows=3, body=2_000, workers=1, waiting=1, patience=5)
    with TestClient(create_app(output, limits=limits, hosts=("testserver",))) as client:
        yield client


def ask(client, query, accept=JSON, **more):
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def test_a_query_by_get(client):
    answer = ask(client, LEADERS)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON
    assert answer.json()["head"]["vars"] == ["who", "what"]
    assert all(row["who"]["type"] == "uri" for row in answer.json()["results"]["bindings"])


def test_a_query_by_post_of_a_form_and_of_the_text_itself(client):
    plain = ask(client, LEADERS).json()
    assert client.post("/sparql", data={"query": LEADERS}).json() == plain
    kind = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert client.post("/sparql", content=LEADERS.encode(), headers=kind).json() == plain


@pytest.mark.parametrize("kind", [JSON, XML, CSV, TSV])
def test_rows_come_in_each_form(client, kind):
    answer = ask(client, LEADERS, accept=kind)
    assert answer.headers["content-type"].partition(";")[0] == kind
    rows = len(ask(client, LEADERS).json()["results"]["bindings"])
    assert answer.text.count(f"{DATA_BASE}entity/") == 2 * rows


@pytest.mark.parametrize("kind", [TURTLE, NTRIPLES, JSONLD, RDFXML])
def test_triples_come_in_each_form(client, kind):
    answer = ask(client, CONSTRUCT, accept=kind)
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert "leaderOf" in answer.text


def test_ask_answers_true_or_false(client):
    assert ask(client, KG + "ASK { ?s kg:leaderOf ?o }").json()["boolean"] is True
    assert "<boolean>false</boolean>" in ask(client, KG + "ASK { ?s kg:leaderOf kg:nobody }", accept=XML).text


def test_literals_keep_language_and_datatype(client):
    [row] = ask(client, 'SELECT ("да"@ru AS ?a) (4 AS ?b) ("x" AS ?c) {}').json()["results"]["bindings"]
    assert row == {
        "a": {"type": "literal", "value": "да", "xml:lang": "ru"},
        "b": {"type": "literal", "value": "4", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        "c": {"type": "literal", "value": "x"},
    }


def test_the_default_graph_is_the_union_or_what_the_request_names(client):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(**graphs):
        return int(ask(client, count, **graphs).json()["results"]["bindings"][0]["n"]["value"])

    facts = {"default-graph-uri": f"{DATA_BASE}graph/facts"}
    assert 0 < number(**facts) < number()
    assert number(**{"default-graph-uri": "http://nowhere.example/"}) == 0
    assert int(ask(client, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
                   **{"named-graph-uri": f"{DATA_BASE}graph/facts"}).json()["results"]["bindings"][0]["n"]["value"]
               ) == number(**facts)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", 400),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", 400),
        ("SELECT * { ?s ?p \"не закрыт }", 400),
        ("SELECT * " + "{" * 3_000 + "}" * 3_000, 400),
        ("", 400),
    ],
)  # fmt: skip
def test_what_reaches_outside_or_is_malformed_is_refused_in_one_line(client, query, status):
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == status
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text


def test_updates_are_refused(client):
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    kind = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content=b"CLEAR ALL", headers=kind).status_code == 403
    assert client.put("/sparql", content=b"x").status_code == 405
    assert client.delete("/sparql").status_code == 405


def test_odd_requests_are_told_what_is_wrong(client):
    assert client.post("/sparql", content=b"ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415
    kind = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content="ASK {} # да".encode("cp1251"), headers=kind).status_code == 400
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert ask(client, LEADERS, accept="image/png").status_code == 406
    assert ask(client, LEADERS, format="doc").headers["content-type"] == JSON
    assert ask(client, LEADERS, accept="*/*", format="csv").headers["content-type"].startswith(CSV)


def test_the_endpoint_describes_itself(client):
    answer = client.get("/sparql", headers={"Accept": TURTLE})
    assert "sd:SPARQL11Query" in answer.text
    assert "formats:SPARQL_Results_TSV" in answer.text
    assert "<textarea" in client.get("/sparql", headers={"Accept": "text/html"}).text


def test_a_long_answer_is_cut_and_says_so(strict):
    answer = ask(strict, "SELECT * { ?s ?p ?o }")
    assert len(answer.json()["results"]["bindings"]) == 3
    assert answer.headers["x-answer-cut"] == "3"
    graph = ask(strict, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", accept=NTRIPLES)
    assert graph.text.count(" .\n") == 3
    assert graph.headers["x-answer-cut"] == "3"
    assert "x-answer-cut" not in ask(strict, "SELECT * { ?s ?p ?o } LIMIT 3").headers


def test_a_query_without_an_end_is_stopped_and_the_next_one_answered(strict):
    begun = time.monotonic()
    answer = ask(strict, ENDLESS)
    assert answer.status_code in (504, 413)
    assert time.monotonic() - begun < 30
    assert ask(strict, "ASK {}").status_code == 200


def test_too_many_at_once_are_asked_to_come_again(strict):
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _: ask(strict, ENDLESS), range(4)))
    assert {answer.status_code for answer in answers} <= {504, 413, 503}
    turned = [answer for answer in answers if answer.status_code == 503]
    assert turned
    assert all(answer.headers["retry-after"] == "1" for answer in turned)
    assert ask(strict, "ASK {}").status_code == 200


def test_a_long_body_is_refused(strict):
    answer = strict.post("/sparql", data={"query": "ASK {} #" + "x" * 3_000})
    assert answer.status_code == 413


def test_another_name_for_this_machine_is_refused(strict):
    assert strict.get("/sparql?query=ASK%7B%7D", headers={"Host": "evil.example"}).status_code == 400


def test_other_sites_may_not_read_unless_allowed(client, output):
    origin = {"Origin": "https://newsroom.example"}
    assert "access-control-allow-origin" not in client.get("/sparql?query=ASK%7B%7D", headers=origin).headers
    with TestClient(create_app(output, cors=["https://newsroom.example"])) as open_one:
        answer = open_one.get("/sparql?query=ASK%7B%7D", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "https://newsroom.example"


def test_every_minted_iri_is_answered_for_machines_and_for_people(client):
    found = ask(client, "SELECT DISTINCT ?s { ?s ?p ?o }").json()["results"]["bindings"]
    minted = [row["s"]["value"] for row in found if row["s"]["value"].startswith(DATA_BASE)]
    paths = sorted({iri.removeprefix(DATA_BASE).partition("#")[0] for iri in minted})
    assert {path.split("/")[0] for path in paths} >= {
        "entity",
        "document",
        "statement",
        "evidence",
        "mention",
        "method",
    }
    for path in paths:
        machine = client.get(f"/{path}", headers={"Accept": NTRIPLES})
        assert machine.status_code == 200, path
        assert f"<{DATA_BASE}{path}" in machine.text
        page = client.get(f"/{path}", headers={"Accept": "text/html"})
        assert page.status_code == 200, path
        assert "default-src 'none'" in page.headers["content-security-policy"]


def test_what_nobody_minted_is_not_found(client):
    for path in ("/entity/nobody", "/entity/%00", "/document/..%2F..%2Fetc", "/nowhere"):
        assert client.get(path, headers={"Accept": TURTLE}).status_code == 404
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_a_page_shows_what_comes_from_an_article_as_text(tmp_path):
    from dataclasses import replace

    first, *others = CORPUS.entities
    hostile = replace(first, aliases=("<script>alert(1)</script>\"'>",))
    documents = tuple(replace(item, url="javascript:alert(2)") for item in CORPUS.documents)
    with open_store(tmp_path / "store") as store:
        store.publish(replace(CORPUS, entities=(hostile, *others), documents=documents))
    with TestClient(create_app(tmp_path)) as client:
        text = client.get(f"/entity/{first.id}", headers={"Accept": "text/html"}).text
        page = client.get("/document/summit", headers={"Accept": "text/html"}).text
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "javascript:alert(2)" in page
    assert 'href="javascript:' not in page


def test_named_queries_take_names_and_ids(client):
    by_name = client.get("/query/leaders", params={"of": "Казахстан"}).json()
    assert by_name["results"]["bindings"]
    assert client.get("/query/leaders", params={"of": "Q232"}).json() == by_name
    assert client.get("/query/leaders", params={"of": "Казахстан", "format": "csv"}).text.startswith("person")
    assert "VALUES ?of { <" in client.get("/query/leaders", params={"of": "Q232", "show": "text"}).text
    assert client.get("/query/leaders", params={"of": "Атлантида"}).status_code == 400
    assert client.get("/query/leaders", params={"odd": "1"}).status_code == 400
    assert client.get("/query/none").status_code == 400


def test_the_console_lists_every_named_query(client):
    assert [item["name"] for item in client.get("/queries").json()] == list(named_queries())
    page = client.get("/console")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "<script>" not in page.text
    assert client.get("/static/console.js").status_code == 200
    assert client.get("/static/../app.py").status_code == 404


def test_the_graph_page_and_the_ontology(client):
    assert "граф" in client.get("/").text
    assert "kg:Person" in client.get("/ontology").text


def test_what_is_published_later_is_seen(tmp_path):
    with open_store(tmp_path / "store") as store:
        store.publish(CORPUS)
    with TestClient(create_app(tmp_path)) as client:
        assert ask(client, KG + "ASK { ?s kg:leaderOf ?o }").json()["boolean"] is True
        with open_store(tmp_path / "store") as store:
            store.publish(type(CORPUS)((), (), (), ()))
        assert ask(client, KG + "ASK { ?s kg:leaderOf ?o }").json()["boolean"] is False


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", JSON), ("*/*", JSON), ("text/*", CSV), ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", XML),
        ("application/json", JSON), ("application/sparql-results+json;q=0, */*;q=0.1", XML), ("image/png", None),
        ("text/csv;q=oops", None), (";;,,", None),
    ],
)  # fmt: skip
def test_the_best_liked_type_is_taken(accept, best):
    assert preferred(accept, [JSON, XML, CSV, TSV]) == best


@pytest.fixture(scope="module")
def address(output):
    """A server of its own process, as users start it."""
    command = [sys.executable, "-m", "kg", "serve", "-o", str(output), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        yield line.split()[1]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, 130)


def test_curl_is_answered(address):
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("curl is not installed here")
    command = [curl, "-s", "-f", "-H", f"Accept: {CSV}", "--data-urlencode", f"query={LEADERS}", f"{address}sparql"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("who,what")


def test_sparqlwrapper_is_answered(address):
    wrapper = pytest.importorskip("SPARQLWrapper")
    sparql = wrapper.SPARQLWrapper(f"{address}sparql")
    sparql.setQuery(LEADERS)
    sparql.setReturnFormat(wrapper.JSON)
    assert sparql.query().convert()["results"]["bindings"]
    sparql.setQuery(CONSTRUCT)
    sparql.setReturnFormat(wrapper.TURTLE)
    assert b"leaderOf" in sparql.query().convert()
    sparql.setMethod(wrapper.POST)
    sparql.setQuery(KG + "ASK { ?s kg:leaderOf ?o }")
    sparql.setReturnFormat(wrapper.XML)
    assert "true" in sparql.query().convert().toxml()


def test_rdflib_reads_the_endpoint(address):
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{address}sparql", returnFormat="json"))
    assert len(list(graph.query(LEADERS)))


def test_clients_that_never_finish_do_not_keep_others_waiting(address):
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    slow = []
    for _ in range(40):
        connection = socket.create_connection((host, int(port)), 5)
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n")
        slow.append(connection)
    with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=10) as answer:
        assert json.load(answer)["boolean"] is True
    for connection in slow:
        connection.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are listed by pgrep")
def test_a_killed_query_process_is_replaced(address):
    urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=10).close()
    found = subprocess.run(["pgrep", "-f", "kg.server.worker"], capture_output=True, text=True, check=False)
    for process in found.stdout.split():
        os.kill(int(process), signal.SIGKILL)
    statuses = []
    for _ in range(3):
        try:
            with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=10) as answer:
                statuses.append(answer.status)
        except urllib.error.HTTPError as error:
            statuses.append(error.code)
    assert statuses[-1] == 200


def test_a_taken_port_is_one_line(output):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "kg", "serve", "-o", str(output), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: 127.0.0.1")
    assert done.stderr.count("\n") == 1


def test_a_folder_without_a_graph_is_one_line(tmp_path):
    command = [sys.executable, "-m", "kg", "serve", "-o", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "build one first" in done.stderr
