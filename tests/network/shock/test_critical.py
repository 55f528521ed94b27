"""The greedy choice and its bound, against every choice there is."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.supplied import ids_of, networks, supplied
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.critical import REACHES, critical
from valuenet.network.shock.supply import Supply, part, supply_of


def reached(supply: Supply, chosen: tuple[int, ...], objective: str) -> int:
    ties = np.isin(supply.supplier, chosen)
    if objective == "relations":
        return int(supply.rows[ties].sum())
    return len(np.unique((supply.receiver if objective == "receivers" else supply.need)[ties]))


@settings(max_examples=30)
@given(networks(9, 30), st.sampled_from(REACHES), st.integers(1, 4))
def test_no_choice_passes_the_bound_and_the_greedy_one_reaches_its_share(
    network: Network, objective: str, number: int
) -> None:
    supply = supply_of(network)
    suppliers = np.flatnonzero(supply.receivers_of).tolist()
    found = critical(supply, number, objective)
    assert len(set(found.suppliers.tolist())) == len(found.suppliers) == min(number, len(suppliers))
    for place in range(len(found.suppliers)):
        best = max(reached(supply, each, objective) for each in itertools.combinations(suppliers, place + 1))
        assert found.loss[place] == reached(supply, tuple(found.suppliers[: place + 1].tolist()), objective)
        assert found.loss[place] <= best <= found.bound[place]
        assert found.loss[place] >= (1 - 1 / np.e) * best
        assert objective != "relations" or found.loss[place] == best == found.bound[place]
    assert found.total == reached(supply, tuple(suppliers), objective)
    assert np.array_equal(np.cumsum(found.gain), found.loss)
    alone = [reached(supply, (int(each),), objective) for each in found.suppliers]
    assert found.alone.tolist() == alone


@pytest.mark.slow
@settings(max_examples=1000)
@given(networks(9, 30), st.sampled_from(REACHES), st.integers(1, 4))
def test_no_choice_passes_the_bound_and_the_greedy_one_reaches_its_share_a_thousand_times(
    network: Network, objective: str, number: int
) -> None:
    once: Any = test_no_choice_passes_the_bound_and_the_greedy_one_reaches_its_share
    once.hypothesis.inner_test(network, objective, number)


def test_greedy_is_not_always_the_worst_choice_and_the_bound_says_so() -> None:
    # b reaches four, and is taken first; a and c reach three each, and together all six.
    network = supplied("a>p a>q a>r c>s c>t c>u b>p b>q b>s b>t")
    found = critical(supply_of(network), 2)
    assert (ids_of(network, found.suppliers), found.loss.tolist(), found.bound.tolist()) == (["b", "a"], [4, 5], [4, 6])
    assert (found.exact, found.guarantee) == (False, "greedy: at least 83.3 % of the worst choice")


def test_candidates_can_be_limited() -> None:
    network = supplied("a>p a>q b>p")
    among = np.array([each == "b" for each in network.nodes["id"]], np.bool_)
    found = critical(supply_of(network), 2, among=among)
    assert (ids_of(network, found.suppliers), found.loss.tolist(), found.total) == (["b"], [1], 1)


def test_nothing_to_lose_gives_nobody() -> None:
    supply = supply_of(supplied("a>b"))
    found = critical(part(supply, np.zeros(1, np.bool_)))
    assert (len(found.suppliers), found.total, found.exact) == (0, 0, True)


def test_a_wrong_objective_or_number_is_an_error() -> None:
    with pytest.raises(UsageError, match="no objective; did you mean 'receivers'"):
        critical(supply_of(supplied("a>b")), 1, "recievers")
    with pytest.raises(UsageError, match="give a number from 1"):
        critical(supply_of(supplied("a>b")), 0)
