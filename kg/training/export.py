"""From trained networks to the weights that the package ships."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.neural.pairs import Bools
from kg.neural.types import ENTITY_TYPES, RELATION_TYPES
from kg.neural.weights import Weights
from kg.training.joint import Network


def export(networks: Sequence[Network], allowed: Bools, likely: Bools) -> Weights:
    """Return the weights of networks of one shape, whose scores of entities are averaged; not calibrated.

    Relations are scored by the last one alone, which costs little quality and saves half of their time.

    Numbers are rounded to what the file keeps, so that calibration sees the model that will run.

    Args:
        networks: The trained networks.
        allowed: Which types of entities a relation joins, [relations, types, types].
        likely: Which types are related so many sentences apart, [types, types, distances].
    """
    arrays: dict[str, NDArray[Any]] = {
        f"{number}.{name}": tensor.detach().numpy().astype(np.float16).astype(np.float32)
        for number, network in enumerate(networks)
        for name, tensor in network.state_dict().items()
        if number == len(networks) - 1 or not name.startswith("pairs.")
    }
    arrays |= {"allowed": np.moveaxis(allowed, 0, 2).astype(np.uint8), "likely": likely.astype(np.uint8)}
    for scorer, types in (("spans", ENTITY_TYPES), ("pairs", RELATION_TYPES)):
        arrays[f"calibration.{scorer}.scale"] = np.ones(len(types), np.float32)
        arrays[f"calibration.{scorer}.shift"] = np.zeros(len(types), np.float32)
    meta = {
        "members": len(networks),
        "layers": list(networks[0].shape.layers),
        "row_layers": list(networks[0].shape.row_layers),
        "entity_types": list(ENTITY_TYPES),
        "relation_types": list(RELATION_TYPES),
        "entity_threshold": 0.5,
        "relation_threshold": 0.5,
    }
    return Weights(arrays, meta)
