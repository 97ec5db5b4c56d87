import pytest

from kg.model import Document, Evidence, Extraction, Link, Mention, Span, Statement
from kg.sources import plain_view


def found(document, *words):
    """An extraction with a mention and an evidence for each word, at its place in the document."""
    spans = [Span(document.content.index(word), document.content.index(word) + len(word)) for word in words]
    mentions = [Mention(document.id, span, span.of(document.content), "Person", "name", "", 0) for span in spans]
    evidence = [
        Evidence(document.id, span, span.of(document.content), span, None, "test.rule", "asserted", 1.0)
        for span in spans
    ]
    links = tuple(Link(mention, "x", 1.0, "test") for mention in mentions)
    return Extraction(document, (), links, (Statement("x", "visits", "y", tuple(evidence)),))


def quotes(text, *words, title=None):
    """What the original says under the spans of words that are found in the plain view."""
    original = Document("d", text, title=title)
    plain = plain_view(original)
    extraction = plain.restored(found(plain.document, *words))
    assert extraction.document is original
    for link in extraction.links:
        assert link.mention.text == link.mention.span.of(original.content)
    for item in extraction.statements[0].evidence:
        assert item.quote == item.span.of(original.content) == item.subject_span.of(original.content)
    return [link.mention.text for link in extraction.links]


def test_plain_text_is_the_same_document():
    document = Document("d", "Саммит прошёл в Казани.", title="Саммит")
    assert plain_view(document).document is document


@pytest.mark.parametrize(
    ("text", "word", "quote"),
    [
        ("Прибыл Пу\u00adтин.", "Путин", "Пу\u00adтин"),
        ("Прибыл \u200bПу\u200bтин\u200b.", "Путин", "Пу\u200bтин"),
        ("Поездка в Москву\u0301.", "Москву", "Москву\u0301"),
        ("Саммит в Бишкеке, Черно\u0438\u0306 берег.", "Черной", "Черно\u0438\u0306"),
        ("Саммит 28\u00a0ноября.", "28 ноября", "28\u00a0ноября"),
        ("Визит.\r\nСаммит.\r\n", "Саммит.", "Саммит."),
        ("Визит.\r\nСаммит.\r\n", "Визит.\nСаммит", "Визит.\r\nСаммит"),
    ],
)
def test_word_is_found_whole_and_quoted_as_written(text, word, quote):
    assert quotes(text, word) == [quote]


def test_title_and_text_keep_their_own_offsets():
    title, text = "Пу\u00adтин", "Он при\u00adбыл."
    assert quotes(text, "Путин", "прибыл", title=title) == ["Пу\u00adтин", "при\u00adбыл"]


def test_title_of_nothing_visible_is_no_line():
    assert plain_view(Document("d", "Визит.", title="\u200b")).document.content == "Визит."
    assert quotes("Визит.", "Визит", title="\u200b") == ["Визит"]


def test_background_knowledge_stays_without_passage():
    plain = plain_view(Document("d", "Пу\u00adтин"))
    known = Evidence("d", None, None, None, None, "reference", "asserted", 1.0)
    extraction = Extraction(plain.document, (), (), (Statement("x", "leaderOf", "y", (known,)),))
    assert plain.restored(extraction).statements[0].evidence == (known,)
