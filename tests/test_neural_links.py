import pytest

from kg.errors import ConfigError
from kg.model import Analysis, Document, EntitySpan, Sentence, Span, Token
from kg.neural.links import LinkTable, learn, lemmas, load_links, save_links


def analysis(text, words):
    tokens, at = [], 0
    for word, lemma in words:
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(Token(Span(start, at), word, lemma, "NOUN", (), -1, "root"))
    return Analysis(Document("x", text), (Sentence(Span(0, len(text)), tuple(tokens)),), ())


WORDS = [("экс-президента", "экс-президент"), ("Объединённых", "объединённый"), ("Штатов", "штат")]
MADE = analysis("экс-президента Объединённых Штатов", WORDS)


def test_lemmas_fold_yo_and_keep_the_part_of_a_word():
    spans = [Span(0, 34), Span(4, 14), Span(15, 34)]
    assert list(lemmas(MADE, spans)) == ["экс-президент объединенный штат", "президента", "объединенный штат"]


def test_a_name_takes_the_id_of_most_of_its_mentions():
    rows = [("CITY", "ош", "Q1"), ("CITY", "ош", "Q1"), ("CITY", "ош", None), ("LAW", "договор", None)]
    rows += [("LAW", "договор", None), ("LAW", "договор", "Q2")]
    assert learn(rows).ids == {("CITY", "ош"): "Q1"}


def test_a_surname_alone_and_a_value_have_no_id():
    rows = [("PERSON", "иванов", "Q1"), ("PERSON", "олег иванов", "Q1"), ("AGE", "72-летний", "Q3")]
    assert learn(rows).ids == {("PERSON", "олег иванов"): "Q1"}


def test_entities_get_the_ids_of_their_names():
    table = LinkTable({("COUNTRY", "объединенный штат"): "Q30"})
    entities = [EntitySpan(Span(0, 34), "PROFESSION", 0.9), EntitySpan(Span(15, 34), "COUNTRY", 0.9)]
    assert [item.wikidata for item in table(MADE, entities)] == [None, "Q30"]


def test_a_table_comes_back_with_stable_bytes(tmp_path):
    table = LinkTable({("CITY", "ош"): "Q1", ("AWARD", "премия мира"): "Q2"})
    save_links(tmp_path / "links.tsv", table)
    assert (tmp_path / "links.tsv").read_text(encoding="utf-8") == "AWARD\tпремия мира\tQ2\nCITY\tош\tQ1\n"
    assert load_links(tmp_path / "links.tsv").ids == table.ids


def test_a_damaged_table_is_named(tmp_path):
    (tmp_path / "links.tsv").write_text("CITY\tош\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"links\.tsv: the table of links cannot be read"):
        load_links(tmp_path / "links.tsv")


def test_what_people_are_said_to_be_is_learnt_and_comes_back(tmp_path):
    table = learn([("PERSON", "олег кедров", "Q1")], [("Q1", "генерал в отставка"), ("Q9", "повар")])
    assert table.said == {"Q1": frozenset({"генерал", "отставка"})}
    save_links(tmp_path / "links.tsv", table)
    assert (tmp_path / "links.tsv").read_text(encoding="utf-8") == "PERSON\tолег кедров\tQ1\tгенерал отставка\n"
    assert load_links(tmp_path / "links.tsv").said == table.said
