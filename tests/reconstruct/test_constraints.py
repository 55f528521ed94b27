"""Whole numbers under constraints, and the smallest contradictory set."""

from __future__ import annotations

from itertools import combinations
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.reconstruct.constraints import Constraint, constraint, contradiction, irreducible, nearest


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=8), st.data())
def test_what_is_found_meets_every_constraint(truth: list[int], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.sets(st.integers(0, len(truth) - 1), min_size=1), min_size=1, max_size=5))
    limits = [constraint("total", range(len(truth)), sum(truth), sum(truth))]
    limits += [constraint(str(part), sorted(part), sum(truth[at] for at in part), 1e6) for part in parts]
    target = data.draw(st.lists(st.integers(0, 60), min_size=len(truth), max_size=len(truth)))
    found = nearest(target, [80] * len(truth), limits)
    assert found.min() >= 0
    assert found.max() <= 80
    for each in limits:
        assert each.lower <= each.coefficients @ found[each.cells] <= each.upper


def test_a_target_that_meets_all_is_kept() -> None:
    assert nearest([3, 4, 5], [9, 9, 9], [constraint("total", [0, 1, 2], 12, 12)]).tolist() == [3, 4, 5]


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sets(st.integers(0, 4), min_size=1), st.integers(0, 9)), min_size=1, max_size=7))
def test_a_contradiction_is_irreducible(parts: list[tuple[set[int], int]]) -> None:
    limits = [constraint(f"{at}", sorted(cells), value, value) for at, (cells, value) in enumerate(parts)]
    names = contradiction([20] * 5, limits)
    kept = [each for each in limits if each.name in names]
    if not names:
        assert not _violated(limits)
        return
    assert _violated(kept)
    assert not any(_violated(list(some)) for some in combinations(kept, len(kept) - 1))


def _violated(limits: list[Constraint]) -> bool:
    return bool(contradiction([20] * 5, limits))


def test_two_of_a_thousand_are_found_in_a_moment() -> None:
    rng = np.random.default_rng(1)
    truth = rng.integers(0, 50, 500)
    limits = []
    for at in range(1000):
        cells = rng.choice(500, 6, replace=False)
        limits.append(constraint(f"sum {at}", cells.tolist(), int(truth[cells].sum()), int(truth[cells].sum())))
    limits.append(constraint("bad", limits[3].cells.tolist(), limits[3].lower + 1, limits[3].lower + 1))
    start = monotonic()
    assert set(contradiction([100] * 500, limits)) == {"sum 3", "bad"}
    assert monotonic() - start < 20


def test_rules_are_not_named_beside_figures() -> None:
    limits = [
        constraint("whole", [0], 10, 10),
        constraint("parts make the whole", [0, 1, 2], 0, 0, [1, -1, -1], rule=True),
        constraint("part", [1], 11, 11),
    ]
    assert contradiction([99] * 3, limits) == ["whole", "part"]
    with pytest.raises(DataError, match=r"these 2 cannot hold together.*whole; part"):
        nearest([10, 5, 5], [99] * 3, limits)


def test_fractions_alone_are_told() -> None:
    with pytest.raises(DataError, match="no whole numbers"):
        nearest([1], [9], [constraint("odd", [0], 3, 3, [2.0])])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_nothing_can_be_dropped_from_an_irreducible_set(items: list[int]) -> None:
    few = irreducible(items, lambda some: sum(some) >= 9)
    if sum(items) >= 9:
        assert sum(few) >= 9 > sum(few) - min(few)
