from __future__ import annotations

import logging
import warnings
from importlib.util import find_spec
from pathlib import Path

import igraph
import numpy as np
import pytest

from tests.network.peers import hub_heavy
from valuenet.errors import DataError
from valuenet.network.tail.power_law import PowerLaw, drawn
from valuenet.network.tail.tail import Comparison, Tail, tail

PEER = find_spec("powerlaw")
if PEER is None or PEER.origin is None:
    pytest.skip("the package powerlaw is the peer here, and is not installed", allow_module_level=True)
CARRIED = Path(PEER.origin).parent / "reference_data"


def words() -> np.ndarray:
    """How often each word is met in Moby Dick: the first data set of Clauset et al. (2009), carried by powerlaw."""
    return np.loadtxt(CARRIED / "words.txt").astype(np.int64)


def named(found: Tail) -> dict[str, Comparison]:
    return {each.alternative: each for each in found.comparisons}


def test_the_words_of_moby_dick() -> None:
    # Clauset et al. 2009, tables 6.1 and 6.3: xmin 7, exponent 1.95(2), 2958 in the tail of 18,855; against the
    # exponential a ratio of 9.09 deviations, p 0.00; against a cutoff -0.899, p 0.18; lognormal undecided.
    found = tail(words(), repetitions=0)
    assert found is not None
    assert (found.xmin, found.nodes, found.p) == (7, 2958, None)
    assert found.exponent == pytest.approx(1.95, abs=0.005)
    assert found.error == pytest.approx(0.02, abs=0.005)
    against = named(found)
    assert against["exponential"].normalised == pytest.approx(9.09, abs=0.1)
    assert against["exponential"].p < 0.005
    assert against["truncated_power_law"].log_ratio == pytest.approx(-0.899, abs=0.01)
    assert against["truncated_power_law"].p == pytest.approx(0.18, abs=0.005)
    assert against["lognormal"].p > 0.1


@pytest.mark.slow
def test_the_words_of_moby_dick_are_as_plausible_a_power_law_as_for_igraph() -> None:
    # Clauset et al. 2009, table 6.1, have p 0.49, from exponents in steps of a hundredth; igraph, like us, 0.67.
    found = tail(words(), repetitions=400)
    peer = igraph.power_law_fit(words().tolist(), method="discrete", p_precision=0.03)
    assert found is not None
    assert found.p == pytest.approx(peer.p, abs=0.1)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_ratios_are_those_of_the_package_powerlaw(seed: int) -> None:
    import powerlaw  # with it come all the windows of matplotlib, which no other test needs

    degree = hub_heavy(3000, 9000, seed).both.degree
    found = tail(degree, repetitions=0)
    assert found is not None
    logging.disable()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = powerlaw.Fit(degree[degree > 0], discrete=True, xmin=found.xmin, estimate_discrete=False, verbose=0)
        assert found.exponent == pytest.approx(peer.power_law.alpha, rel=1e-3)
        ratio, p = peer.distribution_compare("power_law", "exponential")
    logging.disable(logging.NOTSET)
    mine = named(found)["exponential"]
    assert mine.parameters["rate"] == pytest.approx(peer.exponential.Lambda, rel=1e-3)
    assert mine.log_ratio == pytest.approx(ratio, rel=1e-3)
    assert mine.p == pytest.approx(p, rel=0.02, abs=1e-9)


def test_what_is_no_power_law_is_found_implausible() -> None:
    found = tail(np.random.default_rng(4).geometric(0.1, 3000), repetitions=20, candidates=1)
    assert found is not None
    assert (found.xmin, found.p) == (1, 0.0)
    assert named(found)["exponential"].log_ratio < 0
    assert named(found)["exponential"].p < 1e-6


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    degree = drawn(PowerLaw(1.0, 2.2, 0.0), 300, np.random.default_rng(0))
    first, again = (tail(degree, repetitions=10, seed=3) for _ in range(2))
    assert first == again
    assert first is not None
    others = {found.p for seed in range(6) if (found := tail(degree, repetitions=10, seed=seed))}
    assert len(others) > 1


def test_a_nested_alternative_is_never_less_likely() -> None:
    for seed in range(5):
        degree = hub_heavy(400, 700, seed).both.degree
        found = tail(degree, repetitions=0)
        assert found is not None
        assert named(found)["truncated_power_law"].log_ratio <= 0
        assert all(0 <= each.p <= 1 for each in found.comparisons)


def test_nodes_without_ties_are_left_out_and_counted() -> None:
    degree = drawn(PowerLaw(1.0, 2.5, 0.0), 500, np.random.default_rng(1))
    found, padded = tail(degree, repetitions=0), tail(np.concatenate((degree, np.zeros(7))), repetitions=0)
    assert found is not None
    assert padded is not None
    assert (found.left_out, padded.left_out, padded.exponent) == (0, 7, found.exponent)


@pytest.mark.parametrize("degree", [[], [0], [0, 0, 0], [3, 3, 3]])
def test_one_degree_has_no_tail(degree: list[int]) -> None:
    assert tail(degree) is None


def test_two_degrees_are_fitted() -> None:
    found = tail([1, 1, 1, 5], repetitions=5)
    assert found is not None
    assert found.nodes == 4


def test_what_cannot_be_fitted_is_refused() -> None:
    with pytest.raises(DataError, match="whole numbers"):
        tail([1, -1])
    with pytest.raises(DataError, match="whole numbers"):
        tail([1.5, 2])
    with pytest.raises(DataError, match="give 0 to 10000"):
        tail([1, 2], repetitions=20_000)
