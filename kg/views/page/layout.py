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
    across, down = x[None, :] - x[:, None], y[None, :] - y[:, None]
    apart = across * across
    apart += down * down
    apart += 0.01
    np.divide(push, apart, out=apart)
    across *= apart
    down *= apart
    # sums along the first axis are added up row by row, in one order everywhere
    fx, fy = across.sum(axis=0), down.sum(axis=0)
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
    wide, high = map(_half_sums, sizes)
    places = x.tolist(), y.tolist()  # single numbers are read and written faster in lists
    for _ in range(max(_FEWEST_PASSES, min(_PASSES, _PASS_WORK // (len(x) ** 2 + 1)))):
        x[:], y[:] = places
        touching = (wide > np.abs(x[None, :] - x[:, None])) & (high > np.abs(y[None, :] - y[:, None]))
        pairs = np.flatnonzero(touching)
        if not len(pairs):
            break
        needed = zip(wide.ravel()[pairs].tolist(), high.ravel()[pairs].tolist(), strict=True)
        for pair, need in zip(pairs.tolist(), needed, strict=True):
            kept, moving = divmod(pair, len(x))
            _part(places, kept, moving, need, 0.7 if kept >= fixed else 1.0)
    x[:], y[:] = places


def _half_sums(sizes: Vector) -> Vector:
    """Return the distance that the centres of each two boxes need, the first one before the second; else nothing."""
    needed: Vector = np.triu((sizes[None, :] + sizes[:, None]) / 2 + _GAP, 1)
    return needed


def _part(
    places: tuple[list[float], list[float]], kept: int, moving: int, need: tuple[float, float], share: float
) -> None:
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
