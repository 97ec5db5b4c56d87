"""A corpus as RDF quads, in the graphs that DESIGN section 4 names.

…/document/ID      metadata, mentions, passages and evidence nodes of one document
…/graph/facts      entities, statement nodes of basis text, plain triples
…/graph/reference  statement nodes of basis reference and the plain triples that no text states
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model import BELIEVED, Contradiction, Corpus, Document, Entity, Evidence, Link, Span, Statement
from kg.rdf.iris import Iris
from kg.rdf.literals import boolean_literal, date_literal, decimal_literal, integer_literal, name_literal, text_literal
from kg.rdf.namespaces import KG, NIF, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, WD
from kg.rdf.vocabulary import vocabulary
from kg.resolution.contradictions import contradictions

Node = NamedNode | Literal
# A subject with its predicates and objects, in no order
Description = Iterator[tuple[NamedNode, NamedNode, Node]]
_TYPE = RDF.type.value
OFFICES = {"head_of_state": "headOfState", "head_of_government": "headOfGovernment"}
# Classes whose subclasses are written with them, so that `?x a kg:Event` finds a summit
_WIDE = frozenset({"Event", "Document"})


def corpus_quads(corpus: Corpus, iris: Iris) -> list[Quad]:
    """Return all quads of a corpus, sorted, each triple in one graph only.

    Raises:
        OntologyError: A class, predicate or status is not in the vocabulary.
    """
    quads: set[Quad] = set()
    documents = {document.id: document for document in corpus.documents}
    for document in corpus.documents:
        _add(quads, iris.document(document.id), _article(document, iris))
    for link in corpus.links:
        document = documents[link.mention.document_id]
        _add(quads, iris.document(document.id), _mention(link, document, iris))
    for entity in corpus.entities:
        quads |= entity_quads(entity, iris)
    _add_statements(quads, corpus.statements, documents, iris)
    for copy, original in corpus.reprints:
        quads.add(reprint_quad(copy, original, iris))
    for item in contradictions(corpus):
        quads |= contradiction_quads(item, iris)
    for name in methods_of(corpus.links, corpus.statements):
        quads |= method_quads(name, iris)
    return sorted(quads, key=sort_key)


def document_quads(document: Document, links: Iterable[Link], statements: Iterable[Statement], iris: Iris) -> set[Quad]:
    """Return the quads of a document's own graph.

    Args:
        document: The document.
        links: Its links, by the ids of entities over all documents.
        statements: Those with evidence in it, by such ids; evidence of other documents is passed over.
        iris: Maker of the data's IRIs.
    """
    quads: set[Quad] = set()
    graph = iris.document(document.id)
    _add(quads, graph, _article(document, iris))
    for link in links:
        _add(quads, graph, _mention(link, document, iris))
    for statement in statements:
        for item in statement.evidence:
            if item.document_id == document.id:
                _add(quads, graph, _evidence(statement, item, document, iris))
    return quads


def entity_quads(entity: Entity, iris: Iris) -> set[Quad]:
    """Return what the facts say of an entity itself: its classes, names and ids."""
    return _facts(_entity(entity, iris), iris)


def statement_quads(statement: Statement, iris: Iris) -> set[Quad]:
    """Return the quads of a statement's node, in the graph of its basis; not the plain triple."""
    quads: set[Quad] = set()
    _add(quads, iris.graph(graph_of(statement)), _statement(statement, iris))
    return quads


def graph_of(statement: Statement) -> str:
    """Return the name of the graph that a statement stands in: "facts" or "reference"."""
    return "reference" if statement.basis == "reference" else "facts"


def reprint_quad(copy: str, original: str, iris: Iris) -> Quad:
    """Return that a document reprints another: only all documents together tell, so it stands in the facts."""
    return Quad(iris.document(copy), KG.reprintOf, iris.document(original), iris.graph("facts"))


def contradiction_quads(item: Contradiction, iris: Iris) -> set[Quad]:
    """Return the quads of a contradiction."""
    return _facts(_contradiction(item, iris), iris)


def method_quads(name: str, iris: Iris) -> set[Quad]:
    """Return the quads of a rule or model."""
    node = iris.method(name)
    return _facts(iter([(node, RDF.type, KG.Method), (node, RDFS.label, text_literal(name))]), iris)


