from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from valuenet.errors import DataError
from valuenet.network.exchange.typed import as_kind, as_number, exchangeable, free_name, inferred, kind_of


def test_types_that_others_do_not_know_become_those_they_do() -> None:
    table = pl.DataFrame(
        {
            "byte": pl.Series([1, None], dtype=pl.UInt8),
            "half": pl.Series([0.5, None], dtype=pl.Float32),
            "price": [Decimal("1.50"), None],
            "kind": pl.Series(["a", None], dtype=pl.Categorical),
            "day": [date(2019, 5, 1), None],
            "moment": [datetime(2019, 5, 1, 12, tzinfo=UTC), None],
            "nothing": [None, None],
        }
    )
    found = exchangeable(table, "nodes", Path("n"))
    assert [kind_of(column) for column in found] == ["int", "float", "float", "text", "text", "text", "text"]
    assert found.row(0) == (1, 0.5, 1.5, "a", "2019-05-01", "2019-05-01T12:00:00.000000+00:00", None)
    assert found.row(1) == (None,) * 7


@pytest.mark.parametrize("values", [pl.Series("v", [[1]]), pl.Series("v", [2**64 - 1], dtype=pl.UInt64)])
def test_types_that_nobody_can_write_are_refused(values: pl.Series) -> None:
    with pytest.raises(DataError, match=r"net\.csv: 'v' of the nodes"):
        exchangeable(pl.DataFrame([values]), "nodes", Path("net.csv"))


@pytest.mark.parametrize(
    ("values", "kind", "found"),
    [
        (["true", "0", None, " TRUE "], "bool", [True, False, None, True]),
        (["1", "-2"], "int", [1, -2]),
        (["INF", "-inf", "1e3"], "float", [float("inf"), float("-inf"), 1000.0]),
        (["", None], "text", ["", None]),
    ],
)
def test_text_as_a_kind(values: list[str | None], kind: str, found: list[object]) -> None:
    assert as_kind(pl.Series(values), kind)[0].to_list() == found


@pytest.mark.parametrize(
    ("value", "kind"), [("yes", "bool"), ("1.5", "int"), ("", "float"), ("1e999", "float"), ("1,5", "float")]
)
def test_text_that_is_not_of_the_kind_is_found(value: str, kind: str) -> None:
    assert as_kind(pl.Series([None, value]), kind)[1] == 1


def test_numbers_are_integers_where_all_are_written_so() -> None:
    assert as_number(pl.Series(["1", "-9223372036854775808"]))[0].dtype == pl.Int64
    assert as_number(pl.Series(["1", "2.0"]))[0].dtype == pl.Float64
    assert as_number(pl.Series(["x"]))[1] == 0


@pytest.mark.parametrize(
    "values", [["007"], ["+86"], ["12345678901234567890"], ["1", "x"], ["NaN"], ["1 "], ["true", "no"], [""]]
)
def test_what_may_be_text_stays_text(values: list[str]) -> None:
    assert inferred(pl.Series(values)).to_list() == values


def test_a_name_is_free_in_the_end() -> None:
    assert free_name("a", ["a", "a_"]) == "a__"
