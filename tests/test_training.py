"""Training on a handful of made sentences; skipped where PyTorch is not installed."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from annotated import annotated

from kg.evaluation.standoff import write
from kg.model import Document, EntitySpan
from kg.neural.encoder import Encoders
from kg.neural.entities import IMPOSSIBLE, EntityModel
from kg.neural.relations import RelationModel, locate
from kg.neural.types import ENTITY_TYPES
from kg.training.calibrate import best_threshold, fit

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.model

PEOPLE = ("Асан Уулу", "Тимур Назаров", "Олег Хван", "Эрик Саряну")
CITIES = ("Ош", "Баку", "Ереван", "Минск")


def documents():
    return [
        annotated(
            f"d{number}",
            f"[Мэр|PROFESSION] [{person}|PERSON] живёт в городе [{city}|CITY].",
            ("WORKS_AS", person, "Мэр"),
            ("PLACE_RESIDES_IN", person, city),
        )
        for number, (person, city) in enumerate([(person, city) for person in PEOPLE for city in CITIES])
    ]


@pytest.fixture(scope="module")
def trained(analyze):
    """Documents with features, the plan of a training on them, and the weights that it gives."""
    from kg.neural.features import load_featurizer
    from kg.training.joint import Settings
    from kg.training.network import Shape
    from kg.training.run import Plan, make_weights, read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch's own
        made = read([(d, analyze(Document(d.name, d.text))) for d in documents()], load_featurizer())
        shape = Shape(marks=0, width=24, span=24, row=24, pair=24, rival=8, layers=("conv1", "memory", "sweep"))
        plan = Plan(Settings(epochs=24, rows=60, rate=5e-3), members=1, shape=shape)
        return made, plan, make_weights(made, made, plan)


def test_everything_in_a_batch_moves_to_a_device(trained):
    from kg.training.batches import make_batch
    from kg.training.device import moved

    made, _, _ = trained
    batch, _ = make_batch([made[0][1], made[1][1]])
    there = moved(batch, torch.device("meta"))
    assert {there.dense.device.type, there.heads.device.type, there.place.real.device.type} == {"meta"}
    assert there.place.sizes == batch.place.sizes and moved(batch, torch.device("cpu")).dense is batch.dense


def encode(weights, features):
    from kg.training.run import full

    return Encoders(weights)(full(features))


def test_learnt_entities_are_found(trained):
    made, _, weights = trained
    for gold, features in made:
        found = EntityModel(weights)(encode(weights, features), features.pieces)
        assert {(item.span, item.type) for item in found} == {(item.span, item.type) for item in gold.spans}


def test_learnt_relations_are_found(trained):
    made, _, weights = trained
    for gold, features in made:
        entities = [EntitySpan(item.span, item.type, 1.0) for item in gold.spans]
        found = RelationModel(weights)(encode(weights, features), features, gold.text, entities)
        assert {(item.type, item.subject, item.object) for item in found} == {
            (item.type, item.subject, item.object) for item in gold.relations
        }


def test_numpy_gives_what_pytorch_gives(trained):
    from kg.training.examples import make_example
    from kg.training.export import export
    from kg.training.joint import Network
    from kg.training.network import Shape
    from kg.training.run import full

    made, _, weights = trained
    allowed, likely = np.moveaxis(weights.arrays["allowed"], 2, 0).astype(bool), weights.arrays["likely"].astype(bool)
    network = Network(Shape(marks=made[0][1].marks.shape[1], width=24), allowed, seed=5).eval()
    for parameter in network.parameters():
        parameter.data = (parameter.data + 0.1 * torch.randn_like(parameter.data)).half().float()
    fresh = export([network], allowed, likely)
    for gold, features in made[:3]:
        single = full(features)
        example = make_example(gold, single, likely, 12)
        with torch.no_grad():
            ranges, pairs, _ = network([example])
        states = encode(fresh, single)
        scored = EntityModel(fresh).logits(states)
        inside = scored > IMPOSSIBLE
        np.testing.assert_allclose(scored[inside], ranges.numpy()[:, : len(single.pieces)][inside], atol=1e-4)
        scored = RelationModel(fresh).logits(states, single, example.spots, example.pairs)
        possible = pairs.numpy() > IMPOSSIBLE
        np.testing.assert_allclose(scored[possible], pairs.numpy()[possible], atol=1e-4)


def test_the_gradient_of_running_sums_is_right():
    from kg.training.layers import Sums

    torch.manual_seed(1)
    keep, new = (torch.rand(6, 2, dtype=torch.double, requires_grad=True) for _ in range(2))
    assert torch.autograd.gradcheck(lambda *values: Sums.apply(*values, (3, 2, 1)), (keep, new))


def test_equal_seeds_give_equal_weights(trained):
    from kg.training.run import make_weights

    made, plan, _ = trained
    short = replace(plan, settings=replace(plan.settings, epochs=1), members=2)
    one, other = (make_weights(made, made, short) for _ in range(2))
    assert all((one.arrays[name] == other.arrays[name]).all() for name in one.arrays)


def test_an_entity_between_rows_takes_part_in_nothing(trained):
    from kg.model import Span

    pieces = trained[0][0][1].pieces
    spots, numbers = locate(pieces, [EntitySpan(Span(1, 3), "CITY", 1.0)], {"CITY": 0})
    assert not len(spots) and numbers == []


def test_calibration_makes_probabilities_true():
    random = np.random.default_rng(3)
    truth = random.normal(0, 2, (4000, 1))
    right = random.random((4000, 1)) < 1 / (1 + np.exp(-truth))
    scale, shift = fit((truth * 2 + 1).astype(np.float32), right)
    assert scale[0] == pytest.approx(0.5, abs=0.06) and shift[0] == pytest.approx(-0.5, abs=0.12)


def test_a_type_never_seen_keeps_the_calibration_of_all():
    logits = np.full((50, 2), -9, np.float32)
    logits[:, 0] = np.linspace(-3, 3, 50)
    scale, shift = fit(logits, logits > 0.5)
    assert np.isfinite(scale).all() and np.isfinite(shift).all() and scale[1] > 0


def test_threshold_is_where_f1_is_best():
    logits = np.array([[3.0], [1.0], [-1.0], [-2.0]], np.float32)
    right = np.array([[True], [True], [False], [False]])
    assert 0.27 <= best_threshold(logits, right, 0) <= 0.73


def test_the_command_writes_the_file(tmp_path, analyze):
    from click.testing import CliRunner

    from kg.cli.train import train
    from kg.neural.models import load_models

    for document in documents()[:4]:
        (tmp_path / f"{document.name}.txt").write_text(document.text, encoding="utf-8")
        (tmp_path / f"{document.name}.ann").write_text(write(document), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = CliRunner().invoke(
            train,
            [str(tmp_path), "--dev", str(tmp_path), "-o", str(tmp_path / "out"), "--epochs", "1", "--members", "1"],
        )
    assert result.exit_code == 0, result.output
    models = load_models(tmp_path / "out")
    from kg.model import Document

    assert all(item.type in ENTITY_TYPES for item in models.entities(analyze(Document("x", documents()[0].text))))
