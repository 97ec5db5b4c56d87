"""Training on a handful of made sentences; skipped where PyTorch is not installed."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from annotated import annotated

from kg.evaluation.standoff import write
from kg.model import Document
from kg.neural.entities import EntityModel as EntityRuntime
from kg.neural.relations import RelationModel as RelationRuntime
from kg.neural.relations import locate
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
    """Examples, and both models trained on them with their weights."""
    from kg.neural.features import load_featurizer
    from kg.training.entities import Settings
    from kg.training.run import Plan, entity_weights, examples, relation_weights

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch's own
        torch.set_num_threads(1)
        made = examples([(d, analyze(Document(d.name, d.text))) for d in documents()], load_featurizer())
        settings = Settings(epochs=24, rows=60, rate=5e-3)
        plan = Plan(settings, settings, entity_width=24, relation_width=24, hidden=24, dilations=(1, 2))
        device = torch.device("cpu")
        return made, plan, entity_weights(made, made, plan, device), relation_weights(made, made, plan, device)


def spans(gold):
    return {(item.span, item.type) for item in gold.spans}


def test_learnt_entities_are_found(trained):
    from kg.training.run import full

    made, _, weights, _ = trained
    model = EntityRuntime(weights)
    for gold, features in made:
        assert {(item.span, item.type) for item in model(full(features))} == spans(gold)


def test_learnt_relations_are_found(trained):
    from kg.neural.entities import EntitySpan
    from kg.training.run import full

    made, _, _, weights = trained
    model = RelationRuntime(weights)
    for gold, features in made:
        entities = [EntitySpan(item.span, item.type, 1.0) for item in gold.spans]
        found = {(item.type, item.subject, item.object) for item in model(full(features), gold.text, entities)}
        assert found == {(item.type, item.subject, item.object) for item in gold.relations}


def test_numpy_gives_what_pytorch_gives(trained):
    from kg.neural.entities import IMPOSSIBLE
    from kg.training.batches import make_batch
    from kg.training.entities import EntityModel
    from kg.training.export import export_entities, export_relations
    from kg.training.network import Shape
    from kg.training.relations import MARKS, RelationModel, make_example, make_pair_batch
    from kg.training.run import full, seen

    made, *_ = trained
    torch.manual_seed(5)
    shape = Shape(marks=made[0][1].marks.shape[1], width=24)
    allowed = seen([gold for gold, _ in made])
    entities, relations = (
        EntityModel(shape).eval(),
        RelationModel(replace(shape, extra=MARKS), allowed, hidden=24).eval(),
    )
    for model in (entities, relations):
        for parameter in model.parameters():
            parameter.data = parameter.data.half().float()
    for gold, features in made[:3]:
        single = full(features)
        with torch.no_grad():
            wanted = entities(make_batch([single])[0]).numpy()[: len(single.pieces)]
            example = make_example(gold, single, allowed)
            pairs = relations(make_pair_batch([example])).numpy()
        got = EntityRuntime(export_entities([entities])).logits(single)
        inside = got > IMPOSSIBLE
        np.testing.assert_allclose(got[inside], wanted[inside], atol=1e-4)
        scored = RelationRuntime(export_relations([relations])).logits(single, example.spots, example.pairs)
        possible = pairs > IMPOSSIBLE
        np.testing.assert_allclose(scored[possible], pairs[possible], atol=1e-4)


def test_equal_seeds_give_equal_weights(trained):
    from kg.training.run import entity_weights

    made, plan, *_ = trained
    short = replace(plan, entities=replace(plan.entities, epochs=1))
    one, other = (entity_weights(made, made, short, torch.device("cpu")) for _ in range(2))
    assert all((one.arrays[name] == other.arrays[name]).all() for name in one.arrays)


def test_an_entity_between_rows_takes_part_in_nothing(trained):
    from kg.model import Span
    from kg.neural.entities import EntitySpan

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


def test_the_command_writes_both_files(tmp_path, analyze):
    from click.testing import CliRunner

    from kg.cli.train import train
    from kg.neural.models import load_models

    for document in documents()[:4]:
        (tmp_path / f"{document.name}.txt").write_text(document.text, encoding="utf-8")
        (tmp_path / f"{document.name}.ann").write_text(write(document), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = CliRunner().invoke(
            train, [str(tmp_path), "--dev", str(tmp_path), "-o", str(tmp_path / "out"), "--epochs", "1", "1"]
        )
    assert result.exit_code == 0, result.output
    models = load_models(tmp_path / "out")
    from kg.model import Document

    assert all(item.type in ENTITY_TYPES for item in models.entities(analyze(Document("x", documents()[0].text))))
