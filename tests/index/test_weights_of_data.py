from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.index.trees import FEW
from valuenet.errors import DataError
from valuenet.index.table import FloatArray
from valuenet.index.weights_of_data import (
    benefit_of_the_doubt,
    component_weights,
    correlations,
    critic,
    entropy,
    optimised,
    principal_components,
    varimax,
)

NAN = float("nan")
LOADINGS = np.array(
    [
        [0.07, 0.97, -0.06, 0.06],
        [0.13, 0.07, -0.07, 0.93],
        [0.79, -0.21, 0.21, 0.42],
        [-0.64, 0.56, -0.04, 0.36],
        [0.37, 0.17, 0.38, 0.68],
        [0.82, -0.04, 0.25, 0.35],
        [0.88, 0.23, -0.09, 0.09],
        [0.08, 0.04, 0.96, 0.04],
    ]
)
"""OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 6: rotated loadings of the Technology
Achievement Index: patents, royalties, internet, technology exports, telephones, electricity, schooling, students."""


def test_the_weights_of_the_technology_achievement_index_in_the_handbook() -> None:
    # Squared loadings as parts of their component: patents .67, exports .23 | royalties .49, telephones .26 | internet
    # .24, electricity .25, schooling .29 | university .77; components explain .38, .20, .17 and .25 of the variance.
    parts = np.array(
        [0.67 * 0.20, 0.49 * 0.25, 0.24 * 0.38, 0.23 * 0.20, 0.26 * 0.25, 0.25 * 0.38, 0.29 * 0.38, 0.77 * 0.17]
    )
    np.testing.assert_allclose(component_weights(LOADINGS), parts / parts.sum(), atol=0.004)
    explained = (LOADINGS**2).sum(axis=0)
    np.testing.assert_allclose(explained, [2.64, 1.39, 1.19, 1.76], atol=0.01)
    np.testing.assert_allclose(explained / explained.sum(), [0.38, 0.20, 0.17, 0.25], atol=0.005)


@given(arrays(np.float64, (6, 3), elements=st.floats(-2, 2)), st.floats(0, 6))
@FEW
def test_varimax_keeps_what_leaves_explain_and_cannot_be_bettered_by_a_turn(loadings: FloatArray, angle: float) -> None:
    turned = varimax(loadings)
    np.testing.assert_allclose((turned**2).sum(axis=1), (loadings**2).sum(axis=1), atol=1e-9)
    other = turned.copy()
    other[:, 0] = turned[:, 0] * np.cos(angle) + turned[:, 1] * np.sin(angle)
    other[:, 1] = turned[:, 1] * np.cos(angle) - turned[:, 0] * np.sin(angle)
    assert (other**2).var(axis=0).sum() <= (turned**2).var(axis=0).sum() + 1e-7


def test_principal_components_find_two_groups_and_pass_over_what_has_no_data() -> None:
    rng = np.random.default_rng(2)
    first, second = rng.normal(size=(2, 300))
    noise = 0.1 * rng.normal(size=(300, 5))
    values = np.column_stack([first, first, first, second, second]) + noise
    assert principal_components(values) == pytest.approx(np.full(5, 0.2), abs=0.01)
    holed = np.column_stack([values, np.full(300, NAN)])
    assert principal_components(holed)[5] == 0
    assert principal_components(holed).sum() == pytest.approx(1)


def test_entropy_by_hand_and_for_many_tables() -> None:
    values = np.array([[0.5, 1.0, 1.0], [0.5, 0.0, 1.0]])
    disorder = -(1 / 3 * np.log(1 / 3) + 2 / 3 * np.log(2 / 3)) / np.log(2)
    second = np.array([[1.0, 1.0, 1.0], [0.5, 1.0, 0.0]])
    expected = [[0, 1, 0], [(1 - disorder) / (2 - disorder), 0, 1 / (2 - disorder)]]
    np.testing.assert_allclose(entropy(np.stack([values, second])), expected, atol=1e-12)
    with pytest.raises(DataError, match="0 or more"):
        entropy(values - 1)


@given(arrays(np.float64, (9, 3), elements=st.integers(-9, 9).map(float)))
@FEW
def test_correlations_are_those_of_numpy_and_of_pairs_with_data(values: FloatArray) -> None:
    spread = np.ptp(values, axis=0) > 0
    found = correlations(values)
    if spread.sum() > 1:
        np.testing.assert_allclose(found[np.ix_(spread, spread)], np.corrcoef(values[:, spread].T), atol=1e-9)
    assert (found[~spread] == 0).all()
    holed = values.copy()
    holed[0, 0] = NAN
    if np.ptp(values[1:, 0]) > 0 and np.ptp(values[1:, 1]) > 0:
        assert correlations(holed)[0, 1] == pytest.approx(np.corrcoef(values[1:, 0], values[1:, 1])[0, 1], abs=1e-9)


def test_critic_is_of_numpy_and_gives_a_constant_nothing() -> None:
    values = np.random.default_rng(4).random((12, 4))
    amount = values.std(axis=0, ddof=1) * (1 - np.corrcoef(values.T)).sum(axis=1)
    np.testing.assert_allclose(critic(values), amount / amount.sum())
    flat = np.column_stack([values, np.full(12, 0.5)])
    assert critic(flat)[4] == 0
    np.testing.assert_allclose(critic(flat)[:4], critic(values))
    np.testing.assert_allclose(critic(np.stack([values, values * 2])), np.stack([critic(values)] * 2))


def test_optimised_weights_make_correlations_equal_or_as_wanted() -> None:
    rng = np.random.default_rng(7)
    values = rng.normal(size=(60, 4)) * [1, 2, 4, 1]
    for targets in (np.ones(4), np.array([1.0, 1.0, 1.0, 0.5])):
        index = values @ optimised(values, targets)
        strength = np.array([np.corrcoef(column, index)[0, 1] for column in values.T])
        np.testing.assert_allclose(strength / strength.sum(), targets / targets.sum(), atol=1e-6)
    assert optimised(values, np.array([1.0, 1, 1, 0]))[3] == 0


def test_benefit_of_the_doubt_is_best_for_everyone_and_bounded() -> None:
    values = np.random.default_rng(3).random((12, 3))
    weights = benefit_of_the_doubt(values)
    scores = (weights * values).sum(axis=1)
    assert scores.max() == pytest.approx(1)
    assert (values @ weights.T <= 1 + 1e-7).all()
    assert (scores >= values.mean(axis=1) / values.mean(axis=1).max() - 1e-7).all()
    bounded = benefit_of_the_doubt(values, least=0.2, most=0.5)
    parts = bounded * values / (bounded * values).sum(axis=1, keepdims=True)
    assert (parts > 0.2 - 1e-6).all()
    assert (parts < 0.5 + 1e-6).all()


@pytest.mark.parametrize(
    ("values", "least", "most", "message"),
    [
        (np.array([[-1.0, 1.0]]), 0.0, 1.0, "0 or more"),
        (np.ones((2, 2)), 0.6, 1.0, "2 parts from 0.6 to 1 of a score"),
        (np.ones((2, 2)), 0.0, 0.4, "2 parts from 0 to 0.4"),
    ],
)
def test_what_has_no_benefit_is_refused(values: FloatArray, least: float, most: float, message: str) -> None:
    with pytest.raises(DataError, match=message):
        benefit_of_the_doubt(values, least, most)
