from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.index.trees import small_tree, tables
from valuenet.errors import DataError
from valuenet.index.build import ByLeaf, build_index
from valuenet.index.normalise import FloatArray
from valuenet.index.tree import Tree, tree_of

NAN = float("nan")


def regions_of(values: FloatArray) -> list[str]:
    return [f"r{number}" for number in range(len(values))]


def test_an_index_by_hand() -> None:
    # number (0.4): 0, 0.5, 1 over 10..30; age (0.2, less is better): 1, 0, none; papers (0.4): none, 0, 1.
    values: ByLeaf = {
        "number": {"A": 10, "B": 20, "C": 30},
        "age": {"A": 2, "B": 4, "C": None},
        "papers": {"B": 7, "C": 9},
    }
    result = build_index(small_tree(), ["A", "B", "C"], values)
    assert list(result.score_rows()) == [
        ("A", "index", 0.2, 2, 0.6),
        ("A", "firms", 0.2, 2, 1.0),
        ("A", "number", 0.0, 3, 1.0),
        ("A", "age", 0.2, 1, 1.0),
        ("A", "papers", None, None, 0.0),
        ("B", "index", 0.2, 2, 1.0),
        ("B", "firms", 0.2, 2, 1.0),
        ("B", "number", 0.2, 2, 1.0),
        ("B", "age", 0.0, 2, 1.0),
        ("B", "papers", 0.0, 2, 1.0),
        ("C", "index", 0.8, 1, 0.8),
        ("C", "firms", 0.4, 1, round(0.4 / 0.6, 12)),
        ("C", "number", 0.4, 1, 1.0),
        ("C", "age", None, None, 0.0),
        ("C", "papers", 0.4, 1, 1.0),
    ]
    assert list(result.value_rows())[:4] == [
        ("A", "number", 10.0, 0.0),
        ("A", "age", 2.0, 1.0),
        ("A", "papers", None, None),
        ("B", "number", 20.0, 0.5),
    ]
    assert result.constant == ()


def test_an_array_and_a_mapping_build_the_same() -> None:
    mapped = build_index(small_tree(), ["A", "B"], {"number": {"A": 1, "B": 3}, "age": {"B": 2}})
    array = build_index(small_tree(), ["A", "B"], np.array([[1, NAN, NAN], [3, 2, NAN]]))
    assert list(mapped.score_rows()) == list(array.score_rows())
    assert mapped.constant == array.constant == ("age",)


@given(tables(), st.randoms(use_true_random=False))
def test_moving_the_regions_moves_their_rows_and_nothing_else(
    case: tuple[Tree, FloatArray], chance: random.Random
) -> None:
    tree, values = case
    order = list(range(len(values)))
    chance.shuffle(order)
    before, after = build_index(tree, regions_of(values), values), build_index(tree, regions_of(values), values[order])
    np.testing.assert_array_equal(after.scores, before.scores[order])
    np.testing.assert_array_equal(after.ranks, before.ranks[order])
    np.testing.assert_array_equal(after.coverage, before.coverage[order])


@given(tables(), st.integers(-50, 50), st.sampled_from([0.5, 2.0, 4.0]))
def test_the_unit_of_a_leaf_does_not_matter(case: tuple[Tree, FloatArray], origin: int, unit: float) -> None:
    tree, values = case
    moved = values.copy()
    moved[:, 0] = moved[:, 0] * unit + origin
    before, after = (build_index(tree, regions_of(values), table) for table in (values, moved))
    np.testing.assert_allclose(after.scores, before.scores, atol=1e-9)


@given(tables(), st.lists(st.floats(-9, 9), min_size=8, max_size=8))
def test_a_leaf_of_weight_0_cannot_matter(case: tuple[Tree, FloatArray], noise: list[float]) -> None:
    tree, values = case
    light_leaf = tree.leaves[0]
    indicators = [replace(one, weight=0.0) if one.code == light_leaf else one for one in tree.indicators]
    assume(any(one.weight for one in indicators))
    light, other = tree_of(indicators), values.copy()
    other[:, 0] = noise[: len(values)]
    before, after = (build_index(light, regions_of(values), table) for table in (values, other))
    np.testing.assert_array_equal(after.scores, before.scores)
    np.testing.assert_array_equal(after.ranks, before.ranks)
    np.testing.assert_array_equal(after.coverage, before.coverage)


@given(tables())
def test_scores_stay_within_weights_and_inputs_stay_as_they_were(case: tuple[Tree, FloatArray]) -> None:
    tree, values = case
    kept = values.copy()
    result = build_index(tree, regions_of(values), values)
    np.testing.assert_array_equal(values, kept)
    assert (np.nan_to_num(result.scores) <= [tree.weights[code] + 1e-12 for code in tree.codes]).all()
    assert (np.nan_to_num(result.scores) >= 0).all()
    for _, _, score, place, coverage in result.score_rows():
        assert (score is None) == (place is None) == (coverage == 0)
        assert score is None or math.isfinite(score)


def test_results_are_read_only_and_not_the_array_given() -> None:
    values = np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 5.0]])
    result = build_index(small_tree(), ["A", "B"], values)
    values[0, 0] = 99.0
    assert result.values[0, 0] == 1.0
    for array in (result.values, result.normalised, result.scores, result.ranks, result.coverage):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 0.0


def test_a_constant_leaf_is_named_and_left_out() -> None:
    result = build_index(small_tree(), ["A", "B"], np.array([[1.0, 5.0, 3.0], [2.0, 5.0, 4.0]]))
    assert result.constant == ("age",)
    assert result.scores[:, 0].tolist() == [0.0, 0.8]
    assert result.coverage[:, 0].tolist() == [0.8, 0.8]


@pytest.mark.parametrize("values", [np.full((2, 3), NAN), np.ones((2, 3)), np.empty((0, 3))])
def test_without_anything_to_tell_regions_apart_nobody_is_ranked(values: FloatArray) -> None:
    result = build_index(small_tree(), regions_of(values), values)
    assert np.isnan(result.ranks).all()
    assert np.isnan(result.scores).all()
    assert (result.coverage == 0).all()


@pytest.mark.parametrize(
    ("regions", "values", "message"),
    [
        (["A", "A"], np.ones((2, 3)), "region 'A' is there twice"),
        (["A", "B"], np.ones((3, 2)), "2 regions x 3 leaves"),
        (["A"], {"numbr": {"A": 1}}, "'numbr' is no leaf of the index; did you mean 'number'"),
        (["A"], {"firms": {"A": 1}}, "'firms' is no leaf"),
        (["A"], {"age": {"Z": 1}}, "indicator 'age': 'Z' is none of the regions"),
        (["A", "B"], {"age": {"A": 1, "B": math.inf}}, "indicator 'age': values run from 1 to inf"),
    ],
)
def test_what_cannot_be_built_is_refused_by_name(regions: list[str], values: FloatArray, message: str) -> None:
    with pytest.raises(DataError, match=message):
        build_index(small_tree(), regions, values)
