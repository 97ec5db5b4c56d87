import razdel
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.tokens import token_ranges

PIECES = [*'абвЁz19 -–—.,!?:;()*_/\\«»"=~№…Δβ\t²', "yahoo", ":)", ":-)", "))", "--", "**", "?!", "\u1c80", "\u0301"]


def own(text):
    return [(piece.start, piece.stop) for piece in razdel.tokenize(text)]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_tokens_are_those_of_razdel(text):
    assert token_ranges(text) == own(text)


def test_dashes_fractions_and_signs_bind_as_in_razdel():
    text = "Кто-то из G20, 3,5 % и 1/2: «Yahoo!» ?! Санкт-Петербург — 12, 34... ΔP :-)"
    assert token_ranges(text) == own(text)
