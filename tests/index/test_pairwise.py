from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.trees import FEW
from valuenet.errors import DataError
from valuenet.index.pairwise import (
    RANDOM_INDEX,
    joined,
    joined_priorities,
    matrix_of,
    priorities,
    priority_vectors,
    random_index,
    spoilers,
    violations,
)
from valuenet.index.table import FloatArray

HOUSE = """
1 5 3 7 6 6 1/3 1/4; 1/5 1 1/3 5 3 3 1/5 1/7; 1/3 3 1 6 3 4 6 1/5; 1/7 1/5 1/6 1 1/3 1/4 1/7 1/8;
1/6 1/3 1/3 3 1 1/2 1/5 1/6; 1/6 1/3 1/4 4 2 1 1/5 1/6; 3 5 1/6 7 5 5 1 1/2; 4 7 5 8 6 6 2 1
"""
"""Saaty, How to make a decision, European Journal of Operational Research 48 (1990): size, transport, neighbourhood,
age, yard, facilities, condition and financing of a house."""

WEALTH = """
1 4 9 6 6 5 5; 1/4 1 7 5 5 3 4; 1/9 1/7 1 1/5 1/5 1/7 1/5; 1/6 1/5 5 1 1 1/3 1/3; 1/6 1/5 5 1 1 1/3 1/3;
1/5 1/3 7 3 3 1 2; 1/5 1/4 5 3 3 1/2 1
"""
"""Saaty, A scaling method for priorities in hierarchical structures, Journal of Mathematical Psychology 15 (1977): the
wealth of the United States, the Soviet Union, China, France, the United Kingdom, Japan and Germany in 1972."""


def printed(text: str) -> tuple[FloatArray, list[str]]:
    rows = [row.split() for row in text.split(";")]
    names = [str(place + 1) for place in range(len(rows))]
    return matrix_of(rows, names), names


@pytest.mark.parametrize(
    ("text", "weights", "largest", "index", "ratio"),
    [
        (HOUSE, [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], 9.669, 0.238, 0.169),
        (WEALTH, [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], 7.608, 0.10, 0.08),
    ],
)
def test_the_examples_of_saaty(text: str, weights: list[float], largest: float, index: float, ratio: float) -> None:
    matrix, _ = printed(text)
    found = priorities(matrix)
    assert found.weights.tolist() == pytest.approx(weights, abs=6e-4)
    assert found.largest_eigenvalue == pytest.approx(largest, abs=6e-4)
    assert found.consistency_index == pytest.approx(index, abs=2e-3)
    assert found.consistency_ratio == pytest.approx(ratio, abs=4e-3)


def test_the_comparison_that_spoils_the_house_is_the_one_that_saaty_names() -> None:
    # Neighbourhood against condition is judged 6; about 1/2 fits the others, and the ratio falls to about 0.08.
    worst = spoilers(*printed(HOUSE))[0]
    assert (worst.first, worst.second, worst.given) == ("3", "7", 6.0)
    assert worst.implied == pytest.approx(0.5, abs=0.05)
    assert worst.ratio_without < 0.1


POSITIVE = st.lists(st.floats(0.05, 20), min_size=3, max_size=7)


@given(POSITIVE, st.sampled_from(["eigenvector", "geometric_mean"]), st.integers(0, 20))
@FEW
def test_consistent_comparisons_give_their_weights_back_even_when_some_are_missing(
    values: list[float], method: str, seed: int
) -> None:
    weights = np.array(values) / np.sum(values)
    matrix = weights[:, None] / weights
    rng = np.random.default_rng(seed)
    for row in range(2, len(weights)):  # the chain 1-2, 1-3, ... stays
        for column in range(1, row):
            if rng.random() < 0.5:
                matrix[row, column] = matrix[column, row] = np.nan
    found = priorities(matrix, method)
    np.testing.assert_allclose(found.weights, weights, rtol=1e-6)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-6)
    assert found.missing == np.isnan(matrix).sum() / 2


@given(st.integers(0, 200))
@FEW
def test_many_matrices_at_once_have_the_eigenvectors_of_numpy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logs = rng.normal(size=(7, 5, 5))
    matrices = np.exp(logs - np.swapaxes(logs, -1, -2))
    for matrix, found in zip(matrices, priority_vectors(matrices), strict=True):
        values, vectors = np.linalg.eig(matrix)
        expected = np.abs(vectors[:, np.argmax(values.real)].real)
        np.testing.assert_allclose(found, expected / expected.sum(), rtol=1e-9)
    rows = np.exp(np.log(matrices).mean(axis=-1))
    np.testing.assert_allclose(priority_vectors(matrices, "geometric_mean"), rows / rows.sum(axis=-1, keepdims=True))


def test_harkers_completion_is_what_the_priorities_imply() -> None:
    matrix = matrix_of({"a/b": 2, "b/c": 3, "c/d": "1/2", "a/d": 5}, list("abcd"))
    found = priorities(matrix)
    full = np.where(np.isnan(matrix), found.weights[:, None] / found.weights, matrix)
    np.testing.assert_allclose(full @ found.weights, found.largest_eigenvalue * found.weights)
    assert found.missing == 2


def test_experts_are_joined_by_geometric_means() -> None:
    a, b = matrix_of([[1, 2], [None, 1]], "ab"), matrix_of([[1, 8], [None, 1]], "ab")
    gap = np.array([[1.0, np.nan], [np.nan, 1.0]])
    assert joined([a, b, gap])[0, 1] == pytest.approx(4)
    assert joined([a, b], [3, 1])[0, 1] == pytest.approx(2**1.5)
    assert np.isnan(joined([gap, gap])[0, 1])
    vectors = [priorities(one).weights for one in (a, b)]
    assert joined_priorities(vectors)[0] / joined_priorities(vectors)[1] == pytest.approx(4)


def test_random_indices() -> None:
    assert [random_index(order) for order in range(16)] == list(RANDOM_INDEX)
    assert random_index(16) == pytest.approx(1.598, abs=1e-3)
    assert random_index(4, 3) == 0.0


@pytest.mark.parametrize(
    ("judgements", "message"),
    [
        ([[1, 3, 5], [0.5, 1, 2], [None, None, 1]], "contradict each other: 'a' is 3 times 'b', and 'b' 0.5 times 'a'"),
        ([[1, 3], [None, 1]], "comparisons of a, b, c: give 3 rows of 3"),
        ([[1, 0, 1], [None, 1, 1], [None, None, 1]], "comparison of 'a' with 'b' is 0: it is a number above 0"),
        ([[1, "x", 1], [None, 1, 1], [None, None, 1]], "comparison of 'a' with 'b' is 'x'"),
        ([[2, 1, 1], [None, 1, 1], [None, None, 1]], "comparison of 'a' with itself is 2"),
        ({"a/b": 3}, "no chain of comparisons leads from 'a' to 'c'"),
        ({"a/d": 3}, "comparison 'a/d': write first/second, of a, b, c"),
        ("abc", "give 3 rows of 3"),
    ],
)
def test_what_is_no_matrix_is_refused_by_name(judgements: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        matrix_of(judgements, list("abc"))


def test_violations_are_named_worst_first() -> None:
    matrix = np.array([[1, 2, 3], [0.6, 1, 1], [1, 1, 1.0]])
    assert [one.split(",")[0] for one in violations(matrix, list("abc"))] == [
        "'a' is 3 times 'c'",
        "'a' is 2 times 'b'",
    ]
