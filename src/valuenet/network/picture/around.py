"""The picture of one node's surroundings: who it has ties with, of which kind, and which way they point."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.picture.labels import Label, Wish, ink, placed
from valuenet.network.picture.leaves import Floats
from valuenet.network.picture.legend import MARGIN, Entry, key, title
from valuenet.network.picture.look import LIGHT, Caption, Look, colours
from valuenet.network.picture.marks import WIDTH, circles, named, names_of, sampled
from valuenet.network.picture.scene import MIDDLE, Scene, scene_of
from valuenet.network.picture.surroundings import kinds_of, surroundings
from valuenet.network.picture.svg import TENTH, lines, root, triangles

LABELS = 64

_ARROW = (7.0, 15.0)  # pixels: lengths of arrowheads
_ASIDE = 4.0  # pixels between relations of the same two nodes
_MANY = 2000  # relations among the others, from which on they are drawn finer
_TYPE = (17.0, 26.0)


def draw_around(
    network: Network,
    node: str,
    steps: int = 1,
    *,
    caption: Caption | None = None,
    label: str = "label",
    labels: int = LABELS,
    look: Look = LIGHT,
) -> str:
    """Return the picture of what lies one or two `steps` around the node with that id, as an SVG document.

    The node is in the middle and its partners in a ring around it, in sectors by kind of relation and direction;
    a second ring holds their partners. Relations have the colours of their kinds, arrows show the way they point,
    and the key counts those of the node itself. Loops are not drawn. Raises `UsageError` for an unknown id.

    >>> import polars as pl
    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "c"], "target": ["b", "a"], "kind": ["work", "study"]})
    >>> picture = draw_around(network_of(pl.DataFrame({"id": ["a", "b", "c"]}), ties), "a")
    >>> picture.count('class="arrows"'), picture.count("<text")
    (2, 5)
    """
    caption = caption or Caption()
    found = surroundings(network, node, steps, list(caption.ties))
    words = {kind: caption.ties.get(kind, kind) for kind in dict.fromkeys([*caption.ties, *found.kinds])}
    shades = colours(words, look)
    heading, top = title(caption, WIDTH, look)
    scene = scene_of(network, found, top)
    outlined = sampled(network.nodes)[found.node]
    rows = _rows(network, scene, list(caption.ties))
    own, counts = _own(scene, rows, shades, look)
    parts = [
        _others(scene, rows, shades),
        own,
        circles(scene.x, scene.y, scene.radius, _shown(scene, shades, look), outlined, look),
        named(_names(network, scene, label, labels, top), look),
        heading,
    ]
    entries = [Entry(_counted(words[kind], count), shades[kind], "line") for kind, count in counts.items()]
    if caption.sample and outlined.any():
        entries.append(Entry(caption.sample, look.paper, "ring"))
    drawn, height = key(entries, caption, WIDTH, scene.bottom, look)
    return root(WIDTH, height, caption.title, caption.description, look, [*parts, drawn])


def _rows(network: Network, scene: Scene, kinds: list[str]) -> IntArray:
    """Return the relations between nodes of the picture, `(3, r)`: places of source and target, and kind; each once."""
    place = np.full(network.nodes.height, -1, np.int64)
    place[scene.found.node] = np.arange(len(scene.found.node))
    source, target = (place[network.relations[end].to_numpy()] for end in ("source", "target"))
    there = (source >= 0) & (target >= 0) & (source != target)
    rows: IntArray = np.stack((source, target, kinds_of(network, kinds)[1]))[:, there]
    return rows


def _own(scene: Scene, rows: IntArray, shades: Mapping[str, str], look: Look) -> tuple[str, dict[str, int]]:
    """Draw the relations of the node in the middle, with arrows; return them, and how many there are of each kind."""
    mine = rows[:, (rows[0] == 0) | (rows[1] == 0)]
    counts = np.bincount(mine[2], minlength=len(scene.found.kinds)).tolist()
    mine = np.unique(mine, axis=1)
    outward = mine[0] == 0
    other = np.where(outward, mine[1], mine[0])
    order = np.lexsort((outward, mine[2], other))
    other, outward, kind = other[order], outward[order], mine[2][order]
    aside = (np.arange(len(other)) - np.searchsorted(other, other)) * _ASIDE
    angle = np.arctan2(scene.y[other] - scene.y[0], scene.x[other] - scene.x[0])
    shift_x, shift_y = -np.sin(angle) * aside, np.cos(angle) * aside
    thick = float(np.clip(scene.first.spacing / 14, 0.6, 2.4))
    faint = float(np.clip(scene.first.spacing / 30, 0.22, 0.9))
    drawn, heads = [], []
    for at, code in enumerate(scene.found.kinds):
        chosen = np.flatnonzero(kind == at)
        if len(chosen):
            ends = other[chosen]
            from_x, from_y = scene.x[0] + shift_x[chosen], scene.y[0] + shift_y[chosen]
            path = lines(from_x, from_y, scene.x[ends] + shift_x[chosen], scene.y[ends] + shift_y[chosen])
            drawn.append(_group(path, shades[code], thick, faint))
            arrows = _arrows(scene, from_x, from_y, angle[chosen], outward[chosen])
            heads.append(f'<path class="arrows" d="{arrows}" fill="{shades[code]}" transform="{TENTH}"/>')
    there = np.bincount(rows[2], minlength=len(counts)).tolist()
    kinds = zip(scene.found.kinds, counts, there, strict=True)
    return "".join(drawn + heads), {kind: count for kind, count, any_ in kinds if any_}


def _counted(word: str, count: int) -> str:
    return f"{word} {count:,}".strip() if count else word


def _arrows(
    scene: Scene, x: Floats, y: Floats, angle: Floats, outward: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> str:
    """Draw arrowheads half way to the ring, as many as find room side by side."""
    half = (MIDDLE + scene.first.inner) / 2
    size = float(np.clip(scene.first.spacing * 0.5, *_ARROW))
    order = np.argsort(angle, kind="stable")
    kept, last = [], -np.inf
    for at in order.tolist():
        if (angle[at] - last) * half >= size * 0.9:
            kept.append(at)
            last = float(angle[at])
    turn = np.where(outward, 0.0, np.pi)
    tip = half + np.where(outward, size / 2, -size / 2)
    chosen = np.array(kept, np.int64)
    at_x, at_y = x + tip * np.cos(angle), y + tip * np.sin(angle)
    return triangles(at_x[chosen], at_y[chosen], (angle + turn)[chosen], size)


def _others(scene: Scene, rows: IntArray, shades: Mapping[str, str]) -> str:
    """Draw the relations among the others, faint: those that lead to the second ring less so than the rest."""
    rest = np.unique(rows[:, (rows[0] > 0) & (rows[1] > 0)], axis=1)
    through = scene.found.through
    leads = (through[rest[0]] == rest[1]) | (through[rest[1]] == rest[0])
    return "".join(
        _faint(scene, part, shades, cover) for part, cover in ((rest[:, ~leads], 0.04), (rest[:, leads], 0.08))
    )


def _faint(scene: Scene, rows: IntArray, shades: Mapping[str, str], cover: float) -> str:
    """Draw relations so faint that together they darken no more than the share `cover` of the page."""
    x, y = scene.x, scene.y
    length = np.sqrt((x[rows[0]] - x[rows[1]]) ** 2 + (y[rows[0]] - y[rows[1]]) ** 2)
    thick = 1.2 if rows.shape[1] < _MANY else 0.8
    faint = float(np.clip(cover * WIDTH * scene.bottom / max(float(length.sum()) * thick, 1.0), 0.02, 0.4))
    drawn = []
    for at, code in enumerate(scene.found.kinds):
        source, target = rows[:2, rows[2] == at]
        if len(source):
            drawn.append(_group(lines(x[source], y[source], x[target], y[target]), shades[code], thick, faint))
    return "".join(drawn)


def _group(path: str, shade: str, thick: float, faint: float) -> str:
    return (
        f'<g class="ties" stroke="{shade}" stroke-width="{thick * 10:.1f}" transform="{TENTH}">'
        f'<path d="{path}" stroke-opacity="{faint:.3f}"/></g>'
    )


def _shown(scene: Scene, shades: Mapping[str, str], look: Look) -> list[str]:
    """Return the colour of every node: that of the relation that leads to it; the middle is ink."""
    return [look.ink, *(shades[scene.found.kinds[kind]] for kind in scene.found.kind[1:].tolist())]


def _names(network: Network, scene: Scene, label: str, limit: int, top: float) -> list[Label]:
    """Name the middle, then the partners from the largest dot on, as far as there is room."""
    names = names_of(network.nodes, label)
    nodes = scene.found.node.tolist()
    order = [0, *(1 + np.argsort(-scene.radius[1:], kind="stable")[: 6 * limit]).tolist()]
    wishes = []
    for at in order:
        radius = float(scene.radius[at])
        size = _TYPE[1] if at == 0 else round(_TYPE[0] + min(radius / 16, 1) * 4)
        toward = float(np.arctan2(scene.y[at] - scene.y[0], scene.x[at] - scene.x[0])) if at else None
        wishes.append(Wish(names[nodes[at]], float(scene.x[at]), float(scene.y[at]), radius, radius, size, toward))
    covered = ink(scene.x, scene.y, scene.radius, (WIDTH, scene.bottom))
    return placed(
        wishes, (MARGIN / 2, top, WIDTH - MARGIN / 2, scene.bottom), covered, limit=limit + 1, first=1, hides=0.03
    )
