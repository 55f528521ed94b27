"""A whole that only counts and shares tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.audit.printed import cells_of, percent, printed
from valuenet.audit.identity import Cell
from valuenet.audit.whole import implied, latent, most_agreed, wholes_for


def pair(count: int, whole: int) -> tuple[Cell, Cell]:
    return Cell(count, 0.0), Cell(round(100 * count / whole, 2), 0.005)


@given(st.integers(1, 5000), st.lists(st.integers(0, 5000), min_size=1, max_size=5))
def test_the_whole_is_among_those_that_fit(whole: int, counts: list[int]) -> None:
    pairs = [pair(min(count, whole), whole) for count in counts]
    assert whole in wholes_for(pairs)
    assert wholes_for(pairs)[0] >= 1


def test_most_agree_on_one_whole_though_one_does_not() -> None:
    pairs = [pair(4, 21), pair(3, 21), pair(2, 21), pair(5, 23)]
    assert not wholes_for(pairs)
    assert list(most_agreed(pairs)) == [21]
    assert list(most_agreed([])) == []


def test_a_share_without_a_count_has_to_fit_the_whole_of_the_others() -> None:
    figures = [printed("c1", 4), percent("s1", 19.05), printed("c2", 3), percent("s2", 14.29)]
    identity = latent("share", "", [("c1", "s1"), ("c2", "s2")], ["s3"])
    assert identity.holds(cells_of(*figures, percent("s3", 9.52)))
    assert not identity.holds(cells_of(*figures, percent("s3", 9.25)))
    assert identity.test(cells_of(*figures, percent("s3", 9.25))).at == "s3"
    low, high = identity.solve("s3", cells_of(*figures, percent("s3", 9.55)))[0]
    assert low <= 9.52 <= high


def test_the_whole_a_table_implies_is_the_number_in_the_list() -> None:
    figures = [printed("c1", 4), percent("s1", 19.05), printed("c2", 3), percent("s2", 14.29)]
    pairs = [("c1", "s1"), ("c2", "s2")]
    assert implied("member", "", pairs, "n").holds(cells_of(*figures, printed("n", 21)))
    assert not implied("member", "", pairs, "n").holds(cells_of(*figures, printed("n", 24)))
    assert implied("member", "", pairs, "n", at_most=True).holds(cells_of(*figures, printed("n", 24)))
    over = implied("member", "", pairs, "n", at_most=True).test(cells_of(*figures, printed("n", 20)))
    assert (over.holds, over.residual) == (False, 1)
