"""Who loses every supplier of a sector, and who fails."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from tests.network.supplied import Mask, ids_of, shocked, supplied
from valuenet.network.network import Network
from valuenet.network.shock.loss import cut_off_receivers, failures, hit, needs_lost, summary
from valuenet.network.shock.shock import Rules, shock
from valuenet.network.shock.supply import UNKNOWN, Supply

NETWORK = supplied("a>p b>p a>q c>q c>r c>s d>p p>q", {"a": "chip", "b": "chip", "c": "chip"})


def test_who_is_cut_off_by_whom_and_who_stands_in() -> None:
    [step] = shock(NETWORK, [["a", "b", "d"]])
    assert cut_off_receivers(step).to_dicts() == [
        {"receiver": "p", "sector": None, "lost": ["d"], "substitutes": [], "inputs": 3},
        {"receiver": "p", "sector": "chip", "lost": ["a", "b"], "substitutes": ["c"], "inputs": 3},
    ]
    found = summary(step)
    assert (found["needs_lost"], found["needs_lost_after_substitution"], found["unknown_needs_lost"]) == (1, 0, 1)
    assert (found["ties_wanted"], found["ties_substituted"], found["ties_unknown"]) == (4, 1, 1)
    assert ids_of(NETWORK, hit(step)) == ["p", "q"]


def test_failures_are_told_by_round_and_by_what_they_supplied() -> None:
    network = supplied("a>p a>q p>u p>v q>w", dict.fromkeys("apq", "chip"))
    [step] = shock(network, [["a"]], Rules(capacity=0.0))
    assert failures(step).rows() == [("p", 1, 2), ("q", 1, 1), ("u", 2, 0), ("v", 2, 0), ("w", 2, 0)]


def test_nothing_lost_gives_empty_tables_with_their_columns() -> None:
    [step] = shock(NETWORK, [["r"]])
    assert cut_off_receivers(step).schema.names() == ["receiver", "sector", "lost", "substitutes", "inputs"]
    assert failures(step).height == cut_off_receivers(step).height == 0


@settings(max_examples=12)
@given(shocked())
def test_a_need_is_lost_when_no_supplier_of_it_remains(case: tuple[Network, Supply, Mask]) -> None:
    network, supply, out = case
    if not out.any():
        return
    [step] = shock(network, [ids_of(network, out)])
    known, after, unknown = needs_lost(step)
    for need in range(len(supply.need_size)):
        suppliers = supply.supplier[supply.need_start[need] : supply.need_start[need + 1]]
        lost = bool(out[suppliers].all() and not out[supply.need_receiver[need]])
        told = supply.need_group[need] != UNKNOWN
        assert (bool(known[need]), bool(unknown[need])) == (lost and told, lost and not told)
    assert not (after & ~known).any()
    assert cut_off_receivers(step).height == int(np.sum(known | unknown))
