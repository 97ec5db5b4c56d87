from kg.analysis import gathered, remembered, trees_of
from kg.model import Analysis, Document, Sentence, Span, Token


class Keeper:
    def __init__(self):
        self.answers = {}
        self.asked = []


def test_the_same_question_is_answered_once():
    @remembered
    def double(keeper, number):
        keeper.asked.append(number)
        return 2 * number

    keeper = Keeper()
    assert [double(keeper, 1), double(keeper, 2), double(keeper, 1)] == [2, 4, 2]
    assert keeper.asked == [1, 2]
    assert double(Keeper(), 1) == 2


def test_two_functions_do_not_share_answers():
    plus, minus = remembered(lambda keeper, number: number + 1), remembered(lambda keeper, number: number - 1)
    keeper = Keeper()
    assert (plus(keeper, 1), minus(keeper, 1)) == (2, 0)


def test_what_a_generator_yields_can_be_walked_again():
    @gathered
    def count(keeper, stop):
        yield from range(stop)

    keeper = Keeper()
    assert count(keeper, 3) == count(keeper, 3) == (0, 1, 2)


def test_stages_share_the_trees_of_a_document():
    token = Token(Span(0, 2), "Да", "да", "PART", (), -1, "root")
    first, second = (Analysis(Document("d", "Да"), (Sentence(Span(0, 2), (token,)),), ()) for _ in range(2))
    assert trees_of(first) is trees_of(first)
    assert trees_of(first) is not trees_of(second)
