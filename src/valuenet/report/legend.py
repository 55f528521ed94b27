"""The legend above a chart with series, and the gutter left of bars."""

from __future__ import annotations

from collections.abc import Sequence

from valuenet.report.colours import series_colours
from valuenet.report.document import Chart
from valuenet.report.fit import broken, fitted, legend_places, width_of
from valuenet.report.shapes import SIZE, WIDTH, path, rect, word

_GUTTERS = (56, 108, 160, 212, 264)


def gutter(labels: Sequence[str]) -> int:
    """Return the room for labels left of the bars; a few fixed widths, so that charts line up with one another.

    >>> gutter(["北京"]), gutter(["Inner Mongolia"])
    (56, 108)
    """
    widest = max((width_of(label, SIZE) for label in labels), default=0) + 16
    return next((room for room in _GUTTERS if room >= widest), _GUTTERS[-1])


def colours_of(chart: Chart) -> tuple[str, ...]:
    """Return the colour of each series: those of the chart, or the palette's in turn."""
    return chart.colours or series_colours("", chart.series)


def named_beside(label: str, x: float, middle: float, room: float, align: str = "end") -> list[str]:
    """Return a label that ends or starts at `x`, on two lines where one is too short, cut where both are.

    >>> len(named_beside("Key technology R&D and application platforms", 200, 10, 160))
    2
    """
    if width_of(label, SIZE) <= room:
        return [word(label, x, middle, align)]
    first, rest = broken(label, room, SIZE - 1)
    if first and not rest:
        return [word(first, x, middle, align, size=SIZE - 1)]
    if not first:
        return [word(fitted(label, room, SIZE), x, middle, align)]
    lines = (first, fitted(rest, room, SIZE - 1))
    return [word(text, x, middle - 6 + 12 * at, align, size=SIZE - 1) for at, text in enumerate(lines)]


def legend(chart: Chart, dashes: Sequence[str] = ()) -> tuple[list[str], int]:
    """Return a square, or a line with its dashes, and the name of each series, row by row, and how high all are."""
    if not chart.series:
        return [], 0
    names = [fitted(name, WIDTH - 60, SIZE) for name in chart.series]
    places, height = legend_places(names, WIDTH, SIZE)
    drawn = []
    for at, (name, colour, (x, y)) in enumerate(zip(names, colours_of(chart), places, strict=True)):
        square = rect(x - 5, y - 5, 10, 10, colour)
        sample = path(f"M{x - 6:g} {y:g}h14", stroke=colour, wide=3, dash=dashes[at]) if at < len(dashes) else square
        drawn += [sample, word(name, x + 12, y)]
    return drawn, height
