from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.factors import (
    Choice,
    Comparisons,
    Dirichlet,
    Factor,
    Noise,
    Resample,
    checked,
    compared,
    dimensions,
    dirichlet,
    noise,
    picked,
    versions_of,
)
from valuenet.index.pairwise import priorities

from .trees import small_tree

TREE = small_tree()
MATRIX = [[1, 3], ["1/3", 1]]
UNIFORM = np.random.default_rng(2).random((20_000, 4))


def test_options_come_as_often_as_they_are_likely() -> None:
    counts = np.bincount(picked(Choice("c", [{}, {}, {}], [1, 2, 5]), UNIFORM[:, :1]), minlength=3)
    np.testing.assert_allclose(counts / len(UNIFORM), [0.125, 0.25, 0.625], atol=0.01)
    assert picked(Choice("c", [{}, {}]), np.array([[0.0], [0.5], [np.nextafter(1, 0)]])).tolist() == [0, 1, 1]


def test_noise_multiplies_evenly_within_its_spread() -> None:
    factor = Noise("n", 0.25, ["firms"])
    assert dimensions(TREE, factor) == 2
    drawn = noise(TREE, factor, UNIFORM[:, :2])
    assert set(drawn) == {"firms"}
    assert drawn["firms"].min() >= 0.75
    assert drawn["firms"].max() <= 1.25
    np.testing.assert_allclose(drawn["firms"].mean(axis=0), 1, atol=0.005)


@pytest.mark.parametrize("concentration", [None, 2.0, 40.0])
def test_shares_of_a_dirichlet_have_its_means_and_variances(concentration: float | None) -> None:
    shares = {"index": np.array([0.6, 0.4]), "firms": np.array([2 / 3, 1 / 3])}
    drawn = dirichlet(TREE, Dirichlet("d", concentration), shares, UNIFORM)
    for parent, own in shares.items():
        mean = np.full(2, 0.5) if concentration is None else own
        np.testing.assert_allclose(drawn[parent].sum(axis=1), 1)
        np.testing.assert_allclose(drawn[parent].mean(axis=0), mean, atol=0.01)
        variance = mean * (1 - mean) / ((concentration or 2) + 1)
        np.testing.assert_allclose(drawn[parent].var(axis=0), variance, rtol=0.05)


def test_a_share_of_nothing_stays_nothing() -> None:
    shares = {"index": np.array([1.0, 0.0]), "firms": np.array([0.5, 0.5])}
    assert (dirichlet(TREE, Dirichlet("d", 3), shares, UNIFORM)["index"] == [1.0, 0.0]).all()


def test_judgements_vary_about_what_they_are_and_stay_reciprocal() -> None:
    judgements: dict[str, Any] = {"index": MATRIX, "firms": {"number/age": 8}}
    factor = Comparisons("j", judgements, 0.3)
    assert dimensions(TREE, factor) == 2
    still = compared(TREE, factor, np.full((1, 2), 0.5))
    np.testing.assert_allclose(still["index"][0], priorities(np.array([[1, 3], [1 / 3, 1]])).weights, atol=1e-12)
    drawn = compared(TREE, factor, UNIFORM[:, :2])
    ratios = drawn["index"][:, 0] / drawn["index"][:, 1]
    assert np.std(np.log(ratios)) == pytest.approx(0.3, rel=0.03)
    assert (drawn["firms"][:, 0] / drawn["firms"][:, 1]).max() <= 9 + 1e-9


def test_versions_may_be_drawn_by_a_function_of_the_seed() -> None:
    def draw(seed: int) -> Any:
        return np.random.default_rng(seed).random((5, 2, 3))

    found = versions_of(Resample("r", draw), (2, 3), 4)
    np.testing.assert_array_equal(found, draw(4))


WRONG: list[tuple[list[Factor], str]] = [
    ([], "give a factor"),
    ([Noise("a"), Noise("a")], "factor 'a' is there twice"),
    ([Noise("a", 1.0)], "spread is 1, it is from 0 to below 1"),
    ([Noise("a", 0.1, ["frims"])], "'frims' is no indicator with children; did you mean 'firms'?"),
    ([Noise("a", 0.1, ["age"])], "'age' is no indicator with children"),
    ([Dirichlet("a", 0.0)], "concentration is 0"),
    ([Choice("a", [])], "give options"),
    ([Choice("a", [{}], [1, 2])], "a likelihood of 0 or more for each"),
    ([Choice("a", [{}, {}], [0, 0])], "a likelihood of 0 or more for each"),
    ([Comparisons("a", {"index": MATRIX}, -1.0)], "spread is -1"),
    (
        [Dirichlet("a"), Comparisons("b", {"index": MATRIX})],
        "'a' and 'b' both decide the weights of the children of 'i",
    ),
    ([Dirichlet("a"), Choice("b", [{"weigh": "equal"}, {}])], "'a' and 'b' both decide the weights: leave one out"),
    ([Resample("a", UNIFORM), Resample("b", UNIFORM)], "give one factor of resampled data"),
]


@pytest.mark.parametrize(("factors", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_cannot_be_drawn_is_refused(factors: list[Factor], message: str) -> None:
    with pytest.raises(DataError) as refused:
        checked(TREE, factors)
    assert message in str(refused.value)


def test_versions_of_another_shape_and_infinite_ones_are_refused() -> None:
    with pytest.raises(DataError, match=r"factor 'r': its versions are \(2, 3\): give \(versions, 2, 3\)"):
        versions_of(Resample("r", np.ones((2, 3))), (2, 3), 0)
    with pytest.raises(DataError, match="a value is infinite"):
        versions_of(Resample("r", np.full((1, 2, 3), np.inf)), (2, 3), 0)
    with pytest.raises(DataError, match="factor 'j': comparison"):
        dimensions(TREE, Comparisons("j", {"index": [[1, 0], [1, 1]]}))
