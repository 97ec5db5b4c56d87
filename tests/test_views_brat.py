from dataclasses import replace

from corpus import CORPUS

from kg.evaluation.standoff import parse
from kg.model import EntitySpan, Reading, ScoredRelation, Span
from kg.rdf import vocabulary
from kg.store import open_store
from kg.views import write_views
from kg.views.brat import brat_files

FILES = dict(brat_files(CORPUS, {}))
NAMES = list(FILES)
PAGES = list(zip(CORPUS.documents, NAMES[::2], NAMES[1::2], strict=True))


def test_each_document_has_its_text_and_annotation():
    for document, text, annotation in PAGES:
        assert FILES[text] == document.content
        assert annotation == text.removesuffix("txt") + "ann"


def test_a_plain_id_is_the_file_name_and_any_other_a_safe_one():
    names = {document.id: text for document, text, _ in PAGES}
    assert names["summit"] == "brat/summit.txt"
    assert names["retold/2"] == "brat/retold-2.txt"


def test_annotation_names_the_mentions_with_nerel_types():
    types = {entity.id: entity.type for entity in CORPUS.entities}
    for document, _, annotation in PAGES:
        read = parse(document.id, document.content, FILES[annotation])
        found = {(item.span, item.type) for item in read.spans}
        for link in CORPUS.links:
            if link.mention.document_id == document.id and types[link.entity] == "Person":
                assert (link.mention.span, "PERSON") in found


def test_annotation_has_relations_and_links():
    lines = "".join(content for name, content in FILES.items() if name.endswith(".ann"))
    assert "\nN1\tReference T" in lines and " Arg1:T" in lines


def test_a_reading_takes_the_place_of_the_graph():
    document = CORPUS.documents[0]
    start = document.content.index("а")
    span = Span(start, start + 1)
    other = Span(0, 1)
    entities = (EntitySpan(other, "PERSON", 0.9, "Q1"), EntitySpan(span, "PROFESSION", 0.9))
    reading = Reading(entities, (ScoredRelation("WORKS_AS", 0, 1, 0.8),))
    pages = dict(brat_files(CORPUS, {document.id: reading}))
    read = parse(document.id, document.content, pages[PAGES[0][2]])
    assert [(item.span, item.type) for item in read.spans] == [(other, "PERSON"), (span, "PROFESSION")]
    assert [(item.type, item.subject, item.object) for item in read.relations] == [("WORKS_AS", 0, 1)]
    assert read.links == ((0, "Q1"),)
    assert pages[PAGES[1][2]] == FILES[PAGES[1][2]]


def test_a_link_goes_to_the_type_that_its_entity_has():
    link = next(item for item in CORPUS.links if item.entity.startswith("Q"))
    document = next(item for item in CORPUS.documents if item.id == link.mention.document_id)
    kind = vocabulary().nerel_type(next(item.type for item in CORPUS.entities if item.id == link.entity))
    entities = tuple(EntitySpan(link.mention.span, name, 0.9) for name in ("AGE", kind, "WORK_OF_ART"))
    pages = dict(brat_files(CORPUS, {document.id: Reading(entities)}))
    annotation = next(third for item, _, third in PAGES if item.id == document.id)
    read = parse(document.id, document.content, pages[annotation])
    assert [(read.spans[place].type, ident) for place, ident in read.links] == [(kind, link.entity)]


def test_each_line_quotes_its_range():
    for name, content in FILES.items():
        if name.endswith(".ann"):
            text = FILES[name.removesuffix("ann") + "txt"]
            for line in content.splitlines():
                if line.startswith("T"):
                    _, head, quote = line.split("\t")
                    _, start, stop = head.split()
                    assert " ".join(text[int(start) : int(stop)].split()) == quote


def test_pages_of_forgotten_documents_are_removed(tmp_path):
    with open_store(tmp_path / "store") as store:
        store.publish(CORPUS)
        write_views(store, CORPUS, (), tmp_path, formats=["brat"])
        rest = replace(CORPUS, documents=CORPUS.documents[:1], links=(), statements=(), reprints=())
        write_views(store, rest, (), tmp_path)
    assert sorted(path.name for path in (tmp_path / "brat").iterdir()) == ["plain.ann", "plain.txt"]
