"""The picture of a network: light ties, nodes in the colours of their kinds, names where there is room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.picture.labels import Label, Wish, ink, placed
from valuenet.network.picture.layout import Positions
from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.legend import MARGIN, Entry, key, title
from valuenet.network.picture.look import LIGHT, Caption, Look, colours
from valuenet.network.picture.marks import WIDTH, circles, named, names_of, sampled
from valuenet.network.picture.svg import TENTH, lines, root

LABELS = 48

_DOT = 0.76  # of a node's room: what is drawn of it
_LARGEST_UNIT = 64.0  # pixels for a unit of the layout, however few nodes there are
_AIRY = 14.0  # pixels for a unit, above which nodes grow less than the space between them
_SMALL = 200  # nodes of a network in which leaves are named, too, and nothing passes beneath a disc
_GOLDEN = (5**0.5 - 1) / 2
_TYPE = (17.0, 26.0)  # pixels: type sizes of names, the largest for the largest node
_COVER = 0.16  # of the page: what ties may darken
_BANDS = 4  # of length, short ties darker than long ones
_SHARES = 5  # paths of a band: within one, a browser draws crossing lines no darker than one
_BACKED = 4  # leaves, from which on the ties of others pass beneath a hub's disc
_OTHER = ""


@dataclass(frozen=True, eq=False)
class _Sheet:
    """A network on a page: places and radii in pixels, `(n,)`, and the height of the page without its key."""

    x: Floats
    y: Floats
    radius: Floats
    disc: Floats
    unit: float
    bottom: float


def draw_network(
    network: Network,
    positions: Positions,
    *,
    caption: Caption | None = None,
    colour: str = "kind",
    label: str = "label",
    labels: int = LABELS,
    look: Look = LIGHT,
    spokes: bool = True,
) -> str:
    """Return the picture of a whole network, or of what `selected` left of one, as an SVG document.

    `positions` is the network's layout. Nodes are as large as their room there, and take the colour of their value
    in the column `colour` of the nodes; nodes with `sample` true have an outline. Up to `labels` nodes of the highest
    weighted degree are named by the column `label`, or by their ids where it is missing. Without `spokes`, the ties of
    leaves, which lie around their hub, are not drawn: a third of the bytes. The same inputs give the same bytes.
    Raises `UsageError` where the positions are not those of the network's nodes.

    >>> from valuenet.network.picture.layout import layout
    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "a"], "target": ["b", "c"]})
    >>> network = network_of(pl.DataFrame({"id": ["a", "b", "c"]}), ties)
    >>> picture = draw_network(network, layout(network.graph), caption=Caption(title="Three firms"))
    >>> picture.count("<text"), "Three firms</title>" in picture
    (4, True)
    """
    if len(positions.x) != network.nodes.height:
        raise UsageError(f"{len(positions.x)} positions for {network.nodes.height} nodes: lay out the network first")
    caption = caption or Caption()
    words = words_of(network.nodes, colour, caption.kinds)
    heading, top = title(caption, WIDTH, look)
    sheet = _sheet(positions, top)
    codes = _codes(network.nodes, colour, words)
    names = _names(network, positions, sheet, label, labels, top)
    parts = [
        _ties(network, positions, sheet, look),
        _backs(positions, sheet, look),
        _spokes(positions, sheet, look) if spokes else "",
        circles(sheet.x, sheet.y, sheet.radius, _shown(codes, words, look), sampled(network.nodes), look),
        named(names, look),
        heading,
    ]
    drawn, height = key(_entries(network.nodes, codes, words, caption, look), caption, WIDTH, sheet.bottom, look)
    return root(WIDTH, height, caption.title, caption.description, look, [*parts, drawn])


def words_of(nodes: pl.DataFrame, colour: str, words: Mapping[str, str]) -> Mapping[str, str]:
    """Return the words for the codes of a column: those given, else each code for itself, in their order."""
    if words or colour not in nodes.columns:
        return words
    return {code: code for code in nodes[colour].drop_nulls().cast(pl.String).unique().sort().to_list()}


def _sheet(positions: Positions, top: float) -> _Sheet:
    left, upper, right, lower = positions.box
    wide, high = max(right - left, 1.0), max(lower - upper, 1.0)
    unit = min((WIDTH - 2 * MARGIN) / wide, _LARGEST_UNIT)
    shift = (WIDTH - unit * wide) / 2
    room = 24.0
    return _Sheet(
        (positions.x - left) * unit + shift,
        (positions.y - upper) * unit + top + room,
        positions.room * unit * _DOT * min(1.0, _AIRY / unit) ** 0.5,
        positions.disc * unit,
        unit,
        top + unit * high + 2 * room,
    )


def _ties(network: Network, positions: Positions, sheet: _Sheet, look: Look) -> str:
    """Draw the ties between nodes that are no leaves, in bands of length; the page may darken only so much."""
    both = network.graph.both
    source, target = both.owner, both.neighbour
    once = (source < target) & (positions.hub[source] != target) & (positions.hub[target] != source)
    source, target = source[once], target[once]
    if not len(source):
        return ""
    x, y = sheet.x, sheet.y
    length = np.sqrt((x[source] - x[target]) ** 2 + (y[source] - y[target]) ** 2)
    thick = float(np.clip(sheet.unit * 0.16, 0.5, 2.0))
    page = WIDTH * max(sheet.bottom, 1.0)
    strength = min(0.75, _COVER * page / max(float(length.sum()) * thick, 1.0))
    order = np.argsort(length, kind="stable")
    middle = float(np.median(length))
    drawn = []
    for band in np.array_split(order, _BANDS):
        if len(band):
            fade = float(np.clip(strength * np.sqrt(middle / max(float(np.median(length[band])), 1.0)), 0.05, 0.8))
            for share in range(_SHARES):
                part = np.sort(band[share::_SHARES])
                path = lines(x[source[part]], y[source[part]], x[target[part]], y[target[part]])
                drawn.append(f'<path d="{path}" stroke-opacity="{fade:.3f}"/>')
    drawn.reverse()
    return (
        f'<g class="ties" stroke="{look.line}" stroke-width="{thick * 10:.1f}" transform="{TENTH}">{"".join(drawn)}</g>'
    )


def _backs(positions: Positions, sheet: _Sheet, look: Look) -> str:
    """Lay paper under the discs of hubs, so that their leaves are not lost among the ties of others."""
    if len(positions.x) <= _SMALL:
        return ""
    leaves = np.bincount(positions.hub[positions.hub >= 0], minlength=len(positions.x))
    hubs = np.flatnonzero(leaves >= _BACKED)
    circles = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
        for x, y, r in zip(sheet.x[hubs].tolist(), sheet.y[hubs].tolist(), sheet.disc[hubs].tolist(), strict=True)
    )
    return f'<g fill="{look.paper}" fill-opacity="0.82">{"".join(circles)}</g>'


def _spokes(positions: Positions, sheet: _Sheet, look: Look) -> str:
    leaf = np.flatnonzero(positions.hub >= 0)
    leaf = leaf[np.argsort(positions.hub[leaf], kind="stable")]
    hub = positions.hub[leaf]
    path = lines(sheet.x[hub], sheet.y[hub], sheet.x[leaf], sheet.y[leaf])
    thick = float(np.clip(sheet.unit * 0.1, 0.3, 2.0))
    return (
        f'<g class="ties" stroke="{look.line}" stroke-width="{thick * 10:.1f}" transform="{TENTH}">'
        f'<path d="{path}" stroke-opacity="{0.6 if len(sheet.x) <= _SMALL else 0.22:.3f}"/></g>'
    )


def _codes(nodes: pl.DataFrame, colour: str, words: Mapping[str, str]) -> list[str]:
    """Return the code of every node's colour; codes without a word share one."""
    if colour not in nodes.columns:
        return [_OTHER] * nodes.height
    found = nodes[colour].cast(pl.String).to_list()
    return [code if code in words else _OTHER for code in found]


