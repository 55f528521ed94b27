"""What must add up, by ids, by tables, by parents."""

from __future__ import annotations

import pytest

from tests.audit.printed import audited, percent, printed, rules_of
from valuenet.model.figure import Figure


def column(total: int, *parts: int) -> list[Figure]:
    rows = [printed(f"t.r{n}.c1", v, table="T", row=f"row {n}", column="A") for n, v in enumerate(parts)]
    return [*rows, printed("t.r9.c1", total, table="T", row="Total", column="A")]


def test_groups_count_with_their_own_total() -> None:
    parts = [printed("s.2019.firm.listed", 4), printed("s.2019.firm.other", 6), printed("s.2019.firm.total", 10)]
    rest = [printed("s.2019.research.university", 3), printed("s.2019.research.institute", 2)]
    assert rules_of(audited(*parts, *rest, printed("s.2019.total", 15))) == []
    assert rules_of(audited(*parts, *rest, printed("s.2019.total", 17))) == [("sum", "s.2019.total")]


def test_rows_of_a_table_with_a_row_total() -> None:
    assert rules_of(audited(*column(60, 10, 20, 30))) == []
    assert rules_of(audited(*column(61, 10, 20, 30))) == [("sum", "t.r9.c1")]


def test_a_total_that_further_segments_follow() -> None:
    rows = [printed("x.a.2019", 3), printed("x.b.2019", 4)]
    assert rules_of(audited(*rows, printed("x.total.2019", 8))) == [("sum", "x.total.2019")]
    assert rules_of(audited(*rows, printed("x.total.2019", 7))) == []


def test_children_make_their_parent() -> None:
    children = [printed("i.a", 0.3, "weight", 4, parent="i.p"), printed("i.b", 0.2, "weight", 4, parent="i.p")]
    assert rules_of(audited(printed("i.p", 0.5, "weight", 4), *children)) == []
    assert rules_of(audited(printed("i.p", 0.5001, "weight", 4), *children)) == [("weights", "i.p")]


def test_the_weights_at_the_top_make_one_where_they_are_near_it() -> None:
    near = [printed("i.a", 0.55, "weight", 2), printed("i.b", 0.49, "weight", 2)]
    assert [rule for rule, _ in rules_of(audited(*near))] == ["weights"]
    part = [printed("i.a", 0.35, "weight", 2), printed("i.b", 0.29, "weight", 2)]
    assert rules_of(audited(*part)) == []


@pytest.mark.parametrize(
    "figures",
    [
        [printed("p.total", 52976), printed("p.universities", 117), printed("p.institutes", 14)],
        [printed("p.total", 100), printed("p.1.a", 40), printed("p.2.b", 30), printed("p.3.c", 10)],
        [printed("g.total.rate", 5, "rate"), printed("g.a.rate", 1, "rate"), printed("g.b.rate", 9, "rate")],
    ],
    ids=["other things", "a list", "rates"],
)
def test_what_is_no_sum_is_left_alone(figures: list[Figure]) -> None:
    assert rules_of(audited(*figures)) == []


def test_parts_with_shares_that_do_not_make_all_are_part_of_the_parts() -> None:
    parts = [printed("p.total.count", 100), printed("p.a.count", 50), printed("p.b.count", 30)]
    shares = [percent("p.a.share", 50), percent("p.b.share", 30)]
    assert rules_of(audited(*parts, *shares)) == []


def test_a_whole_is_a_hundred_percent_of_itself() -> None:
    assert rules_of(audited(percent("p.total.share", 98, 0))) == [("hundred", "p.total.share")]
