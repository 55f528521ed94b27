"""Pictures of the value network: the whole, the part of the application layer, and what surrounds its platform."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import polars as pl

from valuenet.language import Language, phrase
from valuenet.model.vocabulary import vocabulary
from valuenet.report.colours import colour_of, hue, palette
from valuenet.report.document import Chart
from valuenet.report.labels import Labels
from valuenet.report.shapes import WIDTH, word

if TYPE_CHECKING:
    from valuenet.network.network import Network
    from valuenet.network.picture.layout import Positions
    from valuenet.network.picture.look import Caption, Look

PICTURES = frozenset({"network.structure", "converged.structure", "ecosystem.shares"})
"""Tables that have a picture: the whole network, the part of the application layer, the surroundings of a platform."""
FEWEST, MOST = 8, 60_000
"""Relations of a network that is drawn: with fewer there is nothing to see, with more a page becomes too heavy."""

_NODES = """
SELECT n.subject_id AS id, s.name_zh AS label_zh, s.name_en AS label_en, n.is_sample AS sample, n.kind, n.layer,
    n.subject_id IN (
        SELECT m.subject_id FROM group_member m JOIN subject_group g ON g.group_id = m.group_id
        WHERE g.role = 'ecosystem'
    ) AS platform,
    p.x, p.y
