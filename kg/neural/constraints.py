"""Which types of entities a relation may join."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.neural.types import ENTITY_TYPES, RELATION_TYPES

Bools = NDArray[np.bool_]


def observed(relations: Iterable[tuple[str, str, str]]) -> Bools:
    """Return the table of the relations, subject and object types that were seen."""
    table = np.zeros((len(RELATION_TYPES), len(ENTITY_TYPES), len(ENTITY_TYPES)), dtype=bool)
    for name, subject, target in relations:
        table[RELATION_TYPES.index(name), ENTITY_TYPES.index(subject), ENTITY_TYPES.index(target)] = True
    return table
