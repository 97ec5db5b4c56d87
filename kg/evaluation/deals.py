"""Deals of factRuEval: who buys, fines, lends, invests."""

from collections.abc import Iterator

from kg.analysis import Tree
from kg.evaluation.factrueval import Fact
from kg.evaluation.page import Page
from kg.evaluation.parties import Party, Sides, arguments, party, sides

KINDS = {
    "купля/продажа": "купить покупать приобрести приобретать продать продавать выкупить выкупать скупить перекупить "
    "поглотить покупка приобретение продажа перепродажа выкуп поглощение слияние закупка закупить закупать "
    "поставлять поставка экспортировать импортировать",
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

REACH = 60
"""Code points from a word of a deal to the name that the syntax does not join to it."""

SIDES = ("ORGANIZATION", "PERSON", "COUNTRY")


def deals(page: Page) -> list[Fact]:
    """Return the deals of two or more parties, each once."""
    found: dict[tuple[str, frozenset[str]], Fact] = {}
    for kind, made in _told(page):
        for group in _apart(made):
            keys = frozenset(side.key for side in group)
            if len(keys) > 1 and not any(kind == other and keys <= known for other, known in found):
                found[kind, keys] = Fact("deal", (*arguments("participant", group), ("type", frozenset({kind}))))
    return list(found.values())


def _apart(made: Sides) -> list[tuple[Party, ...]]:
    """Return the parties of each deal: the doers make one with each of those joined by «и».

    Doers alone are parties only when they are joined: «Газпром» of «глава «Газпрома» Миллер» is none beside him.
    """
    if not made.others and not any(side.joined for side in made.doers):
        return []
    conjuncts = {place for n, side in enumerate(made.others) if side.joined for place in (n - 1, n)}
    joined = [side for n, side in enumerate(made.others) if n in conjuncts]
    if not made.doers or not joined:
        return [made.all]
    return [(*made.doers, side) for side in joined]


def _told(page: Page) -> Iterator[tuple[str, Sides]]:
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if kind := WORDS.get(token.lemma):
                made = sides(page, number, _carrier(tree, index), SIDES)
                yield kind, _completed(page, number, index, made)


def _carrier(tree: Tree, word: int) -> int:
    """Return the light word that a word belongs to, or the word itself."""
    above = tree.head(word)
    return above if above >= 0 and tree[above].lemma in LIGHT else word


def _completed(page: Page, sentence: int, word: int, made: Sides) -> Sides:
    """Return the sides with the one that the syntax does not give: the nearest name on its side of the word."""
    token = page.trees[sentence][word]
    spans = [span for span in page.named(sentence, SIDES) if not page.is_adjective(span)]
    known = {side.key for side in made.all}
    if token.upos == "VERB" and not made.doers:
        before = [span for span in spans if span.stop <= token.span.start and page.thing(span) not in known]
        bodies = [span for span in before if span in page.named(sentence, ("ORGANIZATION",))]
        made = made._replace(doers=tuple(party(page, span) for span in (bodies or before)[-1:]))
    if made.doers and (not made.others or made.others[0].joined):
        after = [span for span in spans if 0 <= span.start - token.span.stop <= REACH and page.thing(span) not in known]
        made = made._replace(others=tuple(party(page, span) for span in after[:1]) + made.others[1:])
    return made
