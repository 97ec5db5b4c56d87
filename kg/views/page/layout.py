"""Positions of nodes, the same on every machine: a seeded start, no operation that hardware rounds in its own way."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_SEED = 20241128
_ROUNDS, _FEWEST_ROUNDS, _WORK = 300, 60, 150_000_000
_ASPECT = 1.4  # the drawing is wider than high, as a screen is
_GRAVITY = 0.35
_PASSES, _FEWEST_PASSES, _PASS_WORK = 400, 30, 60_000_000
_GAP = 6.0
_SLACK = 120.0  # boxes at most so far from touching are watched
_BLOCK = 32_768  # pairs of nodes that are pushed apart at a time
_FIRST = 48
_EVEN = 0.6

Vector = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label take, in pixels; the node's centre is `above` from the upper edge."""

    width: float
    height: float
    above: float


def place(count: int, edges: Sequence[tuple[int, int, float]], width: float) -> list[tuple[float, float]]:
    """Return a position for each node: connected ones near each other, all of them in a field of a width.

    Args:
        count: Number of nodes.
        edges: Pairs of nodes and how strongly each pulls.
        width: Width of the field; its centre is (0, 0).

    Source: Fruchterman and Reingold (1991), "Graph Drawing by Force-directed Placement"; masses by degree as in
        Jacomy, Venturini, Heymann, Bastian (2014), "ForceAtlas2".
    """
    if count < 2:
        return [(0.0, 0.0)] * count
    start = random.Random(_SEED)
    x = np.array([start.random() - 0.5 for _ in range(count)]) * math.sqrt(count)
    y = np.array([start.random() - 0.5 for _ in range(count)]) * math.sqrt(count)
    first = np.array([one for one, _, _ in edges], dtype=np.intp)
    second = np.array([other for _, other, _ in edges], dtype=np.intp)
    pull = np.array([strength for _, _, strength in edges])
    mass = np.ones(count)
    np.add.at(mass, first, 0.5)
    np.add.at(mass, second, 0.5)
    rounds = max(_FEWEST_ROUNDS, min(_ROUNDS, _WORK // (count * count)))
    push = mass[None, :] * mass[:, None]
    for step in range(rounds):
        heat = 0.12 * math.sqrt(count) * (1 - step / rounds)
        x, y = _moved(x, y, (mass, push), (first, second, pull), heat)
    return _fitted(x, y, width)


def _moved(
    x: Vector, y: Vector, masses: tuple[Vector, Vector], edges: tuple[Indices, Indices, Vector], heat: float
) -> tuple[Vector, Vector]:
    """Return the positions after one step of at most `heat`; `masses` are those of nodes and of pairs, multiplied."""
    mass, push = masses
    fx, fy = _pushed(x, y, push)
    first, second, pull = edges
    dx, dy = x[second] - x[first], y[second] - y[first]
    strength = pull * np.sqrt(dx * dx + dy * dy)
    for force, way in ((fx, dx), (fy, dy)):
        np.add.at(force, first, strength * way)
        np.add.at(force, second, -strength * way)
    fx -= _GRAVITY * mass * x
    fy -= _GRAVITY * mass * y
    length = np.sqrt(fx * fx + fy * fy) + 1e-9
    limited = np.minimum(length, heat) / length
    return x + fx * limited, y + fy * limited


def _pushed(x: Vector, y: Vector, push: Vector) -> tuple[Vector, Vector]:
    """Return how far the others push each node, across and down; a few rows at a time stay in the fast memory."""
    count = len(x)
    rows = max(1, _BLOCK // count)
    ways = np.empty((2, rows + 1, count))
    apart = np.empty((rows, count))
    forces = np.zeros((2, count))
    for start in range(0, count, rows):
        size = min(rows, count - start)
        (across, down), near = ways[:, 1 : size + 1], apart[:size]
        np.subtract(x[None, :], x[start : start + size, None], out=across)
        np.subtract(y[None, :], y[start : start + size, None], out=down)
        np.multiply(across, across, out=near)
        near += down * down
        near += 0.01
        np.divide(push[start : start + size], near, out=near)
        across *= near
        down *= near
        # sums along the rows are added up row by row, the sum so far first: in one order everywhere
        ways[:, 0] = forces
        forces = ways[:, : size + 1].sum(axis=1)
    return forces[0], forces[1]


def _fitted(x: Vector, y: Vector, width: float) -> list[tuple[float, float]]:
    """Return the positions stretched to the field."""
    across, down = _evened(x) * width, _evened(y) * width / _ASPECT
    return list(zip(across.tolist(), down.tolist(), strict=True))


def _evened(values: Vector) -> Vector:
    """Return values in [-0.5, 0.5], between their own distances and equal ones: no corner stays empty."""
    span = float(values.max() - values.min()) or 1.0
    places = np.empty(len(values))
    places[np.argsort(values, kind="stable")] = np.arange(len(values)) / (len(values) - 1)
    return np.asarray((1 - _EVEN) * (values - values.min()) / span + _EVEN * places - 0.5)


def spread(points: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Return the positions moved apart until no label lies on another node, as far as some passes can.

    Nodes come in order of importance: the first ones find their places among themselves, then the
    others give way to them.
    """
    x, y = (np.array([point[axis] for point in points], dtype=float) for axis in (0, 1))
    width, height, above = (np.array([getattr(box, name) for box in boxes]) for name in ("width", "height", "above"))
    y += height / 2 - above
    _settle(x[:_FIRST], y[:_FIRST], (width[:_FIRST], height[:_FIRST]), 0)
    _settle(x, y, (width, height), _FIRST)
    y -= height / 2 - above
    return [(round(one), round(other)) for one, other in zip(x.tolist(), y.tolist(), strict=True)]


def _settle(x: Vector, y: Vector, sizes: tuple[Vector, Vector], fixed: int) -> None:
    """Move boxes apart in place; the first `fixed` ones stay where they are."""
    places = x.tolist(), y.tolist()  # single numbers are read and written faster in lists
    watch = Watch(x, y, sizes)
    for _ in range(max(_FEWEST_PASSES, min(_PASSES, _PASS_WORK // (len(x) ** 2 + 1)))):
        x[:], y[:] = places
        touching = watch.touching(x, y)
        if not touching:
            break
        for one, other, *need in touching:
            _part(places, one, other, need, 0.7 if one >= fixed else 1.0)
    x[:], y[:] = places


class Watch:
    """Knows which pairs of boxes may touch, so that a pass need not look at all.

    A pair is watched when it was less than `_SLACK` from touching where its boxes were last seen; a box is seen again
    before it is half of that away.
    """

    def __init__(self, x: Vector, y: Vector, sizes: tuple[Vector, Vector]) -> None:
        self._sizes = sizes
        self._seen = x.copy(), y.copy()
        self._watched = np.zeros((len(x), len(x)), dtype=bool)
        self._see(np.arange(len(x)))

    def touching(self, x: Vector, y: Vector) -> list[tuple[int, int, float, float]]:
        """Return the pairs of boxes that touch, in order, with the distance that their centres need each way."""
        gone = np.maximum(np.abs(x - self._seen[0]), np.abs(y - self._seen[1])) > _SLACK / 2 - 1
        if gone.any():
            moved = np.flatnonzero(gone)
            self._seen[0][moved], self._seen[1][moved] = x[moved], y[moved]
            self._see(moved)
        one, other = np.divmod(np.flatnonzero(self._watched), len(x))
        wide, high = ((size[other] + size[one]) / 2 + _GAP for size in self._sizes)
        found = np.flatnonzero((wide > np.abs(x[other] - x[one])) & (high > np.abs(y[other] - y[one])))
        return list(zip(*(part[found].tolist() for part in (one, other, wide, high)), strict=True))

    def _see(self, boxes: Indices) -> None:
        """Watch the pairs of some boxes where they are now."""
        near = np.ones((len(boxes), len(self._watched)), dtype=bool)
        for places, size in zip(self._seen, self._sizes, strict=True):
            needed = (size[None, :] + size[boxes, None]) / 2 + (_GAP + _SLACK)
            near &= needed > np.abs(places[None, :] - places[boxes, None])
        others = np.arange(len(self._watched))
        self._watched[boxes] = near & (boxes[:, None] < others)
        self._watched[:, boxes] = (near & (boxes[:, None] > others)).T


def _part(places: tuple[list[float], list[float]], kept: int, moving: int, need: Sequence[float], share: float) -> None:
    """Move two boxes apart, along the axis where less is missing; the second one goes this share of the way."""
    x, y = places
    over_x, over_y = need[0] - abs(x[moving] - x[kept]), need[1] - abs(y[moving] - y[kept])
    if over_x <= 0 or over_y <= 0:
        return
    # a step sideways disturbs the drawing less than one up or down, as labels lie flat
    axis, over = (x, over_x) if over_x < over_y * _ASPECT else (y, over_y)
    step = over if axis[moving] >= axis[kept] else -over
    axis[moving] += share * step
    axis[kept] -= (1 - share) * step
