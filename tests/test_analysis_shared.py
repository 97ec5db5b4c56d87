import numpy as np
import pytest

from kg.analysis.casing import read_words
from kg.analysis.networks import join_names, load_networks
from kg.analysis.shared import load_shared
from kg.analysis.states import BLOCK, Remembered, load_state_encoder

TEXTS = (
    "Асан Уулу прибыл в Минск на саммит ЕАЭС. Мэр города Тимур Назаров, как сообщил ТАСС, встретил его в аэропорту!",
    "МИД ЕРЕВАНА ОБЪЯВИЛ О ВИЗИТЕ",
    "Да.",
)


@pytest.fixture(scope="module")
def sentences(analyze):
    from kg.model import Document

    analysis = analyze(Document("x", "\n".join(TEXTS)))
    return [read_words([token.text for token in sentence.tokens]) for sentence in analysis.sentences]


@pytest.mark.model
def test_shared_states_give_natashas_own_answers(sentences):
    own, shared = load_networks(), load_shared()
    assert list(shared.morphology(sentences)) == list(own.morphology(sentences))
    assert list(shared.syntax(sentences)) == list(own.syntax(sentences))
    words = [word for sentence in sentences for word in sentence]
    assert shared.names(words) == own.names(words)


@pytest.mark.model
def test_names_of_other_words_than_those_read_last(sentences):
    shared = load_shared()
    list(shared.morphology(sentences))
    assert shared.names(sentences[0]) == load_networks().names(sentences[0])


@pytest.mark.model
def test_a_sentence_sees_no_neighbour_in_morphology_and_syntax(sentences):
    encoder = load_state_encoder()
    together = encoder.encode(sentences).states
    alone = encoder.encode(sentences[:1]).states
    np.testing.assert_allclose(together[: len(alone), :128], alone[:, :128], atol=1e-4)


@pytest.mark.model
def test_no_words_have_no_states():
    assert load_state_encoder().encode([]).states.shape == (0, 192)


def test_rows_are_made_once_by_whole_blocks_and_forgotten_where_there_is_no_room():
    asked = []

    def make(numbers):
        asked.append(numbers.tolist())
        return np.repeat(numbers[:, None], 2, axis=1).astype(np.float32)

    rows = Remembered(make, 10, 2, 3)
    assert rows(np.array([4, 1, 4])).tolist() == [[4, 4], [1, 1], [4, 4]]
    assert rows(np.array([1])).tolist() == [[1, 1]]
    assert asked == [[1, 4, *[0] * (BLOCK - 2)]]
    assert rows(np.array([2, 3, 5, 4])).tolist() == [[2, 2], [3, 3], [5, 5], [4, 4]]
    assert rows(np.array([4])).tolist() == [[4, 4]] and len(asked) == 3
    assert rows(np.zeros(0, np.int64)).shape == (0, 2)


def test_a_name_may_begin_with_an_inner_tag():
    assert join_names(["I-PER", "I-PER", "O", "B-LOC", "I-ORG"]) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "ORG")]
