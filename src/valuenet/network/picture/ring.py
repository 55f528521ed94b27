"""Places in rings around a middle: in sectors, row by row from outside, as far apart as there is room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.picture.leaves import Floats

SPACING = (44, 36, 30, 25, 21, 17, 14, 11.5, 9.5, 8, 6.5, 5.5, 4.5, 3.7, 3, 2.5, 2, 1.6, 1.3, 1, 0.7, 0.5, 0.3)
"""Distances between nodes of a ring that are tried, in pixels, until one leaves room for all."""

_BREAK = 0.05  # radians between two sectors
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, eq=False)
class Ring:
    """Places in a ring around the origin, in pixels: `x`, `y` `(k,)`, the `spacing` there and the `inner` radius."""

    x: Floats
    y: Floats
    spacing: float
    inner: float


def ring(sector: IntArray, rank: IntArray, inner: float, outer: float) -> Ring:
    """Return places for nodes in sectors of a ring between two radii, as far apart as there is room.

    `sector` `(k,)` counts from 0 without a gap; a sector is as wide as it has nodes. Those of lowest `rank` `(k,)` in
    a sector come into the outermost row. Rows are filled from outside.

    >>> found = ring(np.array([0, 0, 1, 1]), np.arange(4), inner=50, outer=100)
    >>> np.hypot(found.x, found.y).round().tolist(), (found.x > 0).tolist()
    ([100.0, 100.0, 100.0, 100.0], [True, True, False, False])
    """
    count = np.bincount(sector)
    gap = min(_BREAK, np.pi / len(count)) if len(count) > 1 else 0.0
    width = (2 * np.pi - gap * len(count)) * count / max(len(sector), 1)
    middles = np.cumsum(width + gap) - (width + gap) / 2 - (np.pi if len(count) == 1 else (width[:1] + gap).sum() / 2)
    for spacing in SPACING:
        rows = outer - spacing * np.arange(int((outer - inner) / spacing) + 1)
        holds = np.maximum((width[:, None] * rows / spacing).astype(np.int64), 1)
        if (holds.sum(axis=1) >= count).all():
            break
    x, y = np.empty(len(sector)), np.empty(len(sector))
    order = np.lexsort((rank, sector))
    within = np.arange(len(order)) - (np.cumsum(count) - count)[sector[order]]
    full = np.cumsum(holds, axis=1)[sector[order]] <= within[:, None]
    row = np.minimum(full.sum(axis=1), len(rows) - 1)
    angle = _spread(sector[order], row, width, middles, len(rows))
    x[order], y[order] = rows[row] * np.cos(angle), rows[row] * np.sin(angle)
    return Ring(x, y, float(spacing), float(rows[row].min(initial=outer)))


def _spread(sector: IntArray, row: IntArray, width: Floats, middles: Floats, rows: int) -> Floats:
    """Return the angles at which the nodes of each row of each sector are evenly spread."""
    cell = sector * rows + row
    count = np.bincount(cell)
    order = np.argsort(cell, kind="stable")
    place = np.arange(len(cell)) - (np.cumsum(count) - count)[cell[order]]
    # the first of a row far from one another: names of the largest then find room
    mixed = np.lexsort((place * _GOLDEN % 1, cell[order]))
    place = np.empty(len(cell), np.int64)
    place[order[mixed]] = np.arange(len(cell)) - (np.cumsum(count) - count)[cell[order]]
    share = (place + 0.5) / count[cell] - 0.5
    spread: Floats = middles[sector] + share * width[sector]
    return spread


def wheel(group: IntArray, rank: IntArray, inner: float, outer: float) -> Ring:
    """Return places for nodes all around between two radii, those of one `group` `(k,)` side by side, without breaks.

    Groups follow one another in the order of their numbers; in each, those of lowest `rank` `(k,)` come outermost.

    >>> found = wheel(np.zeros(200, np.int64), np.arange(200), inner=100, outer=200)
    >>> apart = np.hypot(found.x[:, None] - found.x, found.y[:, None] - found.y) + 99 * np.eye(200)
    >>> found.spacing, bool(apart.min() > 0.85 * found.spacing)
    (17.0, True)
    """
    count = max(len(group), 1)
    for spacing in SPACING:
        rows = int((outer - inner) / spacing) + 1
        columns = int(2 * np.pi * (outer - (rows - 1) * spacing) / spacing)
        if rows * columns >= count:
            break
    rows = min(rows, -(-count // columns))
    columns = -(-count // rows)
    order = np.lexsort((rank, group))
    column, row = np.arange(len(group)) // rows, np.arange(len(group)) % rows
    cell = np.lexsort((column * _GOLDEN % 1, row, group[order]))
    angle, distance = np.empty(len(group)), np.empty(len(group))
    angle[order] = (column + row % 2 / 2)[cell] * (2 * np.pi / columns)
    distance[order] = outer - row[cell] * spacing
    inside = outer - (rows - 1) * spacing
    return Ring(distance * np.cos(angle), distance * np.sin(angle), float(spacing), inside)
