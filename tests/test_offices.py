"""Office phrases in sentences: span, kind, place, marks."""

import pytest
from marked import link_marks, read_marks

from kg.analysis import Tree
from kg.mentions.offices import find_offices
from kg.model import Document

pytestmark = pytest.mark.model


@pytest.fixture
def read(analyze):
    def phrases(line):
        text, marks = read_marks(line)
        analysis = analyze(Document("example", text))
        mentions = [link.mention for link in link_marks(analysis, marks).links]
        found = find_offices(Tree(analysis.sentences[0]), 0, mentions)
        return [(phrase.span.of(text), phrase) for phrase in found]

    return phrases


def one(found):
    assert len(found) == 1, [text for text, _ in found]
    return found[0]


@pytest.mark.parametrize(
    ("line", "span", "kind", "place"),
    [
        ("Приехал президент [Перу|Country:Q419].", "президент Перу", "head_of_state", "Перу"),
        ("Приехал [турецкий|Country:Q43:adjective] лидер.", "турецкий лидер", "head_of_state", "турецкий"),
        ("Глава правительства [Чехии|Country:Q213] ушёл.", "Глава правительства Чехии", "head_of_government", "Чехии"),
        ("Генсек [НАТО|Organization:Q7184] прилетел.", "Генсек НАТО", "head_of_organization", "НАТО"),
        ("Посол [Чили|Country:Q298] в [ООН|Organization:Q1065] ждал.", "Посол Чили в ООН", "position", "Чили"),
        ("Глава [Якутии|Region:Q6605] уехал.", "Глава Якутии", "head_of_region", None),
        ("Лидер партии [Чехии|Country:Q213] уехал.", "Лидер партии Чехии", "other", None),
        ("Губернатор [Техаса|Region:Q1439] уехал.", "Губернатор Техаса", "head_of_region", None),
    ],
)
def test_phrase_has_span_kind_and_place(read, line, span, kind, place):
    text, phrase = one(read(line))
    assert (text, phrase.kind, phrase.place.text if phrase.place else None) == (span, kind, place)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("Экс-президент [Перу|Country:Q419] осуждён.", "former"),
        ("Бывший премьер [Италии|Country:Q38] осуждён.", "former"),
        ("Премьер [Италии|Country:Q38] (2006–2008) осуждён.", "former"),
        ("И. о. премьера [Италии|Country:Q38] осуждён.", "acting"),
        ("Избранный президент [Чили|Country:Q298] ждёт.", "elect"),
        ("Кандидат в президенты [Чили|Country:Q298] ждёт.", "candidate"),
        ("Вице-президент [Чили|Country:Q298] ждёт.", "deputy"),
        ("Пост президента [Чили|Country:Q298] пустует.", "post"),
    ],
)
def test_word_before_the_title_marks_the_office(read, line, mark):
    _, phrase = one(read(line))
    assert mark in phrase.marks


def test_nested_title_is_a_phrase_of_its_own_inside_the_outer(read):
    found = read("Пришёл пресс-секретарь президента [России|Country:Q159].")
    assert [(text, phrase.inside, phrase.kind) for text, phrase in found] == [
        ("пресс-секретарь президента России", False, "position"),
        ("президента России", True, "head_of_state"),
    ]


def test_plural_title_keeps_all_its_places(read):
    text, phrase = one(read("Лидеры [России|Country:Q159], [Китая|Country:Q148] и [Индии|Country:Q668] спорили."))
    assert text == "Лидеры России, Китая и Индии"
    assert phrase.plural
    assert [place.text for place in phrase.places] == ["России", "Китая", "Индии"]


def test_words_of_a_body_are_no_office(read):
    assert read("Собрался [Совет глав государств [СНГ|Organization:Q7779]|Organization:council].") == []


def test_adverbial_after_the_place_is_not_part_of_the_phrase(read):
    text, _ = one(read("Президент [Чили|Country:Q298] в [Вене|City:Q1741] спал."))
    assert text == "Президент Чили"
