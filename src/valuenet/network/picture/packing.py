"""Pieces of a picture side by side: rectangles in rows, the tallest first, on a page of a given shape."""

from __future__ import annotations

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.picture.leaves import Floats

_WIDTHS = 12  # page widths tried


def packed(width: Floats, height: Floats, gap: float, aspect: float) -> tuple[Floats, Floats]:
    """Return the middles `(c,)` of rectangles `width` by `height` `(c,)`, set in rows at least `gap` apart.

    Rows are centred under one another, the tallest rectangles come first, and the page's width is chosen so that
    page fits best into one of `aspect` (width by height). The whole lies around the origin, x to the right and y
    downward.

    >>> x, y = packed(np.array([4.0, 1.0, 1.0]), np.array([3.0, 1.0, 1.0]), gap=1.0, aspect=1.0)
    >>> x.tolist(), y.tolist()
    ([0.0, -1.0, 1.0], [-1.0, 2.0, 2.0])
    """
    if not len(width):
        return np.zeros(0), np.zeros(0)
    order = np.lexsort((np.arange(len(width)), -width, -height))
    wide, tall = width[order] + gap, height[order] + gap
    rows = min(
        (_rows(wide, page) for page in _pages(wide, tall, aspect)), key=lambda row: _side(row, wide, tall, aspect)
    )
    x, y = np.empty(len(width)), np.empty(len(width))
    x[order], y[order] = _set(rows, wide, tall)
    return x, y


def _pages(wide: Floats, tall: Floats, aspect: float) -> Floats:
    """Return the widths of page to try: from the widest piece to a page one piece high, and the first pieces' sums."""
    fair = np.sqrt(aspect * float((wide * tall).sum()))
    sums = np.cumsum(wide[: _WIDTHS // 2])
    found: Floats = np.unique(
        np.maximum(np.concatenate((sums, fair * np.linspace(0.8, 1.4, _WIDTHS // 2))), wide.max())
    )
    return found


def _rows(wide: Floats, page: float) -> IntArray:
    """Return the row of each piece, `(c,)`: a new one wherever the page is full."""
    rows = np.empty(len(wide), np.int64)
    row, used = 0, 0.0
    for at, each in enumerate(wide.tolist()):
        if used and used + each > page + 1e-9:
            row, used = row + 1, 0.0
        used += each
        rows[at] = row
    return rows


def _side(rows: IntArray, wide: Floats, tall: Floats, aspect: float) -> float:
    """Return the size of the smallest page of the wanted shape that holds the rows."""
    return float(max(np.bincount(rows, wide).max() / np.sqrt(aspect), _heights(rows, tall).sum() * np.sqrt(aspect)))


def _heights(rows: IntArray, tall: Floats) -> Floats:
    heights = np.zeros(rows[-1] + 1)
    np.maximum.at(heights, rows, tall)
    return heights


def _set(rows: IntArray, wide: Floats, tall: Floats) -> tuple[Floats, Floats]:
    heights = _heights(rows, tall)
    ends = np.cumsum(wide)
    before = np.concatenate(([0.0], ends[np.flatnonzero(np.diff(rows))]))
    lengths = np.bincount(rows, wide)
    x = ends - wide / 2 - before[rows] - lengths[rows] / 2
    y = (np.cumsum(heights) - heights / 2 - heights.sum() / 2)[rows]
    return x, y
