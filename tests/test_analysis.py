import pytest

from kg.analysis.analyzer import Analyzer
from kg.analysis.casing import is_capitals, read_words
from kg.analysis.morphology import load_morphology
from kg.analysis.networks import Arc, Tag
from kg.analysis.segment import MAX_TOKENS, sentence_spans, token_spans
from kg.analysis.tree import Tree
from kg.model import Document, Sentence, Span, Token


def cut(text):
    return [span.of(text) for span in sentence_spans(text)]


def test_line_end_closes_a_sentence_without_full_stop():
    assert cut("Лидеры собрались в Астане\nВстреча началась утром. Её ведёт хозяин.") == [
        "Лидеры собрались в Астане",
        "Встреча началась утром.",
        "Её ведёт хозяин.",
    ]


def test_abbreviation_does_not_close_a_sentence():
    assert cut("В 2024 г. саммит прошёл в Казани.") == ["В 2024 г. саммит прошёл в Казани."]


def test_blank_lines_give_no_sentence():
    assert cut(" \n\n\t\n") == []


def test_long_sentence_is_cut_into_pieces_that_lose_no_token():
    text = "слово " * (2 * MAX_TOKENS + 5)
    (sentence,) = sentence_spans(text)
    pieces = list(token_spans(text, sentence))
    assert [len(piece) for piece in pieces] == [MAX_TOKENS, MAX_TOKENS, 5]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ПУТИН", "ПРИБЫЛ", "В", "АСТАНУ"], ["Путин", "Прибыл", "В", "Астану"]),
        (["НЬЮ-ДЕЛИ", ",", "4", "июля"], ["Нью-Дели", ",", "4", "июля"]),
        (["Саммит", "ОДКБ", "и", "ЕАЭС"], ["Саммит", "ОДКБ", "и", "ЕАЭС"]),
        (["ЮНЕСКО", "и", "ООН", "заявили"], ["Юнеско", "и", "ООН", "заявили"]),
    ],
)
def test_capitals_are_read_as_names(words, expected):
    assert read_words(words) == expected


def test_abbreviations_alone_are_not_a_headline_in_capitals():
    assert not is_capitals(["ООН", "ОДКБ", "СНГ"])


@pytest.mark.parametrize(
    ("word", "upos", "feats", "lemma"),
    [
        ("лидеров", "NOUN", (("Case", "Gen"), ("Number", "Plur")), "лидер"),
        ("стали", "VERB", (("Tense", "Past"),), "стать"),
        ("стали", "NOUN", (("Case", "Gen"), ("Gender", "Fem")), "сталь"),
    ],
)
def test_lemma_follows_the_tagger(word, upos, feats, lemma):
    assert load_morphology().lemma(word, upos, feats) == lemma


def test_inflect_gives_a_form_or_none():
    morphology = load_morphology()
    assert morphology.inflect("Казахстана", frozenset({"nomn", "sing"}), "NOUN") == "казахстан"
    assert morphology.inflect("и", frozenset({"nomn"})) is None


class FixedTagger:
    """Tags every word as a noun that hangs on the first one; calls the given words names."""

    def __init__(self, names):
        self.found = names

    def morphology(self, sentences):
        return iter([[Tag("NOUN", ()) for _ in words] for words in sentences])

    def syntax(self, sentences):
        return iter([[Arc(-1 if not i else 0, "dep") for i, _ in enumerate(words)] for words in sentences])

    def names(self, words):
        return self.found


def test_name_that_crosses_a_line_is_cut_at_the_line():
    document = Document(id="d", text="Визит в Москву\nПутин принял гостя")
    analysis = Analyzer(FixedTagger([(2, 4, "LOC")]), load_morphology())(document)
    assert [name.span.of(document.content) for name in analysis.names] == ["Москву", "Путин"]


def test_separate_title_is_a_sentence_of_its_own_and_is_located_in_its_field():
    document = Document(id="d", title="Саммит открыт", text="Гости прибыли.")
    analysis = Analyzer(FixedTagger([]), load_morphology())(document)
    first, second = analysis.sentences
    assert document.locate(first.span) == ("title", Span(0, 13))
    assert document.locate(second.span) == ("text", Span(0, 14))


def test_blank_document_has_no_sentences():
    assert Analyzer(FixedTagger([]), load_morphology())(Document(id="d", text=" \n ")).sentences == ()


@pytest.mark.model
def test_first_word_of_a_text_is_found_as_a_name(analyze):
    document = Document(id="d", text="Путин пригласил лидеров на парад в Москву")
    names = {(name.span.of(document.text), name.label) for name in analyze(document).names}
    assert {("Путин", "PER"), ("Москву", "LOC")} <= names


@pytest.mark.model
def test_capital_dateline_is_found_as_a_place(analyze):
    document = Document(id="d", text="БРАТИСЛАВА, 4 июля. Министры собрались на совещание.")
    assert ("БРАТИСЛАВА", "LOC") in {(name.span.of(document.text), name.label) for name in analyze(document).names}


def tree(*rows):
    tokens, at = [], 0
    for text, head, deprel in rows:
        tokens.append(Token(Span(at, at + len(text)), text, text.lower(), "NOUN", (), head, deprel))
        at += len(text) + 1
    return Tree(Sentence(Span(0, at - 1), tuple(tokens)))


LIST = tree(
    ("лидеры", 3, "nsubj:pass"),
    ("Ирана", 0, "nmod"),
    ("Китая", 1, "conj"),
    ("приняты", -1, "root"),
    ("Омана", 2, "conj"),
)


def test_conjuncts_are_the_whole_list_from_any_member():
    assert LIST.conjuncts(1) == LIST.conjuncts(2) == LIST.conjuncts(4) == (1, 2, 4)


def test_relation_stands_for_its_subtypes():
    assert LIST.children(3, "nsubj") == (0,)


def test_walk_up_ends_in_a_cycle():
    assert list(tree(("а", 1, "dep"), ("б", 0, "dep")).ancestors(0)) == [1]


def test_top_of_a_span_is_the_word_that_governs_the_others():
    assert LIST.top(Span(0, 12)) == 0


@pytest.mark.parametrize("span", [Span(a, b) for a in range(0, 30, 3) for b in range(a + 1, 32, 4)])
def test_tokens_inside_a_span_are_those_that_overlap_it(span):
    assert LIST.inside(span) == tuple(i for i, token in enumerate(LIST.tokens) if token.span.overlaps(span))
