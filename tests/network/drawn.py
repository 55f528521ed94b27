"""Networks with all that a picture shows, and what can be read from a picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from functools import cache

import polars as pl

from tests.network.peers import hub_heavy
from valuenet.network.graph import Graph
from valuenet.network.network import Network
from valuenet.network.picture.labels import LINE
from valuenet.network.picture.layout import Positions, layout
from valuenet.network.picture.look import Caption
from valuenet.network.picture.words import width

NASTY = '<script>alert("1")</script>&\x00\u202e' + "超长的名称" * 12
CAPTION = Caption(title="网络", description="一个网络", note="合成数据", kinds={"a": "甲", "b": "乙"}, sample="样本")


def dressed(graph: Graph, name: str = "企业") -> Network:
    """The graph as a network with all that a picture uses."""
    numbers = range(graph.nodes)
    nodes = pl.DataFrame(
        {
            "id": [str(each) for each in numbers],
            "label": [f"{name}{each}" for each in numbers],
            "sample": [each % 5 == 0 for each in numbers],
            "kind": ["ab"[each % 2] for each in numbers],
        },
        schema={"id": pl.String, "label": pl.String, "sample": pl.Boolean, "kind": pl.String},
    )
    relations = pl.DataFrame({"source": graph.source, "target": graph.target}).cast(pl.Int64)
    return Network(nodes, relations)


def boxes(picture: str) -> list[tuple[float, float, float, float]]:
    """The boxes of all texts of a picture, from what is written there."""
    found = []
    for words in re.findall(r'<g class="words".*?</g>', picture):
        for x, y, size, text in re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)">(.*?)</text>', words):
            word = ElementTree.fromstring(f"<t>{re.sub('<title>.*</title>', '', text)}</t>").text or ""
            wide, at, base, tall = width(word, float(size)), float(x), float(y), float(size)
            left = at - wide / 2 if "middle" in words else at
            found.append((left, base - 0.95 * tall, left + wide, base + (LINE - 0.95) * tall))
    return found


@cache
def reference() -> tuple[Graph, Positions]:
    """A network of the reference size and its layout, made once."""
    graph = hub_heavy(21_413, 31_949)
    return graph, layout(graph)
