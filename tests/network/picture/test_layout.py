from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from scipy.spatial import cKDTree

from tests.in_one import in_one
from tests.network.drawn import reference
from tests.network.peers import SEEDS, hub_heavy, open_network, random_graph
from valuenet.errors import UsageError
from valuenet.network.graph import Graph, graph
from valuenet.network.picture.layout import Positions, layout

ROUNDING = 0.003
"""Places are given to a thousandth; two of them and a square root."""


def nearest(positions: Positions) -> float:
    places = np.column_stack((positions.x, positions.y))
    apart = np.asarray(cKDTree(places).query(places, 2)[0])
    return float(apart[:, 1].min())


def worst_overlap(x: np.ndarray, y: np.ndarray, radius: np.ndarray, largest: int = 500) -> float:
    """How far the largest circles reach into others; smaller ones among themselves are not looked at."""
    worst = -1.0
    for at in np.argsort(-radius, kind="stable")[:largest].tolist():
        over = radius[at] + radius - np.hypot(x - x[at], y - y[at])
        over[at] = -1
        worst = max(worst, float(over.max()))
    return worst


def ratio(network: Graph, positions: Positions) -> float:
    """Length of a tie against the distance of two nodes drawn at random."""
    source, target = network.both.owner, network.both.neighbour
    random = np.random.default_rng(0).integers(0, network.nodes, (2, 20_000))
    ties, pairs = (
        np.hypot(positions.x[one] - positions.x[other], positions.y[one] - positions.y[other]).mean()
        for one, other in ((source, target), random)
    )
    return float(ties / pairs)


@in_one("seed", SEEDS[:40])
def test_no_circle_lies_over_another(seed: int) -> None:
    network = random_graph(seed, nodes=60)
    found = layout(network)
    assert worst_overlap(found.x, found.y, found.room) < ROUNDING
    alone = found.hub < 0
    assert worst_overlap(found.x[alone], found.y[alone], found.disc[alone]) < ROUNDING


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_leaves_lie_within_their_hubs_disc(seed: int) -> None:
    network = random_graph(7 * seed, nodes=80)
    found = layout(network)
    leaf = np.flatnonzero(found.hub >= 0)
    hub = found.hub[leaf]
    assert (network.both.degree[leaf] == 1).all()
    reach = np.hypot(found.x[leaf] - found.x[hub], found.y[leaf] - found.y[hub]) + found.room[leaf]
    assert (reach <= found.disc[hub] + ROUNDING).all()


def test_the_reference_size_is_laid_out_with_neighbours_near() -> None:
    network, found = reference()
    assert nearest(found) > 1 - ROUNDING
    assert ratio(network, found) < 0.35
    alone = found.hub < 0
    assert worst_overlap(found.x[alone], found.y[alone], found.disc[alone]) < ROUNDING


@pytest.mark.parametrize(("name", "most"), [("facebook-combined", 0.25), ("powergrid", 0.08), ("usflights", 0.5)])
def test_open_networks_show_their_structure(name: str, most: float) -> None:
    network = open_network(name)
    found = layout(network)
    assert nearest(found) > 1 - ROUNDING
    assert ratio(network, found) < most


SHAPES = {
    "nothing": graph([], [], 0),
    "one": graph([], [], 1),
    "two apart": graph([], [], 2),
    "a pair": graph([0], [1], 2),
    "a loop": graph([0], [0], 1),
    "no ties": graph([], [], 2_000),
    "star": graph(np.zeros(20_000, np.int64), np.arange(1, 20_001), 20_001),
    "path": graph(np.arange(4_999), np.arange(1, 5_000), 5_000),
    "complete": graph(*np.triu_indices(120, 1), 120),
    "pairs": graph(np.arange(0, 4_000, 2), np.arange(1, 4_000, 2), 4_000),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes(shape: str) -> None:
    network = SHAPES[shape]
    found = layout(network)
    assert len(found.x) == network.nodes
    assert np.isfinite(found.x).all()
    assert np.isfinite(found.y).all()
    if network.nodes > 1:
        assert nearest(found) > 1 - ROUNDING
    if shape == "path":
        assert ratio(network, found) < 0.1
    left, top, right, bottom = found.box
    assert np.pi * (found.room**2).sum() <= (right - left) * (bottom - top) + 1e-9


def test_pieces_are_apart_and_share_a_page() -> None:
    random = np.random.default_rng(3)
    ends = np.concatenate((random.integers(0, 300, (2, 900)), random.integers(300, 500, (2, 500))), axis=1)
    network = graph(ends[0], ends[1], 600)
    found = layout(network, aspect=1.5)
    left, top, right, bottom = found.box
    assert 0.75 < (right - left) / (bottom - top) < 3
    boxes = [
        (found.x[part].min(), found.y[part].min(), found.x[part].max(), found.y[part].max())
        for part in (slice(0, 300), slice(300, 500))
    ]
    one, other = boxes
    assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_communities_come_together() -> None:
    random = np.random.default_rng(1)
    community = random.integers(0, 4, 300)
    pairs = random.integers(0, 300, (2, 1500))
    inside = (community[pairs[0]] == community[pairs[1]]) | (random.random(1500) < 0.25)
    network = graph(pairs[0][inside], pairs[1][inside], 300)

    def spread(found: Positions) -> float:
        return float(sum(found.x[community == c].var() + found.y[community == c].var() for c in range(4)))

    def scaled(found: Positions) -> float:
        return spread(found) / float(found.x.var() + found.y.var())

    assert scaled(layout(network, community=community)) < scaled(layout(network))


def test_leaves_of_a_group_lie_together() -> None:
    network = graph(np.zeros(200, np.int64), np.arange(1, 201), 201)
    group = np.arange(201) % 2
    found = layout(network, group=group)
    far = np.hypot(found.x - found.x[0], found.y - found.y[0])
    assert far[1:][group[1:] == 0].max() < far[1:][group[1:] == 1].min()


def test_parallel_relations_and_loops_change_sizes_alone() -> None:
    plain, heavy = graph([0, 1, 2], [1, 2, 0], 3), graph([0, 0, 1, 2, 2], [1, 1, 2, 0, 2], 3)
    assert (layout(heavy).room > layout(plain).room).tolist() == [True, True, True]


def test_seeds_differ_and_repeat() -> None:
    network = hub_heavy(400, 700)
    one, again, other = layout(network), layout(network), layout(network, seed=1)
    assert one.x.tobytes() == again.x.tobytes()
    assert one.x.tobytes() != other.x.tobytes()


def test_the_number_of_threads_does_not_matter() -> None:
    words = (
        "import numpy as np; from hashlib import sha256; from valuenet.network.graph import graph;"
        "from valuenet.network.picture.layout import layout;"
        "ends = np.random.default_rng(0).integers(0, 1500, (2, 2500));"
        "p = layout(graph(*ends, 1500)); print(sha256(p.x.tobytes() + p.y.tobytes()).hexdigest())"
    )
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    one_thread = {**os.environ, **dict.fromkeys(names, "1"), "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", words], env=one_thread, capture_output=True, check=True, text=True)
    ends = np.random.default_rng(0).integers(0, 1500, (2, 2500))
    here = layout(graph(ends[0], ends[1], 1500))
    assert run.stdout.strip() == sha256(here.x.tobytes() + here.y.tobytes()).hexdigest()


@pytest.mark.parametrize(
    "wrong", [{"aspect": 0.0}, {"aspect": float("nan")}, {"community": np.zeros(2, np.int64)}, {"group": np.zeros(3)}]
)
def test_wrong_calls_are_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        layout(graph([0], [1], 3), **wrong)
