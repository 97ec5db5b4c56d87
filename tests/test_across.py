import random
from dataclasses import replace
from datetime import date

import pytest

from kg.model import Document, Entity, Evidence, Extraction, Link, Mention, Span, Statement
from kg.resolution.across import merge


def extraction(name, *entities, statements=()):
    """A document that mentions each entity once."""
    document = Document(id=name, text="текст " * 5, published=date(2024, 1, 2))
    links = tuple(
        Link(Mention(name, Span(i, i + 1), "т", e.type, "name", e.name, 0), e.id, 1.0, "m")
        for i, e in enumerate(entities)
    )
    return Extraction(document, entities, links, tuple(statements))


def said(name, subject, predicate, object_, *, status="asserted", datatype=None, speaker=None):
    item = Evidence(name, Span(0, 5), "текст", Span(0, 1), Span(1, 2), "rule", status, 0.9, speaker)
    return Statement(subject, predicate, object_, (item,), datatype)


def person(name, ident, **known):
    return Entity(ident, "Person", name, **known)


PUTIN = person("Владимир Путин", "Q7747", wikidata="Q7747", reference="Q7747")
CHINA = Entity("Q148", "Country", "Китай", wikidata="Q148", reference="Q148")


def ids(corpus):
    return {entity.name: entity.id for entity in corpus.entities}


def test_wikidata_id_joins_and_names_the_entity():
    other = replace(PUTIN, name="В. В. Путин")
    corpus = merge([extraction("a", PUTIN), extraction("b", other)])
    (entity,) = corpus.entities
    assert entity.id == "Q7747"
    assert {link.mention.document_id for link in corpus.links if link.entity == "Q7747"} == {"a", "b"}


def test_full_names_join_and_get_a_readable_id():
    corpus = merge([extraction("a", person("Ерик Мулдабаев", "a#1")), extraction("b", person("Ерик Мулдабаев", "b#7"))])
    assert ids(corpus) == {"Ерик Мулдабаев": "erik-muldabaev"}


def test_surnames_alone_stay_apart():
    corpus = merge([extraction("a", person("Иванов", "a#1")), extraction("b", person("Иванов", "b#1"))])
    assert len({entity.id for entity in corpus.entities}) == 2
    assert all(entity.id.startswith("ivanov-") for entity in corpus.entities)


def test_person_and_organization_of_one_name_are_two():
    body = Entity("b#1", "Organization", "Новый Путь")
    corpus = merge([extraction("a", person("Новый Путь", "a#1")), extraction("b", body)])
    assert len(corpus.entities) == 2


def summit(ident, day, organizer="Q7826"):
    features = (("date", day), ("organizer", organizer)) if day else (("organizer", organizer),)
    return Entity(ident, "Summit", "Саммит", features=features)


@pytest.mark.parametrize(
    ("first", "second", "count"), [("2024-11-28", "2024-11-28", 1), ("2024-11-28", "2023-11-23", 2)]
)
def test_summits_of_one_organizer_join_by_date(first, second, count):
    corpus = merge([extraction("a", summit("a#1", first)), extraction("b", summit("b#1", second))])
    assert len(corpus.entities) == count


def test_summits_without_a_date_stay_apart():
    corpus = merge([extraction("a", summit("a#1", None)), extraction("b", summit("b#1", None))])
    assert len(corpus.entities) == 2


def test_evidence_of_equal_statements_is_joined_and_its_speaker_renamed():
    voice = person("Анна Перова", "a#2")
    first = extraction("a", PUTIN, CHINA, voice, statements=[said("a", "Q7747", "visits", "Q148", speaker="a#2")])
    second = extraction("b", PUTIN, CHINA, statements=[said("b", "Q7747", "visits", "Q148", status="denied")])
    (statement,) = merge([first, second]).statements
    assert [(item.document_id, item.status, item.speaker) for item in statement.evidence] == [
        ("a", "asserted", "anna-perova"),
        ("b", "denied", None),
    ]
    assert statement.status == "asserted"


def test_meeting_is_written_one_way_with_the_spans_of_its_ends():
    xi = person("Си Цзиньпин", "Q15031", wikidata="Q15031")
    corpus = merge(
        [
            extraction("a", PUTIN, xi, statements=[said("a", "Q7747", "meetsWith", "Q15031")]),
            extraction("b", PUTIN, xi, statements=[said("b", "Q15031", "meetsWith", "Q7747")]),
        ]
    )
    (statement,) = corpus.statements
    assert (statement.subject, statement.object) == ("Q15031", "Q7747")
    assert [item.subject_span for item in statement.evidence] == [Span(1, 2), Span(0, 1)]


def test_order_of_documents_changes_nothing():
    came = said("a", "Q7747", "participatesIn", "a#2")
    batch = [
        extraction("a", PUTIN, person("Иванов", "a#1"), summit("a#2", "2024"), statements=[came]),
        extraction("b", replace(PUTIN, name="Путин"), summit("b#1", "2024-11-28")),
        extraction("c", CHINA, person("Иванов", "c#1"), statements=[said("c", "Q148", "chairs", "Q148")]),
    ]
    expected = merge(batch)
    for seed in range(5):
        random.Random(seed).shuffle(batch)
        assert merge(batch) == expected


def test_forgetting_a_document_is_never_having_read_it():
    first = extraction("a", PUTIN, person("Анна Перова", "a#1"))
    second = extraction("b", PUTIN, CHINA, person("Анна Перова", "b#1"))
    assert merge([second]) == merge([item for item in (first, second) if item.document.id != "a"])
