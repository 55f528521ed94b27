"""Clustering and path length as goals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.reconstruct import small_network as small
from tests.reconstruct.network_reader import missed, read
from valuenet.network.graph import graph
from valuenet.network.structure import structure
from valuenet.reconstruct.network.assemble import reconstruct_network
from valuenet.reconstruct.network.shape import shape, shape_goals, shape_of
from valuenet.reconstruct.network.targets import read_targets

TARGETS = read_targets(small.enterprises(), small.figures(), small.plan())


def test_goals_are_the_printed_values_within_their_last_digit() -> None:
    printed = replace(TARGETS, clustering=small.figure("c", 0.021), path_length=small.figure("p", 4.407))
    goals = shape_goals(printed)
    assert goals["clustering"].value == 0.021
    assert goals["path_length"].tolerance == pytest.approx(0.0005)
    assert shape_goals(TARGETS) == {}


def test_what_is_measured_is_the_network_s_own_statistic() -> None:
    rng = np.random.default_rng(1)
    ego, kind, alter = rng.integers(0, 20, 200), rng.integers(0, 6, 200), rng.integers(20, 80, 200)
    settled = (np.array([3]), np.array([5]), np.array([1]))
    found = shape_of(ego, kind, settled, 80, frozenset({"clustering", "path_length"}))(alter)
    forth = np.isin(kind, (1, 5))
    source, target = np.where(forth, ego, alter), np.where(forth, alter, ego)
    same = structure(graph([*source, 3], [*target, 5], nodes=80), 20)
    known = {each.statistic: each.value for each in same if each.reading == "ties_directed"}
    assert found["clustering"] == known["average_clustering"]
    assert found["path_length"] == known["average_path_length"]


def test_without_a_goal_nothing_changes() -> None:
    alter = np.array([70, 71])
    none = np.zeros(0, np.int64)
    found = shape(TARGETS, np.zeros(2, int), (np.array([1, 2]), np.zeros(2, int)), alter, (none, none, none), 1)
    assert found.reached
    assert found.alters is alter


def test_a_small_network_is_tuned_beside_all_its_other_figures() -> None:
    figures, sample = small.figures(), small.enterprises()
    ids = small.plan().figures.model_dump() | {"average_clustering": "c", "average_path_length": "p"}
    plan = small.plan(figures=ids)
    figures |= {"c": small.figure("c", 0.04, unit="ratio"), "p": small.figure("p", 3.8, unit="ratio")}
    network = reconstruct_network(sample, figures, plan, 1)
    assert missed(read(sample, network, figures, plan)) == {}
