from types import SimpleNamespace

from kg.model import Analysis, Document, Evidence, LinkedDocument, Sentence, Span
from kg.relations.evidence import LONGEST, best_first, is_headline, passage


def view(text, title=None):
    """A document view whose sentences are the lines of the content."""
    document = Document(id="d", text=text, title=title)
    spans, at = [], 0
    for line in document.content.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    analysis = Analysis(document, tuple(Sentence(span, ()) for span in spans if span.length), ())
    return SimpleNamespace(document=document, linked=LinkedDocument(analysis, (), ()))


def sentence(doc, number):
    return SimpleNamespace(doc=doc, sentence=doc.linked.analysis.sentences[number])


def find(doc, words):
    start = doc.document.content.index(words)
    return Span(start, start + len(words))


def evidence(doc, span, subject, object_):
    return Evidence("d", span, span.of(doc.document.content), subject, object_, "m", "asserted", 0.9)


LIST = view("На форум съезжаются гости:\n— президент Ганы\n— король Бутана")


def test_passage_reaches_the_list_item_that_names_the_subject():
    span = passage(sentence(LIST, 0), (find(LIST, "король Бутана"), find(LIST, "форум")))
    assert span.of(LIST.document.content) == LIST.document.content


def test_passage_is_the_sentence_alone_when_it_names_both_ends():
    span = passage(sentence(LIST, 0), (find(LIST, "гости"), find(LIST, "форум")))
    assert span == LIST.linked.analysis.sentences[0].span


def test_passage_does_not_grow_past_its_limit():
    doc = view("Форум открыт.\n" + "а" * LONGEST + "\nПриехал король.")
    assert passage(sentence(doc, 0), (find(doc, "король"), None)) == Span(0, 13)


def test_passage_does_not_leave_the_title_for_the_text():
    doc = view("Приехал король.", title="Форум открыт")
    assert passage(sentence(doc, 0), (find(doc, "король"), None)) == Span(0, 12)


def test_first_line_without_full_stop_is_a_headline():
    doc = view("Форум открыт\nГостей встречал король.")
    first, second = doc.linked.analysis.sentences
    assert is_headline(doc, first.span)
    assert not is_headline(doc, second.span)


def test_only_line_of_a_text_is_no_headline():
    doc = view("Форум открыт")
    assert not is_headline(doc, Span(0, 12))


def test_proof_with_both_ends_comes_first_and_the_body_before_the_headline():
    doc = view("Король открыл форум\nКороль открыл форум.\nОн открыл форум.")
    head, body, weak = (item.span for item in doc.linked.analysis.sentences)
    items = [
        evidence(doc, head, Span(0, 6), Span(14, 19)),
        evidence(doc, weak, Span(0, 6), Span(54, 59)),
        evidence(doc, body, Span(20, 26), Span(34, 39)),
    ]
    assert [item.span for item in best_first(doc, items)] == [body, head, weak]
