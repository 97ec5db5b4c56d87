"""The force of claims: own sentences, the claim's word, its status."""

import pytest

from kg.model import Document, LinkedDocument
from kg.reference import load
from kg.relations import DocumentView
from kg.relations.modality import status_at

pytestmark = pytest.mark.model

CASES = [
    ("Президент прибыл в столицу.", "прибыл", "asserted"),
    ("Саммит проходит в Праге.", "проходит", "asserted"),
    ("Министр сообщил, что посол прибыл.", "прибыл", "asserted"),
    ("Форум открылся, объявил премьер.", "открылся", "asserted"),
    ("Не только премьер, но и король приехал на форум.", "приехал", "asserted"),
    ("Король не отказался от участия в форуме.", "участия", "asserted"),
    ("Зачем канцлер прилетел в Прагу?", "прилетел", "asserted"),
    ("На саммит, который прошёл в Праге, король не поехал.", "прошёл", "asserted"),
    ("После визита канцлер не стал говорить с прессой.", "визита", "asserted"),
    ("Предложение провести форум в Праге принято.", "провести", "asserted"),
    ("Президент прибудет в столицу.", "прибудет", "planned"),
    ("Король намерен посетить Прагу.", "посетить", "planned"),
    ("Ожидается, что канцлер приедет.", "приедет", "planned"),
    ("Форум назначен на май.", "назначен", "planned"),
    ("Встреча запланирована на осень.", "запланирована", "planned"),
    ("Канцлер будет участвовать в форуме.", "участвовать", "planned"),
    ("Саммит должен пройти в мае.", "пройти", "planned"),
    ("Министр подтвердил, что король приедет.", "приедет", "planned"),
    ("Президент не приедет.", "приедет", "denied"),
    ("Канцлер отказался ехать на форум.", "ехать", "denied"),
    ("Канцлер отказался от участия в форуме.", "участия", "denied"),
    ("Пресс-секретарь опроверг, что король прибыл.", "прибыл", "denied"),
    ("Король участвовать не будет.", "участвовать", "denied"),
    ("Посол исключил визит короля.", "визит", "denied"),
    ("Визит канцлера отменён.", "визит", "denied"),
    ("Форум пройдёт без участия короля.", "участия", "denied"),
    ("Министр не стал подписывать договор.", "подписывать", "denied"),
    ("Сообщалось, что король прибыл. Посольство опровергло эту информацию.", "прибыл", "denied"),
    ("Писали, что король прибыл. Это не соответствует действительности.", "прибыл", "denied"),
    ("Президент может приехать.", "приехать", "hypothetical"),
    ("Возможно, король приедет.", "приедет", "hypothetical"),
    ("Если канцлер приедет, форум откроется.", "приедет", "hypothetical"),
    ("Если канцлер приедет, форум откроется.", "откроется", "hypothetical"),
    ("Король хотел бы посетить Прагу.", "посетить", "hypothetical"),
    ("Премьер предложил провести форум.", "провести", "hypothetical"),
    ("Премьер готов приехать на форум.", "приехать", "hypothetical"),
    ("Послы обсуждают возможность визита короля.", "визита", "hypothetical"),
    ("Король якобы приехал тайно.", "приехал", "hypothetical"),
    ("Посол не исключил визита короля.", "визита", "hypothetical"),
    ("Приедет ли король?", "Приедет", "hypothetical"),
    ("Визит короля отложен.", "визит", "hypothetical"),
    ("Посол не подтвердил, что король приедет.", "приедет", "hypothetical"),
    ("Канцлер надеется, что король приедет.", "приедет", "hypothetical"),
    ("Король может приехать и выступить на форуме.", "выступить", "hypothetical"),
    ("Министр призвал подписать договор.", "подписать", "hypothetical"),
]


@pytest.mark.parametrize(("text", "word", "status"), CASES)
def test_status_at_reads_the_force_of_a_claim(text, word, status, analyze):
    analysis = analyze(Document("example", text))
    view = DocumentView(LinkedDocument(analysis, (), ()), load())
    sent = view.sentences[0]
    anchor = next(i for i, token in enumerate(sent.tree.tokens) if token.text.lower() == word.lower())
    assert status_at(sent, anchor) == status


def test_status_at_takes_the_root_without_an_anchor(analyze):
    analysis = analyze(Document("example", "Король не приехал."))
    assert status_at(DocumentView(LinkedDocument(analysis, (), ()), load()).sentences[0], None) == "denied"
