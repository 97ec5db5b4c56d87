from collections import Counter
from dataclasses import replace

import pytest
from corpus import CORPUS, ENTITIES, MEETING, SUMMIT
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import OntologyError
from kg.model import Corpus, Entity, Statement
from kg.rdf import KG, Iris, corpus_quads
from kg.rdf.namespaces import NIF, OWL, PROV, RDF, RDFS, WD

IRIS = Iris()
FACTS, REFERENCE = IRIS.graph("facts"), IRIS.graph("reference")


@pytest.fixture(scope="module")
def quads():
    return corpus_quads(CORPUS, IRIS)


def statement_of(subject, predicate, target, basis="text"):
    found = [
        item
        for item in CORPUS.statements
        if (item.subject, item.predicate, item.object, item.basis) == (subject, predicate, target, basis)
    ]
    assert len(found) == 1
    return IRIS.statement(found[0].id)


def plain(subject, predicate, target):
    return IRIS.entity(subject), KG[predicate], IRIS.entity(target)


def graphs_of(quads, triple):
    return [quad.graph_name for quad in quads if (quad.subject, quad.predicate, quad.object) == triple]


def objects(quads, subject, predicate):
    return [quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate]


def test_no_triple_stands_in_two_graphs(quads):
    assert Counter(quad.triple for quad in quads).most_common(1)[0][1] == 1


def test_no_blank_node_and_no_default_graph(quads):
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert all(isinstance(quad.graph_name, NamedNode) for quad in quads)


def test_believed_statement_is_a_plain_triple_in_the_facts(quads):
    assert graphs_of(quads, plain("Q399", "participatesIn", "sammit-odkb-2024")) == [FACTS]


def test_planned_statement_is_believed(quads):
    assert graphs_of(quads, plain("sammit-odkb-2025", "takesPlaceIn", "Q9361")) == [FACTS]


@pytest.mark.parametrize(
    ("triple", "status"),
    [
        (("Q7747", "meetsWith", "nikol-pashinyan"), KG.denied),
        (("kasym-zhomart-tokaev", "visits", "Q1953"), KG.hypothetical),
    ],
)
def test_denied_or_hypothetical_statement_has_a_node_but_no_plain_triple(quads, triple, status):
    assert graphs_of(quads, plain(*triple)) == []
    assert objects(quads, statement_of(*triple), KG.status) == [status]


def test_background_stands_in_the_reference_graph_without_evidence(quads):
    triple = ("Q7747", "leaderOf", "Q159")
    assert graphs_of(quads, plain(*triple)) == [REFERENCE]
    node = statement_of(*triple, basis="reference")
    assert objects(quads, node, KG.evidence) == []
    assert {quad.graph_name for quad in quads if quad.subject == node} == {REFERENCE}
    assert sorted(quad.subject.value for quad in quads if quad.object == node) == [
        IRIS.document("retold/2").value,
        IRIS.document("summit").value,
    ]


def test_fact_of_text_and_reference_is_plain_in_the_facts_only_and_has_both_nodes(quads):
    triple = ("kasym-zhomart-tokaev", "leaderOf", "Q232")
    assert graphs_of(quads, plain(*triple)) == [FACTS]
    assert objects(quads, statement_of(*triple), KG.basis) == [KG.text]
    assert objects(quads, statement_of(*triple, basis="reference"), KG.basis) == [KG.reference]


def test_evidence_stands_in_the_graph_of_its_document_and_quotes_it(quads):
    [node] = objects(quads, statement_of("kasym-zhomart-tokaev", "meetsWith", "Q7747"), KG.evidence)
    assert {quad.graph_name for quad in quads if quad.subject == node} == {IRIS.document("summit")}
    assert objects(quads, node, PROV.wasDerivedFrom) == [IRIS.document("summit")]
    assert objects(quads, node, PROV.wasGeneratedBy) == [IRIS.method("test.rule")]
    [passage] = objects(quads, node, KG.passage)
    start = SUMMIT.text.index(MEETING)
    assert passage.value == f"{IRIS.document('summit').value}#char={start},{start + len(MEETING)}"
    assert objects(quads, passage, NIF.anchorOf) == [Literal(MEETING)]
    [subject] = objects(quads, node, KG.subjectPassage)
    assert subject.value.endswith(f"#char={start},{start + len('Токаев')}")


