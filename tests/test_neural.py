"""The models' arithmetic on hand-made analyses; the shipped weights are tested in test_neural_models.py."""

import numpy as np
import pytest

from kg.errors import ConfigError
from kg.model import Analysis, Document, Sentence, Span, Token
from kg.neural.constraints import observed
from kg.neural.encoder import group_mean
from kg.neural.entities import EntitySpan, without_crossings
from kg.neural.features import Features
from kg.neural.forms import NAMING, naming
from kg.neural.pairs import COLUMNS, WINDOW, make_pairs
from kg.neural.pieces import make_pieces
from kg.neural.probability import probabilities
from kg.neural.relations import pooled
from kg.neural.spots import Spots
from kg.neural.sweep import make_sweep, sweep_sums
from kg.neural.types import ENTITY_TYPES
from kg.neural.weights import Weights, load_weights, save_weights


def analysis(*sentences):
    """Return an analysis of sentences of (word, lemma, head) with spaces between words."""
    text, made = "", []
    for words in sentences:
        tokens = []
        for word, lemma, head in words:
            tokens.append(Token(Span(len(text), len(text) + len(word)), word, lemma, "NOUN", (), head, "nmod"))
            text += word + " "
        made.append(Sentence(Span(tokens[0].span.start, tokens[-1].span.stop), tuple(tokens)))
    return Analysis(Document("x", text), tuple(made), ())


def features(made):
    pieces = make_pieces(made)
    size = len(pieces)
    empty = np.zeros((size, 0), np.float32)
    marks, affixes, sweep = np.zeros((size, 0), np.uint8), np.zeros((size, 6), np.int64), make_sweep(pieces.sentences)
    return Features(pieces, empty, empty, marks, affixes, np.arange(size), sweep)


ANY = np.ones((len(ENTITY_TYPES), len(ENTITY_TYPES), 2 * WINDOW + 1), bool)
DEPUTY = analysis([("экс-депутат", "экс-депутат", 1), ("выступил", "выступить", -1), ("2,5", "2,5", 1)])


def test_a_word_with_a_hyphen_has_a_row_for_each_part():
    pieces = make_pieces(DEPUTY)
    text = DEPUTY.document.content
    rows = [text[start:stop] for start, stop in zip(pieces.starts, pieces.stops, strict=True)]
    assert rows == ["экс", "-", "депутат", "выступил", "2,5"]
    assert pieces.heads.tolist() == [3, 3, 3, 3, 3], "a root is its own head"


def test_an_empty_document_has_no_rows():
    assert len(make_pieces(Analysis(Document("x", ""), (), ()))) == 0


def test_pairs_know_where_their_paths_meet():
    made = features(analysis([("Асан", "асан", 1), ("посетил", "посетить", -1), ("Ош", "ош", 1)]))
    person, city = ENTITY_TYPES.index("PERSON"), ENTITY_TYPES.index("CITY")
    spots = Spots(np.array([0, 2]), np.array([0, 2]), np.array([person, city]))
    likely = np.zeros_like(ANY)
    likely[person, city] = True
    pairs = make_pairs(made, spots, ["Асан", "Ош"], likely)
    assert (pairs.subject.tolist(), pairs.object.tolist(), pairs.join.tolist()) == ([0], [1], [1])
    assert pairs.reverse.tolist() == [-1], "the other order is not allowed"
    assert pairs.facts.shape == (1, COLUMNS)


def test_pairs_leave_out_distant_sentences():
    made = features(analysis(*[[("Ош", "ош", -1)]] * 6))
    spots = Spots(np.arange(6), np.arange(6), np.zeros(6, np.int64))
    pairs = make_pairs(made, spots, ["Ош"] * 6, ANY)
    assert max(abs(pairs.subject - pairs.object)) == 3
    assert (pairs.subject[pairs.reverse] == pairs.object).all()


def test_pairs_leave_out_types_that_are_never_related_so_far_apart():
    made = features(analysis(*[[("Ош", "ош", -1)]] * 3))
    likely = np.zeros_like(ANY)
    likely[:, :, WINDOW + 1] = True
    pairs = make_pairs(made, Spots(np.arange(3), np.arange(3), np.zeros(3, np.int64)), ["Ош"] * 3, likely)
    assert (pairs.subject.tolist(), pairs.object.tolist()) == ([0, 1], [1, 2])