FROM network_node n
JOIN subject s ON s.subject_id = n.subject_id
JOIN network_position p ON p.subject_id = n.subject_id
WHERE p.x IS NOT NULL AND p.y IS NOT NULL
ORDER BY n.subject_id
"""
_RELATIONS = """
SELECT from_id AS source, to_id AS target, kind, source_end = 'ego' AS ego_is_source
FROM network_relation ORDER BY relation_id
"""
_GROUP = re.compile(r'<g class="words" fill="([^"]*)"([^>]*)>(.*?)</g>', re.DOTALL)
_TEXT = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)" font-size="([\d.]+)">(?:<title>.*?</title>)?([^<]*)</text>')
_TENTHS = re.compile(r'<g ([^>]*?)transform="scale\(\.1\)">((?:<path d="m[^"M]*"[^>]*/>)*)</g>')
_STEP = re.compile(r"([ml])(-?\d+) ?(-?\d+)|h0")
_WIDE = re.compile(r'stroke-width="([\d.]+)"')
_COARSE = 5  # tenths of a pixel of the picture, which a page shows at half its size
_FRAME = re.compile(r'^<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)".*?</desc><rect [^>]*/>(.*)</svg>\s*$', re.DOTALL)


class Asked(Protocol):
    """What the pictures ask of a database."""

    def query(self, sql: str) -> pl.DataFrame:
        """Run one query."""


@dataclass(frozen=True, eq=False)
class Placed:
    """The network of a study and where its nodes lie."""

    network: Network
    positions: Positions


def placed(database: Asked) -> Placed | None:
    """Return the network of a database with its layout, or None where it has none that a page could show."""
    from valuenet.network.network import network_of

    count = int(database.query("SELECT count(*) AS relations FROM network_relation")["relations"][0])
    if not FEWEST <= count <= MOST:
        return None
    nodes, relations = database.query(_NODES), database.query(_RELATIONS)
    if not nodes.height or not set(relations["source"]) | set(relations["target"]) <= set(nodes["id"]):
        return None
    network = network_of(nodes, relations)
    return Placed(network, _positions(network))


def _positions(network: Network) -> Positions:
    """Return the layout as the build made it: leaves, their hubs and the rooms of nodes follow from the network."""
    from valuenet.network.picture.layout import Positions
    from valuenet.network.picture.leaves import discs, hung, rooms

    leaves = hung(network.graph)
    room = rooms(network.graph, leaves)
    hub = np.full(network.nodes.height, -1, np.int64)
    hub[leaves.leaf] = leaves.hub
    x, y = (network.nodes[name].to_numpy() for name in ("x", "y"))
    return Positions(x, y, room, hub, discs(room, leaves.leaves))


def picture(name: str, found: Placed | None, labels: Labels, language: Language) -> Chart | None:
    """Return the picture that belongs to a table, or None where it has none, or the study has nothing to show there."""
    if found is None or name not in PICTURES:
        return None
    if name == "network.structure":
        return _whole(found, labels, language, "whole")
    if name == "converged.structure":
        part = _part(found)
        return None if part is None else _whole(part, labels, language, "application")
    return _around(found, labels, language)


def _part(found: Placed) -> Placed | None:
    """Return the relations whose ego is of the application layer, with every node where it lies in the whole."""
    from valuenet.network.network import Network, selected

    if "application" not in found.network.nodes["layer"].to_list():
        return None
    network = found.network
    number = pl.Series("number", np.arange(network.nodes.height))
    nodes = network.nodes.with_columns(number, (pl.col("sample") & (pl.col("layer") == "application")).alias("sample"))
    part = selected(Network(nodes, network.relations), {"ego_layer": ["application"]})
    if part.relations.height < FEWEST:
        return None
    return Placed(part, _positions(part))


def _whole(found: Placed, labels: Labels, language: Language, what: str) -> Chart:
    from valuenet.network.picture.picture import draw_network

    network = found.network
    said = {"nodes": network.nodes.height, "relations": network.relations.height}
    look, caption = _look("kind", network.nodes["kind"], labels, language)
    named = replace(network, nodes=_named(network.nodes, language))
    drawn = draw_network(named, found.positions, caption=caption, look=look, spokes=False)
    return _chart(drawn, what, language, said)


def _around(found: Placed, labels: Labels, language: Language) -> Chart | None:
    from valuenet.network.picture.around import draw_around

    network = found.network
    chosen = network.nodes.with_columns(pl.Series("degree", network.graph.both.degree)).filter("platform")
    if chosen.is_empty():
        return None
    nodes = _named(network.nodes, language)
    node = str(chosen.sort("degree", "id", descending=[True, False])["id"][0])
    name = str(nodes.filter(pl.col("id") == node)["label"][0])
    look, caption = _look("relation_kind", network.relations["kind"], labels, language)
    drawn = draw_around(replace(network, nodes=nodes), node, caption=caption, labels=40, look=look)
    return _chart(drawn, "around", language, {"name": name})


def _named(nodes: pl.DataFrame, language: Language) -> pl.DataFrame:
    names = ("label_en", "label_zh") if language == "en" else ("label_zh", "label_en")
    return nodes.with_columns(pl.coalesce(*names, "id").alias("label"))


def _look(name: str, codes: pl.Series, labels: Labels, language: Language) -> tuple[Look, Caption]:
    """Return the colours and words of the codes of a vocabulary: the same as in every chart."""
    from valuenet.network.picture.look import Caption, Look

    there = set(codes.drop_nulls().to_list())
    known = [term.code for term in vocabulary(name).terms if term.code in there]
    words: Mapping[str, str] = {code: labels.term(name, code, language) for code in known}
    shades = tuple(hue(colour_of(name, code) or "other") for code in known)
    tones = {part: palette()[part].light for part in ("paper", "ink", "quiet")}
    look = Look(**tones, line=hue("tie"), series=shades, other=hue("other"))
    sample, size = phrase("picture-sample", language), phrase("picture-size", language)
    if name == "kind":
        return look, Caption(kinds=words, sample=sample, size=size)
    return look, Caption(ties=words, sample=sample)


def _chart(drawn: str, what: str, language: Language, said: Mapping[str, Any]) -> Chart:
    shapes, height = scaled(drawn)
    return Chart(
        form="network",
        title=phrase(f"picture-{what}", language, **said),
        description=phrase(f"picture-{what}-description", language, **said),
        language=language,
        marks=(),
        captions=(phrase(f"picture-{what}-caption", language, **said),),
        shapes=tuple(shapes),
        height=height,
    )


def scaled(drawn: str) -> tuple[Sequence[str], float]:
    """Return the shapes and words of a network's picture at the width of a chart, and their height.

    >>> root = '<svg viewBox="0 0 1440 100"><title>t</title><desc>d</desc><rect x="0"/>'
    >>> scaled(root + '<path d="m0 0h0"/></svg>')
    (['<g transform="scale(.5)" fill="none"><path d="m0 0h0"/></g>'], 50.0)
    """
    found = _FRAME.match(drawn)
    if found is None:
        return [], 0.0
    factor = WIDTH / float(found[1])
    words = [each for group in _GROUP.finditer(found[3]) for each in _words(group, factor)]
    scale = f"{factor:.4g}".removeprefix("0")
    shapes = f'<g transform="scale({scale})" fill="none">{_TENTHS.sub(_coarser, _GROUP.sub("", found[3]))}</g>'
    return [shapes, *words], round(float(found[2]) * factor, 1)


def _words(group: re.Match[str], factor: float) -> list[str]:
    align = "middle" if 'text-anchor="middle"' in group[2] else "start"
    rim = "paint-order" in group[2]
    fill = next(name for name, shade in palette().items() if shade.light == group[1])
    words = []
    for x, y, size, text in _TEXT.findall(group[3]):
        high = round(float(size) * factor, 1)
        middle = float(y) * factor - 0.35 * high
        words.append(word(unescape(text), float(x) * factor, middle, align, size=high, fill=fill, rim=rim))
    return words


def _coarser(group: re.Match[str]) -> str:
    """Return a group of paths in half pixels in place of tenths: a fifth of the bytes less, and nothing to be seen."""
    thinner = [_WIDE.sub(lambda wide: f'stroke-width="{float(wide[1]) / _COARSE:g}"', part) for part in group.groups()]
    paths = re.sub(r' d="([^"]*)"', lambda path: f' d="{coarse(path[1])}"', thinner[1])
    return f'<g {thinner[0]}transform="scale(.5)">{paths}</g>'


@lru_cache(5_000)  # the pictures of two languages have the same paths
def coarse(path: str) -> str:
    """Return a path of relative moves in tenths as one in halves, whose every point is the nearest to where it was.

    >>> coarse("m52 0l10 3m-9-1h0")
    'm10 0l2 1m-1-1h0'
    """
    x = y = to_x = to_y = 0
    found = []
    for step in _STEP.finditer(path):
        if not step[1]:
            found.append("h0")
            continue
        x, y = x + int(step[2]), y + int(step[3])
        near_x, near_y = round(x / _COARSE), round(y / _COARSE)
        down = near_y - to_y
        found.append(f"{step[1]}{near_x - to_x}{'' if down < 0 else ' '}{down}")
        to_x, to_y = near_x, near_y
    return "".join(found)
