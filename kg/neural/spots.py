"""Entities as the networks see them: ranges of rows."""

from typing import NamedTuple

from kg.neural.pieces import Ints


class Spots(NamedTuple):
    """Entities as rows: first and last row, number of the type, sorted by place."""

    first: Ints
    last: Ints
    kind: Ints

    def __len__(self) -> int:
        return len(self.first)
