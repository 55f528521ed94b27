from __future__ import annotations

import numpy as np
import pytest
from scipy import special as peer

from valuenet.network.kernel import library
from valuenet.network.tail.special import log_below, zeta


def test_zeta_is_that_of_scipy() -> None:
    random = np.random.default_rng(1)
    exponent = 1 + 10 ** random.uniform(-4, 1.6, 20_000)
    first = np.concatenate((np.round(10 ** random.uniform(0, 7, 10_000)), random.uniform(0.4, 60, 10_000)))
    expected = peer.zeta(exponent, first)
    known = expected > 1e-290
    assert zeta(exponent, first)[known] == pytest.approx(expected[known], rel=1e-14)
    assert zeta(2.5, first) == pytest.approx(peer.zeta(2.5, first), rel=1e-14)
    assert zeta(exponent, 3.0) == pytest.approx(peer.zeta(exponent, 3.0), rel=1e-14)


def test_published_values_of_zeta() -> None:
    # Abramowitz and Stegun, Handbook of Mathematical Functions, table 23.3.
    assert float(zeta(2.0, 1.0)) == pytest.approx(1.64493406684822643647, rel=1e-15)
    assert float(zeta(3.0, 1.0)) == pytest.approx(1.20205690315959428540, rel=1e-15)
    assert float(zeta(42.0, 1.0)) == pytest.approx(1.00000000000022737369, rel=1e-15)


def test_the_normal_distribution_is_that_of_scipy() -> None:
    value = np.concatenate((np.linspace(-1000, 40, 5_000), np.linspace(-15, -13, 5_000), np.linspace(-1, 1, 5_001)))
    assert log_below(value) == pytest.approx(peer.log_ndtr(value), rel=1e-13)


def test_without_the_kernel_they_are_those_of_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.KERNEL_VARIABLE, "none")
    library.library.cache_clear()
    try:
        assert float(zeta(2.0, 1.0)) == pytest.approx(np.pi**2 / 6)
        assert log_below(np.array([0.0])).tolist() == pytest.approx([np.log(0.5)])
    finally:
        monkeypatch.undo()
        library.library.cache_clear()
