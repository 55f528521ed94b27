"""What fits where: widths of words, round tick values, places for a legend and for labels of points."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import east_asian_width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_AT_MOST = {
    letter: ems
    for ems, letters in (
        (0.23, " "), (0.3, "',.:;Iijl|"), (0.4, "!()-/[\\]frt{}"), (0.48, '"*?sz'), (0.56, "#$+0123456789<=>"),
        (0.57, "FJLY^_acegkvxy~"), (0.61, "AESTVXZ`hnou"), (0.63, "bdpq"), (0.66, "BCKPR"), (0.75, "&DGHNOQU"),
        (0.89, "MWw"), (0.95, "%@m"),
    )
    for letter in letters
}  # fmt: skip
"""Bounds of the advances of Noto Sans SC at its regular weight, in ems."""
_BETWEEN = 0.25  # ems that a print sets between a Chinese character and a letter or digit


def width_of(text: str, size: float) -> float:
    """Return the width of `text` in pixels at a font size, as Noto Sans SC sets it, within about a tenth.

    >>> width_of("北京", 12), round(width_of("Beijing", 12))
    (24.0, 39)
    """
    return size * sum(map(_ems, text))


@cache
def _ems(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in "iljtfrI.,:;'|!()- ":
        return 0.31
    return 0.86 if character in "mwMW%" else 0.66 if character.isupper() else 0.56


def one_line(text: str, room: float, size: float) -> bool:
    """Tell whether `text` surely fits into `room` without a second line, in Noto Sans SC at a font size.

    Of a text with characters whose width is not known here it is not said.

    >>> one_line("北京 Beijing", 72, 12), one_line("北京 Beijing", 60, 12), one_line("Łódź", 999, 12)
    (True, False, False)
    """
    ems, before = 0.0, ""
    for character in text:
        script = "hanzi" if east_asian_width(character) in "WF" else "latin"
        ems += 1.0 if script == "hanzi" else _AT_MOST.get(character, math.inf)
        ems += _BETWEEN if before and script != before else 0.0
        before = script
    return ems * size <= room


def fitted(text: str, room: float, size: float) -> str:
    """Return `text`, shortened to `room` pixels with an ellipsis where it is wider.

    >>> fitted("北京旷视科技有限公司", 60, 12)
    '北京旷视…'
    """
    if size * len(text) <= room or width_of(text, size) <= room:  # no character is wider than its size
        return text
    used, kept = size, 0
    for character in text:
        used += size * _ems(character)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def broken(text: str, room: float, size: float) -> tuple[str, str]:
    """Return `text` in two lines: as many words as fit in `room` pixels, or as many hanzi, and the rest.

    >>> broken("Key technology platforms", 100, 12), broken("北京旷视科技", 60, 12), broken("Indivisible", 9, 12)
    (('Key technology', 'platforms'), ('北京旷视科', '技'), ('', 'Indivisible'))
    """
    pieces = text.split(" ")
    if len(pieces) == 1 and not text.isascii():
        pieces = list(text)
    joint = "" if len(pieces) == len(text) else " "
    kept = 0
    while kept < len(pieces) and width_of(joint.join(pieces[: kept + 1]), size) <= room:
        kept += 1
    return joint.join(pieces[:kept]), joint.join(pieces[kept:])


def legend_places(names: Sequence[str], room: float, size: float) -> tuple[list[tuple[float, float]], int]:
    """Return where each legend entry starts, row by row from the left, and the height of all rows.

    >>> legend_places(["国内", "海外"], 300, 12)
    ([(6.0, 10.0), (66.0, 10.0)], 22)
    """
    places: list[tuple[float, float]] = []
    x, y = 6.0, 10.0
    for name in names:
        wide = width_of(name, size) + 36
        if places and x + wide > room:
            x, y = 6.0, y + 20
        places.append((x, y))
        x += wide
    return places, int(y) + 12


def ticks(values: Iterable[float], about: int = 5) -> list[float]:
    """Return round values from at most the least to at least the greatest of `values`.

    Where the greatest is over a hundred times the middle one, they are zero and the powers of ten.

    >>> ticks([0.02, 0.31]), ticks([3, 12, 90_000])
    ([0.0, 0.1, 0.2, 0.3, 0.4], [0, 1, 10, 100, 1000, 10000, 100000])
    """
    known = sorted(values) or [0.0, 1.0]
    low, high = min(0.0, known[0]), known[-1] or 1.0
    if low == 0 and high > 100 * max(1.0, known[len(known) // 2]):
        return [0, *(10**power for power in range(math.ceil(math.log10(high)) + 1))]
    rough = (high - low) / about
    unit = 10 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [float(f"{at * step:.10g}") for at in range(first, last + 1)]


@dataclass(frozen=True)
class Axis:
    """An axis of given length in pixels: its ticks from first to last, and where a value falls between them."""

    ticks: tuple[float, ...]
    length: float
    logarithmic: bool
    upward: bool

    def place(self, value: float) -> float:
        """Return the pixel at which `value` is drawn, as Vega's linear and symlog scales have it."""
        first, last, here = (self._stretched(at) for at in (self.ticks[0], self.ticks[-1], value))
        share = (here - first) / (last - first)
        return self.length * (1 - share if self.upward else share)

    def _stretched(self, value: float) -> float:
        return math.copysign(math.log1p(abs(value)), value) if self.logarithmic else value


def axis(values: Sequence[float], length: float, *, upward: bool = False) -> Axis:
    """Return an axis on which all `values` fall; logarithmic where they spread over more than a hundredfold.

    >>> axis([3, 12, 90_000], 300).logarithmic, axis([0.1, 0.4], 100).place(0.2)
    (True, 50.0)
    """
    at = ticks(values)
    return Axis(tuple(at), length, len(at) > 2 and at[1] == 1 and at[-1] > 100, upward)


def free_labels(boxes: Sequence[Box], obstacles: Sequence[Box] = ()) -> list[int]:
    """Return the indices of boxes that overlap no earlier kept box and no obstacle.

    >>> free_labels([(0, 0, 9, 9), (5, 5, 14, 14), (20, 0, 29, 9)])
    [0, 2]
    """
    taken, kept = list(obstacles), []
    for at, box in enumerate(boxes):
        if not any(_overlap(box, other) for other in taken):
            kept.append(at)
            taken.append(box)
    return kept


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