def test_no_entities_give_no_pairs():
    none = np.zeros(0, np.int64)
    assert not len(make_pairs(features(DEPUTY), Spots(none, none, none), [], ANY).subject)


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        ([("Ош", "ош")], [("Оше", "ош")], "equal"),
        ([("Асан", "асан"), ("Уулу", "уулу")], [("Уулу", "уулу")], "whole"),
        ([("Россия", "россия")], [("российский", "российский")], "prefix"),
        ([("СЛ", "сл")], [("Союз", "союз"), ("леса", "лес")], "initials"),
    ],
)
def test_names_of_one_thing_look_alike(one, other, column):
    made = features(analysis([(word, lemma, -1) for word, lemma in (*one, *other)]))
    first, last = np.array([0, len(one)]), np.array([len(one) - 1, len(one) + len(other) - 1])
    texts = [" ".join(word for word, _ in words) for words in (one, other)]
    spots = Spots(first, last, np.zeros(2, np.int64))
    assert naming(made, spots, texts, np.array([0]), np.array([1]))[NAMING.index(column)].tolist() == [True]


def test_the_nearest_name_that_is_alike_is_known_and_where_a_name_is_new():
    made = features(analysis([(word, "ош", -1) for word in ("Ош", "Оше", "Ош")]))
    spots = Spots(np.arange(3), np.arange(3), np.zeros(3, np.int64))
    columns = naming(made, spots, ["Ош", "Оше", "Ош"], np.array([0, 0, 2]), np.array([1, 2, 1]))
    nearest, subject, target = (columns[NAMING.index(name)].tolist() for name in NAMING[-3:])
    assert (nearest, subject, target) == ([True, False, True], [True, True, False], [False, False, False])


def test_the_likelier_of_two_crossing_spans_stays():
    spans = [
        EntitySpan(Span(0, 5), "CITY", 0.9),
        EntitySpan(Span(3, 8), "PERSON", 0.8),
        EntitySpan(Span(0, 2), "AGE", 0.5),
    ]
    assert [item.type for item in without_crossings(spans)] == ["CITY", "AGE"]


def test_last_bits_change_no_probability():
    logits = np.array([0.5, -2.25, 3.0], np.float32)
    assert (probabilities(logits) == probabilities(np.nextafter(logits, np.float32(9)))).all()


def test_rows_of_one_group_meet():
    state = np.array([[1.0], [2.0], [3.0]], np.float32)
    assert group_mean(state, np.array([0, 1, 0])).tolist() == [[2.0], [2.0]]


def test_a_sweep_takes_a_word_of_every_sentence_at_a_step():
    sweep = make_sweep(np.array([0, 1, 1, 1, -1, 2, 2]))
    assert sweep.sizes == (3, 2, 1)
    assert sweep.forward.tolist() == [1, 5, 0, 2, 6, 3]
    assert sweep.backward.tolist() == [3, 6, 0, 2, 5, 1]


def test_a_sweep_sums_each_sentence_for_itself():
    sweep = make_sweep(np.array([0, 0, 1, 1, 1]))
    half, ones = np.full((5, 1), 0.5, np.float32), np.ones((5, 1), np.float32)
    sums = np.empty_like(ones)
    sums[sweep.forward] = sweep_sums(half, ones, sweep.sizes)
    assert sums[:, 0].tolist() == [1, 1.5, 1, 1.5, 1.75]


def test_nothing_is_swept_in_an_empty_document():
    assert make_sweep(np.zeros(0, np.int64)).sizes == ()


def test_pooling_gives_weighted_means_and_zeros_for_nothing():
    values, weights = np.array([[2.0], [4.0], [9.0]], np.float32), np.zeros((3, 1), np.float32)
    assert pooled(values, weights, np.array([0, 1]), np.array([2, 1])).tolist() == [[3.0], [0.0]]


def test_weights_come_back_and_have_stable_bytes(tmp_path):
    weights = Weights({"b": np.array([0.5, 2.0], np.float32), "a": np.array([1, 2])}, {"types": ["CITY"]})
    for name in ("one", "two"):
        save_weights(tmp_path / name, weights)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    back = load_weights(tmp_path / "one")
    assert back.arrays["b"].tolist() == [0.5, 2.0] and back.meta["types"] == ["CITY"]


def test_damaged_weights_are_named(tmp_path):
    (tmp_path / "models.npz").write_bytes(b"PK damaged")
    with pytest.raises(ConfigError, match=r"models\.npz"):
        load_weights(tmp_path / "models.npz")


def test_observed_constraints_allow_what_was_seen():
    table = observed([("WORKS_AS", "PERSON", "PROFESSION")])
    assert table.sum() == 1
