"""Treemaps: rectangles whose areas are the quantities."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.report.colours import ink_on
from valuenet.report.document import Chart, Mark
from valuenet.report.fit import Box, fitted, width_of
from valuenet.report.plots import step_of
from valuenet.report.shapes import SIZE, WIDTH, Drawing, drawing, marked, rect, word

_HIGH, _GAP = 330.0, 2.0
_LEGEND = 232.0  # pixels a column of the small ones below


def squarified(sizes: Sequence[float], room: Box) -> list[Box]:
    """Return a rectangle for each size, largest first, of areas in proportion to the sizes and as square as can be.

    `sizes` are positive and fall; `room` is what they fill. Source: Bruls, Huizing and van Wijk, Squarified treemaps,
    Proceedings of the Joint Eurographics and IEEE TCVG Symposium on Visualization, 2000; their example is the test's.

    >>> squarified([6, 6], (0, 0, 6, 4))
    [(0, 0, 3.0, 4.0), (3.0, 0, 6.0, 4.0)]
    """
    left, top, right, bottom = room
    scale = (right - left) * (bottom - top) / sum(sizes) if sizes else 0.0
    areas, found = [size * scale for size in sizes], list[Box]()
    while areas:
        short = min(right - left, bottom - top)
        count = _row(areas, short)
        row, areas = areas[:count], areas[count:]
        deep = sum(row) / short if short else 0.0
        upright = right - left >= bottom - top  # the row stands along the shorter side
        at = top if upright else left
        for area in row:
            long = area / deep if deep else 0.0
            box = (left, at, left + deep, at + long) if upright else (at, top, at + long, top + deep)
            found.append(box)
            at += long
        left, top = (left + deep, top) if upright else (left, top + deep)
    return found


def _row(areas: Sequence[float], short: float) -> int:
    """Return how many areas stand in the next row: as long as the worst of them becomes no worse."""
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], short) <= _worst(areas[:count], short):
        count += 1
    return count


def _worst(row: Sequence[float], short: float) -> float:
    total = sum(row)
    return max(short**2 * max(row) / total**2, total**2 / (short**2 * min(row))) if total and short else float("inf")


def treemap(chart: Chart) -> Drawing:
    """Return a rectangle a mark, larger and darker for more; the names without room stand below, with their figures."""
    known = sorted((mark for mark in chart.marks if mark.value), key=lambda mark: -(mark.value or 0))
    sizes = [mark.value or 0.0 for mark in known]
    parts, small = [], list[Mark]()
    for mark, box in zip(known, squarified(sizes, (0.0, 4.0, float(WIDTH), 4.0 + _HIGH)), strict=True):
        left, top, right, bottom = box
        colour = step_of(mark.value or 0, sizes[0])
        shape = rect(left, top, right - left - _GAP, bottom - top - _GAP, colour)
        parts.append(marked(shape, mark, chart))
        words = _words(mark, box, ink_on(colour))
        parts += words
        if not words:
            small.append(mark)
    below = _below(small, 4.0 + _HIGH + 14)
    return drawing(chart, 4.0 + _HIGH + (10 + 18 * ((len(small) + 2) // 3) if small else 2), [*parts, *below])


def _words(mark: Mark, box: Box, ink: str) -> list[str]:
    """Return the name and figure of a rectangle, the name on two lines where one is too short; or nothing."""
    left, top, right, bottom = box
    room, high = right - left - 14, bottom - top - 10
    lines = _lines(mark.label, room)
    if not lines or high < 15 * (len(lines) + 1) or width_of(mark.shown, SIZE) > room:
        return []
    parts = [word(text, left + 7, top + 14 + 15 * at, fill=ink) for at, text in enumerate(lines)]
    return [*parts, word(mark.shown, left + 7, top + 14 + 15 * len(lines), fill=ink, weight=600)]


def _lines(label: str, room: float) -> list[str]:
    """Return a label on one to three lines of a width, or nothing where a word is wider than that."""
    pieces = label.split(" ") if " " in label else list(label)
    joint, lines = (" " if " " in label else ""), [""]
    for piece in pieces:
        longer = lines[-1] + (joint if lines[-1] else "") + piece
        if width_of(longer, SIZE) <= room:
            lines[-1] = longer
        elif width_of(piece, SIZE) <= room:
            lines.append(piece)
        else:
            return []
    return lines if len(lines) <= 3 else []


def _below(marks: Sequence[Mark], top: float) -> list[str]:
    parts = []
    for at, mark in enumerate(marks):
        x, y = (at % 3) * (_LEGEND + 12), top + 18 * (at // 3)
        figure = width_of(mark.shown, SIZE - 1) + 8
        parts.append(word(fitted(mark.label, _LEGEND - figure - 8, SIZE - 1), x, y, size=SIZE - 1))
        parts.append(word(mark.shown, x + _LEGEND, y, "end", size=SIZE - 1, fill="quiet"))
    return parts
