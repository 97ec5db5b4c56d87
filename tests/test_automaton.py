import pymorphy3
import pytest

from kg.analysis.automaton import quicken

WORDS = """ёлка елка Елки все всё Путина саммит саммиты стали бутявкать Столтенбергом премьер-министра экс-президент
псевдокошка НАТО Си ООН-2024 2024 … hello Ωμέγα кто-то по-русски Узбекистан узбекистанец в и не а берег замок
""".split()


@pytest.fixture(scope="module")
def analyzers():
    quick = pymorphy3.MorphAnalyzer(lang="ru")
    quicken(quick)
    return pymorphy3.MorphAnalyzer(lang="ru"), quick


@pytest.mark.parametrize("word", [*WORDS, ""])
def test_readings_are_those_of_the_own_reader(analyzers, word):
    own, quick = ([(p.word, p.tag, p.normal_form, p.score, p.is_known) for p in one.parse(word)] for one in analyzers)
    assert quick == own
    assert analyzers[1].tag(word) == analyzers[0].tag(word)


def test_lexeme_is_that_of_the_own_reader(analyzers):
    own, quick = ([form.word for form in one.parse("саммитами")[0].lexeme] for one in analyzers)
    assert quick == own
