from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import numpy as np
import polars as pl
import pytest

from tests.network.drawn import CAPTION, NASTY, boxes, dressed, reference
from tests.network.peers import SEEDS, random_graph
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.picture.labels import overlap
from valuenet.network.picture.layout import layout
from valuenet.network.picture.look import DARK, Caption
from valuenet.network.picture.picture import draw_network
from valuenet.network.picture.words import plain


@pytest.mark.parametrize("seed", SEEDS[:12])
def test_a_picture_is_well_formed_and_no_words_overlap(seed: int) -> None:
    network = dressed(random_graph(seed, 80), NASTY)
    picture = draw_network(network, layout(network.graph), caption=CAPTION)
    tree = ElementTree.fromstring(picture)
    assert "script" not in {element.tag.rpartition("}")[2] for element in tree.iter()}
    found = boxes(picture)
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 1600 for box in found)
    assert max(box[3] for box in found) <= float(tree.get("height", "0"))


def test_the_reference_size_is_small_and_complete() -> None:
    graph, positions = reference()
    network = dressed(graph)
    picture = draw_network(network, positions, caption=CAPTION)
    assert picture == draw_network(network, positions, caption=CAPTION)
    assert len(picture.encode()) < 3_000_000
    found = boxes(picture)
    assert len(found) > 30
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    both = network.graph.both
    drawn = sum(path.count("l") for path in re.findall(r'<path d="(m[^"]*)" stroke-opacity', picture))
    assert drawn == len(both.neighbour) // 2


def test_a_long_name_is_whole_under_the_pointer() -> None:
    network = dressed(random_graph(4, 12), NASTY)
    picture = draw_network(network, layout(network.graph))
    tree = ElementTree.fromstring(picture)
    titles = [title.text or "" for text in tree.iter("{http://www.w3.org/2000/svg}text") for title in text]
    assert titles
    assert all(title.startswith(plain(NASTY)) for title in titles)


def test_the_words_are_the_callers() -> None:
    network = dressed(random_graph(3, 30))
    picture = draw_network(network, layout(network.graph), caption=CAPTION)
    assert all(f">{word}</" in picture for word in ("网络", "一个网络", "合成数据", "甲", "乙", "样本"))
    assert "乙" not in draw_network(network, layout(network.graph), caption=Caption(kinds={"a": "甲"}))


def test_a_network_of_ids_alone_and_a_dark_one() -> None:
    bare = Network(pl.DataFrame({"id": ["x", "y"]}), pl.DataFrame({"source": [0], "target": [1]}))
    picture = draw_network(bare, layout(bare.graph), look=DARK)
    assert DARK.paper in picture
    assert {"x", "y"} <= set(ElementTree.fromstring(picture).itertext())


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_hardly_any_nodes(nodes: int) -> None:
    none = pl.DataFrame({"source": [], "target": []}, schema={"source": pl.Int64, "target": pl.Int64})
    network = Network(pl.DataFrame({"id": [str(each) for each in range(nodes)]}, schema={"id": pl.String}), none)
    ElementTree.fromstring(draw_network(network, layout(network.graph)))


def test_positions_of_another_network_are_refused() -> None:
    network = dressed(random_graph(3, 30))
    with pytest.raises(UsageError, match="lay out the network first"):
        draw_network(network, layout(random_graph(0, 3)))


def test_no_picture_has_numbers_that_are_none() -> None:
    network = dressed(random_graph(10, 60))
    picture = draw_network(network, layout(network.graph))
    assert not re.search(r"\bnan\b|\binf\b", picture)
    assert np.isfinite([float(each) for each in re.findall(r'stroke-width="([^"]*)"', picture)]).all()
