import pytest

from kg.analysis import load_morphology
from kg.mentions import Scene, find_names
from kg.mentions.documents import find_documents
from kg.mentions.events import find_events
from kg.model import Document
from kg.reference import load

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def scene_of(analyze):
    return lambda text: Scene(analyze(Document("d", text)), load(), load_morphology())


@pytest.fixture(scope="module")
def events_of(scene_of):
    def find(text):
        scene = scene_of(text)
        return [(mention.type, mention.text) for mention in find_events(scene, find_names(scene))]

    return find


@pytest.fixture(scope="module")
def documents_of(scene_of):
    def find(text):
        scene = scene_of(text)
        return [(mention.type, mention.text) for mention in find_documents(scene, find_names(scene))]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("На 38-й саммит Африканского союза прибыли гости.", ("Summit", "38-й саммит Африканского союза")),
        ("Саммит АТЭС-2012 прошёл на острове.", ("Summit", "Саммит АТЭС-2012")),
        ("Следующий саммит лидеров НАТО пройдёт в Гааге.", ("Summit", "Следующий саммит лидеров НАТО")),
        ("Вчера открылось заседание Совета глав государств СНГ.", ("Session", "заседание Совета глав государств СНГ")),
        ("В Минске прошла встреча министров иностранных дел ОДКБ.",
         ("Meeting", "встреча министров иностранных дел ОДКБ")),
        ("В Эр-Рияде прошёл российско-арабский саммит.", ("Summit", "российско-арабский саммит")),
        ("Он летит на саммит «Большой двадцатки» в Рио.", ("Summit", "саммит «Большой двадцатки»")),
        ("Совет глав государств СНГ соберётся в Ашхабаде.", ("Session", "Совет глав государств СНГ")),
        ("Гости прибыли на празднование 80-летия Победы.", ("Celebration", "празднование 80-летия Победы")),
        ("Церемония инаугурации прошла в Кремле.", ("Event", "Церемония инаугурации")),
        ("Встреча президентов России и Франции пройдёт 24 февраля в Братиславе.", ("Meeting", "Встреча")),
        ("В Париже завершился первый за пять лет саммит Сахеля.", ("Summit", "первый за пять лет саммит Сахеля")),
        ("В Баку открылся XVIII саммит ДН.", ("Summit", "XVIII саммит ДН")),
        ("Саммит-2031 примет Найроби.", ("Summit", "Саммит-2031")),
        ("Двадцать четвёртый саммит ШОС намечен на июль.", ("Summit", "Двадцать четвёртый саммит ШОС")),
        ("Выбор утвердит генеральная конференция агентства, созываемая в Вене.",
         ("Conference", "генеральная конференция агентства")),
        ("Торжественное заседание, посвящённое 30-летию ОДКБ, прошло здесь.", ("Session", "Торжественное заседание")),
        ("Главы МИД стран БРИКС провели консультации в Бразилиа.", ("Negotiation", "консультации")),
        ("Переговоры президентов России и Ирана заняли весь день.", ("Negotiation", "Переговоры")),
        ("Переговоры в Большом Кремлёвском дворце шли до ночи.", ("Negotiation", "Переговоры")),
        ("Он едет на торжества по случаю 80-летия Победы.", ("Celebration", "торжества по случаю 80-летия Победы")),
        ("Выборы президента Турции прошли 28 мая.", ("Election", "Выборы президента Турции")),
        ("Путин и Токаев проведут переговоры 27 ноября в Астане.", ("Negotiation", "переговоры")),
    ],
)  # fmt: skip
def test_event_phrase_has_the_organizer_but_not_place_and_date(events_of, text, expected):
    assert events_of(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "На заседании Госдумы приняли закон.",
        "Совещание кабинета министров назначено на вторник.",
        "За год состоялось 134 встречи.",
        "На встрече с журналистами он рассказал о планах.",
        "На саммитах такие вопросы решают редко.",
        "Сборная провела встречу с соперником: матч завершился вничью, тренер доволен.",
        "Совет Федерации одобрил закон.",
        "Пресс-конференции не будет.",
        "Форум стран — экспортёров газа опубликовал отчёт.",
    ],
)
def test_what_is_no_event_of_the_graph_gives_none(events_of, text):
    assert events_of(text) == []


def test_bare_noun_takes_up_an_event_told_before(events_of):
    found = events_of("В Астане открылся саммит ОДКБ.\nНа встрече обсудят безопасность.")
    assert found == [("Summit", "саммит ОДКБ"), ("Meeting", "встрече")]


def test_bare_noun_without_an_event_before_is_none(events_of):
    assert events_of("На встрече обсудят безопасность.") == []


def test_gathering_of_leaders_lets_a_bare_noun_tell_of_it(events_of):
    found = events_of("Лидеры стран АТЭС съехались в Лиму.\nХозяйкой форума стала Дина Болуарте.")
    assert found == [("Conference", "форума")]


def test_host_named_beside_the_noun_is_no_participant(events_of):
    found = events_of("В Баку открылся саммит ОДКБ.\nХозяина встречи Ильхама Алиева поблагодарили.")
    assert found == [("Summit", "саммит ОДКБ"), ("Meeting", "встречи")]


def test_meeting_of_two_does_not_take_up_the_event(events_of):
    found = events_of("В Казани открылся саммит БРИКС.\nСи Цзиньпин и Нарендра Моди провели встречу.")
    assert found == [("Summit", "саммит БРИКС")]


def test_sitting_of_another_body_does_not_take_up_the_event(events_of):
    found = events_of("Саммит СНГ пройдёт в Минске.\nАссамблея и её заседание тоже в планах.")
    assert found == [("Summit", "Саммит СНГ")]


def test_normal_form_is_nominative(scene_of):
    scene = scene_of("Решение приняли на 31-м заседании Совета ОДКБ.")
    assert [mention.normal for mention in find_events(scene, find_names(scene))] == ["31-е заседание Совета ОДКБ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Лидеры подпишут договор о создании Евразийского экономического союза (ЕАЭС).",
         ("Treaty", "договор о создании Евразийского экономического союза (ЕАЭС)")),
        ("Участники приняли итоговую декларацию.", ("Declaration", "итоговую декларацию")),
        ("Стороны заключили конвенцию о борьбе с терроризмом и экстремизмом.",
         ("Treaty", "конвенцию о борьбе с терроризмом и экстремизмом")),
        ("Премьеры подписали декларацию о «мире и дружбе».", ("Declaration", "декларацию о «мире и дружбе»")),
        ("Лидеры подписали договор о его создании.", ("Treaty", "договор о его создании")),
        ("Казахстан присоединился к Авраамовым соглашениям.", ("Agreement", "Авраамовым соглашениям")),
        ("Если верить итоговому коммюнике, спор улажен.", ("Declaration", "итоговому коммюнике")),
        ("Соответствующую декларацию скрепили подписями главы государств.", ("Declaration", "декларацию")),
        ("Министры Чили и Перу подписали дорожную карту.", ("Agreement", "дорожную карту")),
    ],
)  # fmt: skip
def test_document_phrase_has_its_topic(documents_of, text, expected):
    assert documents_of(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Лидеры подпишут 14 документов.",
        "Организация Договора о коллективной безопасности создана давно.",
        "Депутат подал декларацию о доходах.",
        "Дума приняла закон о молоке.",
        "Об этом говорится в документе.",
        "Стороны сверили планы и карту дорог.",
        "Подписать соглашения хотят обе страны.",
    ],
)
def test_what_is_no_signed_document_gives_none(documents_of, text):
    assert documents_of(text) == []