def methods_of(links: Iterable[Link], statements: Iterable[Statement]) -> set[str]:
    """Return the names of the rules and models that found links, and evidence in texts."""
    names = {link.method for link in links}
    return names | {item.method for statement in statements for item in statement.evidence if item.span is not None}


def sort_key(quad: Quad) -> tuple[str, str, str, str]:
    """Return what quads sort by: subject, predicate (the type first), object, graph."""
    subject, predicate, object_, graph = quad
    name = predicate.value
    return (
        _text(subject),
        "" if name == _TYPE else name,
        _text(object_),
        graph.value if isinstance(graph, NamedNode) else "",
    )


def plain_triple(statement: Statement, iris: Iris) -> Triple:
    """Return the bare triple of a statement."""
    return Triple(iris.entity(statement.subject), KG[statement.predicate], object_term(statement, iris))


def plain_quad(statement: Statement, graph: str, iris: Iris) -> Quad:
    """Return the bare triple of a statement in a graph by its name."""
    triple = plain_triple(statement, iris)
    return Quad(triple.subject, triple.predicate, triple.object, iris.graph(graph))


def object_term(statement: Statement, iris: Iris) -> Node:
    """Return the object of a statement: an entity, a date or a text."""
    if statement.datatype is None:
        return iris.entity(statement.object)
    return date_literal(statement.object) if statement.datatype == "date" else text_literal(statement.object)


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _facts(description: Description, iris: Iris) -> set[Quad]:
    quads: set[Quad] = set()
    _add(quads, iris.graph("facts"), description)
    return quads


def _add(quads: set[Quad], graph: NamedNode, description: Description) -> None:
    quads.update(Quad(subject, predicate, value, graph) for subject, predicate, value in description)


def _add_statements(
    quads: set[Quad], statements: Iterable[Statement], documents: dict[str, Document], iris: Iris
) -> None:
    stated: set[Triple] = set()
    # texts first: a triple that a text states stands in the facts only
    for statement in sorted(statements, key=lambda item: (item.basis == "reference", item.id)):
        quads |= statement_quads(statement, iris)
        triple = plain_triple(statement, iris)
        if statement.status in BELIEVED and triple not in stated:
            stated.add(triple)
            quads.add(plain_quad(statement, graph_of(statement), iris))
        for item in statement.evidence:
            document = documents[item.document_id]
            _add(quads, iris.document(document.id), _evidence(statement, item, document, iris))


def _article(document: Document, iris: Iris) -> Description:
    node = iris.document(document.id)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, RDF.type, PROV.Entity
    yield node, SCHEMA.identifier, text_literal(document.id)
    yield node, SCHEMA.inLanguage, text_literal(document.lang)
    if document.title:
        yield node, SCHEMA.headline, text_literal(document.title, document.lang)
        yield iris.context(document.id, "title"), SCHEMA.isPartOf, node
    if document.published:
        yield node, SCHEMA.datePublished, date_literal(document.published.isoformat())
    if document.url:
        yield node, SCHEMA.url, text_literal(document.url)
    if document.publisher:
        yield node, SCHEMA.publisher, text_literal(document.publisher)


def _passage(node: NamedNode, document: Document, span: Span, iris: Iris) -> Description:
    """Describe a range of a document: where it is and its exact text."""
    field, local = document.locate(span)
    yield node, NIF.anchorOf, text_literal(span.of(document.content))
    yield node, NIF.beginIndex, integer_literal(local.start)
    yield node, NIF.endIndex, integer_literal(local.stop)
    yield node, NIF.referenceContext, iris.context(document.id, field)


def _mention(link: Link, document: Document, iris: Iris) -> Description:
    mention = link.mention
    node = iris.mention(link)
    yield iris.document(document.id), KG.mentions, iris.entity(link.entity)
    yield node, RDF.type, KG.Mention
    yield node, KG.refersTo, iris.entity(link.entity)
    yield node, KG.form, text_literal(mention.form)
    yield node, KG.confidence, decimal_literal(link.score)
    yield node, PROV.wasGeneratedBy, iris.method(link.method)
    yield from _passage(node, document, mention.span, iris)


