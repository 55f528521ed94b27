"""Who fails in turn: worked by hand, and the rule's properties."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.supplied import Mask, ids_of, shocked, supplied
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.cascade import cascade, losses_to_fail
from valuenet.network.shock.supply import Supply, supply_of

CHAIN = supplied("a>b b>c c>d x>d x>e b>e", dict.fromkeys("abcx", "chip"))


def failed(network: Network, gone: str, threshold: float = 0.5, unknown_counts: bool = True) -> dict[str, int]:
    supply = supply_of(network)
    out = np.array([each in gone for each in network.nodes["id"]], np.bool_)
    found = cascade(supply, out[supply.supplier], threshold, spared=out, unknown_counts=unknown_counts)
    return {each: int(found.round[i]) for i, each in enumerate(network.nodes["id"]) if found.round[i]}


def test_a_failure_goes_on_round_by_round_until_it_rests() -> None:
    assert failed(CHAIN, "a") == {"b": 1, "c": 2}
    assert failed(CHAIN, "a", 0.49) == {"b": 1, "c": 2, "e": 2, "d": 3}
    assert failed(CHAIN, "a", 1.0) == {}


def test_a_sector_is_judged_by_itself() -> None:
    network = supplied("a>r b>r c>r d>r", {"a": "chip", "b": "cloud", "c": "cloud", "d": "cloud"})
    assert failed(network, "a", 0.9) == {"r": 1}
    assert failed(network, "bc", 0.9) == {}


def test_unknown_sectors_count_only_where_asked() -> None:
    network = supplied("a>r b>s", {"b": "chip"})
    assert failed(network, "a", unknown_counts=True) == {"r": 1}
    assert failed(network, "a", unknown_counts=False) == {}


def test_a_substitute_saves_its_receiver_until_it_fails_itself() -> None:
    network = supplied("a>r a>s b>s k>b", {"a": "chip", "b": "chip", "k": "cloud"})
    supply = supply_of(network)
    place = {each: i for i, each in enumerate(network.nodes["id"])}
    new = (np.array([place["b"]]), np.array([place["r"]]))
    lost = supply.supplier == place["a"]
    assert ids_of(network, cascade(supply, lost, substitutes=new).failed) == []
    both = lost | (supply.supplier == place["k"])
    found = cascade(supply, both, substitutes=new)
    assert {each: int(found.round[i]) for each, i in place.items() if found.round[i]} == {"b": 1, "r": 2, "s": 2}


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_that_is_no_share_is_an_error(threshold: float) -> None:
    with pytest.raises(UsageError, match="is no share"):
        losses_to_fail(np.array([1]), threshold)


@settings(max_examples=30)
@given(shocked(), st.floats(0, 1))
def test_the_rule_holds_at_rest_and_needed_every_failure(case: tuple[Network, Supply, Mask], threshold: float) -> None:
    _, supply, out = case
    found = cascade(supply, out[supply.supplier], threshold, spared=out)
    assert np.array_equal(found.lost, (out | found.failed)[supply.supplier])
    missing = np.bincount(supply.need[found.lost], minlength=len(supply.need_size))
    over = np.zeros(supply.nodes, np.bool_)
    over[supply.need_receiver[missing > threshold * supply.need_size + 1e-9]] = True
    assert np.array_equal(found.failed, over & ~out)


@settings(max_examples=30)
@given(shocked(), st.floats(0, 1), st.randoms(use_true_random=False))
def test_the_order_of_failures_does_not_matter(
    case: tuple[Network, Supply, Mask], threshold: float, random: Random
) -> None:
    _, supply, out = case
    down = set(np.flatnonzero(out).tolist())
    while True:
        ready = []
        for need in range(len(supply.need_size)):
            ties = range(supply.need_start[need], supply.need_start[need + 1])
            lost = sum(int(supply.supplier[tie]) in down for tie in ties)
            receiver = int(supply.need_receiver[need])
            if lost > threshold * len(ties) + 1e-9 and receiver not in down:
                ready.append(receiver)
        if not ready:
            break
        down.add(random.choice(ready))
    found = cascade(supply, out[supply.supplier], threshold, spared=out)
    assert set(np.flatnonzero(found.failed | out).tolist()) == down


@pytest.mark.slow
@settings(max_examples=1000)
@given(shocked(), st.floats(0, 1), st.randoms(use_true_random=False))
def test_the_order_of_failures_does_not_matter_a_thousand_times(
    case: tuple[Network, Supply, Mask], threshold: float, random: Random
) -> None:
    test_the_order_of_failures_does_not_matter.hypothesis.inner_test(case, threshold, random)  # type: ignore[attr-defined]


@settings(max_examples=30)
@given(shocked(), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_never_fails_more(case: tuple[Network, Supply, Mask], one: float, other: float) -> None:
    _, supply, out = case
    low, high = (cascade(supply, out[supply.supplier], each).failed for each in sorted((one, other)))
    assert not (high & ~low).any()


@settings(max_examples=30)
@given(shocked(), shocked())
def test_losing_more_never_fails_less(case: tuple[Network, Supply, Mask], more: tuple[Network, Supply, Mask]) -> None:
    _, supply, out = case
    lost = out[supply.supplier]
    further = lost | (np.arange(len(lost)) % 3 == len(more[2]) % 3)
    assert not (cascade(supply, lost).failed & ~cascade(supply, further).failed).any()


@settings(max_examples=30)
@given(shocked())
def test_no_loss_fails_nobody_and_rounds_have_no_gap(case: tuple[Network, Supply, Mask]) -> None:
    network, supply, out = case
    assert ids_of(network, cascade(supply, np.zeros(supply.ties, np.bool_)).failed) == []
    found = cascade(supply, out[supply.supplier])
    assert (found.by_round > 0).all()
    assert found.by_round.sum() == found.failed.sum()
    known = cascade(supply, out[supply.supplier], unknown_counts=False).failed
    assert not (known & ~found.failed).any()
