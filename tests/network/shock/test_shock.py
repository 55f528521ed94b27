"""A shock from end to end on networks worked by hand, and the properties that hold on any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from tests.network.supplied import Mask, ids_of, shocked, supplied
from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.loss import summary
from valuenet.network.shock.shock import Rules, Step, exposed, left, shock
from valuenet.network.shock.supply import Supply

# Chips: a (abroad) supplies p, q and r, b supplies r and t. Then p supplies its software to u, and u its own to v.
NETWORK = supplied(
    "a>p a>p a>q a>r b>r b>t p>u u>v a>q:work",
    {"a": "chip", "b": "chip", "p": "software", "u": "software"},
    country={"a": "US", "b": "CN", "p": "CN"},
    layer={"p": "base", "q": "base", "r": "application"},
    sample={"p": True, "q": True, "u": False},
)


def one(*words: str, network: Network = NETWORK, **rules: object) -> Step:
    [step] = shock(network, [list(words)], Rules(**rules))  # type: ignore[arg-type]
    return step


def test_a_shock_worked_by_hand() -> None:
    step = one("country:US")
    assert step.chosen == {"family": ["technology"]}
    found = step.substitution
    assert list(zip(ids_of(NETWORK, found.supplier), ids_of(NETWORK, found.receiver), strict=True)) == [("b", "p")]
    assert (ids_of(NETWORK, step.cascade.failed), step.cascade.by_round.tolist()) == (["q"], [1])
    assert {name: value for name, value in summary(step).items() if value} == {
        "removed": 1,
        "relations": 8,
        "relations_lost": 4,
        "ties": 7,
        "ties_lost": 3,
        "suppliers": 4,
        "suppliers_lost": 1,
        "receivers": 6,
        "receivers_hit": 3,
        "needs": 6,
        "needs_lost": 2,
        "needs_lost_after_substitution": 1,
        "receivers_losing_a_sector": 2,
        "receivers_losing_a_sector_after_substitution": 1,
        "ties_wanted": 3,
        "ties_substituted": 1,
        "ties_unmet": 2,
        "failed": 1,
        "failed_sample": 1,
        "rounds": 1,
        "failed_otherwise": 1,
        "rounds_otherwise": 1,
        "undecided_suppliers": 1,
        "undecided_relations": 1,
    }


def test_without_capacity_the_failure_spreads() -> None:
    step = one("country:US", capacity=0.0)
    assert step.cascade.by_round.tolist() == [2, 1, 1]
    assert summary(step)["failed_suppliers"] == 2
    assert one("country:US", capacity=0.0, observed_only=True).cascade.by_round.tolist() == [2]


def test_a_filter_limits_what_is_cut_but_not_how_failures_spread() -> None:
    kinds = supplied("a>p a>q:work p>u:technology_output", {"a": "chip", "p": "chip"})
    step = one("a", network=kinds, chosen={"kind": ["technology_input"]})
    assert (int(step.rows.sum()), int(step.spreads.sum())) == (1, 2)
    assert ids_of(kinds, step.cascade.failed) == ["p", "u"]
    assert one("a", network=kinds, chosen={"kind": ["work"]}).cascade.by_round.tolist() == [1]
    assert int(one("a", network=kinds, chosen={"family": ["all"]}).rows.sum()) == 3


def test_each_step_starts_from_what_the_one_before_left() -> None:
    first, second = shock(NETWORK, [["a"], ["b"]])
    kept = second.network.relations
    sources, targets = (ids_of(NETWORK, kept[end].to_numpy()) for end in ("source", "target"))
    ties = sorted(zip(sources, targets, kept["kind"].to_list(), kept["substitute"].to_list(), strict=True))
    assert ties == [
        ("a", "q", "work", False),  # no part of the shock
        ("b", "p", "technology_input", True),
        ("b", "r", "technology_input", False),
        ("b", "t", "technology_input", False),
        ("p", "u", "technology_input", False),
        ("u", "v", "technology_input", False),
    ]
    assert ids_of(NETWORK, second.before) == ["a", "q"]
    assert ids_of(NETWORK, first.cascade.failed) == ["q"]
    assert second.cascade.by_round.tolist() == [3, 1, 1]  # p, r, t; u; v
    assert summary(second)["receivers"] == 5


def test_steps_one_after_another_are_not_one_step() -> None:
    together = one("a", "b")
    assert together.cascade.by_round.tolist() == [4, 1, 1]
    assert len(together.substitution.supplier) == 0


def test_a_network_without_families_is_taken_whole() -> None:
    bare = Network(NETWORK.nodes.select("id"), NETWORK.relations.select("source", "target"))
    rows, spreads, codes = exposed(bare, Rules())
    assert (int(rows.sum()), int(spreads.sum()), codes) == (9, 9, {})
    assert one("a", network=bare).exposed.groups == ("any",)
    with pytest.raises(UsageError, match="does not say whose ties were observed"):
        one("a", network=bare, observed_only=True)


def test_an_empty_network_has_nobody_to_remove() -> None:
    empty = Network(NETWORK.nodes.clear(), NETWORK.relations.clear())
    with pytest.raises(UsageError):
        one("a", network=empty)
    assert summary(one("top:3", network=empty))["relations"] == 0


@settings(max_examples=12)
@given(shocked())
def test_no_removal_is_no_loss_and_removing_all_loses_all(case: tuple[Network, Supply, Mask]) -> None:
    network, supply, _ = case
    steps = list(shock(network, [list(network.nodes["id"])]))
    [everything] = [summary(step) for step in steps]
    assert everything["relations_lost"] == everything["relations"] == network.relations.height
    assert everything["ties_lost"] == supply.ties
    assert everything["suppliers_lost"] == everything["suppliers"]
    assert everything["receivers_hit"] == everything["failed"] == everything["receivers"] == 0
    idle = [each for i, each in enumerate(network.nodes["id"]) if not supply.receivers_of[i] + supply.loops[i]]
    if idle:
        [nothing] = [summary(step) for step in shock(network, [idle])]
        zero = ("relations_lost", "ties_lost", "suppliers_lost", "receivers_hit", "needs_lost", "ties_wanted", "failed")
        assert [nothing[name] for name in zero] == [0] * len(zero)


@settings(max_examples=12)
@given(shocked())
def test_the_accounts_add_up(case: tuple[Network, Supply, Mask]) -> None:
    network, supply, out = case
    words = ids_of(network, out)
    if not words:
        return
    [step] = shock(network, [words])
    found = summary(step)
    assert found["receivers"] + found["receivers_removed"] == int((supply.suppliers_of > 0).sum())
    assert found["ties_wanted"] == found["ties_substituted"] + found["ties_unknown"] + found["ties_unmet"]
    assert found["needs_lost_after_substitution"] <= found["needs_lost"] <= found["needs"]
    assert found["receivers_losing_a_sector"] <= found["receivers_hit"] <= found["receivers"]
    assert not (step.cascade.failed & out).any()
    after = left(step).relations
    kept = network.relations.height - found["relations_lost"] + found["ties_substituted"]
    assert after.height <= kept
    away = step.away | step.cascade.failed
    assert not away[after["source"].to_numpy()].any()
    assert not away[after["target"].to_numpy()].any()


@settings(max_examples=12)
@given(shocked(), shocked())
def test_removing_more_never_loses_less(case: tuple[Network, Supply, Mask], more: tuple[Network, Supply, Mask]) -> None:
    network, _, out = case
    further = out.copy()
    further[: len(more[2])] |= more[2][: len(further)]
    if not out.any():
        return
    some, all_ = (summary(one(*ids_of(network, each), network=network)) for each in (out, further))
    for name in ("relations_lost", "ties_lost", "suppliers_lost"):
        assert some[name] <= all_[name]


def test_the_same_call_gives_the_same_answer() -> None:
    first, second = (one("country:US", "top:2") for _ in range(2))
    assert np.array_equal(first.cascade.round, second.cascade.round)
    assert np.array_equal(first.substitution.supplier, second.substitution.supplier)