def _shown(codes: list[str], words: Mapping[str, str], look: Look) -> list[str]:
    """Return the colour of every node."""
    shades = {_OTHER: look.other if words else look.series[0], **colours(words, look)}
    return [shades[code] for code in codes]


def _names(network: Network, positions: Positions, sheet: _Sheet, label: str, limit: int, top: float) -> list[Label]:
    """Name the nodes of most relations, as far as there is room; in a large network no leaves."""
    degree = np.bincount(network.graph.source, minlength=len(sheet.x))
    degree = degree + np.bincount(network.graph.target, minlength=len(sheet.x))
    names = names_of(network.nodes, label)
    # among equals, now here, now there: names side by side would crowd one corner
    order = np.lexsort((np.arange(len(degree)) * _GOLDEN % 1, -degree))
    if len(order) > _SMALL:
        order = order[positions.hub[order] < 0]
    most = max(int(degree.max(initial=1)), 1)
    wishes = [_wish(names[node], node, sheet, float(degree[node]) / most) for node in order[: 3 * limit].tolist()]
    others = [_wish("", node, sheet, 0.0) for node in np.flatnonzero(sheet.disc > sheet.radius * 2).tolist()]
    covered = ink(sheet.x, sheet.y, sheet.radius, (WIDTH, sheet.bottom))
    page = (MARGIN / 2, top, WIDTH - MARGIN / 2, sheet.bottom)
    return placed(wishes, page, covered, limit=limit, others=others)


def _wish(name: str, node: int, sheet: _Sheet, share: float) -> Wish:
    size = round(_TYPE[0] + (_TYPE[1] - _TYPE[0]) * share**0.5)
    place = float(sheet.x[node]), float(sheet.y[node])
    return Wish(name, *place, float(sheet.radius[node]), float(sheet.disc[node]), size)


def _entries(
    nodes: pl.DataFrame, codes: list[str], words: Mapping[str, str], caption: Caption, look: Look
) -> list[Entry]:
    """Return the key: the colours that occur, and the outline where it occurs and has a word."""
    there = set(codes)
    entries = [Entry(words[code], shade) for code, shade in colours(words, look).items() if code in there]
    if caption.other and _OTHER in there:
        entries.append(Entry(caption.other, look.other))
    if caption.sample and sampled(nodes).any():
        entries.append(Entry(caption.sample, look.paper, "ring"))
    return entries
