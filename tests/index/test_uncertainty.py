from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from valuenet.errors import DataError
from valuenet.index.build import build
from valuenet.index.factors import Choice, Comparisons, Dirichlet, Factor, Noise, Resample
from valuenet.index.recipe import recipe_of
from valuenet.index.table import table_of
from valuenet.index.uncertainty import Uncertainty, uncertainty

from .asem import asem
from .trees import small_tree

TREE = small_tree()
RNG = np.random.default_rng(11)
VALUES = RNG.lognormal(size=(9, 3))
TABLE = table_of(TREE, "abcdefghi", VALUES)
LOG = {"method": "log", "when": "always"}
IDLE: dict[str, Factor] = {
    "two names of one option": Choice("idle", [{}, {"impute": "none"}]),
    "noise of nothing": Noise("idle", 0.0),
    "an only version": Resample("idle", VALUES[None]),
    "imputation where nothing is missing": Choice("idle", [{}, {"impute": "mean"}, {"impute": "em"}]),
    "an option that never comes": Choice("idle", [{}, {"normalise": "rank"}], [1, 0]),
    "the length of the scale": Choice("idle", [{}, {"normalise": {"low": 0, "high": 8}}]),
}


def _run(*factors: Factor, recipe: dict[str, Any] | None = None, draws: int = 128, **more: Any) -> Uncertainty:
    return uncertainty(TREE, TABLE, recipe_of(recipe or {"aggregate": "arithmetic"}), factors, draws, **more)


@pytest.mark.parametrize("idle", IDLE)
def test_a_factor_that_cannot_matter_has_exactly_zero(idle: str) -> None:
    """The principle of COINr's documentation: what changes nothing must not seem to."""
    found = _run(Noise("weights", 0.9), Choice("scale", [{}, {"treat": LOG}]), IDLE[idle])
    assert found.shift is not None
    assert found.by_region is not None
    assert found.shift.first[2] == found.shift.total[2] == 0
    assert not found.by_region.total[2].any()
    assert (found.shift.total[:2] > 0).all()


def test_where_order_alone_counts_a_scale_cannot_matter() -> None:
    scales: list[dict[str, Any]] = [{}, {"normalise": "z_score"}, {"normalise": "rank"}, {"treat": LOG}]
    found = _run(Noise("weights", 0.9), Choice("scale", scales), recipe={"aggregate": "copeland"})
    assert found.shift is not None
    assert found.shift.total[1] == 0
    assert found.shift.total[0] == pytest.approx(1, abs=0.15)


def test_one_factor_alone_makes_all_the_variance() -> None:
    found = _run(Dirichlet("weights"), Noise("none", 0.0), draws=1024)
    assert found.shift is not None
    np.testing.assert_allclose(found.shift.first[0], 1, atol=0.1)
    assert found.shift.total[0] == pytest.approx(1, abs=0.1)


def test_everything_at_once_is_deterministic_and_read_only() -> None:
    factors: list[Factor] = [
        Choice("scale", [{}, {"normalise": "z_score"}], [2, 1]),
        Comparisons("judgements", {"firms": [[1, 2], ["1/2", 1]]}),
        Noise("weights", 0.2, ["index"]),
        Resample("data", lambda seed: VALUES * np.random.default_rng(seed).lognormal(sigma=0.2, size=(40, 9, 3))),
    ]
    one, again, other = (_run(*factors, seed=seed, draws=64) for seed in (1, 1, 2))
    assert one.builds == 64 * 6
    assert one.ranks.shape == (128, 9)
    assert list(one.factor_rows()) == list(again.factor_rows())
    np.testing.assert_array_equal(one.ranks, again.ranks)
    assert not np.array_equal(one.ranks, other.ranks)
    assert [row.factor for row in one.factor_rows()][:4] == ["scale", "judgements", "weights", "data"]
    assert sum(1 for _ in one.factor_rows()) == 4 * 10
    for array in (one.ranks, one.scores, one.base, one.rank_probability, one.order_probability):
        assert not array.flags.writeable


def test_the_base_is_the_recipe_as_it_is() -> None:
    recipe = recipe_of({"aggregate": "arithmetic"})
    found = _run(Noise("weights", 0.0), draws=4)
    np.testing.assert_array_equal(found.base, build(TREE, TABLE, recipe).rank_of("index"))
    assert all(one.low == one.high == one.rank for one in found.intervals())
    np.testing.assert_array_equal(found.rank_probability.argmax(axis=1) + 1, found.base)


def test_plain_monte_carlo_takes_any_number_of_draws_and_has_the_same_distribution() -> None:
    plain = _run(Dirichlet("weights", 10), draws=3000, method="monte_carlo", seed=3)
    sobol = _run(Dirichlet("weights", 10), draws=1024)
    assert plain.shift is plain.by_region is None
    assert list(plain.factor_rows()) == []
    assert len(plain.ranks) == plain.builds == 3000
    np.testing.assert_allclose(plain.rank_probability, sobol.rank_probability, atol=0.04)
    with pytest.raises(DataError, match="power of 2"):
        _run(Noise("a"), draws=3000)
    with pytest.raises(DataError, match="there is no method 'lhs'"):
        _run(Noise("a"), method="lhs")


def test_two_regions_under_one_uncertain_weight_have_the_probability_on_paper() -> None:
    """Region a leads in firms, b in papers: a is before b where the weight of firms is above 1/2, evenly drawn."""
    tree = small_tree()
    table = table_of(tree, "abc", np.array([[5.0, 1.0, 1.0], [3.0, 2.0, 2.0], [3.0, 2.0, 1.0]]))
    found = uncertainty(tree, table, recipe_of({"aggregate": "arithmetic"}), [Dirichlet("w", None, ["index"])], 1024)
    assert found.order_probability[0, 1] == pytest.approx(0.5, abs=0.01)
    assert found.order_probability[1, 2] == 1.0


def test_a_region_without_a_rank_now_and_then_has_no_index_and_shows_it() -> None:
    versions = np.stack([VALUES, VALUES])
    versions[1, 4] = np.nan
    found = _run(Resample("data", versions), Noise("weights", 0.3))
    assert found.by_region is not None
    assert np.isnan(found.by_region.total[:, 4]).all()
    assert not np.isnan(found.by_region.total[:, :4]).any()
    assert found.intervals()[4].unranked == pytest.approx(0.5, abs=0.02)
    assert [row.total for row in found.factor_rows() if row.result == "e"] == [None, None]


def test_the_first_of_asem_are_surer_of_their_ranks_than_its_middle() -> None:
    tree, table, recipe = asem()
    factors: list[Factor] = [
        Choice("normalisation", [{}, {"normalise": {"method": "z_score", "mean": 100, "deviation": 10}}]),
        Choice("mean", [{}, {"aggregate": {"method": "median"}}]),
        Noise("weights", 0.25),
    ]
    found = uncertainty(tree, table, recipe, factors, 64)
    width = np.array([(one.high or 0) - (one.low or 0) for one in found.intervals()])
    order = np.argsort(found.base)
    assert width[order[:2]].mean() < width[order[15:35]].mean()
    assert found.shift is not None
    assert (found.shift.total >= -1e-9).all()
