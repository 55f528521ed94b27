"""What shares are of, and what follows."""

from __future__ import annotations

import pytest

from tests.audit.printed import audited, named, percent, printed, rules_of
from valuenet.audit.shares import at_least, is_base


def test_a_share_is_of_the_nearest_total() -> None:
    figures = [printed("p.total.count", 6417), printed("p.sector.01.big.count", 714)]
    assert rules_of(audited(*figures, percent("p.sector.01.big.share", 11.13))) == []
    audit = audited(*figures, percent("p.sector.01.big.share", 11.31))
    assert named(audit) == [{"p.sector.01.big.share": 11.13}]


def test_a_share_is_of_the_plural_of_what_it_belongs_to() -> None:
    figures = [printed("a.universities", 109), printed("a.university.beijing.count", 15)]
    assert rules_of(audited(*figures, percent("a.university.beijing.share", 13.8, 1))) == []
    assert rules_of(audited(*figures, percent("a.university.beijing.share", 18.3, 1))) != []


def test_two_shares_and_a_number_that_they_cannot_split() -> None:
    audit = audited(printed("rd.firms", 113), percent("rd.low.share", 47.33), percent("rd.high.share", 23.66))
    assert rules_of(audit) == [("split", "rd.firms")]
    assert named(audit) == [{"rd.firms": 131}]


def test_a_share_of_something_else_is_left_alone() -> None:
    assert rules_of(audited(printed("s.enterprises", 797), percent("s.revenue.abroad.share", 21.17))) == []
    assert (
        rules_of(audited(printed("s.enterprises", 50), percent("s.a.share", 25.31), percent("s.b.share", 21.7, 1)))
        == []
    )


def test_counts_and_shares_of_another_whole_are_held_against_each_other() -> None:
    pairs = [printed("x.a.count", 4), percent("x.a.share", 19.05), printed("x.b.count", 3), percent("x.b.share", 14.29)]
    assert rules_of(audited(printed("x.firms", 797), *pairs)) == []
    wrong = [*pairs[:3], percent("x.b.share", 19.42)]
    assert [rule for rule, _ in rules_of(audited(printed("x.firms", 797), *wrong))] == ["share"]


def test_a_fraction_is_a_share_too() -> None:
    figures = [printed("p.total.count", 200), printed("p.a.count", 50), printed("p.b.count", 150)]
    assert rules_of(audited(*figures, printed("p.a.share", 0.25, "ratio", 2))) == []
    assert rules_of(audited(*figures, printed("p.a.share", 0.52, "ratio", 2))) == [("share", "p.a.share")]


@pytest.mark.parametrize(
    ("names", "values", "found"),
    [
        (("domestic", "overseas"), (81.37, 18.63), False),
        (("domestic", "overseas"), (81.37, 16.83), True),
        (("tech_input", "tech_output"), (21.33, 87.67), True),
        (("red", "blue"), (60, 30), False),
        (("red", "other"), (60, 30), True),
    ],
)
def test_shares_that_make_a_hundred(names: tuple[str, str], values: tuple[float, float], found: bool) -> None:
    audit = audited(*(percent(f"n.{name}.share", value) for name, value in zip(names, values, strict=True)))
    assert [rule for rule, _ in rules_of(audit)] == ["hundred"] * found


def test_chance_decides_whether_a_number_is_the_base() -> None:
    shares = [percent("a", 37.37), percent("b", 39.51), percent("c", 23.12)]
    assert is_base(printed("n", 655), shares)
    assert not is_base(printed("n", 655), shares[:1])
    assert at_least(0, [0.1]) == pytest.approx(1)
