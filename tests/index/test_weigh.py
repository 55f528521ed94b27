from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.index.trees import small_tree
from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.recipe import recipe_of
from valuenet.index.table import FloatArray, table_of
from valuenet.index.tree import Indicator, Tree, tree_of
from valuenet.index.weigh import from_shares, weights_of

BARE = tree_of(
    [
        Indicator("i"),
        Indicator("d", "i"),
        Indicator("a", "d"),
        Indicator("b", "d"),
        Indicator("c", "d"),
        Indicator("e", "i"),
    ],
    weighted=False,
)
VALUES = np.array([[0.0, 1.0, 0.5, 0.2], [1.0, 0.2, 0.0, 0.9], [0.4, 0.0, 1.0, 0.1]])


def weights(tree: Tree, step: Any) -> list[float]:
    found = weights_of(tree, recipe_of({"weigh": step}).weigh, VALUES[:, : len(tree.leaves)])
    return [float(one) for one in found]


def test_given_weights_are_verbatim_or_shares_among_siblings() -> None:
    assert weights(small_tree(), "given") == [1.0, 0.6, 0.4, 0.2, 0.4]
    tree = tree_of(
        [
            Indicator("i", None, 1, 9.0),
            Indicator("d", "i", 1, 1.0),
            Indicator("a", "d", 1, 1.0),
            Indicator("e", "i", 1, 3.0),
        ]
    )
    assert weights(tree, {"parents": "given"}) == [1.0, 0.25, 0.25, 0.75]
    assert weights(tree, "given") == [4.0, 1.0, 1.0, 3.0]


def test_equal_weights_among_siblings_or_leaves() -> None:
    assert weights(BARE, "equal") == pytest.approx([1, 0.5, 1 / 6, 1 / 6, 1 / 6, 0.5])
    assert weights(BARE, {"method": "equal", "among": "leaves"}) == pytest.approx([1, 0.75, 0.25, 0.25, 0.25, 0.25])


FIRST = {"d": {"a/b": 2, "a/c": 4, "b/c": 2}, "i": [[1, 3], ["1/3", 1]]}


def test_comparisons_of_one_expert_and_of_several() -> None:
    expected = pytest.approx([1, 0.75, 3 / 7, 3 / 14, 3 / 28, 0.25])
    assert weights(BARE, {"method": "ahp", "judgements": FIRST}) == expected
    several = {"d": FIRST["d"], "i": [[[1, 3], [None, 1]], [[1, 27], [None, 1]]]}
    for experts in ("judgements", "priorities"):
        assert weights(BARE, {"method": "ahp", "judgements": several, "experts": experts})[1] == pytest.approx(0.9)
    mappings = {"d": [FIRST["d"], {"a/b": 2, "b/c": 2}], "i": FIRST["i"]}
    found = weights(BARE, {"method": "ahp", "judgements": mappings, "priority": "geometric_mean"})
    assert found == expected


@pytest.mark.parametrize(
    ("tree", "step", "message"),
    [
        (BARE, "given", "indicator 'a': has no weight"),
        (BARE, {"parents": "given"}, "indicator 'd': has no weight"),
        (BARE, {"method": "ahp", "judgements": {"i": FIRST["i"]}}, "indicator 'd': has no comparisons of a, b, c"),
        (
            BARE,
            {"method": "ahp", "judgements": {**FIRST, "i": [[1, 2], [2, 1]]}},
            "indicator 'i': compar",
        ),
        (
            BARE,
            {"method": "ahp", "judgements": {**FIRST, "d": {"a/b": 9, "b/c": 9, "a/c": "1/9"}}},
            "indicator 'd': .* consistency ratio 6.13., 0.1 is allowed; 'a' is 9 times 'b', the others imply",
        ),
    ],
)
def test_weights_that_are_not_there_are_refused_by_name(tree: Tree, step: Any, message: str) -> None:
    with pytest.raises(DataError, match=message):
        weights(tree, step)


@pytest.mark.parametrize("method", ["entropy", "critic", "pca", "optimised"])
def test_weights_of_the_data_sum_to_1_on_every_level(method: str) -> None:
    found = dict(zip(BARE.codes, weights(BARE, method), strict=True))
    assert found["i"] == pytest.approx(1)
    assert found["d"] == pytest.approx(found["a"] + found["b"] + found["c"])
    assert min(found.values()) >= 0


def test_benefit_of_the_doubt_makes_an_index_whose_best_is_1() -> None:
    def made(values: FloatArray) -> FloatArray:
        result = build(BARE, table_of(BARE, list("ABC"), values), recipe_of({"weigh": "benefit_of_the_doubt"}))
        assert result.weights.shape == result.scores.shape
        np.testing.assert_allclose(result.score_of("d") + result.score_of("e"), result.score_of("i"))
        return result.score_of("i")

    assert made(VALUES).max() == pytest.approx(1)


def test_weights_of_many_builds() -> None:
    shares = {"i": np.array([[1.0, 1.0], [1.0, 3.0]]), "d": np.ones(3)}
    assert from_shares(BARE, shares)[:, 1].tolist() == [0.5, 0.25]
    together = weights_of(BARE, recipe_of({"weigh": "critic"}).weigh, np.stack([VALUES, VALUES[::-1] ** 2]))
    assert together.shape == (2, 6)
    with pytest.raises(DataError, match="indicator 'd': its children all weigh 0"):
        from_shares(BARE, {"i": np.ones(2), "d": np.zeros(3)})
