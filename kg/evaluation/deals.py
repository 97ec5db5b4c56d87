"""Deals of factRuEval: who buys, fines, lends, invests."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.evaluation.factrueval import Fact
from kg.evaluation.page import Page
from kg.evaluation.parties import Party, arguments, parties, party

KINDS = {
    "купля/продажа": "купить покупать приобрести приобретать продать продавать выкупить выкупать скупить перекупить "
    "поглотить покупка приобретение продажа перепродажа выкуп поглощение слияние закупка закупить закупать",
    "наложение/выплата штрафа": "оштрафовать штрафовать штраф",
    "займ/возвращение займа": "кредит кредитовать кредитование заём займ заем ссуда одолжить долг задолженность грант",
    "инвестиции": "инвестировать инвестиция вложить вкладывать вложение инвестирование",
}
WORDS = {word: kind for kind, words in KINDS.items() for word in words.split()}

LIGHT = frozenset(
    "выделить выделять выделение предоставить предоставлять предоставление выдать выдавать выдача дать получить "
    "получать получение взять погасить погашать погашение вернуть возврат выплатить выплачивать выплата заплатить "
    "уплатить простить списать списание реструктурировать реструктуризация наложить накладывать наложение назначить "
    "взыскать взыскивать взыскание осуществить сделать".split()
)
"""Words that say little but whose dependents take part: «выделить Интерполу грант»."""

SIDES = ("ORGANIZATION", "PERSON", "COUNTRY")


def deals(page: Page) -> list[Fact]:
    """Return the deals of two or more parties, each once."""
    found: dict[tuple[str, frozenset[str]], Fact] = {}
    for kind, sides in _told(page):
        keys = frozenset(side.key for side in sides)
        if len(keys) > 1 and not any(kind == other and keys <= known for other, known in found):
            found[kind, keys] = Fact("deal", (*arguments("participant", sides), ("type", frozenset({kind}))))
    return list(found.values())


def _told(page: Page) -> Iterator[tuple[str, list[Party]]]:
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if kind := WORDS.get(token.lemma):
                sides = parties(page, number, _carrier(tree, index), SIDES)
                if len(sides) < 2 and token.upos == "VERB":
                    sides = _around(page, number, index)
                yield kind, sides


def _carrier(tree: Tree, word: int) -> int:
    """Return the light word that a word belongs to, or the word itself."""
    above = tree.head(word)
    return above if above >= 0 and tree[above].lemma in LIGHT else word


def _around(page: Page, sentence: int, word: int) -> list[Party]:
    """Return the nearest entity before a word and the nearest after it."""
    spans = page.named(sentence, SIDES)
    at = page.trees[sentence][word].span
    before = [span for span in spans if span.stop <= at.start][-1:]
    after = [span for span in spans if span.start >= at.stop][:1]
    return [party(page, span) for span in (*before, *after)] if before and after else []
