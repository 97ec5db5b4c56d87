"""From trained modules to the weights that the package ships."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import nn

from kg.neural.types import ENTITY_TYPES, RELATION_TYPES
from kg.neural.weights import Weights
from kg.training.entities import EntityModel
from kg.training.network import Shape
from kg.training.relations import RelationModel


def export_entities(models: Sequence[EntityModel], threshold: float = 0.5) -> Weights:
    """Return the weights of entity networks of one shape, whose scores are averaged; not calibrated."""
    meta = {"types": list(ENTITY_TYPES), "threshold": threshold, **_sizes(models[0].encoder.shape, len(models))}
    return Weights(_arrays(models, len(ENTITY_TYPES)), meta)


def export_relations(models: Sequence[RelationModel], threshold: float = 0.5) -> Weights:
    """Return the weights of relation networks of one shape, whose scores are averaged; not calibrated."""
    sizes = _sizes(models[0].encoder.shape, len(models))
    meta = {"types": list(RELATION_TYPES), "entity_types": list(ENTITY_TYPES), "threshold": threshold, **sizes}
    arrays = _arrays(models, len(RELATION_TYPES))
    allowed = arrays["0.allowed"]
    arrays = {name: array for name, array in arrays.items() if not name.endswith(".allowed")}
    return Weights({**arrays, "allowed": allowed}, meta)


def calibrated(weights: Weights, scale: NDArray[np.float32], shift: NDArray[np.float32], threshold: float) -> Weights:
    """Return the weights with the calibration and the threshold of its probabilities."""
    arrays = {**weights.arrays, "calibration.scale": scale, "calibration.shift": shift}
    return Weights(arrays, {**weights.meta, "threshold": threshold})


def _sizes(shape: Shape, members: int) -> dict[str, Any]:
    return {"members": members, "dilations": list(shape.dilations), "memory": list(shape.memory)}


def _arrays(models: Sequence[nn.Module], types: int) -> dict[str, NDArray[Any]]:
    """Return the arrays of the models by number and name, and a calibration that changes nothing.

    Numbers are rounded to what the file keeps, so that calibration sees the model that will run.
    """
    arrays = {
        f"{number}.{name}": tensor.detach().cpu().numpy()
        for number, model in enumerate(models)
        for name, tensor in model.state_dict().items()
    }
    arrays = {name: a.astype(np.float16).astype(np.float32) if a.dtype.kind == "f" else a for name, a in arrays.items()}
    return {**arrays, "calibration.scale": np.ones(types, np.float32), "calibration.shift": np.zeros(types, np.float32)}