def _entity(entity: Entity, iris: Iris) -> Description:
    node = iris.entity(entity.id)
    ancestors = vocabulary().classes[entity.type].ancestors if entity.type in vocabulary().classes else ()
    yield node, RDF.type, KG[entity.type]
    yield from ((node, RDF.type, KG[name]) for name in ancestors if name in _WIDE)
    names = [(entity.name, "ru")] + ([(entity.name_en, "en")] if entity.name_en else [])
    for name, language in names:
        yield node, RDFS.label, text_literal(name, language)
        yield node, SKOS.prefLabel, text_literal(name, language)
    for alias in entity.aliases:
        if alias not in (entity.name, entity.name_en):
            yield node, SKOS.altLabel, name_literal(alias)
    if entity.wikidata:
        yield node, OWL.sameAs, WD[entity.wikidata]
    ordinal = entity.feature("ordinal")
    if ordinal and ordinal.isascii() and ordinal.isdigit():
        yield node, KG.ordinalNumber, integer_literal(int(ordinal))


def _statement(statement: Statement, iris: Iris) -> Description:
    node = iris.statement(statement.id)
    triple = plain_triple(statement, iris)
    yield node, RDF.type, KG.Statement
    yield node, RDF.subject, iris.entity(statement.subject)
    yield node, RDF.predicate, triple.predicate
    yield node, RDF.object, object_term(statement, iris)
    yield node, KG.status, KG[statement.status]
    yield node, KG.basis, KG[statement.basis]
    yield node, KG.confidence, decimal_literal(statement.confidence)
    if statement.basis == "text":
        yield node, KG.sources, integer_literal(statement.sources)
    if statement.basis == "reference":
        yield from ((node, KG.office, KG[OFFICES[office]]) for office in statement.offices)
    yield from _time(node, *statement.term, statement.capacity)


def _time(node: NamedNode, first: str | None, last: str | None, capacity: str | None) -> Description:
    """Describe the term of a statement or of one passage, and in what capacity an office is held."""
    if first:
        yield node, KG.validFrom, date_literal(first)
    if last:
        yield node, KG.validUntil, date_literal(last)
    if capacity:
        yield node, KG.capacity, KG[capacity]


def _evidence(statement: Statement, item: Evidence, document: Document, iris: Iris) -> Description:
    """Describe the evidence of a statement; for background knowledge only that the document rests on it."""
    source = iris.document(document.id)
    if item.span is None or statement.basis == "reference":
        yield source, KG.background, iris.statement(statement.id)
        return
    node = iris.evidence(statement, item)
    yield iris.statement(statement.id), KG.evidence, node
    yield node, RDF.type, KG.Evidence
    yield node, PROV.wasDerivedFrom, source
    yield node, PROV.wasGeneratedBy, iris.method(item.method)
    yield node, KG.status, KG[item.status]
    yield node, KG.confidence, decimal_literal(item.confidence)
    if item.speaker:
        yield node, KG.speaker, iris.entity(item.speaker)
    if item.rumour:
        yield node, KG.rumour, boolean_literal(True)
    if item.office:
        yield node, KG.office, KG[OFFICES[item.office]]
    if item.issued:
        yield node, SCHEMA.datePublished, date_literal(item.issued.isoformat())
    yield from _time(node, item.valid_from, item.valid_until, item.capacity)
    passage = iris.passage(document, item.span)
    yield node, KG.passage, passage
    yield passage, RDF.type, KG.Passage
    yield from _passage(passage, document, item.span, iris)
    # the IRI of a passage says where it is: the two ends need no nodes of their own
    for predicate, span in ((KG.subjectPassage, item.subject_span), (KG.objectPassage, item.object_span)):
        if span is not None:
            yield node, predicate, iris.passage(document, span)


def _contradiction(item: Contradiction, iris: Iris) -> Description:
    node = iris.contradiction(item)
    yield node, RDF.type, KG.Contradiction
    yield node, KG.contradictionKind, text_literal(item.kind)
    yield node, KG.about, iris.entity(item.about)
    yield node, KG.firstSide, iris.statement(item.first)
    yield node, KG.secondSide, iris.statement(item.second)
