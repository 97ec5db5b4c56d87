"""From annotated folders to the two files of weights."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from kg.analysis import load_analyzer
from kg.evaluation.standoff import Annotated, read_folder
from kg.model import Analysis, Document
from kg.neural.constraints import Bools, observed
from kg.neural.entities import IMPOSSIBLE
from kg.neural.entities import EntityModel as EntityRuntime
from kg.neural.features import Features, Featurizer, load_featurizer
from kg.neural.links import save_links
from kg.neural.models import ENTITIES, LINKS, RELATIONS
from kg.neural.relations import RelationModel as RelationRuntime
from kg.neural.weights import Weights, save_weights
from kg.training.calibrate import best_threshold, fit
from kg.training.entities import EntityModel, Example, Settings, targets, train_entities
from kg.training.export import calibrated, export_entities, export_relations
from kg.training.links import learn_links
from kg.training.network import Shape
from kg.training.relations import MARKS, RelationExample, RelationModel, make_example, train_relations

log = logging.getLogger(__name__)

CANDIDATE = -4.0
"""The least logit that calibration looks at."""

ENTITY_SETTINGS, RELATION_SETTINGS = Settings(epochs=8, dropout=0.4, members=2), Settings(epochs=10)


@dataclass(frozen=True)
class Plan:
    """What is trained: sizes and settings of both models."""

    entities: Settings = ENTITY_SETTINGS
    relations: Settings = RELATION_SETTINGS
    entity_width: int = 256
    relation_width: int = 192
    hidden: int = 192
    dilations: tuple[int, ...] = (1, 2, 4)

    @classmethod
    def of(cls, *, seed: int = 1, epochs: tuple[int, int] | None = None) -> "Plan":
        """Return the plan of the shipped models with another seed or other numbers of epochs."""
        passes = epochs or (cls.entities.epochs, cls.relations.epochs)
        return cls(
            entities=replace(cls.entities, seed=seed, epochs=passes[0]),
            relations=replace(cls.relations, seed=seed, epochs=passes[1]),
        )


def train(folder: Path, held_out: Path, output: Path, *, plan: Plan | None = None) -> tuple[Path, Path]:
    """Train both models and write their weights.

    Args:
        folder: Annotated documents to learn from: pairs of .txt and .ann with NEREL's types.
        held_out: Annotated documents for calibration and thresholds.
        output: Folder of the two files.
        plan: Sizes and settings; equal ones give equal files on one machine.

    Returns:
        The two files.

    Raises:
        SourceError: A folder holds no annotated documents.
    """
    plan = plan or Plan()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    analyze, featurize = load_analyzer(), load_featurizer()
    texts = [(gold, analyze(Document(gold.name, gold.text))) for gold in read_folder(folder)]
    learn = examples(texts, featurize)
    held = examples(((gold, analyze(Document(gold.name, gold.text))) for gold in read_folder(held_out)), featurize)
    log.info("%d documents to learn from, %d held out, on %s", len(learn), len(held), device)
    output.mkdir(parents=True, exist_ok=True)
    save_links(output / LINKS, learn_links(texts))
    texts.clear()
    files = output / ENTITIES, output / RELATIONS
    save_weights(files[0], entity_weights(learn, held, plan, device))
    save_weights(files[1], relation_weights(learn, held, plan, device))
    return files


def examples(documents: Iterable[tuple[Annotated, Analysis]], featurize: Featurizer) -> list[Example]:
    """Return the documents with their features, the large ones in half precision."""
    made = []
    for gold, analysis in documents:
        features = featurize(analysis)
        half = features._replace(
            vectors=features.vectors.astype(np.float16),
            states=features.states.astype(np.float16),
        )
        made.append((gold, half))
    return made


def entity_weights(learn: Sequence[Example], held: Sequence[Example], plan: Plan, device: torch.device) -> Weights:
    """Return the weights of an entity model trained on some documents and calibrated on others."""
    shape = Shape(
        marks=learn[0][1].marks.shape[1],
        width=plan.entity_width,
        dilations=plan.dilations,
        dropout=plan.entities.dropout,
    )
    models = []
    for member in range(plan.entities.members):
        settings = replace(plan.entities, seed=plan.entities.seed + member)
        torch.manual_seed(settings.seed)
        model = EntityModel(shape, hidden=plan.hidden).to(device)
        models.append(train_entities(learn, model, settings).cpu())
    return calibrate_entities(export_entities(models), held)


def calibrate_entities(weights: Weights, held: Sequence[Example]) -> Weights:
    """Return the weights with a calibration and a threshold that suit held-out documents."""
    runtime = EntityRuntime(weights)
    logits, right, missed = [], [], 0
    for gold, features in held:
        scores = runtime.logits(full(features))
        marked = np.zeros(scores.shape, dtype=bool)
        for place in targets(gold, features, scores.shape[1]):
            marked[place] = True
        missed += len(gold.spans) - int(marked.sum())
        near = (scores > CANDIDATE).any(axis=2) | marked.any(axis=2)
        logits.append(scores[near])
        right.append(marked[near])
    every, truth = np.concatenate(logits), np.concatenate(right)
    scale, shift = fit(every, truth)
    threshold = best_threshold(every * scale + shift, truth, missed)
    return calibrated(weights, scale, shift, threshold)


def relation_weights(learn: Sequence[Example], held: Sequence[Example], plan: Plan, device: torch.device) -> Weights:
    """Return the weights of a relation model trained on some documents and calibrated on others."""
    allowed = seen([gold for gold, _ in learn])
    shape = Shape(
        marks=learn[0][1].marks.shape[1],
        extra=MARKS,
        width=plan.relation_width,
        dilations=plan.dilations,
        dropout=plan.relations.dropout,
    )
    data = [make_example(gold, features, allowed) for gold, features in learn]
    models = []
    for member in range(plan.relations.members):
        settings = replace(plan.relations, seed=plan.relations.seed + member)
        torch.manual_seed(settings.seed)
        model = RelationModel(shape, allowed, hidden=plan.hidden).to(device)
        models.append(train_relations(data, model, settings).cpu())
    golds = sum(len(gold.relations) for gold, _ in held)
    made = [make_example(gold, features, allowed) for gold, features in held]
    return calibrate_relations(export_relations(models), made, golds)


def calibrate_relations(weights: Weights, held: Sequence[RelationExample], golds: int) -> Weights:
    """Return the weights with a calibration and a threshold that suit held-out documents.

    Args:
        weights: The trained weights.
        held: The documents, each with its annotated entities.
        golds: How many relations are annotated in them, those that no pair can express included.
    """
    runtime = RelationRuntime(weights)
    logits, right = [], []
    for example in held:
        if not len(example.pairs.subject):
            continue
        scores = runtime.logits(full(example.features), example.spots, example.pairs)
        allowed = runtime.allowed[example.spots.kind[example.pairs.subject], example.spots.kind[example.pairs.object]]
        marked = np.zeros(scores.shape, dtype=bool)
        marked[example.labels[:, 0], example.labels[:, 1]] = True
        logits.append(np.where(allowed, scores, np.float32(IMPOSSIBLE)))
        right.append(marked)
    every, truth = np.concatenate(logits), np.concatenate(right)
    scale, shift = fit(every, truth)
    threshold = best_threshold(every * scale + shift, truth, golds - int(truth.sum()))
    return calibrated(weights, scale, shift, threshold)


def full(features: Features) -> Features:
    """Return the features in single precision, as the models run."""
    return features._replace(vectors=features.vectors.astype(np.float32), states=features.states.astype(np.float32))


def seen(documents: Sequence[Annotated]) -> Bools:
    """Return which types of entities the annotated relations join."""
    return observed(
        (item.type, document.spans[item.subject].type, document.spans[item.object].type)
        for document in documents
        for item in document.relations
    )
