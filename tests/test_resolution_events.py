from datetime import date

import pytest

from kg.analysis import load_morphology
from kg.mentions import Scene, find_names
from kg.mentions.dates import document_date, find_dates
from kg.mentions.documents import find_documents
from kg.mentions.events import find_events
from kg.model import Document
from kg.reference import load
from kg.resolution import resolve
from kg.resolution.documents import resolve_documents
from kg.resolution.events import resolve_events
from kg.resolution.labels import date_in_words, without_shift

pytestmark = pytest.mark.model

ODKB, SHOS, ASTANA, BISHKEK = "Q318693", "Q485207", "Q1520", "Q9361"


@pytest.fixture(scope="module")
def groups_of(analyze):
    """Give the events of a text as (entity, texts of its mentions)."""

    def find(text, published=date(2024, 11, 28)):
        analysis = analyze(Document("d", text, published=published))
        scene = Scene(analysis, load(), load_morphology())
        names = find_names(scene)
        linked = resolve(analysis, names, load())
        dates = find_dates(analysis)
        issued = document_date(analysis, dates)
        events, links = resolve_events(
            analysis, find_events(scene, names), linked.links, linked.entities, dates, load(), issued
        )
        return [(event, [link.mention.text for link in links if link.entity == event.id]) for event in events]

    return find


def texts(groups):
    return [mentions for _, mentions in groups]


def test_session_and_summit_of_one_organization_are_one_event(groups_of):
    groups = groups_of("В Астане пройдёт саммит СНГ.\nЗаседание Совета глав государств СНГ начнётся утром.")
    assert texts(groups) == [["саммит СНГ", "Заседание Совета глав государств СНГ"]]


def test_summits_of_two_organizations_stay_apart_and_bare_nouns_follow_the_salient_one(groups_of):
    groups = groups_of(
        "В Астане открылся саммит ОДКБ.\nЛетом здесь проходило заседание ШОС.\nУчастников встречи встречал президент."
    )
    assert texts(groups) == [["саммит ОДКБ", "встречи"], ["заседание ШОС"]]


def test_gathering_below_a_headline_about_a_celebration_is_the_subject(groups_of):
    groups = groups_of(
        "Президент Казахстана позвал соседей на празднование Наурыза\nВ Бишкеке открылся саммит ОДКБ.\n"
        "Весной здесь проходило заседание ШОС.\nУчастников встречи ждал Садыр Жапаров."
    )
    assert ["саммит ОДКБ", "встречи"] in texts(groups)


def test_bare_noun_prefers_the_event_the_text_is_about_to_a_look_back(groups_of):
    groups = groups_of(
        "В Казани проходит саммит БРИКС.\nПриглашение страна получила в августе 2023 года на саммите в Йоханнесбурге.\n"
        "Хозяином той встречи был Сирил Рамафоса.\nНа саммите выступил Владимир Путин."
    )
    assert texts(groups) == [["саммит БРИКС", "саммите"], ["саммите", "встречи"]]
    assert groups[1][0].feature("date") == "2023-08"


def test_month_adjective_tells_another_event(groups_of):
    groups = groups_of("Саммит ОДКБ прошёл 20 ноября в Минске.\nМестом декабрьской встречи называют Москву.")
    assert texts(groups) == [["Саммит ОДКБ"], ["декабрьской встречи"]]


def test_regular_summit_that_lies_ahead_is_another_one(groups_of):
    groups = groups_of("Саммит ШОС завершился в Астане.\nЕму предложили, чтобы очередной саммит прошёл в Бишкеке.")
    assert texts(groups) == [["Саммит ШОС"], ["очередной саммит"]]


def test_end_of_a_term_is_no_date_of_the_event(groups_of):
    groups = groups_of("В Баку открылся саммит ОДКБ, на котором полномочия до 2029 года передали Минску.")
    assert groups[0][0].feature("date") is None


def test_extended_meeting_stays_apart_from_the_summit(groups_of):
    groups = groups_of("В Астане открылся саммит ШОС.\nГости придут на встречу «ШОС плюс» вечером.")
    assert texts(groups) == [["саммит ШОС"], ["встречу «ШОС плюс»"]]


def test_short_name_before_the_full_one_is_the_same_organizer(groups_of):
    groups = groups_of("Душанбе принял саммит Содружества.\nЗаседание Совета глав государств СНГ открылось утром.")
    assert len(groups) == 1


