"""People of one document: which names mean one person; clusters become entities."""

from datetime import date

from kg.model import Analysis, Document, Mention, Span
from kg.reference import load
from kg.resolution.cluster import Cluster, entities_of, identify, links_of
from kg.resolution.context import Context, document_dates
from kg.resolution.people import resolve_people


def analysis(text: str = "", published: date | None = None) -> Analysis:
    return Analysis(Document("d", text, published=published), (), ())


def person(normal: str, start: int, candidates: tuple[str, ...] = ()) -> Mention:
    return Mention("d", Span(start, start + len(normal)), normal, "Person", "name", normal, 0, candidates)


def groups(*normals: str) -> list[list[str]]:
    """Return the names by person, people and names in text order."""
    mentions = [person(normal, 100 * number) for number, normal in enumerate(normals)]
    clusters = resolve_people(mentions, Context(analysis(), mentions, load(), None))
    ordered = sorted(clusters, key=lambda cluster: cluster.mentions[0].span)
    return [[mention.normal for mention in cluster.mentions] for cluster in ordered]


def test_surname_joins_the_full_name_after_it() -> None:
    assert groups("Кедров", "Антон Кедров") == [["Кедров", "Антон Кедров"]]


def test_initials_and_patronymic_join_the_full_name() -> None:
    names = ("Антон Ильич Кедров", "А. И. Кедров", "Кедров А. И.", "Антон Ильич", "Кедров")
    assert groups(*names) == [list(names)]


def test_other_given_name_is_another_person() -> None:
    assert groups("Антон Кедров", "Анна Кедрова", "Кедрова", "Кедров") == [
        ["Антон Кедров", "Кедров"],
        ["Анна Кедрова", "Кедрова"],
    ]


def test_other_initial_is_another_person() -> None:
    assert groups("Антон Кедров", "П. Кедров") == [["Антон Кедров"], ["П. Кедров"]]


def test_surname_of_two_people_means_the_one_named_last() -> None:
    assert groups("Антон Кедров", "Пётр Кедров", "Кедров") == [["Антон Кедров"], ["Пётр Кедров", "Кедров"]]


def test_first_word_of_an_east_asian_name_is_its_surname() -> None:
    assert groups("Си Цзиньпин", "Си") == [["Си Цзиньпин", "Си"]]


def test_part_of_a_compound_surname_joins_the_whole() -> None:
    assert groups("Луис Инасиу Лула да Силва", "Лула да Силва", "Лула") == [
        ["Луис Инасиу Лула да Силва", "Лула да Силва", "Лула"]
    ]


def test_namesake_of_another_given_name_is_never_linked() -> None:
    mentions = [person("Сергей Токаев", 0)]
    clusters = resolve_people(mentions, Context(analysis(), mentions, load(), "2024-01-01"))
    assert [cluster.reference for cluster in clusters] == [None]


def test_ids_follow_the_text_and_clusters_of_one_reference_join() -> None:
    late, early, again = person("Второй", 50), person("Первый", 0), person("Третий", 90)
    found = identify(
        [Cluster("Person", "Второй", (late,)), Cluster("Person", "Первый", (early,), "Q7747"),
         Cluster("Person", "Третий", (again,), "Q7747")],
        "d",
    )  # fmt: skip
    assert list(found) == ["Q7747", "d#1"]
    assert [link.entity for link in links_of(found)] == ["Q7747", "d#1", "Q7747"]
    assert [entity.name for entity in entities_of(found, load())] == ["Владимир Путин", "Второй"]


def test_publication_goes_before_the_years_of_the_text() -> None:
    text = "В 2007 году и в 1999 году."
    assert document_dates(analysis(text, date(2024, 5, 1)), None) == (date(2024, 5, 1),)
    assert document_dates(analysis(text), "2011-10") == (date(2011, 10, 1),)
    assert document_dates(analysis(text), None) == (date(2007, 7, 1), date(1999, 7, 1))
    assert document_dates(analysis("Без дат."), None) == ()


def test_text_about_sport_is_told_from_politics() -> None:
    def context(text: str) -> Context:
        return Context(analysis(text), (), load(), None)

    assert context("Матч чемпионата выиграл тренер.").leisure
    assert not context("Президент посетил матч и провёл переговоры.").leisure
    assert context("Министр прибыл.").politics
