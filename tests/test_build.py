"""The whole path, as a user runs it: files in, files out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import samples
from kg.cli import main
from kg.rdf.validate import violations
from kg.relations.predicates import SIGNATURES
from kg.store import open_store

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
ARTICLES = {
    "bishkek.txt": (
        "Бишкек примет саммит ШОС в 2026 году\n"
        "БИШКЕК, 1 сентября 2025 года. Следующий саммит Шанхайской организации сотрудничества пройдёт в Бишкеке в 2026 "
        "году, сообщил президент Кыргызстана Садыр Жапаров. Кыргызстан председательствует в ШОС.\n"
    ),
    "visit.txt": (
        "Президент Казахстана Касым-Жомарт Токаев 14 мая 2024 года прибыл в Баку. Там его встретил президент "
        "Азербайджана Ильхам Алиев.\n"
    ),
    "denial.txt": "Дмитрий Песков опроверг слухи, что Владимир Путин посетит Осло. Норвегия не входит в Евросоюз.\n",
    "garden.txt": "В городском саду расцвели яблони. Садовник Пётр Орлов ждёт гостей.\n",
}
FILES = ("graph.ttl", "graph.html", "graph.graphml", "mentions.jsonl", "statements.jsonl", "report.md")


def write(folder, names=ARTICLES):
    folder.mkdir()
    for name in names:
        (folder / name).write_text(ARTICLES[name], encoding="utf-8")
    return folder


def kg(*arguments):
    """Run a command in this process and return its exit code."""
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return stop.value.code


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def content(output):
    return {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build of all articles, with every further format."""
    folder = tmp_path_factory.mktemp("built")
    output = folder / "out"
    assert kg("build", write(folder / "in"), "-o", output, "-q", "--formats", "nq,trig,nt,jsonld,rdfxml,gexf,csv") == 0
    return output


def test_build_writes_every_file(built):
    assert all((built / name).stat().st_size for name in FILES)
    assert (built / "store").is_dir()


def named(output):
    """The statements of a build with names for entities: subject, predicate, object, status, basis."""
    with open_store(output / "store", read_only=True) as store:
        corpus = store.corpus()
    names = {entity.id: entity.name for entity in corpus.entities}
    return {
        (names[item.subject], item.predicate, names.get(item.object, item.object), item.status, item.basis)
        for item in corpus.statements
    }


def test_article_becomes_statements(built):
    found = named(built)
    assert {
        ("Садыр Жапаров", "leaderOf", "Киргизия", "asserted", "text"),
        ("Киргизия", "chairs", "Шанхайская организация сотрудничества", "asserted", "text"),
        ("Касым-Жомарт Токаев", "leaderOf", "Казахстан", "asserted", "text"),
        ("Касым-Жомарт Токаев", "visits", "Баку", "asserted", "text"),
        ("Владимир Путин", "leaderOf", "Россия", "asserted", "reference"),
    } <= found


def test_denied_claim_is_kept_as_denied(built):
    found = named(built)
    assert ("Норвегия", "memberOf", "Европейский союз", "denied", "text") in found
    assert not [item for item in found if item[:2] == ("Владимир Путин", "visits") and item[3] == "asserted"]


def test_denied_claim_is_no_plain_triple(built):
    graph = rdflib.Graph().parse(built / "graph.ttl")
    member = rdflib.URIRef("https://w3id.org/kgnews/ontology#memberOf")
    norway = rdflib.URIRef("https://w3id.org/kgnews/entity/Q20")
    assert (None, rdflib.RDF.subject, norway) in graph
    assert rdflib.URIRef("https://w3id.org/kgnews/entity/Q458") not in set(graph.objects(norway, member))


def test_article_without_politics_states_nothing_of_politics(built):
    found = [line for line in lines(built / "statements.jsonl") if line["document"] == "garden"]
    assert not [line for line in found if line["predicate"] in SIGNATURES]


def test_a_document_too_long_for_the_models_is_read_by_the_rules(monkeypatch):
    from kg import extract
    from kg.model import NOTHING_READ, Document

    document = Document("x", "Президент Казахстана Касым-Жомарт Токаев прибыл в Баку.")
    extractor = extract.load_extractor()
    assert extractor(document).reading.entities
    monkeypatch.setattr(extract, "LONGEST_READ", 10)
    extraction = extractor(document)
    assert extraction.reading == NOTHING_READ
    assert {item.predicate for item in extraction.statements if item.basis == "text"} >= {"leaderOf", "visits"}


def test_offsets_give_the_text_in_both_exports(built):
    texts = {Path(name).stem: text for name, text in ARTICLES.items()}
    for line in lines(built / "mentions.jsonl"):
        assert texts[line["document"]][line["start"] : line["end"]] == line["text"]
    quoted = [line for line in lines(built / "statements.jsonl") if line["basis"] == "text"]
    assert quoted
    for line in quoted:
        assert texts[line["document"]][line["start"] : line["end"]] == line["evidence"]


def test_reference_statements_carry_no_passage(built):
    known = [line for line in lines(built / "statements.jsonl") if line["basis"] == "reference"]
    assert known
    assert all(line["start"] is line["end"] is line["evidence"] is None for line in known)


def test_graph_is_read_alike_by_two_parsers(built):
    graph = rdflib.Graph().parse(built / "graph.ttl")
    assert len(graph) == len(list(ox.parse(path=built / "graph.ttl", format=ox.RdfFormat.TURTLE)))


