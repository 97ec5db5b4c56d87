"""The mapping of rules and models to facts, on sentences whose reading is written by hand."""

import pytest
from annotated import annotated

from kg.evaluation.facts import facts
from kg.model import Document, Entity, Evidence, Extraction, Link, Mention, Span, Statement
from kg.neural import EntitySpan, Reading, ScoredRelation

pytestmark = pytest.mark.model


@pytest.fixture
def found(analyze):
    """Return the facts of a marked text, as {type: [{argument: [values]}]}."""

    def read(marked, *relations, entities=(), links=(), statements=()):
        source = annotated("x", marked, *relations)
        analysis = analyze(Document("x", source.text))
        reading = Reading(
            tuple(EntitySpan(item.span, item.type, 1.0) for item in source.spans),
            tuple(ScoredRelation(item.type, item.subject, item.object, 1.0) for item in source.relations),
        )
        extraction = Extraction(analysis.document, tuple(entities), tuple(links), tuple(statements))
        return [shown(fact) for fact in facts(extraction, reading, analysis)]

    return read


def shown(fact):
    return fact.type, *((name, next(iter(values))) for name, values in fact.arguments)


def occupation(who, position, where):
    return "occupation", ("who", who), ("position", position), ("where", where)


def test_an_occupation_takes_the_place_of_its_post(found):
    facts = found("[Мэр [Оша|CITY]|PROFESSION] [Асан Уулу|PERSON] приехал.", ("WORKS_AS", "Асан Уулу", "Мэр Оша"))
    assert facts == [occupation("асан уулу", "мэр", "оша")]


def test_a_position_ends_before_the_kind_of_its_body(found):
    (fact,) = found(
        "[Координатор движения «[Новый берег|ORGANIZATION]|PROFESSION]» [Сергей Петров|PERSON] выступил.",
        ("WORKS_AS", "Сергей Петров", "Координатор движения «Новый берег"),
    )
    assert fact == occupation("сергей петров", "координатор", "новый берег")


def test_a_body_without_a_name_of_its_own_is_its_phrase(found):
    (fact,) = found(
        "[Депутат городского собрания Пензы|PROFESSION] [Сергей Петров|PERSON] выступил.",
        ("WORKS_AS", "Сергей Петров", "Депутат городского собрания Пензы"),
    )
    assert fact == occupation("сергей петров", "депутат", "городского собрания пензы")


def test_posts_in_a_row_come_apart(found):
    facts = found(
        "[[Министр|PROFESSION] [Эстонии|COUNTRY], [глава [Центробанка|ORGANIZATION]|PROFESSION]|PROFESSION] "
        "[Ааду Тамм|PERSON] ушёл.",
        ("WORKS_AS", "Ааду Тамм", "Министр Эстонии, глава Центробанка"),
    )
    assert facts == [occupation("ааду тамм", "министр", "эстонии"), occupation("ааду тамм", "глава", "центробанка")]


def test_an_adjective_is_the_place_of_an_office(found):
    facts = found(
        "[[Эстонский|COUNTRY] премьер|PROFESSION] [Ааду Тамм|PERSON] приехал.",
        ("WORKS_AS", "Ааду Тамм", "Эстонский премьер"),
    )
    assert facts == [occupation("ааду тамм", "премьер", "эстонский")]


def test_an_adjective_is_no_place_of_a_trade(found):
    facts = found(
        "[[Эстонский|COUNTRY] певец|PROFESSION] [Ааду Тамм|PERSON] приехал.",
        ("WORKS_AS", "Ааду Тамм", "Эстонский певец"),
    )
    assert facts == []


def test_a_post_right_before_a_name_needs_no_relation(found):
    facts = found("Выступил [директор [Завода|ORGANIZATION]|PROFESSION] [Сергей Петров|PERSON].")
    assert facts == [occupation("сергей петров", "директор", "завода")]


