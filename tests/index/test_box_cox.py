from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from valuenet.index.box_cox import box_cox


@pytest.mark.parametrize("seed", range(20))
def test_the_most_likely_exponent_is_that_of_scipy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.lognormal(sigma=rng.uniform(0.2, 1.5), size=40) + rng.uniform(0.01, 5)
    done, exponents = box_cox(x[None], None)
    expected, exponent = stats.boxcox(x)
    if abs(exponent) < 4.9:
        assert exponents[0] == pytest.approx(exponent, abs=1e-3)
        np.testing.assert_allclose(done[0], expected, rtol=5e-3, atol=5e-3)
    assert stats.boxcox_llf(exponents[0], x) >= stats.boxcox_llf(np.clip(exponent, -5, 5), x) - 1e-6


def test_gaps_zeros_and_several_rows() -> None:
    rows = np.array([[1.0, np.nan, 4.0, 9.0], [0.0, 1.0, 2.0, 5.0]])
    done, exponents = box_cox(rows, 0.0)
    assert exponents.tolist() == [0.0, 0.0]
    np.testing.assert_allclose(done, [np.log(rows[0]), np.log(rows[1] + 1)])
    alone = box_cox(rows[1:], None)
    np.testing.assert_array_equal(box_cox(rows, None)[0][1], alone[0][0])
