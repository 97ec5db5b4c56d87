"""Meetings of factRuEval: which people meet."""

from collections.abc import Iterator

from kg.evaluation.factrueval import Fact
from kg.evaluation.page import Page
from kg.evaluation.parties import Party, arguments, party, sides

WORDS = frozenset(
    "встретиться встречаться встреча переговоры беседа побеседовать переговорить увидеться свидание аудиенция "
    "саммит".split()
)


def meetings(page: Page) -> list[Fact]:
    """Return the meetings of two or more people, each once: those of the graph, of the models, of the syntax."""
    found: dict[frozenset[str], Fact] = {}
    for people in (*_stated(page), *_joined(page), *_told(page)):
        keys = frozenset(person.key for person in people)
        if len(keys) > 1 and not any(keys <= other or other <= keys for other in found):
            found[keys] = Fact("meeting", arguments("participant", people))
    return list(found.values())


def _stated(page: Page) -> Iterator[list[Party]]:
    for statement in page.extraction.statements:
        if statement.predicate == "meetsWith" and statement.basis == "text":
            yield [Party(entity, page.name(entity)) for entity in (statement.subject, statement.object)]


def _joined(page: Page) -> Iterator[list[Party]]:
    """Yield the people whom the models see at one event that is called a meeting."""
    joined = page.relations["PARTICIPANT_IN"]
    for number, event in page.of_type("EVENT"):
        if WORDS & {page.tokens[n].lemma for n in page.inside(event.span)}:
            people = [n for n, events in joined.items() if number in events and page.entities[n].type == "PERSON"]
            yield list({item.key: item for item in (party(page, page.entities[n].span) for n in people)}.values())


def _told(page: Page) -> Iterator[list[Party]]:
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if token.lemma in WORDS:
                yield list(sides(page, number, index, ("PERSON",)).all)
