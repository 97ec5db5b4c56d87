"""From annotated folders to the file of weights."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.analysis import load_analyzer
from kg.evaluation.collection import read_lines
from kg.evaluation.samples import annotated
from kg.evaluation.standoff import Annotated, read_folder
from kg.extract import Extractor
from kg.model import Analysis, Document
from kg.neural.constraints import observed
from kg.neural.encoder import Encoders, States
from kg.neural.entities import IMPOSSIBLE, EntityModel
from kg.neural.features import Features, Featurizer, Floats, load_featurizer
from kg.neural.links import save_links
from kg.neural.models import CORE, FILE, LINKS, load_models
from kg.neural.pairs import WINDOW, Bools
from kg.neural.relations import RelationModel
from kg.neural.weights import Weights, save_weights
from kg.reference import load as load_reference
from kg.training.articles import read_article
from kg.training.calibrate import best_threshold, fit
from kg.training.core import CorePlan, core_weights
from kg.training.descent import side_by_side
from kg.training.examples import Read, likely_pairs, make_example
from kg.training.export import export
from kg.training.joint import Network, Settings, train_network
from kg.training.links import learn_links
from kg.training.network import Shape

log = logging.getLogger(__name__)

NEWS = Path(__file__).parent / "news"
"""The project's own articles, annotated by the guidelines of the news collection."""

UNLISTED = 0.3
"""Weight of what the tables of the samples do not list: they have no neutral statements."""

CANDIDATE = -4.0
"""The least logit that calibration looks at."""


@dataclass(frozen=True)
class Plan:
    """What is trained.

    Attributes:
        settings: How each network is trained; the seeds are this one's and the next.
        members: Networks whose scores are averaged.
        shape: Sizes; `marks` is filled in from the data.
        core: Of the core model.
    """

    settings: Settings = field(default_factory=Settings)
    members: int = 2
    shape: Shape = field(default_factory=lambda: Shape(marks=0))
    core: CorePlan = field(default_factory=CorePlan)

    @classmethod
    def of(cls, *, seed: int = 1, epochs: int | None = None, members: int | None = None) -> "Plan":
        """Return the plan of the shipped models with another seed, number of epochs or of networks."""
        plan = cls()
        settings = replace(plan.settings, seed=seed, epochs=epochs or plan.settings.epochs)
        core = replace(plan.core, settings=replace(plan.core.settings, seed=seed))
        return replace(plan, settings=settings, members=members or plan.members, core=core)


def train(folder: Path, held_out: Path, output: Path, *, plan: Plan | None = None) -> tuple[Path, ...]:
    """Train the models and write their weights: entities and relations first, the core model on top of them.

    Args:
        folder: Annotated documents to learn from: pairs of .txt and .ann with NEREL's types.
        held_out: Annotated documents for calibration and thresholds.
        output: Folder of the files.
        plan: Sizes and settings; equal ones give equal files on one machine.

    Returns:
        The files: weights, names with their Wikidata ids, weights of the core model.

    Raises:
        SourceError: A folder holds no annotated documents.
    """
    plan = plan or Plan()
    analyze, featurize = load_analyzer(), load_featurizer()
    texts = [(gold, analyze(Document(gold.name, gold.text))) for gold in read_folder(folder)]
    learn = read(texts, featurize)
    held = read(((gold, analyze(Document(gold.name, gold.text))) for gold in read_folder(held_out)), featurize)
    log.info("%d documents to learn from, %d held out", len(learn), len(held))
    output.mkdir(parents=True, exist_ok=True)
    save_links(output / LINKS, learn_links(texts))
    texts.clear()
    save_weights(output / FILE, make_weights(learn, held, plan))
    return output / FILE, output / LINKS, train_core(output, plan=plan.core)


def train_core(output: Path, *, plan: CorePlan | None = None) -> Path:
    """Train the core model on the project's own annotated news and write its weights beside those it stands on.

    Args:
        output: Folder of the trained entities and relations, whose encoder it reads with.
        plan: Sizes and settings.

    Raises:
        ConfigError: The folder holds no weights.
    """
    (output / CORE).unlink(missing_ok=True)
    load_models.cache_clear()
    extractor = Extractor(load_analyzer(), load_reference(), models=load_models(output))
    learn = [read_article(row, extractor) for row in news("learn")]
    loose = [read_article(row, extractor, complete=False, loose=UNLISTED) for row in annotated()]
    held = [item for row in news("held") if (item := read_article(row, extractor))]
    log.info("%d articles to learn from, %d samples, %d held out", len(learn), len(loose), len(held))
    weights = core_weights([item for item in (*learn, *loose) if item], held, plan or CorePlan())
    save_weights(output / CORE, weights)
    load_models.cache_clear()
    return output / CORE


