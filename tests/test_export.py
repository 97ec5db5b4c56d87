"""`kg export`: streamed files, and the Graph Store Protocol against a server made here and against `oxigraph serve`.

The server made here holds a pyoxigraph store behind `http.server`. `oxigraph serve` (PyPI: oxigraph) is used where the
command is found, or where OXIGRAPH names it.
"""

import base64
import io
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from corpus import CORPUS

from kg.cli import main
from kg.errors import ConfigError
from kg.export import FORMATS, Target, login_from, upload
from kg.rdf import FORMATS as RDF_FORMATS
from kg.rdf import Iris, corpus_quads, render, write_stream
from kg.store import open_store

QUADS = corpus_quads(CORPUS, Iris())
OXIGRAPH = os.environ.get("OXIGRAPH") or shutil.which("oxigraph")


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    with open_store(folder / "store") as store:
        store.publish(CORPUS)
    return folder


@pytest.fixture
def export(output, capfd):
    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["export", "-o", str(output), *map(str, arguments)])
        written = capfd.readouterr()
        return stop.value.code, written.out, written.err

    return run


# files


@pytest.mark.parametrize("name", RDF_FORMATS)
@pytest.mark.parametrize("portion", [7, 100, 1_000_000])
def test_stream_gives_the_bytes_of_the_whole_in_any_order_and_portion(name, portion):
    for quads in (QUADS, QUADS[::-1], (QUADS * 2)[50:]) if portion < 1_000 else (QUADS,):
        file = io.BytesIO()
        unique = sorted(dict.fromkeys(quads), key=lambda quad: str(quad)[::-1])
        write_stream(iter(unique), name, Iris(), file, portion=portion)
        assert file.getvalue() == render(QUADS, name, Iris())


def test_stream_writes_a_triple_of_two_graphs_once():
    quads = [ox.Quad(*QUADS[0].triple, ox.NamedNode(f"https://a.example/{n}")) for n in range(3)]
    file = io.BytesIO()
    write_stream(quads, "nt", Iris(), file, portion=1)
    assert file.getvalue().count(b"\n") == 1


def test_stream_of_nothing_is_the_empty_graph():
    for name in RDF_FORMATS:
        file = io.BytesIO()
        write_stream([], name, Iris(), file)
        assert file.getvalue() == render([], name, Iris())


