"""Thousands of dots and lines as few elements of SVG, in whole tenths of a pixel."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

import numpy as np

from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.look import Look
from valuenet.network.picture.words import safe

TENTH = "scale(.1)"
"""The transform under which paths of `dots` and `lines` are drawn."""


def dots(x: Floats, y: Floats) -> str:
    """Return a path of points at `x`, `y` `(k,)` pixels; a round stroke makes circles of them.

    >>> dots(np.array([1.0, 2.5]), np.array([1.0, 0.0]))
    'm10 10h0m15-10h0'
    """
    across, down = _tenths(x), _tenths(y)
    steps = zip(np.diff(across, prepend=0).tolist(), np.diff(down, prepend=0).tolist(), strict=True)
    return "".join(f"m{dx}{_next(dy)}h0" for dx, dy in steps)


def lines(x: Floats, y: Floats, to_x: Floats, to_y: Floats) -> str:
    """Return a path of straight lines from `x`, `y` to `to_x`, `to_y` `(k,)` pixels.

    >>> lines(np.array([0.0]), np.array([0.0]), np.array([2.0]), np.array([-3.0]))
    'm0 0l20-30'
    """
    left, top, right, bottom = _tenths(x), _tenths(y), _tenths(to_x), _tenths(to_y)
    before = (np.concatenate(([0], each[:-1])) for each in (right, bottom))
    moves = [(start - last).tolist() for start, last in zip((left, top), before, strict=True)]
    steps = zip(*moves, (right - left).tolist(), (bottom - top).tolist(), strict=True)
    return "".join(f"m{mx}{_next(my)}l{dx}{_next(dy)}" for mx, my, dx, dy in steps)


def _tenths(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.rint(values * 10).astype(np.int64)


def _next(number: int) -> str:
    return str(number) if number < 0 else f" {number}"


def triangles(x: Floats, y: Floats, angle: Floats, size: float) -> str:
    """Return a path of arrowheads whose points lie at `x`, `y` and which point towards `angle` (radians), `(k,)`.

    >>> triangles(np.array([10.0]), np.array([0.0]), np.array([0.0]), 4.0)
    'M100 0l-40 16l0-32z'
    """
    drawn = []
    for at_x, at_y, turn in zip(x.tolist(), y.tolist(), angle.tolist(), strict=True):
        back = (np.cos(turn) * size, np.sin(turn) * size)
        side = (-back[1] * 0.4, back[0] * 0.4)
        corners = [(-back[0] + side[0], -back[1] + side[1]), (-2 * side[0], -2 * side[1])]
        drawn.append(f"M{_point(at_x, at_y)}" + "".join(f"l{_point(*corner)}" for corner in corners) + "z")
    return "".join(drawn)


def _point(x: float, y: float) -> str:
    return f"{round(x * 10)}{_next(round(y * 10))}"


def number(value: float) -> str:
    """Return a coordinate as short as it can be written to a tenth of a pixel.

    >>> number(12.0), number(3.14), number(-0.04)
    ('12', '3.1', '0')
    """
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def root(width: float, height: float, title: str, description: str, look: Look, parts: Iterable[str]) -> str:
    """Return a whole picture: an SVG document with a title and a description for readers who do not see it."""
    height = ceil(height)
    size = f'width="{number(width)}" height="{number(height)}"'
    labels = f'<title id="t">{safe(title)}</title><desc id="d">{safe(description)}</desc>'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" {size} role="img"'
        f' aria-labelledby="t d" font-family="{look.font}" fill="none">{labels}'
        f'<rect {size} fill="{look.paper}"/>'
    )
    return head + "".join(parts) + "</svg>\n"