def news(part: str) -> list[dict[str, Any]]:
    """Return the annotated articles of a part: learn, held or test."""
    return read_lines(NEWS / f"{part}.jsonl")


def read(documents: Iterable[tuple[Annotated, Analysis]], featurize: Featurizer) -> list[Read]:
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


def make_weights(learn: Sequence[Read], held: Sequence[Read], plan: Plan) -> Weights:
    """Return the weights of networks trained on some documents and calibrated on others."""
    torch.set_num_threads(1)
    allowed = observed(
        (item.type, gold.spans[item.subject].type, gold.spans[item.object].type)
        for gold, _ in learn
        for item in gold.relations
    )
    likely = likely_pairs(learn, np.any(allowed, axis=0))
    shape = replace(plan.shape, marks=learn[0][1].marks.shape[1])
    examples = [make_example(gold, features, likely, shape.longest) for gold, features in learn]
    seeds = [plan.settings.seed + member for member in range(plan.members)]
    trained = side_by_side(
        [Network(shape, allowed, seed) for seed in seeds],
        lambda network, member: train_network(examples, network, replace(plan.settings, seed=seeds[member])),
    )
    return calibrate(export(trained, allowed, likely), held)


def calibrate(weights: Weights, held: Sequence[Read]) -> Weights:
    """Return the weights with calibrations and thresholds that suit held-out documents."""
    encode = Encoders(weights)
    encoded = [(gold, full(features), encode(full(features))) for gold, features in held]
    arrays, meta = dict(weights.arrays), dict(weights.meta)
    for scorer, name, judged in (
        ("spans", "entity_threshold", judge_spans(EntityModel(weights), encoded)),
        ("pairs", "relation_threshold", judge_pairs(RelationModel(weights), encoded)),
    ):
        logits, right, missed = judged
        scale, shift = fit(logits, right)
        arrays |= {f"calibration.{scorer}.scale": scale, f"calibration.{scorer}.shift": shift}
        meta[name] = best_threshold(logits * scale + shift, right, missed)
    return Weights(arrays, meta)


Encoded = tuple[Annotated, Features, States]
Judged = tuple[Floats, Bools, int]


def judge_spans(model: EntityModel, held: Sequence[Encoded]) -> Judged:
    """Return the scores of ranges, [ranges, types], which of them are annotated and how many entities are no range."""
    logits, right, missed = [], [], 0
    nothing = np.zeros((len(model.types), len(model.types), 2 * WINDOW + 1), dtype=bool)
    for gold, features, states in held:
        scores = model.logits(states)
        marked = np.zeros(scores.shape, dtype=bool)
        marked[tuple(make_example(gold, features, nothing, len(scores)).spans.T)] = True
        missed += len(gold.spans) - int(marked.sum())
        near = (scores > CANDIDATE).any(axis=2) | marked.any(axis=2)
        logits.append(scores[near])
        right.append(marked[near])
    return np.concatenate(logits), np.concatenate(right), missed


def judge_pairs(model: RelationModel, held: Sequence[Encoded]) -> Judged:
    """Return the scores of pairs, [pairs, types], which of them are annotated and how many relations are no pair."""
    logits, right, missed = [], [], 0
    for gold, features, states in held:
        example = make_example(gold, features, model.likely, 1)
        spots, pairs = example.spots, example.pairs
        missed += len(gold.relations) - len(example.relations)
        if not len(pairs.subject):
            continue
        scores = model.logits(states, features, spots, pairs)
        marked = np.zeros(scores.shape, dtype=bool)
        marked[tuple(example.relations.T)] = True
        allowed = model.allowed[spots.kind[pairs.subject], spots.kind[pairs.object]]
        logits.append(np.where(allowed, scores, np.float32(IMPOSSIBLE)))
        right.append(marked)
    return np.concatenate(logits), np.concatenate(right), missed


def full(features: Features) -> Features:
    """Return the features in single precision, as the models run."""
    return features._replace(vectors=features.vectors.astype(np.float32), states=features.states.astype(np.float32))
