from datetime import date

import pytest

from kg.reference import RefEntity, load


def entity(ident: str) -> RefEntity:
    found = load().entity(ident)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("place", "day", "leader"),
    [
        ("Q159", date(2024, 11, 28), "Q7747"),
        ("Q159", date(2010, 6, 1), "Q23530"),
        ("Q232", date(2014, 5, 29), "Q57394"),
        ("Q232", date(2024, 11, 28), "Q200881"),
        ("Q30", date(2022, 1, 1), "Q6279"),
        ("Q1065", date(2012, 1, 1), "Q1253"),
        ("Q183", date(2015, 1, 1), "Q567"),
    ],
)
def test_leader_on_a_day(place: str, day: date, leader: str) -> None:
    assert leader in {tenure.person for tenure in load().holders(place, day)}


def test_former_leader_does_not_hold_office() -> None:
    assert "Q57394" not in {tenure.person for tenure in load().holders("Q232", date(2024, 11, 28))}


def test_offices_are_chosen_by_kind() -> None:
    (minister,) = load().holders("Q159", date(2020, 5, 1), kinds=["foreign_minister"])
    assert entity(minister.person).name == "Сергей Лавров"
    assert minister.title_ru == "министр иностранных дел"


def test_tenures_of_a_person_are_in_order() -> None:
    tenures = [tenure for tenure in load().tenures("Q23530") if tenure.place == "Q159"]
    starts = [tenure.start or "" for tenure in tenures]
    assert starts == sorted(starts)
    assert {"head_of_state", "head_of_government"} <= {tenure.office for tenure in tenures}


def test_members_on_a_day_with_status() -> None:
    members = {m.country for m in load().members("Q318693", date(2024, 11, 28)) if m.status == "member"}
    assert {"Q159", "Q232", "Q184", "Q863", "Q813"} <= members
    assert "Q265" not in members  # Uzbekistan left in 2012


def test_memberships_of_a_country_depend_on_the_day() -> None:
    reference = load()

    def held(day: date) -> set[str]:
        return {m.organization for m in reference.memberships("Q145", day) if m.status == "member"}

    assert "Q458" in held(date(2010, 1, 1))
    assert "Q458" not in held(date(2022, 1, 1))


def test_capital_and_country_answer_each_other() -> None:
    reference = load()
    assert reference.capital("Q232") == "Q1520"
    assert reference.is_capital_of("Q1520") == "Q232"
    assert reference.is_capital_of("Q60") is None


def test_every_country_of_today_has_a_capital() -> None:
    reference = load()
    former = {"СССР", "Югославия", "Сербия и Черногория", "Чехословакия", "ГДР"}
    without = {e.name for e in reference.entities("Country") if reference.capital(e.id) is None}
    in_free_association = {"Острова Кука", "Ниуэ"}
    assert without == former | in_free_association


def test_headquarters_are_a_city() -> None:
    assert load().headquarters("Q318693") == "Q649"


def test_second_identifier_leads_to_the_first() -> None:
    assert entity("Q756617").id == "Q35"
    assert load().capital("Q29999") == load().capital("Q55")


def test_unknown_id_gives_nothing() -> None:
    reference = load()
    assert reference.entity("Q0") is None
    assert reference.tenures("Q0") == () == reference.holders("Q0") == reference.members("Q0")


def test_every_reference_points_to_an_entity() -> None:
    reference = load()
    known = {e.id for e in reference.entities()}
    for e in reference.entities():
        assert {e.country, e.part_of, e.seat} - {None} <= known
        assert {t.person for t in reference.tenures(e.id)} | {t.place for t in reference.tenures(e.id)} <= known
        assert {m.country for m in reference.members(e.id)} | {m.organization for m in reference.members(e.id)} <= known


def test_ids_are_wikidata_ids_or_slugs() -> None:
    for e in load().entities():
        assert e.id == e.wikidata if e.wikidata else e.id == e.id.lower() and " " not in e.id
