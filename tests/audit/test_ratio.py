"""Shares: part over whole, and whole numbers behind percentages."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.audit.printed import cells_of, percent, printed
from valuenet.audit.identity import Cell
from valuenet.audit.ratio import counts_for, fits, nearest_fit, ratio, split


@given(st.integers(1, 10**5), st.integers(0, 10**5), st.integers(0, 3))
def test_a_share_printed_from_its_count_holds(whole: int, part: int, decimals: int) -> None:
    figures = (percent("s", 100 * part / whole, decimals), printed("p", part), printed("w", whole))
    assert ratio("share", "", "s", ["p"], "w").holds(cells_of(*figures))
    assert part in counts_for(Cell(figures[0].value, figures[0].half_width), whole)


def test_a_share_of_another_count_is_told() -> None:
    outcome = ratio("share", "", "s", ["p"], "w").test(
        cells_of(percent("s", 11.31), printed("p", 714), printed("w", 6417))
    )
    assert (outcome.holds, outcome.expected) == (False, "11.13")


def test_density_is_over_pairs() -> None:
    cells = cells_of(printed("d", 0.2, "ratio", 2), printed("m", 4), printed("n", 5))
    assert ratio("density", "", "d", ["m"], "n", factor=1, per_pair=True).holds(cells)


@given(st.lists(st.integers(1, 400), min_size=2, max_size=5))
def test_shares_of_a_split_fit_the_number_that_was_split(parts: list[int]) -> None:
    whole = sum(parts)
    shares = [percent(f"s{which}", 100 * part / whole) for which, part in enumerate(parts)]
    cells = [Cell(share.value, share.half_width) for share in shares]
    assert fits(cells, whole, complete=True)
    assert nearest_fit(cells, whole, complete=True) == whole
    assert split("split", "", [s.id for s in shares], "n").holds(cells_of(printed("n", whole), *shares))


def test_the_nearest_number_that_fits_is_named() -> None:
    shares = [percent("a", 37.37), percent("b", 39.51), percent("c", 23.12)]
    outcome = split("split", "", ["a", "b", "c"], "n").test(cells_of(printed("n", 655), *shares))
    assert (outcome.holds, outcome.residual) == (False, 2)
    assert outcome.expected.endswith("nearest that fits: 653")


def test_a_whole_of_nothing_has_no_share() -> None:
    identity = ratio("share", "", "s", ["p"], "w")
    cells = cells_of(percent("s", 5), printed("p", 1), printed("w", 0))
    assert not identity.holds(cells)
    assert identity.solve("s", cells) == []
    assert math.isfinite(identity.solve("w", cells)[0][0])
