"""Who says it: marked sentences of our own, the claim's word, the speaker (None: the outlet itself)."""

import pytest
from marked import link_marks, read_marks

from kg.model import Document
from kg.reference import load
from kg.relations import DocumentView
from kg.relations.speech import speaker_at

pytestmark = pytest.mark.model

NOVAK = "[Павел Новак|Person:novak]"
REIS = "[Мария Рейс|Person:reis]"
CASES = [
    ("По словам [Павла Новака|Person:novak], король приедет в Прагу.", "приедет", "novak"),
    (f"Король приедет в Прагу, сообщил {NOVAK}.", "приедет", "novak"),
    (f"{NOVAK} заявил, что король приедет в Прагу.", "приедет", "novak"),
    (f"«Король приедет в Прагу», — сказал {NOVAK}.", "приедет", "novak"),
    (f"Министр обороны {NOVAK} рассказал, что король прибудет в Прагу.", "прибудет", "novak"),
    (f"{NOVAK} ответил на вопросы. По его словам, король приедет в Прагу.", "приедет", "novak"),
    (f"{NOVAK} ответил на вопросы. Он добавил, что король приедет в Прагу.", "приедет", "novak"),
    (f"{REIS} сообщила о переговорах. Она уточнила, что король посетит Прагу.", "посетит", "reis"),
    ("Как сообщает [МИД|Authority:mid] Чехии, король прилетит в Прагу.", "прилетит", "mid"),
    ("Король прилетит в Прагу, передаёт [агентство «Заря»|Outlet:zarya].", "прилетит", "zarya"),
    (f"Как отметил {NOVAK}, король приедет в Прагу.", "приедет", "novak"),
    (f"{NOVAK}: король приедет в Прагу", "приедет", "novak"),
    (f"Король приедет в Прагу. Об этом сообщил {NOVAK}.", "приедет", "novak"),
    (f"«Встреча назначена. Король приедет в Прагу», — сказал {NOVAK}.", "приедет", "novak"),
    (f"{NOVAK} сообщил, что, по словам [Марии Рейс|Person:reis], король приедет.", "приедет", "reis"),
    (f"Газета пишет, что {NOVAK} подтвердил: король приедет в Прагу.", "приедет", "novak"),
    ("По данным [ООН|Organization:un], король посетит Киев.", "посетит", "un"),
    ("Король, по утверждению [Павла Новака|Person:novak], приедет в Прагу.", "приедет", "novak"),
    (f"Король приедет, — рассказала представитель МИД {REIS}.", "приедет", "reis"),
    (f"{NOVAK} опроверг, что король приедет в Прагу.", "приедет", "novak"),
    (f"{NOVAK} объявил, что посетит Прагу.", "посетит", "novak"),
    (f"«Мы договорились, — сказал {NOVAK}. — Завтра король посетит Прагу».", "посетит", "novak"),
    ("Король посетит Прагу, говорится в сообщении [МИД|Authority:mid].", "посетит", "mid"),
    (f"{NOVAK} напомнил: король приедет в Прагу.", "приедет", "novak"),
    ("Согласно [ОБСЕ|Organization:osce], король посетит Прагу.", "посетит", "osce"),
    ("Король приедет в Прагу.", "приедет", None),
    (f"{NOVAK} прилетел в Прагу и заявил, что доволен.", "прилетел", None),
    ("Источник сообщил, что король приедет в Прагу.", "приедет", None),
    (f"{NOVAK} выступил на форуме. Король приедет завтра.", "приедет", None),
    (f"«Мы рады», — сказал {NOVAK}. Король приедет завтра.", "приедет", None),
]


@pytest.mark.parametrize(("line", "word", "speaker"), CASES)
def test_speaker_at_finds_who_says_it(line, word, speaker, analyze):
    text, marks = read_marks(line)
    analysis = analyze(Document("example", text))
    view = DocumentView(link_marks(analysis, marks), load())
    sent = next(sent for sent in view.sentences if any(token.text.lower() == word for token in sent.tree.tokens))
    anchor = next(i for i, token in enumerate(sent.tree.tokens) if token.text.lower() == word)
    assert speaker_at(sent, anchor) == speaker


def test_a_whole_sentence_is_asked_by_its_root(analyze):
    text, marks = read_marks(f"{NOVAK} заявил, что король приедет.")
    view = DocumentView(link_marks(analyze(Document("example", text)), marks), load())
    assert speaker_at(view.sentences[0], None) is None