def test_every_format_is_written_to_a_folder_and_alone_to_standard_output(export, tmp_path):
    code, out, err = export("--formats", ",".join(FORMATS), "--into", tmp_path / "files")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len(FORMATS) + 1  # csv is two files
    for name, file in (("ttl", "graph.ttl"), ("nq", "graph.nq"), ("rdfxml", "graph.rdf"), ("gexf", "graph.gexf")):
        code, out, err = export("--formats", name, "--into", "-")
        assert (code, err) == (0, "")
        assert out.encode("utf-8") == (tmp_path / "files" / file).read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--formats", "nt"), ("--into", "x"), ("--formats", "pdf", "--into", "x"),
        ("--formats", "csv", "--into", "-"), ("--formats", "nt,nq", "--into", "-"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line(export, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = export(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


# another store


class GraphStore(BaseHTTPRequestHandler):
    """A graph store as the protocol asks for one; its server has a store, a log and a kind of trouble."""

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        graph = parse_qs(urlsplit(self.path).query)["graph"][0]
        self.server.log.append((graph, self.headers.get("Authorization"), self.headers["Content-Type"]))
        trouble = self.server.trouble
        if trouble == "slow":
            # nobody waits for an answer any more: writing one would print an error in the midst of another test
            self.server.stopped.wait(3)
            self.close_connection = True
            return None
        if trouble == "redirect":
            return self.reply(307, Location="http://other.example/store")
        if trouble == "login" and not self.headers.get("Authorization"):
            return self.reply(401)
        if trouble == "one" and graph.endswith("/facts"):
            return self.reply(500, "не вышло\x1b[31m\nsecond line".encode())
        name = ox.NamedNode(graph)
        self.server.store.remove_graph(name)
        self.server.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
        return self.reply(201)

    def reply(self, status, body=b"", **headers):
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), GraphStore)
    made.store, made.log, made.trouble, made.stopped = ox.Store(), [], "", threading.Event()
    made.url = f"http://127.0.0.1:{made.server_address[1]}/store"
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.stopped.set()
    made.shutdown()
    thread.join()
    made.server_close()


def test_every_graph_arrives_and_a_second_time_changes_nothing(export, server):
    for _ in range(2):
        code, out, err = export("--to", server.url)
        assert (code, err) == (0, "")
        assert set(server.store) == set(QUADS)
    graphs = {quad.graph_name.value for quad in QUADS}
    assert out == f"{len(graphs)} of {len(graphs)} graphs sent\n"
    assert {kind for _, _, kind in server.log} == {"application/n-triples"}


def test_graph_that_stood_there_is_replaced_and_others_stay(export, server):
    stale, other = (
        ox.Quad(*QUADS[0].triple, ox.NamedNode(n)) for n in (QUADS[0].graph_name.value, "https://a.example/")
    )
    stale = ox.Quad(ox.NamedNode("https://a.example/old"), stale.predicate, stale.object, stale.graph_name)
    server.store.extend([stale, other])
    export("--to", server.url)
    assert set(server.store) == {*QUADS, other}


def test_credentials_come_from_the_environment_alone(export, server, monkeypatch):
    server.trouble = "login"
    code, _, err = export("--to", server.url)
    assert code == 1
    assert all("HTTP 401" in line and "KG_STORE_USER" in line for line in err.splitlines()[:-1])
    monkeypatch.setenv("KG_STORE_USER", "анна")
    monkeypatch.setenv("KG_STORE_PASSWORD", "p:w")
    assert export("--to", server.url)[0] == 0
    assert server.log[-1][1] == "Basic " + base64.b64encode("анна:p:w".encode()).decode()
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    assert export("--to", server.url)[0] == 0
    assert server.log[-1][1] == "Bearer t0ken"


def test_redirect_is_not_followed(export, server):
    server.trouble = "redirect"
    code, _, err = export("--to", server.url)
    assert code == 1
    assert "HTTP 307: it points to http://other.example/store; redirects are not followed" in err


def test_each_failure_is_one_plain_line_and_the_rest_is_sent(export, server):
    server.trouble = "one"
    code, out, err = export("--to", server.url)
    assert (code, out) == (1, "")
    line, count = err.splitlines()
    assert line.startswith(
        "error: graph <https://w3id.org/kgnews/graph/facts>: HTTP 500 Internal Server Error: не вышло"
    )
    assert "\x1b" not in line
    graphs = len({quad.graph_name for quad in QUADS})
    assert count == f"{graphs - 1} of {graphs} graphs sent"


def test_server_that_does_not_answer_is_given_up_at_once(export, server):
    server.trouble = "slow"
    began = time.monotonic()
    code, _, err = export("--to", server.url, "--timeout", "0.3")
    assert code == 1
    assert "no answer in time; the graphs after it were not tried" in err
    assert time.monotonic() - began < 2


def test_server_that_is_not_there_is_one_line(export):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code, _, err = export("--to", f"http://127.0.0.1:{port}/store")
    assert code == 1
    assert len(err.splitlines()) == 2
    assert "refused" in err


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "http:///store", "http://me:secret@127.0.0.1/", "http://a.example/#x",
        "http://a.example:nine/", "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://пример.рф/", "",
    ],
)  # fmt: skip
def test_wrong_address_is_one_line_that_shows_no_secret(export, url):
    code, out, err = export("--to", url)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "secret" not in err


def test_credentials_are_not_sent_in_the_clear_to_another_machine(output):
    target = Target("http://store.example/data", login_from({"KG_STORE_TOKEN": "secret"}))
    assert "secret" not in repr(target)
    with open_store(output / "store", read_only=True) as store, pytest.raises(ConfigError, match="over https only"):
        next(upload(store, target))


def test_token_that_breaks_a_header_is_refused():
    with pytest.raises(ConfigError, match="printable"):
        login_from({"KG_STORE_TOKEN": "a\r\nX: y"})


def test_certificate_that_nobody_signed_is_not_accepted(export, server, tmp_path):
    import ssl

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = shutil.which("openssl") and subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1",
         "-keyout", key, "-out", cert], capture_output=True, check=False,
    )  # fmt: skip
    if not made or made.returncode:
        pytest.skip("no openssl to make a certificate with")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    code, _, err = export("--to", server.url.replace("http:", "https:"))
    assert code == 1
    assert "certificate not accepted" in err
    assert not server.log


@pytest.mark.skipif(not OXIGRAPH, reason="no oxigraph command; pip install oxigraph")
def test_oxigraph_serve_takes_the_graph(export, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve", "--location", str(tmp_path / "db"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(port)
            assert export("--to", f"http://127.0.0.1:{port}/store")[0] == 0
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/store", headers={"Accept": "application/n-quads"})
            with urllib.request.urlopen(asked, timeout=10) as answer:
                assert set(ox.parse(answer.read(), format=ox.RdfFormat.N_QUADS)) == set(QUADS)
        finally:
            running.terminate()


def wait_for(port):
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)