def test_a_post_before_another_name_is_not_of_the_person_before_it(found):
    facts = found(
        "Пришли [Лев Орлов|PERSON], [директор [Завода|ORGANIZATION]|PROFESSION] [Сергей Петров|PERSON] и другие."
    )
    assert facts == [occupation("сергей петров", "директор", "завода")]


def test_a_statement_of_the_graph_gives_the_place(found):
    text = "Премьер-министр Ааду Тамм приехал. Эстония ждала."
    person, land = Span(16, 25), Span(35, 42)
    entities = (Entity("p", "Person", "Ааду Тамм"), Entity("Q191", "Country", "Эстония"))
    links = (
        Link(Mention("x", person, "Ааду Тамм", "Person", "name", "Ааду Тамм", 0), "p", 1.0, "name"),
        Link(Mention("x", land, "Эстония", "Country", "name", "Эстония", 1), "Q191", 1.0, "name"),
    )
    evidence = Evidence("x", Span(0, 34), text[:34], person, None, "leadership.title", "asserted", 1.0)
    facts = found(
        "[Премьер-министр|PROFESSION] [Ааду Тамм|PERSON] приехал. Эстония ждала.",
        entities=entities,
        links=links,
        statements=(Statement("p", "leaderOf", "Q191", (evidence,)),),
    )
    assert facts == [occupation("ааду тамм", "премьер-министр", "эстония")]


def test_those_at_one_meeting_meet(found):
    (fact,) = found(
        "Состоялась [встреча|EVENT] [Асана|PERSON] и [Тимура|PERSON].",
        ("PARTICIPANT_IN", "Асана", "встреча"),
        ("PARTICIPANT_IN", "Тимура", "встреча"),
    )
    assert fact == ("meeting", ("participant", "асана"), ("participant", "тимура"))


def test_a_verb_of_meeting_joins_its_subject_and_partner(found):
    (fact,) = found("[Лев Орлов|PERSON] встретился с [Сергеем Петровым|PERSON] в четверг.")
    assert fact == ("meeting", ("participant", "лев орлов"), ("participant", "сергеем петровым"))


def test_one_person_meets_nobody(found):
    assert found("[Лев Орлов|PERSON] встретился с избирателями.") == []


def test_a_founder_owns(found):
    facts = found(
        "[Завод|ORGANIZATION] основал [Лев Орлов|PERSON].",
        ("FOUNDED_BY", "Завод", "Лев Орлов"),
    )
    assert facts == [("ownership", ("owner", "лев орлов"), ("property", "завод"))]


def test_a_word_for_owner_beside_a_name_tells_ownership(found):
    facts = found("Приехал владелец «[Стрелы|ORGANIZATION]» [Лев Орлов|PERSON].")
    assert facts == [("ownership", ("owner", "лев орлов"), ("property", "стрелы"))]


def test_a_purchase_is_a_deal(found):
    (fact,) = found("[Стрела|ORGANIZATION] объявила о покупке [Завода|ORGANIZATION].")
    assert fact == ("deal", ("participant", "стрела"), ("participant", "завода"), ("type", "купля/продажа"))


def test_the_receiver_of_a_loan_takes_part(found):
    (fact,) = found("[Стрела|ORGANIZATION] выделила [Заводу|ORGANIZATION] кредит.")
    assert fact == ("deal", ("participant", "стрела"), ("participant", "заводу"), ("type", "займ/возвращение займа"))


def test_a_reporter_of_a_deal_is_no_party(found):
    (fact,) = found("[Стрела|ORGANIZATION] купила [Завод|ORGANIZATION], сообщает [Вечерняя газета|ORGANIZATION].")
    assert fact[1:3] == (("participant", "стрела"), ("participant", "завод"))


def test_a_title_of_another_case_describes_another_name(found):
    facts = found("Соперник [Льва Орлова|PERSON], создателя «[Стрелы|ORGANIZATION]», [Сергей Петров|PERSON] приехал.")
    assert facts == [("ownership", ("owner", "льва орлова"), ("property", "стрелы"))]


