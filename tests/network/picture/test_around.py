from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import polars as pl
import pytest

from tests.network.drawn import NASTY, boxes, dressed
from tests.network.peers import SEEDS, hub_heavy, random_graph
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.picture.around import draw_around
from valuenet.network.picture.labels import overlap
from valuenet.network.picture.look import LIGHT, Caption

CAPTION = Caption(title="周围", ties={"study": "求学", "work": "工作"}, sample="样本", note="合成数据")


def with_kinds(network: Network) -> Network:
    kinds = ["study", "work", "financing"]
    column = pl.Series("kind", [kinds[at % 3] for at in range(network.relations.height)], pl.String)
    return Network(network.nodes, network.relations.with_columns(column))


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("seed", SEEDS[:12])
def test_a_picture_is_well_formed_and_no_words_overlap(seed: int, steps: int) -> None:
    network = with_kinds(dressed(random_graph(seed, 80), NASTY))
    picture = draw_around(network, "0", steps, caption=CAPTION)
    assert picture == draw_around(network, "0", steps, caption=CAPTION)
    tree = ElementTree.fromstring(picture)
    found = boxes(picture)
    assert not any(overlap(one, other) for one, other in combinations(found, 2))
    assert all(box[0] >= 0 and box[2] <= 1600 and box[3] <= float(tree.get("height", "0")) for box in found)


def test_a_hub_is_drawn_with_all_its_relations_counted() -> None:
    network = with_kinds(dressed(hub_heavy(6_000, 9_000)))
    degree = network.graph.both.degree
    hub = int(degree.argmax())
    picture = draw_around(network, str(hub), caption=CAPTION)
    ends = network.relations.filter((pl.col("source") == hub) != (pl.col("target") == hub))
    for kind, word in (("study", "求学"), ("work", "工作"), ("financing", "financing")):
        count = ends.filter(pl.col("kind") == kind).height
        assert f">{word} {count:,}</text>" in picture
    assert picture.count('class="arrows"') == 3


def test_arrows_show_the_direction() -> None:
    nodes = pl.DataFrame({"id": ["a", "b"]})
    for source, target, inward in ((0, 1, False), (1, 0, True)):
        relations = pl.DataFrame({"source": [source], "target": [target]})
        picture = draw_around(Network(nodes, relations), "a")
        arrow = re.search(r'class="arrows" d="M(-?\d+) (-?\d+)l(-?\d+)', picture)
        assert arrow is not None
        away = (int(arrow[1]) - 8000) / 10  # the other node lies to one side of the middle
        assert (away * int(arrow[3]) > 0) is inward


def test_colours_of_kinds_are_those_of_the_caption() -> None:
    network = with_kinds(dressed(random_graph(2)))
    picture = draw_around(network, "0", caption=CAPTION)
    assert re.search(rf'stroke="{LIGHT.series[0]}" stroke-width="4"/><g[^>]*><text[^>]*>求学', picture)


def test_a_node_without_partners_stands_alone() -> None:
    none = pl.DataFrame({"source": [], "target": []}, schema={"source": pl.Int64, "target": pl.Int64})
    picture = draw_around(Network(pl.DataFrame({"id": ["a"]}), none), "a", 2)
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    with pytest.raises(UsageError, match="no node 'b'"):
        draw_around(Network(pl.DataFrame({"id": ["a"]}), none), "b")
