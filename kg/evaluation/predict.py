"""What the models say about a document, in the form of its annotation."""

from kg.analysis import Analyzer
from kg.evaluation.standoff import Annotated, GoldRelation, GoldSpan
from kg.model import Document
from kg.neural import EntitySpan, Models


def predict(document: Annotated, analyze: Analyzer, models: Models, *, gold_entities: bool = False) -> Annotated:
    """Return the document with the models' annotation in place of its own.

    Args:
        document: Its text is read, and with `gold_entities` its entities.
        analyze: The analyzer.
        models: The models.
        gold_entities: Look only for relations, between the annotated entities.
    """
    analysis = analyze(Document(document.name, document.text))
    if gold_entities:
        found = tuple(EntitySpan(item.span, item.type, 1.0) for item in document.spans)
        relations = models.relations(analysis, found)
    else:
        found, relations = models.read(analysis)
    spans = tuple(sorted({GoldSpan(item.span, item.type) for item in found}, key=lambda item: (item.span, item.type)))
    place = {item: number for number, item in enumerate(spans)}
    index = [place[GoldSpan(item.span, item.type)] for item in found]
    kept = {(item.type, index[item.subject], index[item.object]) for item in relations}
    return Annotated(document.name, document.text, spans, tuple(GoldRelation(*item) for item in sorted(kept)))
