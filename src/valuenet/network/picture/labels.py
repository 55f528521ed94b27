"""Names beside their nodes: the most important first, each where it hides least, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.words import cut, plain, safe, width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

LINE = 1.25
"""Height of a line of type, and where its base line lies, in type sizes."""
_BASE = 0.95

_CELL = 4.0  # pixels: how finely it is known what a name would hide
_CLEAR = 2.0  # pixels kept free between names
_FAR, _UNUSUAL, _FINE = 40.0, 8.0, 250.0  # square pixels: beyond the disc, at a worse side, over another's disc
_TURNED = 60.0  # square pixels for a quarter turn away from where the name should stand
_OWN = 0.4  # what a hidden leaf of the node itself counts
_DIRECTIONS = ((0, 1), (1, 0), (-1, 0), (0, -1), (0.7, 1), (-0.7, 1), (0.7, -1), (-0.7, -1))


@dataclass(frozen=True)
class Wish:
    """A name for the node at `x`, `y` of radius `reach`; `disc` is that of the node with all that belongs to it.

    `toward` is the direction, in radians, in which the name should stand, if there is one.
    """

    text: str
    x: float
    y: float
    reach: float
    disc: float
    size: float
    toward: float | None = None


@dataclass(frozen=True)
class Label:
    """A name as it is set: the text, cut where needed, the whole name, the type size, and the box it fills."""

    text: str
    full: str
    size: float
    box: Box

    def drawn(self) -> str:
        """Return the label as SVG; where the name is cut, the whole of it shows under the pointer."""
        left, top, right, _ = self.box
        place = f'x="{(left + right) / 2:.1f}" y="{top + _BASE * self.size:.1f}" font-size="{self.size:g}"'
        title = f"<title>{safe(self.full)}</title>" if self.full != self.text else ""
        return f"<text {place}>{title}{safe(self.text)}</text>"


@dataclass(frozen=True, eq=False)
class Ink:
    """How much of a page is covered: sums over its cells from the upper left, `(rows + 1, columns + 1)`."""

    sums: Floats

    def under(self, box: Box) -> float:
        """Return how many square pixels a box would hide."""
        left, top, right, bottom = (round(each / _CELL) for each in box)
        rows, columns = self.sums.shape
        (left, right), (top, bottom) = (
            (min(max(low, 0), most - 1), min(max(high, 0), most - 1))
            for low, high, most in ((left, right, columns), (top, bottom, rows))
        )
        sums = self.sums
        return float(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left])


def ink(x: Floats, y: Floats, radius: Floats, page: tuple[float, float]) -> Ink:
    """Return what circles at `x`, `y` of `radius` `(k,)` cover of a page of the given width and height.

    >>> ink(np.array([50.0]), np.array([50.0]), np.array([10.0]), (100, 100)).under((0, 0, 100, 100))
    314.1592653589793
    """
    columns, rows = (int(side / _CELL) + 1 for side in page)
    column = np.clip((x / _CELL).astype(np.int64), 0, columns - 1)
    row = np.clip((y / _CELL).astype(np.int64), 0, rows - 1)
    cover = np.bincount(row * columns + column, np.pi * radius * radius, rows * columns).reshape(rows, columns)
    sums = np.zeros((rows + 1, columns + 1))
    sums[1:, 1:] = cover.cumsum(axis=0).cumsum(axis=1)
    return Ink(sums)


def placed(
    wishes: Sequence[Wish],
    page: Box,
    covered: Ink,
    *,
    limit: int,
    others: Sequence[Wish] = (),
    first: int = 12,
    hides: float = 0.25,
    room: float = 320,
) -> list[Label]:
    """Return names set within `page`, at most `limit`: in the order of `wishes`, those that find a place.

    A name is tried on all sides of its node and of its disc, and set where it hides least, away from the discs of
    `others`. None comes over another, nor over a node that has got its name before, and none but the `first` hides
    more of what is drawn than the share `hides` of its box; names wider than `room` are cut.

    >>> wishes = [Wish("Alpha", 50, 50, 5, 5, 12), Wish("Beta", 50, 20, 5, 5, 12), Wish("Far", 500, 50, 5, 5, 12)]
    >>> nothing = ink(np.zeros(0), np.zeros(0), np.zeros(0), (100, 100))
    >>> [label.text for label in placed(wishes, (0, 0, 100, 100), nothing, limit=9)]
    ['Alpha', 'Beta']
    """
    found: list[Label] = []
    taken: list[Box] = []
    circles = np.array([(other.x, other.y, other.disc) for other in others]).reshape(-1, 3)
    for wish in wishes:
        full = plain(wish.text)
        text = cut(full, room, wish.size)
        dot = _around(wish.x, wish.y, wish.reach, wish.reach)
        if len(found) >= limit or not text or any(overlap(dot, label.box) for label in found):
            continue
        most = 1.0 if len(found) < first else hides
        places = [
            (against + _against(box, wish, covered, circles), box)
            for against, box in _places(wish, width(text, wish.size))
            if _free(box, page, taken) and covered.under(box) <= most * (box[2] - box[0]) * (box[3] - box[1])
        ]
        if places:
            box = min(places)[1]
            found.append(Label(text, full, wish.size, box))
            taken += [box, dot]
    return found


def _places(wish: Wish, wide: float) -> list[tuple[float, Box]]:
    """Return where the name may stand and what speaks against each place: far ones, and those less usual."""
    half_w, half_h = wide / 2, LINE * wish.size / 2
    places = []
    for far, reach in enumerate(dict.fromkeys((wish.reach, wish.disc))):
        for rank, (across, down) in enumerate(_DIRECTIONS):
            shift = half_w + reach + (0 if down else 3)
            fall = half_h + (reach + 1 if not across else reach * 0.5)
            box = _around(wish.x + across * shift, wish.y + down * fall, half_w, half_h)
            turned = 0.0 if wish.toward is None else 1 - np.cos(np.arctan2(down, across) - wish.toward)
            places.append((_FAR * far + _UNUSUAL * rank * (wish.toward is None) + _TURNED * float(turned), box))
    return places


def _against(box: Box, wish: Wish, covered: Ink, circles: Floats) -> float:
    """Return what a name hides in square pixels, its own leaves for less, and a fine for each disc of others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    own = float(np.hypot(x - wish.x, y - wish.y)) < wish.disc
    away_x = np.maximum(abs(circles[:, 0] - x) - (box[2] - box[0]) / 2, 0)
    away_y = np.maximum(abs(circles[:, 1] - y) - (box[3] - box[1]) / 2, 0)
    hit = away_x * away_x + away_y * away_y < circles[:, 2] ** 2
    hit &= (circles[:, 0] != wish.x) | (circles[:, 1] != wish.y)
    return covered.under(box) * (_OWN if own else 1.0) + _FINE * int(hit.sum())


def _free(box: Box, page: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]
    wide = (box[0] - _CLEAR, box[1] - _CLEAR, box[2] + _CLEAR, box[3] + _CLEAR)
    return inside and not any(overlap(wide, other) for other in taken)


def _around(x: float, y: float, half_w: float, half_h: float) -> Box:
    return x - half_w, y - half_h, x + half_w, y + half_h


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes have more than an edge in common.

    >>> overlap((0, 0, 2, 2), (2, 0, 4, 2)), overlap((0, 0, 2, 2), (1, 1, 4, 2))
    (False, True)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
