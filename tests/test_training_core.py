"""Training of the core model on a handful of made articles; skipped where PyTorch is not installed."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from kg.extract import load_extractor

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.model

PLACES = (("Астане", "Астана"), ("Бишкеке", "Бишкек"), ("Ереване", "Ереван"), ("Минске", "Минск"))
PEOPLE = ("Садыр Жапаров", "Касым-Жомарт Токаев", "Никол Пашинян")


def article(number, place, city, person):
    text = f"Саммит ОДКБ прошёл в {place}. На него приехал {person}, а Владимир Путин остался дома."
    entities = [
        {"id": "s", "type": "Event", "name": "Саммит ОДКБ", "mentions": ["Саммит ОДКБ"]},
        {"id": "o", "type": "Organization", "name": "ОДКБ", "mentions": ["ОДКБ"]},
        {"id": "c", "type": "City", "name": city, "mentions": [place]},
        {"id": "p", "type": "Person", "name": person, "mentions": [person]},
        {"id": "v", "type": "Person", "name": "Владимир Путин", "mentions": ["Владимир Путин"]},
    ]
    facts = [("s", "takesPlaceIn", "c"), ("p", "participatesIn", "s")]
    return {
        "id": f"a{number}",
        "text": text,
        "entities": entities,
        "facts": [{"s": s, "p": p, "o": o, "tier": "stated"} for s, p, o in facts],
        "neutral": [{"s": "p", "p": "visits", "o": "c"}, {"s": "s", "p": "organizedBy", "o": "o"}],
        "distractors": [{"s": "v", "p": "participatesIn", "o": "s", "why": "negated"}],
    }


ROWS = [
    article(number, *place, person)
    for number, (place, person) in enumerate((place, person) for place in PLACES for person in PEOPLE)
]


@pytest.fixture(scope="module")
def articles():
    from kg.training.articles import read_article

    extractor = load_extractor()
    return [read_article(row, extractor) for row in ROWS]


@pytest.fixture(scope="module")
def plan():
    from kg.training.core import CorePlan, CoreSettings
    from kg.training.network import Shape

    shape = Shape(marks=0, row=24, row_layers=("conv1", "memory", "sweep"), pair=24, rival=8)
    return CorePlan(members=2, settings=CoreSettings(epochs=12, documents=4, rate=1e-2), shape=shape)


@pytest.fixture(scope="module")
def network(articles, plan):
    from kg.training.core import CoreNetwork, train_network

    shape = replace(plan.shape, width=articles[0].state.shape[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch's own
        return train_network(articles, CoreNetwork(shape, 1), plan.settings)


def said(item, label):
    from kg.training.articles import PREDICATES

    return {PREDICATES[column] for _, column in np.argwhere(item.labels == label).tolist()}


def test_labels_are_what_the_annotation_says(articles):
    from kg.training.articles import OPEN, RIGHT, TRAP

    for item in articles:
        assert said(item, RIGHT) == {"takesPlaceIn", "participatesIn"}
        assert {"visits", "organizedBy"} <= said(item, OPEN)
        assert said(item, TRAP) == {"participatesIn"}
        assert (item.labels == RIGHT).sum() == 2 and (item.labels == TRAP).sum() == 1


def test_an_incomplete_annotation_weighs_less_where_it_says_nothing():
    from kg.training.articles import read_article

    assert read_article(ROWS[0], load_extractor(), complete=False, loose=0.3).weight == 0.3


def test_an_article_without_pairs_teaches_nothing():
    from kg.training.articles import read_article

    row = {"id": "x", "text": "Дождь шёл весь день.", "entities": [], "facts": []}
    assert read_article(row, load_extractor()) is None


def test_what_is_right_scores_higher_than_what_is_wrong(articles, network):
    from kg.training.articles import RIGHT, WRONG
    from kg.training.core import export_core, scored

    bare = [replace(item, hints=item.hints * 0) for item in articles]  # without what the rules say
    logits, right = scored(export_core([network]), bare)
    labels = np.concatenate([item.labels for item in articles])
    assert right.sum() == (labels == RIGHT).sum()
    assert logits[labels == RIGHT].min() > logits[labels == WRONG].max()


def test_numpy_gives_what_pytorch_gives(articles, network):
    from kg.training.articles import WRONG
    from kg.training.core import export_core, scored

    network.load_state_dict({name: value.half().float() for name, value in network.state_dict().items()})
    with torch.no_grad():
        expected = network.eval()(articles).numpy()
    logits, _ = scored(export_core([network]), articles)
    decided = np.concatenate([item.labels for item in articles]) >= WRONG
    np.testing.assert_allclose(logits[decided], expected[decided], atol=2e-3)


def test_equal_seeds_give_equal_weights_and_calibration(articles, plan):
    from kg.training.core import core_weights

    short = replace(plan, settings=replace(plan.settings, epochs=2))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one, other = (core_weights(articles, articles[:4], short) for _ in range(2))
    assert one.meta == other.meta
    assert all(np.array_equal(array, other.arrays[name]) for name, array in one.arrays.items())


def test_the_bundled_articles_keep_to_their_form():
    from kg.training.articles import PREDICATES
    from kg.training.run import news

    for part in ("learn", "held", "test"):
        rows = news(part)
        assert len({row["id"] for row in rows}) == len(rows) >= 30
        for row in rows:
            idents = {entity["id"] for entity in row["entities"]}
            assert all(text in row["text"] for entity in row["entities"] for text in entity["mentions"]), row["id"]
            for item in (*row["facts"], *row["distractors"], *row["neutral"]):
                assert item["p"] in PREDICATES and item["s"] in idents, row["id"]
                assert item["p"] == "eventDate" or item["o"] in idents, row["id"]