def test_every_passage_quotes_the_text_under_its_offsets(quads):
    contexts = {IRIS.document(doc.id): doc.text for doc in CORPUS.documents}
    contexts |= {IRIS.context(doc.id, "title"): doc.title for doc in CORPUS.documents if doc.title}
    seen = 0
    for quad in quads:
        if quad.predicate == NIF.anchorOf:
            [context] = objects(quads, quad.subject, NIF.referenceContext)
            [start] = objects(quads, quad.subject, NIF.beginIndex)
            [end] = objects(quads, quad.subject, NIF.endIndex)
            assert contexts[context][int(start.value) : int(end.value)] == quad.object.value
            seen += 1
    assert seen > 35


def test_speaker_is_on_the_evidence(quads):
    [node] = objects(quads, statement_of("Q7747", "meetsWith", "nikol-pashinyan"), KG.evidence)
    assert objects(quads, node, KG.speaker) == [IRIS.entity("erik-muldabaev")]


def test_entity_has_labels_and_its_wikidata_item(quads):
    node = IRIS.entity("Q159")
    assert set(objects(quads, node, RDFS.label)) == {Literal("Россия", language="ru"), Literal("Russia", language="en")}
    assert objects(quads, node, OWL.sameAs) == [WD.Q159]
    assert objects(quads, IRIS.entity("erik-muldabaev"), OWL.sameAs) == []


def test_summit_is_an_event_too(quads):
    assert set(objects(quads, IRIS.entity("sammit-odkb-2024"), RDF.type)) == {KG.Event, KG.Summit}


def test_event_date_is_a_typed_literal_of_its_precision(quads):
    kinds = {quad.object.datatype.value.rpartition("#")[2] for quad in quads if quad.predicate == KG.eventDate}
    assert kinds == {"date", "gYear"}


def test_forgetting_a_document_leaves_its_graph_out(quads):
    less = corpus_quads(without(CORPUS, "слух №3"), IRIS)
    gone = IRIS.document("слух №3")
    assert any(quad.graph_name == gone for quad in quads)
    assert not any(gone.value in str(quad) for quad in less)


def test_order_of_the_corpus_does_not_matter(quads):
    parts = (CORPUS.documents, CORPUS.entities, CORPUS.links, CORPUS.statements, CORPUS.reprints)
    turned = Corpus(*(tuple(reversed(part)) for part in parts))
    assert corpus_quads(turned, IRIS) == quads


@pytest.mark.parametrize("text", ['"""\\', "<script>", "a\nb", "\ud800", "'; DROP", "\x00", "}\u202e"])
def test_hostile_names_are_only_text(text):
    entity = Entity("x", "Person", text, aliases=(text + "2",))
    quads = corpus_quads(Corpus((), (entity,), (), ()), IRIS)
    assert {quad.subject for quad in quads} == {IRIS.entity("x")}


def test_class_or_predicate_that_the_ontology_lacks_is_an_error():
    with pytest.raises(OntologyError, match="Wizard"):
        corpus_quads(Corpus((), (Entity("x", "Wizard", "Икс"),), (), ()), IRIS)
    with pytest.raises(OntologyError, match="conjures"):
        corpus_quads(Corpus((), ENTITIES, (), (Statement("Q159", "conjures", "Q184", ()),)), IRIS)


def without(corpus, document_id):
    """Leave a document out, as resolution over the remaining ones would."""
    statements = (
        replace(item, evidence=tuple(proof for proof in item.evidence if proof.document_id != document_id))
        for item in corpus.statements
    )
    return Corpus(
        tuple(doc for doc in corpus.documents if doc.id != document_id),
        corpus.entities,
        tuple(link for link in corpus.links if link.mention.document_id != document_id),
        tuple(item for item in statements if item.evidence),
        tuple(pair for pair in corpus.reprints if document_id not in pair),
    )


def test_quads_are_distinct(quads):
    assert all(isinstance(quad, Quad) for quad in quads)
    assert len(set(quads)) == len(quads)