def test_two_summits_of_a_list_share_the_host(groups_of):
    groups = groups_of("Уфа приняла две встречи: саммит БРИКС и саммит ШОС.")
    assert [event.feature("place") for event, _ in groups] == ["Q911", "Q911"]


def test_chronicle_keeps_its_summits_apart(groups_of):
    groups = groups_of(
        "В 2015 году объединение вернулось в Россию.\nУфа приняла тогда две встречи: саммит БРИКС и саммит ШОС.\n"
        "Потом были Гоа и Сямэнь.\nДальше помешала пандемия.\nСтраны ждали.\n"
        "В октябре 2023 года хозяином встречи выступил Сирил Рамафоса."
    )
    assert [(event.feature("year"), event.feature("organizer")) for event, _ in groups] == [
        ("2015", "Q243630"),
        ("2015", SHOS),
        ("2023", "Q243630"),
    ]


def test_another_one_of_the_kind_is_an_event_of_its_own(groups_of):
    groups = groups_of(
        "Саммит «C5+1» прошёл в Вашингтоне.\nПервую такую встречу провёл 1 ноября 2015 года в Самарканде Джон Керри."
    )
    assert texts(groups) == [["Саммит «C5+1»"], ["встречу"]]


def test_summit_promised_elsewhere_is_another_one(groups_of):
    groups = groups_of("Саммит АТЭС завершился накануне.\nСаммит обещают устроить на Бали.")
    assert texts(groups) == [["Саммит АТЭС"], ["Саммит"]]
    assert groups[1][0].feature("organizer") == groups[0][0].feature("organizer")


def test_numbered_summit_belongs_to_the_organization_the_text_is_about(groups_of):
    groups = groups_of("Страна вошла в ОДКБ.\nРешение приняли на 12-м саммите в Минске.")
    assert groups[0][0].feature("organizer") == ODKB


def test_side_of_a_pair_is_no_organizer(groups_of):
    groups = groups_of("На заседание Совета Россия — НАТО приехал президент.")
    assert groups[0][0].feature("organizer") is None


def test_next_summit_is_another_one(groups_of):
    groups = groups_of("В Астане открылся саммит ОДКБ.\nСледующий саммит пройдёт в Бишкеке.")
    assert texts(groups) == [["саммит ОДКБ"], ["Следующий саммит"]]
    assert groups[1][0].feature("organizer") == ODKB
    assert groups[1][0].feature("place") == BISHKEK


def test_years_tell_summits_apart(groups_of):
    groups = groups_of("Саммит ШОС пройдёт в Астане.\nТермин он придумал на саммите ШОС в 2018 году.")
    assert texts(groups) == [["Саммит ШОС"], ["саммите ШОС"]]
    assert groups[1][0].feature("year") == "2018"


def test_places_tell_summits_apart(groups_of):
    groups = groups_of("На саммит G20 в ЮАР он не поедет.\nНовостей о саммите в Будапеште нет.")
    assert len(groups) == 2


def test_meeting_of_ministers_is_not_the_summit(groups_of):
    groups = groups_of("В Астане прошёл саммит ОДКБ.\nВчера состоялась встреча министров иностранных дел ОДКБ.")
    assert len(groups) == 2


def test_council_with_a_partner_is_not_the_organizations_summit(groups_of):
    groups = groups_of("В Бухаресте прошёл саммит НАТО.\nВ пятницу он приехал на заседание Совета Россия — НАТО.")
    assert len(groups) == 2


def test_event_carries_what_the_clause_tells(groups_of):
    [(event, _)] = groups_of("Саммит ОДКБ пройдёт 29 ноября в Астане.")
    assert dict(event.features) == {
        "kind": "Summit", "organizer": ODKB, "root": ODKB, "place": ASTANA, "city": ASTANA, "country": "Q232",
        "date": "2024-11-29", "year": "2024", "level": "leaders", "time": "future", "issued": "2024-11-28",
        "called": "Саммит ОДКБ", "short": "ОДКБ", "short_en": "CSTO",
    }  # fmt: skip
    assert event.name == "Саммит ОДКБ, Астана, 29 ноября 2024"


def test_last_day_is_no_first_day(groups_of):
    [(event, _)] = groups_of("В Астане открылся саммит ОДКБ.\nСаммит завершится завтра.")
    assert (event.feature("date"), event.feature("until")) == (None, "2024-11-29")


def test_round_of_talks_is_an_event_of_its_own(groups_of):
    groups = groups_of("Закончился второй раунд переговоров России и Украины.\nТретий раунд пройдёт 7 ноября в Минске.")
    assert [event.feature("ordinal") for event, _ in groups] == ["2", "3"]


