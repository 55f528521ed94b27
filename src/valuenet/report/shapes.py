"""Shapes of a drawing as SVG: rectangles, lines, dots, paths and words, and the marks that lead to their rows.

Every place is computed by the chart and given in pixels from the upper left corner, every colour by its name in the
palette: so a chart has one geometry and one look in both languages, on a page and in print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from valuenet.report.colours import hue
from valuenet.report.document import Chart, Mark

WIDTH = 720
SIZE = 12
"""Pixels: the width of every chart, and the size of its type."""
_EDGE = 0.35  # of the type size: from the middle of a line of words down to its baseline
_TAG = re.compile(r"<(\w+)")


@dataclass(frozen=True)
class Drawing:
    """The specification of a chart, static and interactive alike: its height in pixels and its shapes, back to front.

    `description` is read to those who cannot see it; `table` is the name of the table to whose rows marks lead.
    """

    height: float
    parts: tuple[str, ...]
    description: str
    table: str = ""

    @property
    def leads(self) -> bool:
        """Whether some mark leads to its rows."""
        return any("data-group=" in part for part in self.parts)


def drawing(chart: Chart, height: float, parts: Sequence[str]) -> Drawing:
    """Return the drawing of a chart."""
    return Drawing(height, tuple(part for part in parts if part), chart.description, chart.table)


def px(value: float) -> str:
    """Return a coordinate as short as it can be written to a tenth of a pixel.

    >>> px(12.0), px(3.14), px(-0.04)
    ('12', '3.1', '0')
    """
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def _stroke(stroke: str, wide: float, dash: str) -> str:
    if not stroke:
        return ""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{hue(stroke)}"' + (f' stroke-width="{wide:g}"' if wide != 1 else "") + dashes


def rect(
    x: float, y: float, wide: float, high: float, fill: str, *, stroke: str = "", radius: float = 0, dash: str = ""
) -> str:
    """Return a rectangle."""
    corner = f' rx="{radius:g}"' if radius else ""
    colour = hue(fill) if fill else "none"
    return (
        f'<rect x="{px(x)}" y="{px(y)}" width="{px(max(0.0, wide))}" height="{px(max(0.0, high))}"{corner}'
        f' fill="{colour}"{_stroke(stroke, 1, dash)}/>'
    )


def line(x: float, y: float, to_x: float, to_y: float, stroke: str = "rule", *, wide: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    return f'<line x1="{px(x)}" y1="{px(y)}" x2="{px(to_x)}" y2="{px(to_y)}"{_stroke(stroke, wide, dash)}/>'


def dot(x: float, y: float, radius: float, fill: str, *, stroke: str = "", wide: float = 1, opacity: float = 1) -> str:
    """Return a dot."""
    faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(radius)}" fill="{hue(fill)}"{faint}{_stroke(stroke, wide, "")}/>'


def path(data: str, *, fill: str = "", stroke: str = "", wide: float = 1, dash: str = "", opacity: float = 1) -> str:
    """Return a path: an outline in SVG's words, filled or drawn."""
    faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path d="{data}" fill="{hue(fill) if fill else "none"}"{faint}{_stroke(stroke, wide, dash)}/>'


def word(
    text: str,
    x: float,
    y: float,
    align: str = "start",
    *,
    size: float = SIZE,
    fill: str = "ink",
    weight: int = 400,
    rim: bool = False,
) -> str:
    """Return words whose middle is at the height `y`, and which start, end or have their middle at `x`.

    With a `rim`, the page shows around them, and hides what they stand on.

    >>> word("a < b", 10, 20)
    '<text transform="translate(10,24.2)" font-size="12px" fill="#1c2733">a &lt; b</text>'
    """
    if not text:
        return ""
    anchor = "" if align == "start" else f' text-anchor="{align}"'
    bold = "" if weight == 400 else f' font-weight="{weight}"'
    place = f"translate({px(x)},{px(y + _EDGE * size)})"
    edge = f' stroke="{hue("paper")}" stroke-width="2" stroke-linejoin="round" paint-order="stroke"' if rim else ""
    return (
        f'<text transform="{place}" font-size="{size:g}px" fill="{hue(fill)}"{anchor}{bold}{edge}>'
        f"{escape(text, quote=False)}</text>"
    )


def marked(shape: str, mark: Mark, chart: Chart, said: str = "") -> str:
    """Return a shape as the mark of a table's row: it says what it stands for, and leads to its rows where it has any.

    >>> mark = Mark("Beijing", 3, "3", group=7)
    >>> chart = Chart("bar", "t", "d", "en", (mark,), table="a.b")
    >>> marked('<rect x="1"/>', mark, chart)
    '<rect x="1" data-group="7" role="button" tabindex="-1" aria-label="Beijing: 3"><title>Beijing: 3</title></rect>'
    """
    found = _TAG.match(shape)
    if not found:
        return shape
    words = said or _said(mark, chart)
    leads = ""
    if mark.group is not None and chart.table:
        leads = f' data-group="{mark.group}" role="button" tabindex="-1" aria-label="{escape(words)}"'
    return f"{shape.removesuffix('/>')}{leads}><title>{escape(words, quote=False)}</title></{found[1]}>"


def _said(mark: Mark, chart: Chart) -> str:
    colon, comma = ("：", "，") if chart.language == "zh" else (": ", ", ")
    name = comma.join(part for part in (mark.label, mark.series, mark.panel) if part)
    return f"{name}{colon}{mark.shown}" if mark.shown else name
