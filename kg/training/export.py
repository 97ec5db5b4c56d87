"""From trained modules to the weights that the package ships."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from kg.neural.types import ENTITY_TYPES, RELATION_TYPES
from kg.neural.weights import Weights
from kg.training.entities import EntityModel
from kg.training.relations import RelationModel


def export_entities(model: EntityModel, threshold: float = 0.5) -> Weights:
    """Return the entity model's weights, not calibrated."""
    shape = model.encoder.shape
    meta = {
        "types": list(ENTITY_TYPES),
        "longest": model.scorer.longest,
        "dilations": list(shape.dilations),
        "memory": list(shape.memory),
        "threshold": threshold,
    }
    return Weights(_arrays(model, len(ENTITY_TYPES)), meta)


def export_relations(model: RelationModel, threshold: float = 0.5) -> Weights:
    """Return the relation model's weights, not calibrated."""
    shape = model.encoder.shape
    meta = {
        "types": list(RELATION_TYPES),
        "entity_types": list(ENTITY_TYPES),
        "dilations": list(shape.dilations),
        "memory": list(shape.memory),
        "threshold": threshold,
    }
    return Weights(_arrays(model, len(RELATION_TYPES)), meta)


def calibrated(weights: Weights, scale: NDArray[np.float32], shift: NDArray[np.float32], threshold: float) -> Weights:
    """Return the weights with the calibration and the threshold of its probabilities."""
    arrays = {**weights.arrays, "calibration.scale": scale, "calibration.shift": shift}
    return Weights(arrays, {**weights.meta, "threshold": threshold})


def _arrays(model: nn.Module, types: int) -> dict[str, NDArray[Any]]:
    """Return the arrays of a model by name, rounded to what the file keeps, and a calibration that changes nothing."""
    arrays = {name: tensor.detach().cpu().numpy() for name, tensor in model.state_dict().items()}
    arrays = {name: a.astype(np.float16).astype(np.float32) if a.dtype.kind == "f" else a for name, a in arrays.items()}
    return {**arrays, "calibration.scale": np.ones(types, np.float32), "calibration.shift": np.zeros(types, np.float32)}
