"""Which types of entities a relation may join."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.neural.types import ENTITY_TYPES, RELATION_TYPES

Bools = NDArray[np.bool_]


def read_constraints(lines: Iterable[str]) -> Bools:
    """Return the table [relation, subject type, object type] of an `annotation.conf`; an unlisted relation is free."""
    table = np.ones((len(RELATION_TYPES), len(ENTITY_TYPES), len(ENTITY_TYPES)), dtype=bool)
    for line in lines:
        name, _, rest = line.strip().partition("\t")
        arguments = dict(part.strip().split(":", 1) for part in rest.split(",") if ":" in part)
        if name in RELATION_TYPES and {"Arg1", "Arg2"} <= arguments.keys():
            subjects, objects = _kinds(arguments["Arg1"]), _kinds(arguments["Arg2"])
            table[RELATION_TYPES.index(name)] = subjects[:, None] & objects[None, :]
    return table


def observed(relations: Iterable[tuple[str, str, str]]) -> Bools:
    """Return the table of the relations, subject and object types that were seen."""
    table = np.zeros((len(RELATION_TYPES), len(ENTITY_TYPES), len(ENTITY_TYPES)), dtype=bool)
    for name, subject, target in relations:
        table[RELATION_TYPES.index(name), ENTITY_TYPES.index(subject), ENTITY_TYPES.index(target)] = True
    return table


def _kinds(text: str) -> Bools:
    names = set(text.split("|"))
    return np.array(["<ENTITY>" in names or kind in names for kind in ENTITY_TYPES])
