"""A corpus whose every text tries to run, to break out of its place or to lead elsewhere."""

from datetime import date

from kg.model import Corpus, Document, Entity, Evidence, Link, Mention, Span, Statement

RUN = "window.hit=1"
ATTACKS = (
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"<a href=javascript:{RUN}>href</a>",
    "{{ 7*7 }}{% raw %}",
    f"<!--<script>{RUN}//",
    "\u2028\u2029\u202e'\"`\\",
)
TEXT = " ".join(ATTACKS) + " встретились."


def _document(number: int, attack: str) -> Document:
    return Document(
        id=f"d{number}{attack}",
        text=TEXT,
        title=attack,
        published=date(2024, 1, 1),
        url=f"javascript:{RUN}//{number}",
        publisher=attack,
    )


DOCUMENTS = tuple(sorted((_document(i, attack) for i, attack in enumerate(ATTACKS)), key=lambda item: item.id))
ENTITIES = tuple(
    Entity(f"x{number}", "Person", attack, None, None, (f"прозвище {attack}",)) for number, attack in enumerate(ATTACKS)
)


def _evidence(document: Document) -> Evidence:
    start = document.text_offset
    span = Span(start, start + len(TEXT))
    first = Span(start, start + len(ATTACKS[0]))
    return Evidence(document.id, span, TEXT, first, None, "test.<b>rule</b>", "asserted", 0.9, "x1", document.published)


def _mention(document: Document) -> Link:
    start = document.text_offset
    span = Span(start, start + len(ATTACKS[0]))
    return Link(Mention(document.id, span, ATTACKS[0], "Person", "name", ATTACKS[0], 0), "x0", 0.9, "test")


CORPUS = Corpus(
    documents=DOCUMENTS,
    entities=ENTITIES,
    links=tuple(_mention(document) for document in DOCUMENTS),
    statements=tuple(
        Statement("x0", "meetsWith", f"x{number}", tuple(_evidence(document) for document in DOCUMENTS))
        for number in range(1, len(ATTACKS))
    ),
)
