from __future__ import annotations

import polars as pl
import pytest

from tests.reconstruct.recipes import FIGURES, NAMES, recipe
from valuenet.errors import DataError
from valuenet.reconstruct.table import generator, table


@pytest.fixture(scope="module")
def firms() -> pl.DataFrame:
    return table("firms", recipe(), FIGURES, NAMES, 1)


def counts(frame: pl.DataFrame, column: str) -> dict[str, int]:
    """How often each label stands in a column."""
    return dict(frame[column].value_counts().iter_rows())


def test_printed_subjects_come_first_with_what_is_declared_of_them(firms: pl.DataFrame) -> None:
    assert firms["name_zh"].to_list()[:3] == ["腾讯", "百度", None]
    assert firms["region"].to_list()[:2] == ["440000", "110000"]
    assert [day[:4] for day in firms["founded"][:2]] == ["1998", "2000"]


def test_margins_hold_over_printed_and_invented_rows(firms: pl.DataFrame) -> None:
    assert counts(firms, "region") == {"110000": 10, "440000": 20, "310000": 10}
    assert counts(firms, "status") == {"listed": 10, "other": 30}
    assert firms.filter(pl.col("city") == "440300").height == 20


def test_several_values_cover_every_row_of_their_scope_first(firms: pl.DataFrame) -> None:
    modes = firms.filter(pl.col("status") == "listed")["transition_mode"]
    assert modes.null_count() == 0
    assert sum(value.count("|") + 1 for value in modes) == 12
    assert firms.filter(pl.col("status") == "other")["transition_mode"].null_count() == 30


def test_quantities_have_their_total_and_the_printed_ones_their_share(firms: pl.DataFrame) -> None:
    assert firms["patents"].sum() == 1000
    assert firms["patents"][0] == 50
    assert firms["patents"][1] >= 40  # the other printed one is favoured


def test_the_same_seed_gives_the_same_table(firms: pl.DataFrame) -> None:
    assert table("firms", recipe(), FIGURES, NAMES, 1).equals(firms)
    assert not table("firms", recipe(), FIGURES, NAMES, 2).equals(firms)


def test_another_field_leaves_the_draws_of_the_others_alone(firms: pl.DataFrame) -> None:
    declared = recipe().model_dump(by_alias=True)
    more = recipe(fields={"layer": {"constant": "base"}} | declared["fields"])
    assert table("firms", more, FIGURES, NAMES, 1).drop("layer").equals(firms)
    assert generator(1, "a", "b").random() != generator(1, "a", "c").random()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"named": [{"name": "Tencnet"}]}, "'Tencnet', which is not among the printed names"),
        ({"total": 1}, "2 subjects are named, its total is 1"),
        (
            {"fields": {"status": {"margin": {"given": {"listed": 41}}}}},
            r"field 'status': listed = 41 \(41\) are more than 40 rows",
        ),
        ({"fields": {"city": {"within": {"layer": "base"}, "constant": "x"}}}, "'layer' is not filled before it"),
    ],
)
def test_a_recipe_that_cannot_be_filled_is_named(changes: dict[str, object], says: str) -> None:
    with pytest.raises(DataError, match=says):
        table("firms", recipe(**changes), FIGURES, NAMES, 1)