def test_what_belongs_is_owned(found):
    facts = found("Компания «[Стрела|ORGANIZATION]» принадлежит [Льву Орлову|PERSON].")
    assert facts == [("ownership", ("owner", "льву орлову"), ("property", "стрела"))]


def test_who_owns_owns(found):
    facts = found("[Лев Орлов|PERSON] владеет компанией «[Стрела|ORGANIZATION]».")
    assert facts == [("ownership", ("owner", "лев орлов"), ("property", "стрела"))]


def test_a_participle_tells_the_owner(found):
    facts = found("[Стрела|ORGANIZATION], принадлежащая [Льву Орлову|PERSON], закрылась.")
    assert facts == [("ownership", ("owner", "льву орлову"), ("property", "стрела"))]


def test_a_body_named_again_is_seen(found):
    facts = found("[Нева|ORGANIZATION] растёт. Вчера [Завод|ORGANIZATION] купил Нева.")
    assert facts[0][1:3] == (("participant", "завод"), ("participant", "нева"))


def test_those_fined_together_have_a_deal_each(found):
    facts = found(
        "[Служба|ORGANIZATION] оштрафовала [Стрелу|ORGANIZATION], [Молнию|ORGANIZATION] и [Радугу|ORGANIZATION]."
    )
    assert [fact[2][1] for fact in facts] == ["стрелу", "молнию", "радугу"]


def test_a_deal_of_one_party_is_none(found):
    assert found("[Стрела|ORGANIZATION] взяла кредит. Кредит дорог.") == []


def test_a_head_and_the_body_are_no_two_parties(found):
    facts = found("Глава «[Стрелы|ORGANIZATION]» [Лев Орлов|PERSON] обещал покупку.")
    assert not [fact for fact in facts if fact[0] == "deal"]


def test_a_post_at_two_places_is_two_occupations(found):
    facts = found(
        "Пришёл [Лев Орлов|PERSON], "
        "[член [Общественной палаты|ORGANIZATION] и [Рабочей группы|ORGANIZATION]|PROFESSION].",
    )
    assert [fact[3] for fact in facts] == [("where", "общественной палаты"), ("where", "рабочей группы")]


def test_a_title_goes_on_to_the_name_of_its_body(found):
    facts = found("Основатель строительной сети «[Стрела|ORGANIZATION]» [Лев Орлов|PERSON] приехал.")
    assert facts == [("ownership", ("owner", "лев орлов"), ("property", "стрела"))]


def test_what_is_founded_by_one_is_his(found):
    facts = found("«[Стрела|ORGANIZATION]», основанная [Львом Орловым|PERSON], закрылась.")
    assert facts == [("ownership", ("owner", "львом орловым"), ("property", "стрела"))]


def test_a_creator_owns_what_he_creates(found):
    facts = found("[Лев Орлов|PERSON] создал «[Стрелу|ORGANIZATION]» на базе «[Молнии|ORGANIZATION]».")
    assert facts == [("ownership", ("owner", "лев орлов"), ("property", "стрелу"))]


def test_nobody_owns_a_person(found):
    facts = found("[Лев Орлов|PERSON] основал «[Стрелу|ORGANIZATION]» вместе с [Петром Лисиным|PERSON].")
    assert all("петром лисиным" != fact[2][1] for fact in facts)


def test_a_candidate_for_a_post_does_not_hold_it(found):
    facts = found(
        "[Лев Орлов|PERSON] стал кандидатом в [президенты [Эстонии|COUNTRY]|PROFESSION].",
        ("WORKS_AS", "Лев Орлов", "президенты Эстонии"),
    )
    assert facts == []


def test_a_post_with_a_phrase_of_place_stands_before_the_name(found):
    facts = found("По мнению [посла [Эстонии|COUNTRY]|PROFESSION] в столице [Ааду Тамма|PERSON], это верно.")
    assert facts == [occupation("ааду тамма", "посла", "эстонии")]
