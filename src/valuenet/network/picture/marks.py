"""Nodes and names as they are drawn in every picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.network.picture.labels import Label
from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.look import Look
from valuenet.network.picture.svg import TENTH, dots

WIDTH = 1600.0
"""Pixels: a picture as wide as the text of an A4 page, at about 8.5 pixels a millimetre."""

Flags = npt.NDArray[np.bool_]

_RINGED = 80  # tenths of a pixel: a node so wide has a ring of paper between outline and colour


def named(names: list[Label], look: Look) -> str:
    """Return labels in one group, each with a rim of paper."""
    style = f'fill="{look.ink}" stroke="{look.paper}" stroke-width="4.5" stroke-linejoin="round" paint-order="stroke"'
    return f'<g class="words" {style} text-anchor="middle">{"".join(name.drawn() for name in names)}</g>'


def names_of(nodes: pl.DataFrame, label: str) -> list[str]:
    """Return the name of every node: its label, or its id where it has none."""
    ids = nodes["id"].cast(pl.String)
    if label not in nodes.columns:
        return ids.to_list()
    return nodes[label].cast(pl.String).fill_null(ids).to_list()


def sampled(nodes: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell of every node whether it is of the sample; none is where that is not known."""
    if "sample" not in nodes.columns:
        return np.zeros(nodes.height, np.bool_)
    return nodes["sample"].fill_null(value=False).to_numpy()


def circles(x: Floats, y: Floats, radius: Floats, colour: Sequence[str], outlined: Flags, look: Look) -> str:
    """Draw nodes at `x`, `y` of `radius` pixels `(k,)`; those of one colour, size and outline are one path.

    >>> from valuenet.network.picture.look import LIGHT
    >>> circles(np.zeros(2), np.ones(2), np.ones(2), ["#123456"] * 2, np.zeros(2, np.bool_), LIGHT)
    '<g stroke-linecap="round" transform="scale(.1)"><path d="m0 10h0m0 0h0" stroke="#123456" stroke-width="20"/></g>'
    """
    width = np.rint(20 * radius).astype(np.int64)
    groups: dict[tuple[int, bool, str], list[int]] = {}
    for at, group in enumerate(zip(width.tolist(), outlined.tolist(), colour, strict=True)):
        groups.setdefault(group, []).append(at)
    drawn = []
    for (size, ring, shade), chosen in sorted(groups.items()):
        path = dots(x[chosen], y[chosen])
        for wide, tone in rings(size, shade, look, outlined=ring):
            drawn.append(f'<path d="{path}" stroke="{tone}" stroke-width="{wide}"/>')
    return f'<g stroke-linecap="round" transform="{TENTH}">{"".join(drawn)}</g>'


def rings(size: int, colour: str, look: Look, *, outlined: bool) -> list[tuple[int, str]]:
    """Return the discs, one upon another, that make up a node `size` tenths of a pixel wide: width and colour each.

    An outline is dark, with a ring of paper within it where there is room: it shows in grey print, too.

    >>> from valuenet.network.picture.look import LIGHT
    >>> [width for width, _ in rings(100, "#0b4f7d", LIGHT, outlined=True)]
    [112, 86, 60]
    """
    if not outlined:
        return [(size, colour)]
    if size < _RINGED:
        return [(size + 12, look.ink), (max(size - 14, size // 2), colour)]
    return [(round(share * size), tone) for share, tone in ((1.12, look.ink), (0.86, look.paper), (0.6, colour))]
