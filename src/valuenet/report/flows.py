"""Flows through a middle: from places on the left, through groups, to places on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from valuenet.language import number
from valuenet.report.document import Chart, Mark
from valuenet.report.legend import colours_of, named_beside
from valuenet.report.shapes import WIDTH, Drawing, drawing, marked, path, px, rect, word

_HIGH, _NODE, _GAP = 380.0, 14.0, 8.0
_LEFT, _MIDDLE, _RIGHT = 140.0, 330.0, 518.0
_ROOM = {"end": 96.0, "start": 148.0}  # pixels for a name, left and right
_LEAST = 18.0  # pixels a name needs


@dataclass(frozen=True)
class Node:
    """One end of flows: where it begins and ends on its side, in pixels from above."""

    label: str
    value: float
    top: float
    bottom: float


def sankey(chart: Chart) -> Drawing:
    """Return flows into and out of groups: each mark a ribbon as wide as its value, from left to right.

    A mark goes from its label to its series, or, where it is `outward`, from its series to its label. Names of a
    side keep apart; a side that carries less is as much lower.
    """
    known = [mark for mark in chart.marks if mark.value]
    inward, outward = ([mark for mark in known if mark.outward is way] for way in (False, True))
    most = max(_sum(inward), _sum(outward)) or 1.0
    unit = (_HIGH - _GAP * max(len(_ends(side, "key")) for side in (inward, outward))) / most
    left, right = (_nodes(side, "key", unit) for side in (inward, outward))
    groups = _groups(inward, outward, unit)
    heads = dict(zip(chart.series, colours_of(chart), strict=True))
    parts: list[str] = []
    for side, nodes, way in ((inward, left, False), (outward, right, True)):
        parts += _ribbons(chart, side, nodes, groups, unit, heads, way)
    for nodes, x, align in ((left, _LEFT, "end"), (right, _RIGHT, "start")):
        parts += _named(nodes, x, align, chart)
    colours = [rect(_MIDDLE, 34 + node.top, _NODE, node.bottom - node.top, heads[key]) for key, node in groups.items()]
    names = [word(node.label, _MIDDLE + _NODE / 2, 34 + node.top - 9, "middle", weight=600) for node in groups.values()]
    heading = [word(chart.axis, 4, 10, fill="quiet"), word(chart.up_axis, WIDTH - 4, 10, "end", fill="quiet")]
    low = max((node.bottom for nodes in (left, right, groups) for node in nodes.values()), default=0.0)
    return drawing(chart, 34 + low + 8, [*heading, *parts, *colours, *names])


def _sum(marks: Sequence[Mark]) -> float:
    return sum(mark.value or 0 for mark in marks)


def _ends(marks: Sequence[Mark], end: str) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(getattr(mark, end) or mark.label, []).append(mark)
    return found


def _nodes(marks: Sequence[Mark], end: str, unit: float) -> dict[str, Node]:
    """Return the ends of one side one below another, each as high as its flows and at least as high as its name."""
    nodes, at = {}, 0.0
    for key, some in _ends(marks, end).items():
        high = max(_sum(some) * unit, 1.0)
        slack = max(0.0, _LEAST - high) / 2
        nodes[key] = Node(some[0].label, _sum(some), at + slack, at + slack + high)
        at += max(high, _LEAST) + _GAP
    return nodes


def _groups(inward: Sequence[Mark], outward: Sequence[Mark], unit: float) -> dict[str, Node]:
    nodes, at = {}, 0.0
    names = list(dict.fromkeys(mark.series or "" for mark in (*inward, *outward)))
    for name in names:
        sums = [_sum([mark for mark in side if mark.series == name]) for side in (inward, outward)]
        high = max(max(sums) * unit, 2.0)
        nodes[name] = Node(name, max(sums), at, at + high)
        at += high + 26
    return nodes


def _ribbons(
    chart: Chart,
    marks: Sequence[Mark],
    nodes: dict[str, Node],
    groups: dict[str, Node],
    unit: float,
    heads: dict[str, str],
    outward: bool,
) -> list[str]:
    used, met = dict.fromkeys(nodes, 0.0), dict.fromkeys(groups, 0.0)
    parts = []
    order = sorted(marks, key=lambda mark: (nodes[mark.key or mark.label].top, list(groups).index(mark.series or "")))
    for mark in order:
        end, group, high = mark.key or mark.label, mark.series or "", (mark.value or 0) * unit
        near, far = 34 + nodes[end].top + used[end], 34 + groups[group].top + met[group]
        used[end] += high
        met[group] += high
        places = (_MIDDLE + _NODE, far, _RIGHT, near) if outward else (_LEFT + _NODE, near, _MIDDLE, far)
        ribbon = path(_ribbon(*places, max(high, 0.6)), fill=heads[group], opacity=0.35)
        parts.append(marked(ribbon, mark, chart, _told(mark, chart)))
    return parts


def _ribbon(x: float, y: float, to_x: float, to_y: float, high: float) -> str:
    """Return the outline of a ribbon from the edge at `x` to that at `to_x`."""
    half = (x + to_x) / 2
    return (
        f"M{px(x)} {px(y)}C{px(half)} {px(y)} {px(half)} {px(to_y)} {px(to_x)} {px(to_y)}v{px(high)}"
        f"C{px(half)} {px(to_y + high)} {px(half)} {px(y + high)} {px(x)} {px(y + high)}z"
    )


def _told(mark: Mark, chart: Chart) -> str:
    ends = (mark.series, mark.label) if mark.outward else (mark.label, mark.series)
    return f"{ends[0]} → {ends[1]}{'：' if chart.language == 'zh' else ': '}{mark.shown}"


def _named(nodes: dict[str, Node], x: float, align: str, chart: Chart) -> list[str]:
    parts = []
    for node in nodes.values():
        middle = 34 + (node.top + node.bottom) / 2
        shown = number(node.value, chart.unit, chart.language)
        parts.append(rect(x, 34 + node.top, _NODE, node.bottom - node.top, "quiet"))
        edge = x - 8 if align == "end" else x + _NODE + 8
        name = named_beside(node.label, edge - 32 if align == "end" else edge + 32, middle, _ROOM[align], align)
        parts += [*name, word(shown, edge, middle, align, fill="quiet")]
    return parts