def test_meetings_of_other_people_are_two(groups_of):
    groups = groups_of(
        "Вчера прошла встреча Владимира Путина с Николом Пашиняном.\n"
        "Затем состоялась встреча Владимира Путина с Ильхамом Алиевым."
    )
    assert len(groups) == 2


def test_plenary_sitting_is_not_the_forum(groups_of):
    groups = groups_of(
        "Во Владивостоке идёт Восточный экономический форум.\nНа пленарном заседании форума говорил премьер.\n"
        "Участников ВЭФ разместили на острове."
    )
    assert texts(groups) == [["Восточный экономический форум", "форума", "ВЭФ"], ["пленарном заседании"]]


def test_month_of_an_adjective_dates_the_event(groups_of):
    groups = groups_of("Саммит ОДКБ открылся в Минске.\nО решениях октябрьского саммита напомнил генсек ОДКБ.")
    assert groups[1][0].feature("date") == "2024-10"


def test_election_knows_its_country_and_office(groups_of):
    [(event, _)] = groups_of("Киргизия голосует.\nСегодня в стране проходят парламентские выборы.")
    assert (event.feature("country"), event.feature("office")) == ("Q813", "parliament")


def test_organ_gives_way_to_its_organization(groups_of):
    [(event, _)] = groups_of("Заседание Совета глав государств СНГ пройдёт в Минске.")
    assert event.feature("organizer") == "Q7779"


def test_summit_without_organizer_takes_the_one_that_the_text_is_about(groups_of):
    [(event, _)] = groups_of("Лидеры Европейского союза собрались в Брюсселе.\nНа саммите говорили об Украине.")
    assert event.feature("organizer") == "Q458"


def test_unresolved_bare_noun_has_no_link(groups_of):
    groups = groups_of("На встрече обсудили погоду.")
    assert groups == []


def test_bilateral_meeting_knows_its_countries(groups_of):
    [(event, _)] = groups_of("Встреча Владимира Путина и Си Цзиньпина прошла в Пекине 20 мая 2024 года.")
    assert event.name == "Встреча, Пекин, 20 мая 2024"
    assert {value for name, value in event.features if name == "side"} == {"Q159", "Q148"}


def test_bare_meeting_after_a_talk_of_two_is_not_the_summit(groups_of):
    groups = groups_of(
        "На саммите БРИКС в Казани Владимир Путин провёл двустороннюю встречу с Си Цзиньпином. На встрече обсудили газ."
    )
    assert texts(groups) == [["саммите БРИКС"]]


def test_sitting_follows_leaders_who_gather(groups_of):
    [(event, mentions)] = groups_of("Министры иностранных дел ОБСЕ соберутся в Вене.\nЗаседание пройдёт 4 декабря.")
    assert (mentions, event.feature("organizer"), event.feature("date")) == (["Заседание"], "Q81299", "2024-12-04")


def test_body_that_holds_a_sitting_is_its_organizer(groups_of):
    [(event, _)] = groups_of("Совет Безопасности ООН проведёт экстренное заседание.")
    assert event.feature("organizer") == "Q37470"


def test_labels_are_readable():
    assert date_in_words("2024-11-28") == "28 ноября 2024"
    assert date_in_words("2024-05") == "май 2024"
    assert without_shift("Следующий саммит лидеров") == "саммит лидеров"
    assert without_shift("саммит") == "саммит"


def test_document_is_taken_up_by_its_noun_and_by_the_word_document(analyze):
    analysis = analyze(
        Document("d", "Президенты подписали договор о дружбе.\nДокумент вступит в силу завтра.\nДоговор продлят.")
    )
    scene = Scene(analysis, load(), load_morphology())
    entities, links = resolve_documents(analysis, find_documents(scene, find_names(scene)), (), ())
    assert [entity.name for entity in entities] == ["Договор о дружбе"]
    assert [link.mention.text for link in links] == ["договор о дружбе", "Документ", "Договор"]


def test_two_named_documents_stay_apart(analyze):
    analysis = analyze(Document("d", "Стороны подписали договор о дружбе.\nПозже подписали соглашение о торговле."))
    scene = Scene(analysis, load(), load_morphology())
    entities, _ = resolve_documents(analysis, find_documents(scene, find_names(scene)), (), ())
    assert [entity.name for entity in entities] == ["Договор о дружбе", "Соглашение о торговле"]
