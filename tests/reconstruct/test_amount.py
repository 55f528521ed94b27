from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reconstruct.figures import by_id, count, percent
from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.reconstruct.amount import count_of, fitting_total, value_of

MONEY = Figure("money", "", "", "", "", 15298.06, "15298.06", 2, "yuan_1e8")
KNOWN = by_id(count("all", 190), count("new", 72), percent("half", "50"), MONEY)


def test_an_amount_is_a_number_a_figure_or_a_short_sum() -> None:
    assert value_of(3, KNOWN) == 3
    assert value_of("new", KNOWN) == 72
    assert value_of("half", KNOWN) == 0.5
    assert value_of("all - new - 117", KNOWN) == 1
    assert value_of("new / half", KNOWN) == 144
    assert value_of("money", KNOWN) == pytest.approx(1.529806e12)


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(1, 3))
def test_a_share_becomes_the_count_it_was_printed_from(total: int, part: int, decimals: int) -> None:
    if part > total or total > 10 ** (decimals + 2):  # below that, one share is one count
        return
    figure = percent("share", f"{100 * part / total:.{decimals}f}")
    found = count_of("share", total, by_id(figure))
    assert figure.agrees(100 * found / total)
    assert abs(found - part) <= 1


def test_the_total_that_shares_fit() -> None:
    shares = by_id(percent("a", "37.37"), percent("b", "39.51"), percent("c", "23.12"))
    assert fitting_total(list(shares), 655, shares) == 653
    with pytest.raises(DataError, match="no total up to 652"):
        fitting_total(list(shares), 652, shares)


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("al", "did you mean 'all'"),
        ("all % new", "between two terms stands one of"),
        ("new - all", "which is no count"),
        ("new / all", "which is no count"),
        (1.5, "which is no count"),
    ],
)
def test_an_amount_that_means_nothing_is_named(amount: str | float, says: str) -> None:
    with pytest.raises(DataError, match=says):
        count_of(amount, 10, KNOWN)


def test_a_share_that_no_count_has_is_named_with_the_nearest() -> None:
    with pytest.raises(DataError, match=r"'odd': no count of 50 is 25 %; the nearest, 12, is 24\.00 %"):
        count_of("odd", 50, by_id(percent("odd", "25")))
