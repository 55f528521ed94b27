from __future__ import annotations

from typing import Any

import igraph
import numpy as np
import pytest
from scipy.special import zeta

from tests.network.peers import hub_heavy, open_network, random_graph
from valuenet.network.tail.power_law import Histogram, PowerLaw, drawn, exponent_of, fitted, histogram, log_probability


def peer_of(degree: list[int], xmin: float | None = None) -> Any:
    """The fit of igraph, which carries plfit, with a p value so rough that it is quick."""
    return igraph.power_law_fit([each for each in degree if each > 0], xmin=xmin, method="discrete", p_precision=0.4)


@pytest.mark.parametrize("name", ["polblogs", "powergrid"])
def test_open_networks_are_those_of_igraph(name: str) -> None:
    degree = open_network(name).both.degree.tolist()
    law, peer = fitted(histogram(degree)), peer_of(degree)
    assert law is not None
    assert law.xmin == peer.xmin
    assert law.exponent == pytest.approx(peer.alpha, rel=1e-5)
    assert law.distance == pytest.approx(peer.D, abs=1e-6)


def test_exponents_are_those_of_igraph() -> None:
    """igraph takes the distance just below each value only, so that it can be smaller there, never larger."""
    for seed in range(8):
        degree = hub_heavy(1000, 3000, seed).both.degree.tolist()
        law = fitted(histogram(degree))
        assert law is not None
        peer = peer_of(degree, law.xmin)
        assert law.exponent == pytest.approx(peer.alpha, rel=1e-5)
        assert law.distance >= peer.D - 1e-6


def test_a_published_exponent() -> None:
    # KONECT, US power grid: 7.6310 from 10 neighbours on (in steps of a hundredth, from 1.001).
    law = fitted(histogram(open_network("powergrid").both.degree))
    assert law is not None
    assert law.xmin == 10
    assert law.exponent == pytest.approx(7.6310, abs=0.01)


@pytest.mark.parametrize("seed", range(40))
def test_no_other_exponent_is_likelier_and_no_other_beginning_nearer(seed: int) -> None:
    data = histogram(random_graph(seed, nodes=90).both.degree)
    law = fitted(data)
    if law is None:
        assert len(data.values) < 2
        return
    upper = data.from_on(law.xmin)
    likelihood = [
        float((upper.counts * log_probability(PowerLaw(law.xmin, other, 0), upper.values)).sum())
        for other in (law.exponent - 1e-3, law.exponent, law.exponent + 1e-3)
        if 1 < other < 40
    ]
    assert law.exponent > 39.9 or likelihood[1] == max(likelihood)
    for xmin in data.values[:-1]:
        exponent = float(exponent_of(data, np.array([xmin]))[0])
        assert law.distance <= distance(data.from_on(xmin), exponent) + 1e-9
    assert law.distance == pytest.approx(distance(upper, law.exponent))


def distance(data: Histogram, exponent: float) -> float:
    """The largest difference of the two cumulative distributions at every whole number, as it is defined."""
    whole = np.arange(data.values[0], data.values[-1] + 1)
    model = np.cumsum(whole**-exponent) / zeta(exponent, data.values[0])
    counted = np.array([data.counts[data.values <= x].sum() for x in whole]) / data.counts.sum()
    return float(np.abs(model - counted).max())


@pytest.mark.parametrize(("xmin", "exponent"), [(1.0, 1.8), (5.0, 2.5), (20.0, 3.5)])
def test_what_is_drawn_is_found_again(xmin: float, exponent: float) -> None:
    rng = np.random.default_rng(5)
    values = drawn(PowerLaw(xmin, exponent, 0.0), 50_000, rng)
    assert values.min() == xmin
    share = 1 / (zeta(exponent, xmin) * xmin**exponent)
    assert np.count_nonzero(values == xmin) / 50_000 == pytest.approx(share, abs=0.01)
    law = fitted(histogram(values))
    assert law is not None
    assert law.exponent == pytest.approx(exponent, abs=0.05)
    assert law.xmin <= 3 * xmin


def test_far_values_are_drawn_too() -> None:
    values = drawn(PowerLaw(1.0, 1.5, 0.0), 20_000, np.random.default_rng(2))
    # P(X >= 10^6) of the continuous law: (10^6)^-0.5 / zeta(1.5, 1) * 2.
    expected = 20_000 * 2 * 1e-3 / zeta(1.5, 1)
    assert np.count_nonzero(values >= 1e6) == pytest.approx(expected, abs=4 * expected**0.5)
    assert (values == np.floor(values)).all()


def test_fewer_candidates_still_give_a_fit() -> None:
    data = histogram(drawn(PowerLaw(2.0, 2.2, 0.0), 5000, np.random.default_rng(3)))
    few, all_of_them = fitted(data, candidates=5), fitted(data)
    assert few is not None
    assert all_of_them is not None
    assert few.distance >= all_of_them.distance


@pytest.mark.parametrize("values", [[], [0, 0], [4, 4, 4]])
def test_one_value_has_no_tail(values: list[int]) -> None:
    assert fitted(histogram(values)) is None
