"""Figures found by a plan's ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reconstruct import small_network as small
from valuenet.errors import DataError
from valuenet.reconstruct.network.targets import code, read_targets


def test_lists_tell_values_ends_and_members() -> None:
    targets = read_targets(small.enterprises(), small.figures(), small.plan())
    assert targets.sample_degree.value(0) == 150
    assert targets.sample_degree.last == 70
    assert 20 in targets.sample_degree
    assert targets.sample_degree.value(5) is None
    assert targets.layer_node.value("Great University") == 12
    assert targets.named == [0, 1, 2, 20, 21]
    assert targets.named_nodes == ["Great University", "Chips"]
    assert targets.in_layer.tolist() == [False] * 12 + [True] * 48
    assert targets.group_total["study"].value == 15


def test_a_figure_that_cannot_hold_has_no_value_but_a_place() -> None:
    figures = small.figures()
    figures["sample.02.x"] = replace(figures["sample.02.x"], status="typo")
    listed = read_targets(small.enterprises(), figures, small.plan()).sample_degree
    assert listed.value(20) is None
    assert 20 in listed
    assert listed.last == 120


def test_names_and_figures_that_are_missing_are_told() -> None:
    figures = small.figures()
    with pytest.raises(DataError, match=r"'E99' of 'sample\.00\.x' is none of the sample enterprises"):
        read_targets(
            small.enterprises(), {**figures, "sample.00.x": replace(figures["sample.00.x"], row="E99")}, small.plan()
        )
    with pytest.raises(DataError, match="'E98' is none of the sample enterprises; did you mean"):
        read_targets(small.enterprises(), figures, small.plan(group=["E98"]))
    del figures["nodes"]
    with pytest.raises(DataError, match="the figures lack 'nodes'"):
        read_targets(small.enterprises(), figures, small.plan())


def test_enterprises_must_be_numbered_in_order() -> None:
    with pytest.raises(DataError, match="numbered from 0"):
        read_targets(small.enterprises().reverse(), small.figures(), small.plan())


def test_labels_become_codes_by_the_plan_first() -> None:
    plan = small.plan(labels={"Shanxi": "610000"})
    assert code(plan, ["region"], "Shanxi") == ("region", "610000")
    assert code(plan, ["region", "country"], "America") == ("country", "US")
    with pytest.raises(DataError, match="no code of region is called 'Beijin'; did you mean"):
        code(plan, ["region"], "Beijin")
