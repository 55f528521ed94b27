from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import zeta
from scipy.stats import norm

from valuenet.network.tail.alternatives import exponential, log_normaliser, lognormal, truncated_power_law
from valuenet.network.tail.power_law import Histogram, PowerLaw, drawn, fitted, histogram

RNG = np.random.default_rng(11)


def total(log_probability: np.ndarray, tail: Histogram) -> float:
    return float((tail.counts * log_probability).sum())


def test_an_exponential_is_found_again() -> None:
    # Geometric from 5 on: p(x) = (1 - q) q^(x - 5), q = exp(-rate).
    tail = histogram(RNG.geometric(1 - math.exp(-0.2), 20_000) + 4)
    fit = exponential(tail)
    assert fit.parameters["rate"] == pytest.approx(0.2, rel=0.03)
    every = np.arange(5, 400)
    rate = fit.parameters["rate"]
    assert np.exp(fit.log_probability[0]) == pytest.approx(1 / np.exp(-rate * (every - 5)).sum())


def test_a_lognormal_is_found_again() -> None:
    values = np.rint(RNG.lognormal(3, 0.8, 30_000))
    tail = histogram(values[values >= 10])
    fit = lognormal(tail)
    assert fit.parameters["location"] == pytest.approx(3, abs=0.1)
    assert fit.parameters["scale"] == pytest.approx(0.8, abs=0.05)
    law = norm(fit.parameters["location"], fit.parameters["scale"])
    expected = (law.cdf(np.log(20.5)) - law.cdf(np.log(19.5))) / law.sf(np.log(9.5))
    assert np.exp(fit.log_probability[tail.values == 20]) == pytest.approx(expected)


def test_a_cutoff_is_found_again() -> None:
    values = drawn(PowerLaw(2.0, 1.7, 0.0), 60_000, RNG)
    values = values[RNG.random(60_000) < np.exp(-0.02 * (values - 2))]
    tail = histogram(values)
    fit = truncated_power_law(tail, PowerLaw(2.0, 1.9, 0.0))
    assert fit.parameters["exponent"] == pytest.approx(1.7, abs=0.05)
    assert fit.parameters["rate"] == pytest.approx(0.02, rel=0.15)


def test_without_a_cutoff_it_is_the_power_law() -> None:
    """Where values reach further than the law has them, any cutoff makes them less likely."""
    values = np.array([1.0, 2.0, 1e6])
    tail = Histogram(values, np.array([700.0, 130.0, 30.0]))
    law = fitted(tail)
    assert law is not None
    fit = truncated_power_law(tail, law)
    assert fit.parameters == {"exponent": law.exponent, "rate": 0.0}


@pytest.mark.parametrize("first", [1.0, 7.0, 200.0])
@pytest.mark.parametrize("exponent", [0.0, 0.7, 1.0, 2.5])
@pytest.mark.parametrize("rate", [1e-4, 0.03, 2.0])
def test_the_normaliser_is_the_sum(first: float, exponent: float, rate: float) -> None:
    every = np.arange(first, first + 60 / rate + 100)
    expected = np.log((every**-exponent * np.exp(-rate * (every - first))).sum())
    assert log_normaliser(exponent, rate, first) == pytest.approx(expected, abs=1e-8)


def test_the_normaliser_without_cutoff_is_zeta() -> None:
    for exponent in (1.8, 2.0, 4.0):
        assert log_normaliser(exponent, 1e-13, 3.0) == pytest.approx(math.log(zeta(exponent, 3.0)), abs=1e-8)


@pytest.mark.parametrize("counts", [[5, 1], [1, 1], [1, 1000]])
def test_two_values_are_enough(counts: list[int]) -> None:
    tail = Histogram(np.array([3.0, 9.0]), np.array(counts, np.float64))
    law = fitted(tail)
    assert law is not None
    for fit in (exponential(tail), lognormal(tail), truncated_power_law(tail, law)):
        assert np.isfinite(fit.log_probability).all()
        assert (fit.log_probability <= 0).all()
