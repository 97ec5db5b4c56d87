"""The checks of a built graph: every offset against its text, every node against the shapes."""

from collections.abc import Iterator

from kg.model import Corpus, Span
from kg.rdf.validate import violations
from kg.store import Store


def verify(store: Store) -> list[str]:
    """Return what is wrong with a store's published graph, a line a finding; none means that it holds.

    Checked are the quote of each evidence and the text of each mention, sliced from the stored text
    anew, and the shapes of `ontology/shapes.ttl`.
    """
    return [*offset_findings(store.corpus()), *violations(store.quads())]


def offset_findings(corpus: Corpus) -> Iterator[str]:
    """Yield the mentions and quotes that are not what the text says under their offsets."""
    texts = {document.id: document.content for document in corpus.documents}
    for link in corpus.links:
        mention = link.mention
        if mention.span.of(texts[mention.document_id]) != mention.text:
            yield f"{mention.document_id}: mention {_place(mention.span)}: the text there is not '{mention.text}'"
    for statement in corpus.statements:
        for item in statement.evidence:
            if item.span and item.span.of(texts[item.document_id]) != item.quote:
                yield f"{item.document_id}: evidence {_place(item.span)}: the text there is not the quote"
            for end in (item.subject_span, item.object_span):
                if end and not end.of(texts[item.document_id]).strip():
                    yield f"{item.document_id}: evidence {_place(item.span or end)}: an end lies outside the text"


def _place(span: Span) -> str:
    return f"{span.start}–{span.stop}"
