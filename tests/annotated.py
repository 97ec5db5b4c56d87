"""Small annotated documents for the tests of models and scorers: text with marks [words|TYPE], possibly nested."""

from kg.evaluation.standoff import Annotated, GoldRelation, GoldSpan
from kg.model import Span


def annotated(name, marked, *relations):
    """Return a document of a marked text; a relation is (type, words of the subject, words of the object)."""
    text, spans, opened, at = "", [], [], 0
    while at < len(marked):
        if marked[at] == "[":
            opened.append(len(text))
            at += 1
        elif marked[at] == "|" and opened:
            stop = marked.index("]", at)
            spans.append(GoldSpan(Span(opened.pop(), len(text)), marked[at + 1 : stop]))
            at = stop + 1
        else:
            text += marked[at]
            at += 1
    spans = tuple(sorted(set(spans), key=lambda item: (item.span, item.type)))
    index = {item.span.of(text): number for number, item in enumerate(spans)}
    found = tuple(
        sorted(
            (GoldRelation(kind, index[subject], index[target]) for kind, subject, target in relations),
            key=lambda item: (item.type, item.subject, item.object),
        )
    )
    return Annotated(name, text, spans, found)