@pytest.mark.parametrize("name", ["graph.nt", "graph.rdf", "graph.jsonld", "graph.nq", "graph.trig"])
def test_every_format_holds_the_same_triples(built, name):
    def triples(path):
        form = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
        return {quad.triple if isinstance(quad, ox.Quad) else quad for quad in ox.parse(path=path, format=form)}

    assert triples(built / name) == triples(built / "graph.ttl")


def test_graph_is_valid(built):
    with open_store(built / "store", read_only=True) as store:
        assert violations(store.quads()) == []


def test_verify_finds_nothing_wrong(built, capsys):
    assert kg("verify", "-o", built) == 0
    assert "0 findings" in capsys.readouterr().out


def test_second_build_of_the_same_articles_changes_nothing(built, tmp_path):
    output = tmp_path / "out"
    shutil.copytree(built, output)
    before = content(output)
    formats = ("--formats", "nq,trig,nt,jsonld,rdfxml,gexf,csv")
    assert kg("build", write(tmp_path / "in"), "-o", output, "-q", *formats) == 0
    assert content(output) == before


def test_forgetting_a_document_is_never_having_read_it(built, tmp_path):
    output, rest = tmp_path / "out", tmp_path / "rest"
    shutil.copytree(built, output)
    assert kg("forget", "visit", "-o", output) == 0
    names = [name for name in ARTICLES if name != "visit.txt"]
    assert kg("build", write(tmp_path / "in", names), "-o", rest, "-q") == 0
    assert {name: content(output)[name] for name in FILES} == content(rest)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_order_hash_seed_or_locale(built, tmp_path, seed):
    folder = write(tmp_path / "in")
    inputs = sorted(folder.iterdir(), reverse=seed == "1")
    subprocess.run(
        [sys.executable, ROOT / "build_graph.py", *inputs, "-o", tmp_path / "out", "-q"],
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        cwd=tmp_path,
        check=True,
    )
    written = content(tmp_path / "out")
    assert {name: written[name] for name in FILES} == {name: content(built)[name] for name in FILES}


def test_bad_input_beside_good_ones_is_named_and_left_out(tmp_path, capsys):
    folder = write(tmp_path / "in", ["garden.txt"])
    (folder / "empty.txt").write_bytes(b"")
    assert kg("build", folder, "-o", tmp_path / "out", "-q") == 3
    error = capsys.readouterr().err
    assert "empty.txt" in error
    assert "Traceback" not in error
    assert "empty.txt" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_record_that_hides_words_is_read_and_quoted_as_written(tmp_path):
    text = (
        "Пре\u00adзидент\u00a0Казахстана Касым-Жомарт То\u200bкаев\u00a014\u00a0мая 2024\u00a0года прибыл в "
        "Баку\u0301.\r\nСад цветёт."
    )
    record = {"id": "r", "title": "Ви\u00adзит в Баку", "text": text}
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert kg("build", tmp_path / "in.jsonl", "-o", tmp_path / "out", "-q") == 0
    assert {
        ("Касым-Жомарт Токаев", "leaderOf", "Казахстан", "asserted", "text"),
        ("Касым-Жомарт Токаев", "visits", "Баку", "asserted", "text"),
    } <= named(tmp_path / "out")
    for line in lines(tmp_path / "out" / "mentions.jsonl"):
        assert record[line.get("field", "text")][line["start"] : line["end"]] == line["text"]
    for line in lines(tmp_path / "out" / "statements.jsonl"):
        if line["basis"] == "text":
            assert record[line.get("field", "text")][line["start"] : line["end"]] == line["evidence"]
    assert "То\u200bкаев" in (tmp_path / "out" / "mentions.jsonl").read_text(encoding="utf-8")


def test_nothing_to_build_from_is_an_error(tmp_path, capsys):
    assert kg("build", tmp_path / "missing.txt", "-o", tmp_path / "out", "-q") == 1
    assert "missing.txt" in capsys.readouterr().err


def test_wrong_usage_is_one_line(tmp_path, capsys):
    assert kg("build", "--formats", "pdf", "-o", tmp_path / "out") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_query_answers_by_name(built, capsys):
    assert kg("query", "leaders", "-p", "of=Казахстан", "-f", "json", "-o", built) == 0
    people = {row["personName"] for row in json.loads(capsys.readouterr().out)}
    assert people == {"Касым-Жомарт Токаев"}


def test_unknown_query_names_the_known_ones(built, capsys):
    assert kg("query", "leader", "-o", built) == 2
    assert "leaders" in capsys.readouterr().err


def test_explain_names_the_rules(capsys):
    assert kg("explain", "Президент Казахстана Касым-Жомарт Токаев прибыл в Баку.") == 0
    out = capsys.readouterr().out
    assert "leadership." in out
    assert "Касым-Жомарт Токаев | leaderOf | Казахстан" in out


def test_samples_are_the_default_input():
    assert len(list(samples.path().iterdir())) >= 24


def test_python_interface_builds_and_opens(tmp_path):
    from kg import build, open_graph

    report = build([write(tmp_path / "in", ["visit.txt"])], tmp_path / "out")
    assert report.added == ("visit",)
    asked = "ASK { ?who rdfs:label 'Касым-Жомарт Токаев'@ru ; <https://w3id.org/kgnews/ontology#leaderOf> ?land }"
    assert open_graph(tmp_path / "out").query(asked).askAnswer
