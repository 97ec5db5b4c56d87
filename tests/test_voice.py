"""The voice of claims from `voice.tsv`: speaker and status, line by line; rules and models ask for it alike."""

from pathlib import Path

import pytest
from marked import link_marks, read_marks

from kg.model import Document, Span
from kg.reference import load
from kg.relations import RULES, DocumentView, find_statements
from kg.relations.proof import Proofs
from kg.relations.quotations import quotations
from kg.relations.voice import voice_at

pytestmark = pytest.mark.model
TESTS = Path(__file__).parent
LEAST = 60


def cases(name):
    lines = (TESTS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def view_of(line, analyze):
    text, marks = read_marks(line)
    return DocumentView(link_marks(analyze(Document("example", text)), marks), load())


def place_of(view, word):
    for same in (lambda token: token.text == word, lambda token: token.text.lower() == word.lower()):
        for sent in view.sentences:
            for at, token in enumerate(sent.tree.tokens):
                if same(token):
                    return sent, at
    raise AssertionError(f"no word {word}")


def read(line, word, analyze):
    voice = voice_at(*place_of(view_of(line, analyze), word))
    return voice.speaker or "-", "rumour" if voice.rumour and voice.status == "hypothetical" else voice.status


@pytest.mark.parametrize(("line", "word", "speaker", "status"), cases("voice.tsv"))
def test_claim_has_its_speaker_and_status(line, word, speaker, status, analyze):
    assert read(line, word, analyze) == (speaker, status)


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize(("line", "word", "speaker", "status"), cases("voice_unread.tsv"))
def test_claim_that_is_not_read_yet(line, word, speaker, status, analyze):
    assert read(line, word, analyze) == (speaker, status)


def test_sentences_that_nobody_tuned_on_are_mostly_read_right(analyze):
    unseen = cases("voice_unseen.tsv")
    found = [read(line, word, analyze) for line, word, _, _ in unseen]
    speakers = sum(speaker == wanted for (speaker, _), (_, _, wanted, _) in zip(found, unseen, strict=True))
    statuses = sum(status == wanted for (_, status), (*_, wanted) in zip(found, unseen, strict=True))
    print(f"speaker {speakers / len(unseen):.4f}, status {statuses / len(unseen):.4f} of {len(unseen)}")
    assert len(unseen) >= LEAST
    assert speakers / len(unseen) >= 0.85
    assert statuses / len(unseen) >= 0.85


def test_the_table_has_enough_speakers():
    assert len([row for row in cases("voice.tsv") if row[2] != "-"]) >= LEAST


def test_a_rumour_that_is_denied_stays_denied(analyze):
    view = view_of("[Минюст|Authority:m] назвал фейком слухи о том, что премьер покинул страну.", analyze)
    voice = voice_at(*place_of(view, "покинул"))
    assert (voice.speaker, voice.status, voice.rumour) == ("m", "denied", True)


def test_what_a_rule_knows_of_the_status_stays_but_a_rumour_is_no_fact(analyze):
    view = view_of("Король якобы приехал тайно.", analyze)
    assert voice_at(*place_of(view, "приехал"), "denied").status == "denied"
    assert voice_at(*place_of(view, "приехал"), "asserted").status == "hypothetical"


def test_a_quotation_ends_at_its_mark_over_sentences(analyze):
    view = view_of("«Мы рады. Форум открыт», — сказал [Новак|Person:n]. Форум продлится до пятницы.", analyze)
    found = quotations(view)
    assert [(q.span, q.said.link.entity) for q in found] == [(Span(0, 23), "n")]


def test_a_title_in_marks_is_no_quotation(analyze):
    assert quotations(view_of("[Новак|Person:n] возглавил «Единую Чехию».", analyze)) == ()


OFFICE = "Войска уйдут осенью, объявил премьер [Австралии|Country:Q408] [Джон Говард|Person:h]."


def test_words_that_name_a_speaker_state_his_office_without_a_speaker(analyze):
    (statement,) = find_statements(view_of(OFFICE, analyze), RULES)
    (evidence,) = statement.evidence
    assert (statement.subject, statement.predicate, statement.object) == ("h", "leaderOf", "Q408")
    assert (evidence.speaker, evidence.status) == (None, "asserted")


@pytest.mark.parametrize(
    ("line", "predicate", "speaker", "status", "rumour"),
    [
        (OFFICE, "worksAt", None, "asserted", False),
        ("Премьер [Чехии|Country:c] [Ян Новак|Person:n] не приедет.", "worksAt", None, "asserted", False),
        ("Бывший премьер [Чехии|Country:c] [Ян Новак|Person:n] не приедет.", "worksAt", None, "past", False),
        ("[Ян Новак|Person:n] стал бы премьером [Чехии|Country:c].", "worksAt", None, "hypothetical", False),
        ("[Ян Новак|Person:n] якобы посетил [Чехию|Country:c].", "visits", None, "hypothetical", True),
        ("[Рейс|Person:r] сказала, что [Новак|Person:n] не посетил [Чехию|Country:c].", "visits", "r", "denied", False),
    ],
)  # fmt: skip
def test_models_statements_have_the_voice_of_the_rules(line, predicate, speaker, status, rumour, analyze):
    view = view_of(line, analyze)
    country, person = (next(x for x in view.linked.links if x.entity in ids) for ids in (("c", "Q408"), ("n", "h")))
    ends, spans = (person.entity, country.entity), (person.mention.span, country.mention.span)
    evidence = Proofs(view, "model").evidence(predicate, ends, spans, 0.7)
    assert (evidence.speaker, evidence.status, evidence.rumour) == (speaker, status, rumour)
