"""Identities: whether they hold, what they expect, and which values would mend them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.printed import cells_of, percent, printed
from valuenet.audit.identity import added, bounded, either, equal, number, ordered, places


def test_a_sum_of_counts_leaves_nothing_to_rounding() -> None:
    identity = added("sum", "", "t", ["a", "b"])
    outcome = identity.test(cells_of(printed("t", 10), printed("a", 4), printed("b", 5)))
    assert (outcome.holds, outcome.expected, outcome.residual) == (False, "9", 1.0)
    assert identity.holds(cells_of(printed("t", 9), printed("a", 4), printed("b", 5)))


def test_a_sum_of_rounded_amounts_may_be_off_by_their_last_digits() -> None:
    amounts = [printed("t", 10.0, "cny", 1), printed("a", 4.9, "cny", 1), printed("b", 5.2, "cny", 1)]
    assert added("sum", "", "t", ["a", "b"]).holds(cells_of(*amounts))
    assert not added("weights", "", "t", ["a", "b"], strict=True).holds(cells_of(*amounts))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.integers(0, 10**6), st.data())
def test_what_a_sum_asks_of_a_figure_mends_it(parts: list[int], total: int, data: st.DataObject) -> None:
    figures = [printed("t", total), *(printed(f"p{which}", part) for which, part in enumerate(parts))]
    names = [figure.id for figure in figures]
    identity, cells = added("sum", "", "t", names[1:]), cells_of(*figures)
    name = data.draw(st.sampled_from(names))
    for low, high in identity.solve(name, cells):
        assert identity.holds({**cells, name: cells[name]._replace(value=(low + high) / 2)})


def test_parts_of_a_list_are_at_most_the_whole() -> None:
    identity = added("list", "", "t", ["a", "b"], at_most=True)
    assert identity.holds(cells_of(printed("t", 10), printed("a", 4), printed("b", 5)))
    outcome = identity.test(cells_of(printed("t", 8), printed("a", 4), printed("b", 5)))
    assert (outcome.holds, outcome.expected, outcome.residual) == (False, "at least 9", -1.0)


def test_figures_in_two_units_agree_at_their_precision() -> None:
    zh, en = printed("a.zh", 15298.06, "cny_1e8", 2), printed("a.en", 1529.81, "cny_1e9", 2)
    assert equal("language", "", zh, en).holds(cells_of(zh, en))
    off = printed("a.en", 1529.18, "cny_1e9", 2)
    assert not equal("language", "", zh, off).holds(cells_of(zh, off))


def test_a_power_of_ten_is_allowed_where_units_are_said_to_differ() -> None:
    zh, en = printed("a.zh", 9.04, "count", 2), printed("a.en", 904, "count")
    assert not equal("language", "", zh, en).holds(cells_of(zh, en))
    assert equal("language", "", zh, en, any_unit=True).holds(cells_of(zh, en))
    wrong = printed("a.en", 940, "count")
    assert not equal("language", "", zh, wrong, any_unit=True).holds(cells_of(zh, wrong))


def test_a_bound_says_by_how_much_it_is_broken() -> None:
    outcome = bounded("part", "", "a", ["b"]).test(cells_of(printed("a", 264), printed("b", 245)))
    assert (outcome.holds, outcome.expected, outcome.residual) == (False, "at most 245", 19.0)


def test_one_of_several_identities_is_enough() -> None:
    one, other = added("x", "", "t", ["a"]), added("x", "", "t", ["b"])
    cells = cells_of(printed("t", 3), printed("a", 4), printed("b", 3))
    assert either("x", "", [one, other]).holds(cells)
    assert not either("x", "", [one, one]).holds(cells)


@pytest.mark.parametrize(
    ("values", "falling", "holds"), [([3, 2, 2], True, True), ([3, 1, 2], True, False), ([1, 2], False, True)]
)
def test_the_order_of_a_list(values: list[int], falling: bool, holds: bool) -> None:
    figures = [printed(f"l.{rank}", value) for rank, value in enumerate(values)]
    identity = ordered("order", "", [figure.id for figure in figures], falling=falling)
    assert identity.holds(cells_of(*figures)) is identity.test(cells_of(*figures)).holds is holds


def test_numbers_for_a_reader() -> None:
    assert (number(1234567.0), number(0.20, 2), places(percent("a", 1.5, 1).half_width)) == ("1,234,567", "0.2", 1)
